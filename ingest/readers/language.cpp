#include "ingest/readers/language.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace annalist::ingest {
namespace {

constexpr std::size_t kProbe = 8 << 10;

}  // namespace

LanguageGuess guess_language(std::string_view title, std::string_view text) {
    std::string probe(title);
    probe += '\n';
    std::size_t size = text.size() < kProbe ? text.size() : kProbe;
    while (size < text.size() && size > 0 && (text[size] & 0xC0) == 0x80) --size;
    probe += text.substr(0, size);
    CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language top[3];
    int percent[3] = {0, 0, 0};
    double score[3];
    int text_bytes = 0;
    LanguageGuess guess;
    const CLD2::Language best = CLD2::ExtDetectLanguageSummary(
        probe.data(), static_cast<int>(probe.size()), true, &hints, 0, top, percent, score,
        nullptr, &text_bytes, &guess.reliable);
    if (best != CLD2::UNKNOWN_LANGUAGE) guess.code = CLD2::LanguageCode(best);
    for (int i = 0; i < 3; ++i) {
        if (top[i] == CLD2::ENGLISH) guess.percent_english = percent[i];
    }
    return guess;
}

}  // namespace annalist::ingest

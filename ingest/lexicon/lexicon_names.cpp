// The names of the lexicon and finding them in a text.

#include <algorithm>

#include "graph/fold.hpp"
#include "ingest/lexicon/lexicon.hpp"

namespace annalist::ingest {
namespace {

constexpr std::size_t kMaxWords = 12;

bool is_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(unsigned char c) { return c >= 'a' && c <= 'z'; }

/// No small letter at all, and short: an acronym, which in small letters would be another word.
bool is_acronym(std::string_view name) {
    bool upper = false;
    for (const unsigned char c : name) {
        if (is_lower(c) || c >= 0x80) return false;
        upper = upper || is_upper(c);
    }
    return upper && name.size() <= 8;
}

/// Acronyms that are common words where everything is in capitals.
bool is_word_in_capitals(std::string_view folded) {
    static constexpr std::string_view kWords[] = {"is",  "can", "who", "pa", "pt", "ai",  "nam",
                                                  "sf",  "as",  "ap",  "it", "inc", "an", "us",
                                                  "rn",  "dem", "ec",  "gap", "arg", "aid"};
    return std::ranges::find(kWords, folded) != std::end(kWords);
}

/// A word of a text with where it stands.
struct Piece {
    TextSpan span;
    std::string folded;
};

bool is_word_byte(unsigned char c) {
    return is_upper(c) || is_lower(c) || (c >= '0' && c <= '9') || c >= 0x80;
}

/// Curly quotes, dashes and spaces beyond ASCII end a word: U+2010 to U+201F, U+00A0.
std::size_t gap_bytes(std::string_view text, std::size_t at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c < 0x80) return is_word_byte(c) ? 0 : 1;
    if (c == 0xE2 && at + 2 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0x80) return 3;
    if (c == 0xC2 && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) == 0xA0) return 2;
    return 0;
}

std::vector<Piece> pieces_of(std::string_view text, TextSpan where) {
    std::vector<Piece> pieces;
    std::size_t at = where.begin;
    while (at < where.end) {
        if (const auto gap = gap_bytes(text, at)) {
            at += gap;
            continue;
        }
        std::size_t end = at;
        while (end < where.end) {
            if (gap_bytes(text, end) == 0) {
                ++end;
                continue;
            }
            // "U.S.": full stops between single letters belong to the word.
            const bool initial = text[end] == '.' && end - at >= 1 && (end - at == 1 || text[end - 2] == '.');
            const bool more = end + 1 < where.end && is_upper(static_cast<unsigned char>(text[end + 1]));
            const bool within = end - at > 1;
            if (initial && (more || within)) {
                ++end;
                continue;
            }
            break;
        }
        const TextSpan span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
        pieces.push_back({span, fold_name(span.in(text))});
        at = end;
    }
    return pieces;
}

/// What may stand between the words of one name.
bool joins(std::string_view between) {
    if (between.size() > 4) return false;
    return between.find_first_of(",;:()\n\"") == std::string_view::npos;
}

bool all_capitals(std::string_view words) {
    std::size_t upper = 0, lower = 0;
    for (const unsigned char c : words) {
        upper += is_upper(c);
        lower += is_lower(c);
    }
    return upper > 12 && lower * 10 < upper;
}

}  // namespace

const NameReading* NameMatch::as(NameKind kind) const {
    for (const NameReading& reading : readings)
        if (reading.kind == kind) return &reading;
    return nullptr;
}

void Lexicon::enter_name(std::string_view name, std::optional<NameReading> reading) {
    if (name.starts_with("the ") || name.starts_with("The ")) name.remove_prefix(4);
    const std::string folded = fold_name(name);
    if (folded.size() < 2) return;
    Names& names = names_[folded];
    if (reading && std::ranges::find(names.readings, *reading) == names.readings.end()) names.readings.push_back(*reading);
    names.capitals = names.capitals || is_acronym(name);
    names.lower = names.lower || is_lower(static_cast<unsigned char>(name[0]));
    const auto words = static_cast<std::uint8_t>(1 + std::ranges::count(folded, ' '));
    auto& longest = longest_[folded.substr(0, folded.find(' '))];
    longest = std::max(longest, words);
}

std::vector<NameMatch> Lexicon::find_names(std::string_view text, TextSpan where) const {
    std::vector<NameMatch> found;
    const auto pieces = pieces_of(text, where);
    const bool shouting = all_capitals(where.in(text));
    std::string key;
    for (std::size_t i = 0; i < pieces.size();) {
        const auto first = longest_.find(pieces[i].folded);
        if (first == longest_.end()) {
            ++i;
            continue;
        }
        std::size_t best = 0;
        const Names* best_names = nullptr;
        key.clear();
        const std::size_t most = std::min<std::size_t>({first->second, kMaxWords, pieces.size() - i});
        for (std::size_t n = 1; n <= most; ++n) {
            const Piece& piece = pieces[i + n - 1];
            if (n > 1) {
                const auto before = pieces[i + n - 2].span.end;
                if (!joins(text.substr(before, piece.span.begin - before))) break;
                key += ' ';
            }
            key += piece.folded;
            const auto hit = names_.find(key);
            if (hit == names_.end()) continue;
            const std::string_view words = text.substr(pieces[i].span.begin, piece.span.end - pieces[i].span.begin);
            const bool capital = is_upper(static_cast<unsigned char>(words[0])) ||
                                 static_cast<unsigned char>(words[0]) >= 0x80 ||
                                 (words[0] >= '0' && words[0] <= '9');
            if (!capital && !hit->second.lower) continue;
            if (hit->second.capitals && n == 1) {
                const bool small = std::ranges::any_of(words, [](unsigned char c) { return is_lower(c); });
                // "Asean", "Nato": longer acronyms are also written as names.
                if (small && (words.size() < 4 || !capital)) continue;
                if (shouting && is_word_in_capitals(key)) continue;
            }
            best = n;
            best_names = &hit->second;
        }
        if (best == 0) {
            ++i;
            continue;
        }
        // A region has no reading: "Latin America" is nobody, and above all not America.
        if (!best_names->readings.empty())
            found.push_back({{pieces[i].span.begin, pieces[i + best - 1].span.end}, best_names->readings});
        i += best;
    }
    return found;
}

std::span<const NameReading> Lexicon::readings(std::string_view name) const {
    const auto hit = names_.find(fold_name(name));
    if (hit == names_.end()) return {};
    return hit->second.readings;
}

}  // namespace annalist::ingest

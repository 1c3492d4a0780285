#include "storage/stems.hpp"

#include <libstemmer.h>

#include <algorithm>
#include <memory>
#include <new>

#include "graph/fold.hpp"

namespace annalist::storage {
namespace {

struct Release {
    void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

/// `word` cut to at most kLongestStem bytes, between characters.
std::string_view bounded(std::string_view word) {
    if (word.size() <= kLongestStem) return word;
    std::size_t end = kLongestStem;
    while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) --end;
    return word.substr(0, end);
}

std::string stem(std::string_view word) {
    // A stemmer serves one thread at a time. None is there when memory is at an end.
    thread_local const std::unique_ptr<sb_stemmer, Release> stemmer{sb_stemmer_new("english", "UTF_8")};
    const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
    const sb_symbol* stemmed =
        stemmer ? sb_stemmer_stem(stemmer.get(), bytes, static_cast<int>(word.size())) : nullptr;
    if (stemmed == nullptr) throw std::bad_alloc();
    return {reinterpret_cast<const char*>(stemmed),
            static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
}

}  // namespace

std::vector<std::string> stems_of(std::string_view text) {
    std::vector<std::string> stems;
    const std::string folded = fold_name(text);
    for (std::size_t begin = 0; begin < folded.size();) {
        const std::size_t end = std::min(folded.find(' ', begin), folded.size());
        stems.push_back(stem(bounded(std::string_view(folded).substr(begin, end - begin))));
        begin = end + 1;
    }
    return stems;
}

}  // namespace annalist::storage

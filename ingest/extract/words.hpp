#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace annalist::ingest {

/// Whether a word is in a short list.
inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

}  // namespace annalist::ingest

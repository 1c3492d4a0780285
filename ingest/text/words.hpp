#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace annalist::text {

/// Whether a word is in a short list.
inline bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

/// A relation without its subtype: "nsubj" of "nsubj:pass".
inline std::string_view universal(std::string_view relation) {
    return relation.substr(0, relation.find(':'));
}

}  // namespace annalist::text

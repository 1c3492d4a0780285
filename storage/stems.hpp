#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace annalist::storage {

/// The longest stem in bytes; what is behind it does not count.
inline constexpr std::size_t kLongestStem = 64;

/// The words of a text in their order, each folded (fold_name) and reduced to its stem: "The
/// Ministers' talks" gives "the", "minist", "talk". Stems are those of Snowball's English stemmer
/// (Porter2); words of other scripts stay as they are. The index of words and the questions about it
/// both go through here.
std::vector<std::string> stems_of(std::string_view text);

}  // namespace annalist::storage

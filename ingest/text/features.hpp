#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace annalist::text {

/// How a sentence is written; the network hears of it, since capitals then mean something else.
enum class CaseMode : std::uint8_t { Normal = 0, Upper = 1, Title = 2, Lower = 3 };

inline constexpr std::size_t kFeaturesPerWord = 9;  ///< suffixes 1-4, prefixes 1-3, shape, lexicon

/// FNV-1a over bytes with a last mixing step; the key of words and features in a model file.
std::uint64_t hash64(std::string_view bytes);

/// The key of a word: folded, with plain quotes and dashes. The same as train/features.py `norm`.
std::string normalize(std::string_view word);

/// Hashes of the nine features of a word whose normalised form is `key`; `lexicon` are its class
/// bits. The same strings as train/features.py `features` writes.
std::array<std::uint64_t, kFeaturesPerWord> feature_hashes(std::string_view word,
                                                          std::string_view key,
                                                          std::uint8_t lexicon);

CaseMode case_mode(const std::vector<std::string_view>& words);

}  // namespace annalist::text

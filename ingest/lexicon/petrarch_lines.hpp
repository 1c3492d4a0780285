#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.hpp"

namespace annalist::ingest {

/// Calls `line` for each line of a dictionary of PETRARCH's that says something: with its number from
/// 1, without comments (`#` to the end, `<!-- ... -->` over one or more lines, `;` to the end where
/// `semicolons`) and without white space at the end; tabs are blanks.
/// Source: PETRARCH 2, docs/source/dictionaries.rst. Errors: Io.
Result<void> read_petrarch_lines(const std::filesystem::path& file, bool semicolons,
                                 const std::function<void(std::uint32_t, std::string_view)>& line);

/// The words of a phrase of a dictionary in small letters: parted by blanks, "_" and "-".
std::vector<std::string> petrarch_words(std::string_view phrase);

/// What of a dictionary has no place with us, by reason with the lines.
class Unrepresented {
public:
    void add(std::string_view reason, std::uint32_t line) { lines_[std::string(reason)].push_back(line); }

    /// One note for each reason: "FILE: REASON: 12 (lines 3, 5, 9, 11, 12 and 7 more)".
    void tell(const std::filesystem::path& file, std::vector<std::string>& notes) const;

private:
    std::map<std::string, std::vector<std::uint32_t>> lines_;
};

}  // namespace annalist::ingest

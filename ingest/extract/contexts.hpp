#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/result.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

/// PLOVER's 36 contexts of events ("military", "economic"), by words of a table.
class Contexts {
public:
    /// Errors: Io, Corruption (file, line and reason).
    static Result<Contexts> load(const std::filesystem::path& file);

    /// Adds a user's table, also with contexts of his own. Rows that cannot be used are added to
    /// `refused` and left out.
    void add(const std::filesystem::path& file, Refusals& refused);

    /// The contexts that the words of a sentence put it into, by name, each once.
    std::vector<std::string> of(std::string_view sentence) const;

private:
    Result<void> read(const std::filesystem::path& file, Refusals* refused);

    std::vector<std::string> names_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> words_;  ///< folded words to positions in names_
    std::size_t longest_ = 1;                                            ///< words of the longest phrase
};

}  // namespace annalist::ingest

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "graph/result.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

struct Knowledge;

/// What became of a user's lexicon.
struct LexiconReport {
    Refusals refused;                ///< rows and files left out, "file:line: reason"
    std::vector<std::string> notes;  ///< what else is to be known of it
};

/// Adds a folder of the user's to what extraction knows: tables of the names and columns of ours
/// (docs/lexicon.md), in the order of their dependence. A mistake leaves out its row, or its table when
/// a column is missing; everything else holds. Changes Knowledge::user_stamp with the files' content.
/// Errors: InvalidArgument (no such folder), Io (the folder cannot be listed).
Result<void> add_user_lexicon(const std::filesystem::path& folder, Knowledge& knowledge, LexiconReport& report);

}  // namespace annalist::ingest

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "graph/result.hpp"
#include "ingest/extract/senses.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

/// Adds a verb dictionary of PETRARCH's (CAMEO.2.0) to the senses: each verb of a block, alone and with
/// each pattern of the block, as a phrase with the type and mode of its CAMEO code. Codes without an
/// event (`---`, and statements, 01) make phrases that tell of nothing. Lines that cannot be read are
/// added to `refused`; what has no place with us is counted in `notes` (docs/lexicon.md says what).
/// Source: PETRARCH 2, docs/source/dictionaries.rst. Errors: Io.
Result<void> add_petrarch_verbs(const std::filesystem::path& file, Senses& senses, Refusals& refused, std::vector<std::string>& notes);

}  // namespace annalist::ingest

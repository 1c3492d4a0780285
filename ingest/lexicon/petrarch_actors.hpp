#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "graph/result.hpp"
#include "ingest/lexicon/lexicon.hpp"
#include "ingest/lexicon/roles.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

/// Adds an actor dictionary of PETRARCH's to the names of the lexicon, with its codes and their dates
/// (Lexicon::add_actor). Lines that cannot be read are added to `refused`, what has no place with us is
/// counted in `notes`. Source: PETRARCH 2, docs/source/dictionaries.rst. Errors: Io.
Result<void> add_petrarch_actors(const std::filesystem::path& file, Lexicon& lexicon, Refusals& refused, std::vector<std::string>& notes);

/// Adds an agent dictionary of PETRARCH's to the nouns of office, in the same way.
Result<void> add_petrarch_agents(const std::filesystem::path& file, RoleNouns& roles, Refusals& refused, std::vector<std::string>& notes);

}  // namespace annalist::ingest

#pragma once

#include <optional>
#include <string_view>

namespace annalist::ingest {

/// "four", "4", "1,200", "twenty-one" as a whole number; nullopt for anything else.
std::optional<long> small_number(std::string_view word);

/// "eighth", "8th", "first", "twenty-first"; nullopt for anything else.
std::optional<long> ordinal_number(std::string_view word);

}  // namespace annalist::ingest

#pragma once

#include <optional>
#include <string_view>

#include "graph/ontology.hpp"

namespace annalist::cli {

/// What a relation of a coded table means to us.
using RelationMeaning = EventKind;

/// The meaning of a relation by its name in CAMEO and ICEWS ("Make a visit"), its CAMEO code ("042")
/// or the name of a PLOVER type ("CONSULT"), in any case; nullopt for others. Names are known by how
/// they begin, so that the finer ones need no list. Source: the CAMEO codebook 1.1b3, and
/// CAMEO2PLOVER-2021 for types.
std::optional<RelationMeaning> relation_meaning(std::string_view relation);

}  // namespace annalist::cli

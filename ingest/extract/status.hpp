#pragma once

#include <cstdint>

#include "graph/ontology.hpp"
#include "ingest/extract/syntax.hpp"

namespace annalist::ingest {

/// Whether the event of a predicate (a verb, or a noun or adjective with a copula) is told as a
/// fact, by its auxiliaries, negation and the verbs, nouns and adjectives that govern it:
/// "will meet" is Planned, "called on them to meet" CalledFor, "refused to meet" Denied.
Status predicate_status(const Tree& tree, std::uint32_t predicate);

/// The same for an event named by a noun that no light verb governs: by its adjectives ("the
/// planned visit"), its preposition ("ahead of the talks") and the verb above it.
Status noun_status(const Tree& tree, std::uint32_t noun);

/// The stronger doubt of two: an event told as planned inside a denied clause is Denied.
Status combine(Status inner, Status outer);

}  // namespace annalist::ingest

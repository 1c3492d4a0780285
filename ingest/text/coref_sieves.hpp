#pragma once

#include "ingest/text/coref_state.hpp"

namespace annalist::text {

/// Equal names, then parts of names and acronyms: "Lindholm" after "Anna Lindholm", "WHO" after
/// "World Health Organization".
void join_names(CorefState& state);

/// Appositions, and "Lindholm is the minister".
void join_predicates(CorefState& state);

/// "I" in a quotation is its speaker, else one narrator; "we" and "you" are one group each.
void join_speakers(CorefState& state);

/// Equal phrases ("the world"), then "the minister" after "a minister" or "Minister Lindholm".
void join_nouns(CorefState& state);

/// Coordinations of the same members; "the two leaders", "both countries", "the two sides" and "the
/// pair" with the coordination or the two parties of one clause that they speak of.
void join_groups(CorefState& state);

/// "he", "she", "it" and "they" with the likeliest earlier mention.
void join_pronouns(CorefState& state);

}  // namespace annalist::text

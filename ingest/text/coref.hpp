#pragma once

#include <string_view>
#include <vector>

#include "ingest/text/analysis.hpp"
#include "ingest/text/mentions.hpp"

namespace annalist::text {

/// Sets `chain` of mentions (as find_mentions gives them) that speak of the same person, body,
/// place or thing, and gives pronouns the type of their chain. Ordered sieves, the most precise
/// first (Raghunathan et al. 2010): equal names; parts of names and acronyms; appositions and "X is
/// the Y"; "I", "we" and "you"; definite nouns with the head or the office of an earlier mention;
/// pronouns by number, gender, nearness and grammatical role. Chain numbers follow first mentions.
void resolve_coreference(std::string_view text, const std::vector<Sentence>& sentences,
                         std::vector<Mention>& mentions);

}  // namespace annalist::text

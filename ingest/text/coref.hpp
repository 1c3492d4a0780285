#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "ingest/text/analysis.hpp"
#include "ingest/text/mentions.hpp"

namespace annalist::text {

/// All that an article calls one person, body, place or thing; or a group of them.
struct CorefChain {
    std::vector<std::uint32_t> mentions;  ///< indices of mentions, in order; at least one
    std::vector<std::int32_t> members;    ///< of a group ("the two leaders"): the chains it speaks of
                                          ///< together, in the order of the text; else empty

    bool operator==(const CorefChain&) const = default;
};

/// The mentions of an article, in order of their start, and their chains by number.
struct Coreference {
    std::vector<Mention> mentions;
    std::vector<CorefChain> chains;  ///< at the place that Mention::chain says
};

/// Joins mentions (as find_mentions gives them) that speak of the same person, body, place or
/// thing, and gives pronouns the type of their chain. Ordered sieves, the most precise first
/// (Raghunathan et al. 2010): see coref_sieves.hpp. Coordinations that nothing else speaks of are
/// left out of the answer. A chain has several mentions or belongs to a group; chain numbers follow
/// first mentions.
Coreference resolve_coreference(std::string_view text, const std::vector<Sentence>& sentences,
                                std::vector<Mention> mentions);

}  // namespace annalist::text

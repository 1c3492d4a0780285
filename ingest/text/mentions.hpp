#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/result.hpp"
#include "graph/text_span.hpp"
#include "ingest/text/analysis.hpp"

namespace annalist::text {

/// Whole noun phrases that speak of something: names, common nouns and pronouns.
struct Mention {
    TextSpan span;              ///< with determiner, title and what follows
    std::uint32_t sentence = 0; ///< index of its sentence
    std::uint32_t head = 0;     ///< index of its head word in the sentence
    EntityType type = EntityType::Other;
    bool named = false;
    bool pronoun = false;
    bool coordination = false;  ///< several joined: "Lindholm and Otieno"; head is that of the first
    std::int32_t chain = -1;    ///< mentions with one number speak of the same; -1 for none but this

    bool operator==(const Mention&) const = default;
};

/// What kind of thing a common noun names: "minister" a person, "ministry" a body, "river" a place.
class NounTypes {
public:
    NounTypes() = default;

    /// Reads lines `letter noun` (P person, O organisation, L place), as train/nouns.py writes them.
    /// Errors: Corruption (another letter).
    static Result<NounTypes> load(std::string_view lines);

    /// The type of a lower-case lemma; Other when it is not known.
    EntityType type_of(std::string_view lemma) const;

private:
    std::unordered_map<std::string, EntityType> types_;
};

/// All mentions of an analysed article, in order of their start, the longer first; chains not set.
/// Phrases joined by "and" are mentions both alone and together.
std::vector<Mention> find_mentions(std::string_view text, const std::vector<Sentence>& sentences,
                                   const NounTypes& nouns);

/// One JSON line {"id", "mentions": [{"start", "end", "type", "named", "chain"}]} with offsets in
/// code points of `text`. `id` must need no JSON escapes but quotes and backslashes.
void write_mention_row(std::ostream& out, std::string_view id, std::string_view text,
                       const std::vector<Mention>& mentions);

}  // namespace annalist::text

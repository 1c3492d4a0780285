#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/text_span.hpp"
#include "ingest/text/analysis.hpp"
#include "ingest/text/mentions.hpp"

namespace annalist::text {

/// What a sentence says that a person is: "Boris Gryzlov", "chairman", "United Russia's Supreme
/// Council".
struct Role {
    std::uint32_t first = 0;       ///< the person's name: tokens [first, last)
    std::uint32_t last = 0;
    TextSpan name;
    TextSpan words;                ///< the role: "foreign minister", "Secretary of State"
    std::vector<TextSpan> bodies;  ///< whom it serves, in the order of the text: "Kenya", "Chinese"

    bool operator==(const Role&) const = default;
};

/// The roles of a sentence's persons, by name, then by the place of the role: titles before a name,
/// appositions on either side of it, and "Lindholm is the minister" (not when it is denied).
std::vector<Role> find_roles(const Sentence& sentence, const NounTypes& nouns);

}  // namespace annalist::text

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/actor.hpp"
#include "graph/event.hpp"
#include "ingest/extract/cast.hpp"
#include "ingest/extract/syntax.hpp"
#include "ingest/lexicon/lexicon.hpp"
#include "ingest/lexicon/roles.hpp"

namespace annalist::ingest {

/// An actor at one place of a sentence.
struct Party {
    std::uint32_t member = 0;    ///< in the Cast
    std::uint32_t head = 0;      ///< token that heads its words
    std::uint32_t first = 0;     ///< tokens [first, last) that name or describe it
    std::uint32_t last = 0;
    TextSpan words;              ///< of the name alone, or of the description
    NameKind via = NameKind::Person;
    bool described = false;      ///< by a role or collective: "Russian officials"
    bool modifier = false;       ///< an adjective or compound before another noun: "Russian gas"
};

/// Where a sentence says something is.
struct PlaceMention {
    std::uint32_t head = 0;
    TextSpan words;
    Place place;
};

/// What a noun of office without a country or name is: "the president", "the two leaders".
struct BareRole {
    std::uint32_t head = 0;
    std::uint32_t first = 0;
    std::string title;           ///< "foreign minister"
    bool plural = false;
};

/// Everybody and every place in one sentence.
struct SentenceNames {
    std::vector<Party> parties;
    std::vector<PlaceMention> places;
    std::vector<BareRole> bare_roles;
    std::vector<Affiliation> affiliations;  ///< `actor` and `body` are 1 + the member in the Cast

    /// Parties whose words are headed by this token.
    std::vector<const Party*> at(std::uint32_t head) const;
    const BareRole* bare_role(std::uint32_t head) const;
};

/// Finds the actors and places of a sentence and enters them into the cast. `names` must have seen
/// the sentences before, since a last name alone is the person introduced there.
SentenceNames find_parties(const Tree& tree, Cast& cast, const RoleNouns& roles);

}  // namespace annalist::ingest

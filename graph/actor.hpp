#pragma once

#include <date/date.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/id.hpp"
#include "graph/text_span.hpp"

namespace annalist {

/// Stored: the numbers never change.
enum class ActorKind : std::uint8_t { Person = 1, Country = 2, Organization = 3, Group = 4 };

std::string_view to_string(ActorKind kind);  ///< "person"

/// Somebody or something that takes part in events.
struct Actor {
    ActorId id;                         ///< of one store; 0 before the store has seen it
    std::string key;                    ///< the same in every store: "country:CHN", "org:UN", "person:xi-jinping"
    ActorKind kind = ActorKind::Person;
    std::string name;                   ///< canonical, for people to read
    std::vector<std::string> aliases;   ///< other names seen or known, sorted, without `name`
    std::string country;                ///< ISO 3166 alpha-3 it is or belongs to; "" when none
    std::string wikidata;               ///< "Q15031"; "" when unknown

    bool operator==(const Actor&) const = default;
};

/// An actor holds a role in, or belongs to, another actor or a country, as one article says.
struct Affiliation {
    ActorId actor;
    std::string role;                   ///< "minister", "chairman"; as the text has it, lower case
    ActorId body;                       ///< 0 when the text names none
    std::string country;                ///< ISO 3166 alpha-3; "" when none
    date::sys_days seen{};              ///< publication day of the article that says so
    ArticleId article;
    TextSpan words;                     ///< the role and body in the article's text

    bool operator==(const Affiliation&) const = default;
};

}  // namespace annalist

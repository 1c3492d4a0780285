#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "sample_facts.hpp"
#include "storage/telling.hpp"

namespace annalist::storage {

/// Somebody in a telling, by number, kind and country.
struct Told {
    std::uint32_t actor;
    ActorKind kind;
    std::string country;
};

/// What one article says of a meeting on a stated day.
inline Telling meeting(std::uint64_t article, std::string_view on, const std::vector<Told>& who) {
    Telling telling;
    telling.kind = kind_of(EventType::Consult, Mode::InPerson);
    telling.statuses = 1U << static_cast<unsigned>(Status::Occurred);
    telling.days = TimeSpan::day(day(on));
    telling.basis = TimeBasis::Stated;
    for (const Told& t : who)
        telling.parties.push_back({{t.actor}, t.country.empty() ? side_of(ActorId{t.actor}) : side_of(t.country),
                                   t.kind, Role::Participant});
    std::ranges::sort(telling.parties);
    telling.articles = {{article}};
    return telling;
}

/// The same, where no day is said and that of the publication stands in.
inline Telling assumed(std::uint64_t article, std::string_view published, const std::vector<Told>& who) {
    Telling telling = meeting(article, published, who);
    telling.basis = TimeBasis::Published;
    return telling;
}

/// The same within a span ("last week").
inline Telling within(std::uint64_t article, std::string_view first, std::string_view last, const std::vector<Told>& who) {
    Telling telling = meeting(article, first, who);
    telling.days = days(first, last, Granularity::Week);
    return telling;
}

}  // namespace annalist::storage

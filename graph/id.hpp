#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace annalist {

/// A number that names one thing of one kind; ids of different kinds do not mix.
template <class Tag, class Rep>
struct Id {
    Rep value{};

    auto operator<=>(const Id&) const = default;
};

/// Names an article by its content: the low 64 bits of the XXH3 hash over title, day and text.
using ArticleId = Id<struct ArticleTag, std::uint64_t>;
/// Names an event; derived from what its mentions say, so the order of arrival does not matter.
using EventId = Id<struct EventTag, std::uint64_t>;
/// Names an actor within one store, from its dictionary; 0 is nobody.
using ActorId = Id<struct ActorTag, std::uint32_t>;

}  // namespace annalist

template <class Tag, class Rep>
struct std::hash<annalist::Id<Tag, Rep>> {
    std::size_t operator()(annalist::Id<Tag, Rep> id) const { return std::hash<Rep>{}(id.value); }
};

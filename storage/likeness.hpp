#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "storage/telling.hpp"

namespace annalist::storage {

/// What speaks for and against two tellings being of one event. Stored: the numbers never change.
enum class Reason : std::uint8_t {
    SameActors = 0,       ///< the same actors, all of them
    MoreNamed = 1,        ///< one names more people or bodies of a side than the other
    CountryNamed = 2,     ///< a side by its country's name here, by a person or body there
    MoreSides = 3,        ///< one has sides that the other leaves out
    SameDay = 4,          ///< the days that both state overlap
    DayBefore = 5,        ///< the days that both state differ by one
    DayAssumed = 6,       ///< a day assumed from the publication lies near the other's
    WithinSpan = 7,       ///< the one day known in a span like "last week"
    SameSpan = 8,         ///< the same span, and nothing else known in it
    SamePlace = 9,
    OtherPlace = 10,      ///< two places, on one day that both state
    SameSequence = 11,    ///< both call it the fourth round
    LikeWords = 12,       ///< their sentences share words
    OtherWords = 13,      ///< they share hardly any
    Fulfilled = 14,       ///< one tells of the plan, the other that it came about
    StatusDiffers = 15,   ///< cancelled or denied by one
    VideoNotSaid = 16,    ///< by video link according to one
};
std::string_view to_string(Reason reason);  ///< "the same actors"

/// How alike two tellings are.
struct Likeness {
    double value = 0;           ///< in [0, 1]; kAlike and more is one event
    std::uint32_t reasons = 0;  ///< a bit, 1 << reason, for each
    bool barred = false;        ///< they contradict each other in what one event cannot: never together

    bool operator==(const Likeness&) const = default;
    bool alike() const;
    bool has(Reason reason) const { return (reasons >> static_cast<unsigned>(reason) & 1U) != 0; }
};

inline constexpr double kAlike = 0.5;

/// The reasons of a set, in the order of their numbers.
std::vector<Reason> reasons_in(std::uint32_t reasons);

/// Compares two tellings; the order does not matter. The likeness is a product: 1 for the same actors
/// on the same stated day, less for each thing that only fits. docs/merging.md lists the numbers.
Likeness compare(const Telling& a, const Telling& b);

/// Most days between two tellings that may be alike.
inline constexpr int kMostApart = 3;

}  // namespace annalist::storage

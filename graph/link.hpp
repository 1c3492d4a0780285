#pragma once

#include <date/date.h>

#include <cstdint>
#include <vector>

#include "graph/event.hpp"

namespace annalist {

/// What an index says of two actors of one event: all that counting and drawing graphs needs,
/// without the event itself. An event has a link for each of its pairs (pairs_of); one with a single
/// actor, who did something to itself, links it with itself.
struct Link {
    ActorId from, to;             ///< when symmetric, in ascending order
    date::sys_days first, last;
    std::uint32_t count = 1;      ///< how often it happened
    std::uint32_t relation = 0;   ///< of a coded event (storage::Relation); else 0
    double confidence = 0.5;
    EventType type = EventType::Consult;
    Mode mode = Mode::None;
    Status status = Status::Occurred;
    TimeBasis basis = TimeBasis::Published;
    Granularity granularity = Granularity::Day;
    bool symmetric = false;       ///< neither acts upon the other
    EventId event;                ///< 0 where Links::event_of must be asked

    bool operator==(const Link&) const = default;

    ActorId other(ActorId actor) const { return from == actor ? to : from; }
};

/// The links of an event, in the order of pairs_of.
std::vector<Link> links_of(const Event& event);

}  // namespace annalist

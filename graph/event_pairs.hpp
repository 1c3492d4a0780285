#pragma once

#include <compare>
#include <vector>

#include "graph/event.hpp"

namespace annalist {

/// Two actors of one event who have to do with each other there.
struct EventPair {
    ActorId from, to;        ///< when symmetric, in ascending order
    bool symmetric = false;  ///< neither acts upon the other

    auto operator<=>(const EventPair&) const = default;
};

/// The pairs of an event, in ascending order, each pair of actors once. Sources pair with targets
/// and hosts, and with participants; several sources of one event (a delegation, the senders of a
/// letter) do not pair with each other when there is somebody else they act upon, nor do several
/// targets. Participants and mediators pair with everybody.
std::vector<EventPair> pairs_of(const Event& event);

}  // namespace annalist

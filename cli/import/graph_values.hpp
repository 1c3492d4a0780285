#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/import/graph_file.hpp"
#include "graph/actor.hpp"
#include "graph/event.hpp"
#include "graph/result.hpp"

namespace annalist::cli {

/// The actor of a node; the key, kind and label must be there.
/// Errors: InvalidArgument, what is wrong, without the place.
Result<Actor> actor_of(const GraphElement& node);

/// What an edge says of its event, whose actors are not filled in.
struct EdgeEvent {
    Event event;
    Role source_role = Role::Participant, target_role = Role::Participant;
};

/// Values that may be missing: mode, label, place, roles (then those that the direction tells),
/// days as EDTF, count and reports (then 1), known (then the last day), assumed (then no). Errors:
/// InvalidArgument, naming the value and what it must be, without the place.
Result<EdgeEvent> event_of(const GraphElement& edge);

}  // namespace annalist::cli

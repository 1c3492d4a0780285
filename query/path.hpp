#pragma once

#include <date/date.h>

#include <string>
#include <vector>

#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "query/events.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// Which of all ways is taken: the one that arrives first, of these the shortest; or the shortest,
/// of these the one that arrives first.
enum class PathOrder { Earliest, Fewest };

/// How word could have come from one actor to another. `events.kinds` left empty asks for meetings
/// and visits, as in MetQuery.
struct PathQuery {
    EventQuery events;
    ActorId from, to;
    PathOrder order = PathOrder::Earliest;
    int hops = 6;  ///< at most so many steps, 1 to kMaxHops
};

/// One event on the way, in which two have to do with each other.
struct PathStep {
    NamedActor from, to;
    EventItem event;
    date::sys_days by;     ///< the first day on which word can have been passed on
    std::string sentence;  ///< telling_sentence
};

struct PathAnswer {
    NamedActor from, to;
    std::vector<PathStep> steps;  ///< in order of time; empty when there is no way
};

/// Reads the parameters of an EventQuery, `actor` (twice: from whom, to whom), `order` (earliest or
/// fewest) and `hops`. Errors: as parse_event_query.
Result<PathQuery> parse_path_query(const Parameters& parameters, const storage::Store& store);

/// A way through events one after the other, each on the day of the one before or later; direction
/// does not matter. An event known to some days may have been on any of them. A country and its own
/// people are no step. Of equally good ways always the same one is taken. Errors: Io, Corruption.
Result<PathAnswer> find_path(const storage::Store& store, const PathQuery& query);

}  // namespace annalist::query

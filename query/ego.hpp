#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "storage/store.hpp"

namespace annalist::query {

inline constexpr int kMaxHops = 10;

/// Who is around an actor, over the events of `events`; its limit counts actors of each hop.
struct EgoQuery {
    EventQuery events;
    ActorId actor;
    int hops = 2;  ///< 1 to kMaxHops
};

struct EgoActor {
    NamedActor actor;
    std::uint64_t events = 0, times = 0;  ///< with actors one hop nearer
    std::optional<NamedActor> through;  ///< of those the one it had most to do with; none in hop 1
};

/// Those at one distance.
struct EgoHop {
    std::vector<EgoActor> actors;    ///< most events first; equals by name, then key
    std::uint64_t total_actors = 0;  ///< before `limit`
};

struct EgoAnswer {
    NamedActor actor;
    std::vector<EgoHop> hops;  ///< the first is hop 1; they end where nobody new is reached
};

/// Reads the parameters of an EventQuery, `actor` (once: around whom) and `hops`. Errors: as
/// parse_event_query.
Result<EgoQuery> parse_ego_query(const Parameters& parameters, const storage::Store& store);

/// The actors around one by their distance: hop 1 had to do with it, hop 2 with those of hop 1, and
/// so on, whatever the order in time. Errors: Io, Corruption.
Result<EgoAnswer> find_ego(const storage::Store& store, const EgoQuery& query);

/// A number of steps, `hops`, or `otherwise` when it is left out. Errors: InvalidArgument.
Result<int> read_hops(const Parameters& parameters, int otherwise);

}  // namespace annalist::query

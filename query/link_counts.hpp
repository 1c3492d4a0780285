#pragma once

#include <cstdint>
#include <vector>

#include "graph/window_graph.hpp"
#include "query/link_filter.hpp"
#include "storage/store.hpp"

// Questions that are answered from the indexes alone, without an event: they cost some nanoseconds
// for each link in the range.
namespace annalist::query {

/// What an actor had to do with another.
struct Counterpart {
    ActorId actor;
    std::uint64_t events = 0, times = 0;  ///< times: an event that counts as two is two
    date::sys_days first, last;

    bool operator==(const Counterpart&) const = default;
};

/// Whom the actor had to do with in the range, the most frequent first, equals by id; itself among
/// them when it acted upon itself. Errors: Io, Corruption.
Result<std::vector<Counterpart>> counterparts(storage::Links& links, ActorId actor, DayRange days,
                                              const LinkFilter& filter);

struct PairCount {
    ActorId a, b;  ///< in ascending order
    std::uint64_t events = 0, times = 0;

    bool operator==(const PairCount&) const = default;
};

/// The `limit` pairs of different actors with most events in the range, equals by ids.
Result<std::vector<PairCount>> busiest_pairs(storage::Links& links, DayRange days,
                                             const LinkFilter& filter, std::size_t limit);

/// Who is around an actor in the range.
struct EgoNet {
    std::vector<ActorId> actors;  ///< the actor first, then as they were met
    std::uint64_t pairs = 0;      ///< different pairs among the links of all but the last hop
};
/// `hops` steps from the actor along links, without regard to direction or to time within the range.
Result<EgoNet> ego_net(storage::Links& links, ActorId actor, DayRange days,
                       const LinkFilter& filter, int hops = 2);

/// The window as a folded graph.
Result<WindowGraph> window_graph(storage::Links& links, DayRange days, const LinkFilter& filter);

}  // namespace annalist::query

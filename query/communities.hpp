#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "query/window_cache.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// Over the events of `events`; its limit counts communities. `top` other than 0 keeps the busiest
/// actors of each.
struct CommunitiesQuery {
    EventQuery events;
    std::size_t top = 10;
};

struct Member {
    NamedActor actor;
    std::uint64_t times = 0;  ///< how often it had to do with others of the community
};

/// Actors who have more to do with each other than with the rest.
struct Community {
    std::vector<Member> members;     ///< busiest first; equals by name, then key
    std::uint64_t total_actors = 0;  ///< before `top`
    std::uint64_t times = 0;         ///< how often any two of it had to do with each other
};

struct CommunitiesAnswer {
    std::vector<Community> communities;  ///< by number of actors, then times, then oldest actor
    std::uint64_t total_communities = 0;
    std::uint64_t total_actors = 0, events = 0;  ///< of the whole window
    double modularity = 0.0;  ///< of all communities, also those beyond the limit
};

/// Reads the parameters of an EventQuery and `top`. Errors: as parse_event_query.
Result<CommunitiesQuery> parse_communities_query(const Parameters& parameters,
                                                 const storage::Store& store);

/// The communities of a window, weighted by how often (communities() of graph/communities.hpp).
/// The window is `windows`' where given. Errors: Io, Corruption.
Result<CommunitiesAnswer> find_communities(const storage::Store& store,
                                           const CommunitiesQuery& query,
                                           WindowCache* windows = nullptr);

}  // namespace annalist::query

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "query/window_cache.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// What makes an actor central; graph/centrality.hpp and page_rank() say how each is computed.
enum class Measure {
    PageRank,     ///< acted upon by those who are often acted upon; all scores add up to 1
    Betweenness,  ///< share of the shortest paths of others that lead through it, 0 to 1
    Degree,       ///< number of counterparts
    Strength,     ///< how often it had to do with any
    Closeness,    ///< nearness to all others in steps, 0 to 1
};

std::string_view to_string(Measure measure);  ///< "pagerank"

/// Over the events of `events`; its limit counts actors.
struct RankQuery {
    EventQuery events;
    Measure measure = Measure::PageRank;
};

struct RankedActor {
    std::uint64_t rank = 0;  ///< from 1; equal scores have the same
    NamedActor actor;
    double score = 0.0;          ///< rounded to 12 decimals
    std::uint64_t partners = 0;  ///< its degree
    std::uint64_t times = 0;     ///< its strength
};

struct RankAnswer {
    Measure measure = Measure::PageRank;
    std::vector<RankedActor> actors;  ///< highest score first; equals by name, then key
    std::uint64_t total_actors = 0;   ///< before `limit`
    std::uint64_t events = 0;         ///< with at least two actors
};

/// What betweenness and closeness may cost (all_paths_cost), some ten seconds; more is refused.
inline constexpr std::uint64_t kMaxAllPathsCost = 500'000'000;

/// Reads the parameters of an EventQuery and `measure`. Errors: as parse_event_query.
Result<RankQuery> parse_rank_query(const Parameters& parameters, const storage::Store& store);

/// The central actors of a window. Errors: Io, Corruption; InvalidArgument when betweenness or
/// closeness would take too long, saying what to narrow. The window is `windows`' where given.
Result<RankAnswer> rank_actors(const storage::Store& store, const RankQuery& query,
                               WindowCache* windows = nullptr);

}  // namespace annalist::query

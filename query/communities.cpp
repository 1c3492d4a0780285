#include "query/communities.hpp"

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cmath>
#include <tuple>

#include "graph/communities.hpp"

namespace annalist::query {
namespace {

/// How often each vertex had to do with others of its community.
std::vector<std::uint64_t> times_within(const WindowGraph& graph,
                                        const std::vector<std::uint32_t>& of) {
    std::vector<std::uint64_t> times(of.size(), 0);
    for (std::size_t v = 0; v < of.size(); ++v)
        for (const auto edge : boost::make_iterator_range(out_edges(v, graph)))
            if (of[target(edge, graph)] == of[v])
                times[v] += static_cast<std::uint64_t>(std::llround(graph[edge].weight));
    return times;
}

}  // namespace

Result<CommunitiesQuery> parse_communities_query(const Parameters& parameters,
                                                 const storage::Store& store) {
    CommunitiesQuery query;
    if (parameters.has("top")) {
        const auto top = read_limit(parameters, "top");
        if (!top) return top.error();
        query.top = *top;
    }
    auto events = parse_event_query(parameters, store);
    if (!events) return events.error();
    query.events = *std::move(events);
    return query;
}

Result<CommunitiesAnswer> find_communities(const storage::Store& store,
                                           const CommunitiesQuery& query, WindowCache* windows) {
    const auto made =
        windows != nullptr ? windows->get(store, query.events) : make_window(store, query.events);
    if (!made) return made.error();
    const Window& window = **made;
    const Communities found = communities(window.contacts);
    const auto times = times_within(window.contacts, found.of);
    struct Group {
        std::vector<std::size_t> vertices;
        std::uint64_t times = 0;  // of all its vertices: twice what it has within
    };
    std::vector<Group> groups(found.count);
    for (std::size_t v = 0; v < found.of.size(); ++v) {
        groups[found.of[v]].vertices.push_back(v);
        groups[found.of[v]].times += times[v];
    }

    CommunitiesAnswer answer;
    answer.total_communities = found.count;
    answer.total_actors = found.of.size();
    answer.events = window.events;
    answer.modularity = found.modularity;
    std::ranges::stable_sort(groups, [](const Group& a, const Group& b) {
        return std::tuple(b.vertices.size(), b.times) < std::tuple(a.vertices.size(), a.times);
    });
    const std::size_t limit = query.events.limit == 0 ? groups.size() : query.events.limit;
    if (groups.size() > limit) groups.resize(limit);

    ActorBook book{store};
    for (const Group& group : groups) {
        Community community;
        community.total_actors = group.vertices.size();
        community.times = group.times / 2;
        for (const std::size_t v : group.vertices) {
            auto actor = book.named(window.contacts[v]);
            if (!actor) return actor.error();
            community.members.push_back({*std::move(actor), times[v]});
        }
        std::ranges::sort(community.members, [](const Member& a, const Member& b) {
            return std::tie(b.times, a.actor.name, a.actor.key) <
                   std::tie(a.times, b.actor.name, b.actor.key);
        });
        if (query.top != 0 && community.members.size() > query.top)
            community.members.resize(query.top);
        answer.communities.push_back(std::move(community));
    }
    return answer;
}

}  // namespace annalist::query

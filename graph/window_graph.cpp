#include "graph/window_graph.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace annalist {

void WindowGraphBuilder::add(std::span<const Link> links) {
    for (const Link& link : links) {
        const bool both = link.symmetric || directions_ == Directions::Dropped;
        if (both && link.from == link.to) continue;
        add(link.from, link.to, link.count);
        if (both) add(link.to, link.from, link.count);
    }
}

void WindowGraphBuilder::add(ActorId from, ActorId to, std::uint32_t times) {
    ends_.push_back({from.value, to.value, times});
    highest_ = std::max({highest_, from.value, to.value});
}

WindowGraph WindowGraphBuilder::build() const {
    // Vertices by actor: marked, then numbered in the order of ids.
    std::vector<std::uint32_t> number(std::size_t{highest_} + 1, 0);
    for (const Ends& ends : ends_) number[ends.from] = number[ends.to] = 1;
    std::vector<ActorId> actors;
    for (std::uint32_t id = 0; id < number.size(); ++id) {
        if (number[id] == 0) continue;
        number[id] = static_cast<std::uint32_t>(actors.size());
        actors.push_back({id});
    }
    // Sorted by counting, by target and then by source, which keeps the order of targets.
    const auto sorted_by = [&](const std::vector<Ends>& list, std::uint32_t Ends::*end) {
        std::vector<std::uint32_t> at(actors.size() + 1, 0);
        for (const Ends& ends : list) ++at[ends.*end + 1];
        std::partial_sum(at.begin(), at.end(), at.begin());
        std::vector<Ends> sorted(list.size());
        for (const Ends& ends : list) sorted[at[ends.*end]++] = ends;
        return sorted;
    };
    std::vector<Ends> edges = ends_;
    for (Ends& ends : edges) {
        ends.from = number[ends.from];
        ends.to = number[ends.to];
    }
    edges = sorted_by(sorted_by(edges, &Ends::to), &Ends::from);

    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<WindowEdge> props;
    for (const Ends& ends : edges) {
        if (pairs.empty() || pairs.back() != std::pair(ends.from, ends.to)) {
            pairs.emplace_back(ends.from, ends.to);
            props.emplace_back();
        }
        ++props.back().events;
        props.back().weight += ends.count;
    }
    WindowGraph graph(boost::edges_are_sorted, pairs.begin(), pairs.end(), props.begin(),
                      actors.size(), pairs.size());
    for (std::size_t v = 0; v < actors.size(); ++v) graph[v] = actors[v];
    return graph;
}

std::size_t bytes_of(const WindowGraph& graph) {
    return num_vertices(graph) * (sizeof(ActorId) + sizeof(std::size_t)) +
           num_edges(graph) * (sizeof(WindowEdge) + sizeof(std::size_t));
}

std::vector<double> page_rank(const WindowGraph& graph, double damping, int rounds) {
    const std::size_t n = num_vertices(graph);
    if (n == 0) return {};
    const auto edges_of = [&](std::size_t v) {
        const auto [begin, end] = out_edges(v, graph);
        return std::ranges::subrange(begin, end);
    };
    std::vector<double> out(n, 0.0);
    for (std::size_t v = 0; v < n; ++v)
        for (const auto edge : edges_of(v)) out[v] += graph[edge].weight;
    std::vector<double> rank(n, 1.0 / static_cast<double>(n)), next(n);
    for (int round = 0; round < rounds; ++round) {
        double sunk = 0.0;
        for (std::size_t v = 0; v < n; ++v)
            if (out[v] == 0.0) sunk += rank[v];
        std::ranges::fill(next, (1.0 - damping + damping * sunk) / static_cast<double>(n));
        for (std::size_t v = 0; v < n; ++v) {
            if (out[v] == 0.0) continue;
            const double share = damping * rank[v] / out[v];
            for (const auto edge : edges_of(v)) next[target(edge, graph)] += share * graph[edge].weight;
        }
        std::swap(rank, next);
    }
    return rank;
}

}  // namespace annalist

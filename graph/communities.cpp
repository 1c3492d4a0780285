#include "graph/communities.hpp"

#include <algorithm>
#include <boost/range/iterator_range.hpp>
#include <cstddef>
#include <limits>
#include <numeric>

namespace annalist {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// A graph whose vertices are communities of the one below. Both directions of an edge are in it.
struct Level {
    struct Edge {
        std::uint32_t to;
        double weight;
    };
    std::vector<std::size_t> begins{0};  // of each vertex's edges, and the end of the last
    std::vector<Edge> edges;             // without those within a vertex
    std::vector<double> strength;        // with them, twice

    std::size_t size() const { return strength.size(); }
};

Level lowest(const WindowGraph& graph) {
    Level level;
    for (std::size_t v = 0; v < num_vertices(graph); ++v) {
        double strength = 0.0;
        for (const auto edge : boost::make_iterator_range(out_edges(v, graph))) {
            level.edges.push_back(
                {static_cast<std::uint32_t>(target(edge, graph)), graph[edge].weight});
            strength += graph[edge].weight;
        }
        level.begins.push_back(level.edges.size());
        level.strength.push_back(strength);
    }
    return level;
}

/// Weights from one vertex to the communities around it; cleared at the cost of what was added.
class Around {
public:
    explicit Around(std::size_t communities)
        : weight_(communities, 0.0), seen_(communities, false) {}

    void add(std::uint32_t community, double weight) {
        if (!seen_[community]) {
            seen_[community] = true;
            touched_.push_back(community);
        }
        weight_[community] += weight;
    }
    double weight(std::uint32_t community) const { return weight_[community]; }
    const std::vector<std::uint32_t>& touched() const { return touched_; }
    void clear() {
        for (const std::uint32_t each : touched_) {
            weight_[each] = 0.0;
            seen_[each] = false;
        }
        touched_.clear();
    }

private:
    std::vector<double> weight_;
    std::vector<char> seen_;
    std::vector<std::uint32_t> touched_;
};

/// Moves single vertices to better communities until none gains by it; false when none ever did.
bool move_vertices(const Level& level, std::vector<std::uint32_t>& of) {
    const double twice = std::accumulate(level.strength.begin(), level.strength.end(), 0.0);
    if (twice == 0.0) return false;
    const double least = 1e-12 * twice;  // gains that rounding could make are none
    of.resize(level.size());
    std::iota(of.begin(), of.end(), 0U);
    std::vector<double> total = level.strength;  // by community
    Around around(level.size());
    bool any = false;
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t v = 0; v < level.size(); ++v) {
            const std::uint32_t home = of[v];
            around.clear();
            for (std::size_t e = level.begins[v]; e < level.begins[v + 1]; ++e)
                around.add(of[level.edges[e].to], level.edges[e].weight);
            const double strength = level.strength[v];
            total[home] -= strength;
            const auto gain = [&](std::uint32_t to) {
                return around.weight(to) - strength * total[to] / twice;
            };
            double most = gain(home) + least;
            for (const std::uint32_t to : around.touched()) most = std::max(most, gain(to));
            std::uint32_t best = home;
            if (most > gain(home) + least)
                for (const std::uint32_t to : around.touched())
                    if (gain(to) >= most - least / 2 && (best == home || to < best)) best = to;
            total[best] += strength;
            if (best == home) continue;
            of[v] = best;
            moved = any = true;
        }
    }
    return any;
}

/// Numbers communities anew, from 0 in the order of their first vertices; gives how many there are.
std::uint32_t renumber(std::vector<std::uint32_t>& of) {
    std::vector<std::uint32_t> number(of.size(), kNone);
    std::uint32_t count = 0;
    for (std::uint32_t& community : of) {
        if (number[community] == kNone) number[community] = count++;
        community = number[community];
    }
    return count;
}

Level folded(const Level& below, const std::vector<std::uint32_t>& of, std::uint32_t count) {
    std::vector<std::vector<std::uint32_t>> members(count);
    for (std::uint32_t v = 0; v < of.size(); ++v) members[of[v]].push_back(v);
    Level level;
    Around around(count);
    for (std::uint32_t c = 0; c < count; ++c) {
        double strength = 0.0;
        for (const std::uint32_t v : members[c]) {
            strength += below.strength[v];
            for (std::size_t e = below.begins[v]; e < below.begins[v + 1]; ++e)
                if (of[below.edges[e].to] != c)
                    around.add(of[below.edges[e].to], below.edges[e].weight);
        }
        for (const std::uint32_t to : around.touched())
            level.edges.push_back({to, around.weight(to)});
        around.clear();
        level.begins.push_back(level.edges.size());
        level.strength.push_back(strength);
    }
    return level;
}

/// Splits communities that are not connected into their parts.
void split(const WindowGraph& graph, std::vector<std::uint32_t>& of) {
    std::vector<std::uint32_t> part(of.size(), kNone);
    std::vector<std::size_t> waiting;
    std::uint32_t parts = 0;
    for (std::size_t v = 0; v < of.size(); ++v) {
        if (part[v] != kNone) continue;
        part[v] = parts;
        waiting.assign(1, v);
        while (!waiting.empty()) {
            const std::size_t at = waiting.back();
            waiting.pop_back();
            for (const auto edge : boost::make_iterator_range(out_edges(at, graph))) {
                const std::size_t to = target(edge, graph);
                if (part[to] != kNone || of[to] != of[v]) continue;
                part[to] = parts;
                waiting.push_back(to);
            }
        }
        ++parts;
    }
    of = std::move(part);
}

}  // namespace

Communities communities(const WindowGraph& graph) {
    Communities found;
    found.of.resize(num_vertices(graph));
    std::iota(found.of.begin(), found.of.end(), 0U);
    Level level = lowest(graph);
    for (std::vector<std::uint32_t> of; move_vertices(level, of);) {
        const std::uint32_t count = renumber(of);
        for (std::uint32_t& community : found.of) community = of[community];
        level = folded(level, of, count);
    }
    split(graph, found.of);
    found.count = renumber(found.of);
    found.modularity = modularity(graph, found.of);
    return found;
}

double modularity(const WindowGraph& graph, const std::vector<std::uint32_t>& of) {
    std::vector<double> within(of.size(), 0.0), total(of.size(), 0.0);
    double twice = 0.0;
    for (std::size_t v = 0; v < of.size(); ++v)
        for (const auto edge : boost::make_iterator_range(out_edges(v, graph))) {
            const double weight = graph[edge].weight;
            twice += weight;
            total[of[v]] += weight;
            if (of[target(edge, graph)] == of[v]) within[of[v]] += weight;
        }
    if (twice == 0.0) return 0.0;
    double sum = 0.0;
    for (std::size_t c = 0; c < of.size(); ++c)
        sum += within[c] / twice - (total[c] / twice) * (total[c] / twice);
    return sum;
}

}  // namespace annalist

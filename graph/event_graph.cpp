#include "graph/event_graph.hpp"

#include <boost/graph/connected_components.hpp>
#include <boost/range/iterator_range.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "graph/event_pairs.hpp"

namespace annalist {

using boost::edges;
using boost::make_iterator_range;
using boost::num_vertices;
using boost::source;
using boost::target;

void EventGraphBuilder::describe(VertexProps& props, const Actor& actor) {
    props.key = actor.key;
    props.name = actor.name;
    props.kind = actor.kind;
    props.country = actor.country;
}

EventGraph::vertex_descriptor EventGraphBuilder::vertex(ActorId actor) {
    const auto [it, added] = vertices_.try_emplace(actor, 0);
    if (added) {
        VertexProps props;
        props.actor = actor;
        it->second = boost::add_vertex(std::move(props), graph_);
    }
    return it->second;
}

void EventGraphBuilder::add(const Event& event) {
    for (const EventActor& actor : event.actors) vertex(actor.actor);
    for (const EventPair& pair : pairs_of(event)) {
        EdgeProps props;
        props.event = event.id;
        props.type = event.type;
        props.mode = event.mode;
        props.status = event.status;
        props.days = event.days;
        props.basis = event.time_basis;
        props.confidence = event.confidence;
        props.mentions = event.mentions;
        props.count = event.count;
        props.weight = event.count;
        props.symmetric = pair.symmetric;
        props.label = event.label;
        boost::add_edge(vertex(pair.from), vertex(pair.to), std::move(props), graph_);
    }
}

EventGraph folded(const EventGraph& graph) {
    using Key = std::tuple<std::size_t, std::size_t, EventType, bool>;
    std::map<Key, EdgeProps> sums;
    for (const auto edge : make_iterator_range(edges(graph))) {
        const EdgeProps& props = graph[edge];
        const Key key{source(edge, graph), target(edge, graph), props.type, props.symmetric};
        const auto [it, added] = sums.try_emplace(key, props);
        EdgeProps& sum = it->second;
        if (added) {
            sum.mode = Mode::None;
            sum.label.clear();
            continue;
        }
        if (std::tie(props.days.first, props.event) < std::tie(sum.days.first, sum.event))
            sum.event = props.event;
        sum.days.first = std::min(sum.days.first, props.days.first);
        sum.days.last = std::max(sum.days.last, props.days.last);
        sum.days.granularity = Granularity::Days;
        sum.confidence = std::max(sum.confidence, props.confidence);
        sum.mentions += props.mentions;
        sum.count += props.count;
        sum.weight += props.weight;
    }
    EventGraph result;
    for (const auto vertex : make_iterator_range(boost::vertices(graph)))
        boost::add_vertex(graph[vertex], result);
    for (auto& [key, props] : sums)
        boost::add_edge(std::get<0>(key), std::get<1>(key), std::move(props), result);
    return result;
}

std::vector<double> page_rank(const EventGraph& graph, double damping, int rounds) {
    const std::size_t n = num_vertices(graph);
    if (n == 0) return {};
    std::vector<double> out(n, 0.0);
    for (const auto edge : make_iterator_range(edges(graph))) {
        out[source(edge, graph)] += graph[edge].weight;
        if (graph[edge].symmetric) out[target(edge, graph)] += graph[edge].weight;
    }
    std::vector<double> rank(n, 1.0 / static_cast<double>(n));
    for (int round = 0; round < rounds; ++round) {
        double sunk = 0.0;
        for (std::size_t v = 0; v < n; ++v)
            if (out[v] == 0.0) sunk += rank[v];
        std::vector<double> next(n, (1.0 - damping + damping * sunk) / static_cast<double>(n));
        for (const auto edge : make_iterator_range(edges(graph))) {
            const auto a = source(edge, graph);
            const auto b = target(edge, graph);
            const double weight = graph[edge].weight;
            next[b] += damping * rank[a] * weight / out[a];
            if (graph[edge].symmetric) next[a] += damping * rank[b] * weight / out[b];
        }
        rank = std::move(next);
    }
    return rank;
}

std::vector<std::size_t> components(const EventGraph& graph) {
    // Boost's connected_components wants an undirected graph.
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> plain(num_vertices(graph));
    for (const auto edge : make_iterator_range(edges(graph)))
        boost::add_edge(source(edge, graph), target(edge, graph), plain);
    std::vector<std::size_t> component(num_vertices(graph));
    if (!component.empty()) boost::connected_components(plain, component.data());
    return component;
}

std::vector<std::size_t> degrees(const EventGraph& graph) {
    std::vector<std::set<std::size_t>> neighbours(num_vertices(graph));
    for (const auto edge : make_iterator_range(edges(graph))) {
        neighbours[source(edge, graph)].insert(target(edge, graph));
        neighbours[target(edge, graph)].insert(source(edge, graph));
    }
    std::vector<std::size_t> degree;
    for (const auto& each : neighbours) degree.push_back(each.size());
    return degree;
}

}  // namespace annalist

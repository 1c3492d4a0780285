#pragma once

#include <boost/graph/adjacency_list.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/actor.hpp"
#include "graph/event.hpp"

namespace annalist {

/// What a vertex of the event graph says of its actor.
struct VertexProps {
    ActorId actor;
    std::string key;
    std::string name;
    ActorKind kind = ActorKind::Person;
    std::string country;
};

/// What an edge says of its event; in the folded graph, of all its events together.
struct EdgeProps {
    EventId event;                 ///< folded: the first one
    EventType type = EventType::Consult;
    Mode mode = Mode::None;        ///< folded: None
    Status status = Status::Occurred;
    TimeSpan days;                 ///< folded: from the first day to the last
    TimeBasis basis = TimeBasis::Published;
    double confidence = 0.0;       ///< folded: the highest
    std::uint32_t mentions = 0;    ///< folded: the sum
    std::uint32_t count = 1;       ///< how often it happened; folded: the sum
    double weight = 1.0;           ///< the same as count, as algorithms want it
    bool symmetric = false;        ///< neither acts upon the other
    std::string label;
};

/// The window of the annals as a Boost.Graph: actors, and one edge per event and pair of actors,
/// parallel edges kept. Vertices stand in the order in which events brought them.
using EventGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS,
                                         VertexProps, EdgeProps>;

/// Builds an EventGraph event by event, from a scan.
class EventGraphBuilder {
public:
    /// Adds an event's actors and pairs (pairs_of). Actors get their names with `name_vertices`.
    void add(const Event& event);

    /// Fills in what `find` knows of each actor; `find(ActorId)` gives `const Actor*`, null for none.
    template <class Find>
    void name_vertices(Find find) {
        for (const auto vertex : boost::make_iterator_range(boost::vertices(graph_))) {
            VertexProps& props = graph_[vertex];
            if (const Actor* actor = find(props.actor)) describe(props, *actor);
        }
    }

    const EventGraph& graph() const { return graph_; }
    EventGraph take() { return std::move(graph_); }

private:
    static void describe(VertexProps& props, const Actor& actor);
    EventGraph::vertex_descriptor vertex(ActorId actor);

    EventGraph graph_;
    std::unordered_map<ActorId, EventGraph::vertex_descriptor> vertices_;
};

/// The same vertices, and one edge per pair and event type, whose weight is how often. Symmetric
/// events and directed ones stay apart. Edges are in the order of first and second vertex and type.
EventGraph folded(const EventGraph& graph);

/// PageRank of each vertex, by `rounds` rounds of the power method; ranks add up to 1 and rank of
/// vertices without out-edges is spread evenly. A symmetric edge counts in both directions, an edge
/// by its weight. Source: Page et al. 1999.
std::vector<double> page_rank(const EventGraph& graph, double damping = 0.85, int rounds = 20);

/// The number of each vertex's connected component, without regard to direction, counted from 0 in
/// the order of their first vertices.
std::vector<std::size_t> components(const EventGraph& graph);

/// How many different actors each vertex has edges with.
std::vector<std::size_t> degrees(const EventGraph& graph);

}  // namespace annalist

#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <cstdint>
#include <span>
#include <vector>

#include "graph/link.hpp"

namespace annalist {

/// The events that one actor of a window directed at another, together. A symmetric event stands in
/// both directions.
struct WindowEdge {
    std::uint32_t events = 0;
    double weight = 0.0;  ///< how often they happened: the sum of counts
};

/// A window of the annals, folded by ordered pair: actors, in the order of their ids, and one edge
/// from each to every other that it acted upon. Compressed, for reading only.
using WindowGraph = boost::compressed_sparse_row_graph<boost::directedS, ActorId, WindowEdge>;

/// What a window keeps of who acted upon whom. Undirected, every edge stands in both directions with
/// the same events and weight, and nobody has one with himself.
enum class Directions { Kept, Dropped };

/// Makes a WindowGraph of links, from a scan of an index. Memory: 12 bytes a link, twice as much of
/// symmetric or undirected ones; 24 an edge.
class WindowGraphBuilder {
public:
    explicit WindowGraphBuilder(Directions directions = Directions::Kept) : directions_(directions) {}

    void add(std::span<const Link> links);
    /// Links whose counts are known to be many: of one that counts `times` as often.
    void add(ActorId from, ActorId to, std::uint32_t times);

    std::size_t links() const { return ends_.size(); }
    WindowGraph build() const;

private:
    struct Ends {
        std::uint32_t from, to, count;
    };
    Directions directions_;
    std::vector<Ends> ends_;
    std::uint32_t highest_ = 0;  // actor
};

/// About how much memory a window takes.
std::size_t bytes_of(const WindowGraph& graph);

/// PageRank of each vertex by `rounds` rounds of the power method; ranks add up to 1, and the rank
/// of vertices without out-edges is spread evenly. Source: Page et al. 1999.
std::vector<double> page_rank(const WindowGraph& graph, double damping = 0.85, int rounds = 20);

}  // namespace annalist

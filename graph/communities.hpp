#pragma once

#include <cstdint>
#include <vector>

#include "graph/window_graph.hpp"

namespace annalist {

/// Vertices that have more to do with each other than with the rest.
struct Communities {
    std::vector<std::uint32_t>
        of;  ///< each vertex's, numbered from 0 in the order of first vertices
    std::uint32_t count = 0;
    double modularity = 0.0;  ///< of this partition
};

/// Communities of an undirected window (WindowGraphBuilder), by its weights; each is connected. The
/// same graph always gives the same ones: vertices move in their order, to the first of equally
/// good communities. Source: Blondel et al. 2008 ("Louvain"); communities that fall into parts are
/// split, which never lowers modularity. Boost.Graph 1.74 has no such algorithm.
Communities communities(const WindowGraph& graph);

/// Newman's modularity of a partition of an undirected window, between -1/2 and 1; 0 without edges.
/// Source: Newman 2004, for weighted graphs.
double modularity(const WindowGraph& graph, const std::vector<std::uint32_t>& of);

}  // namespace annalist

#pragma once

#include <cstdint>
#include <vector>

#include "graph/window_graph.hpp"

// Measures of the vertices of an undirected window (WindowGraphBuilder), by vertex. Page_rank for
// directed ones is in graph/window_graph.hpp.
namespace annalist {

/// How many others each vertex has edges with.
std::vector<double> degrees(const WindowGraph& graph);

/// The sum of the weights of each vertex's edges.
std::vector<double> strengths(const WindowGraph& graph);

/// How near each vertex is to those that it can reach, in edges whatever their weight:
/// (r / (n - 1)) * (r / sum of distances), with r others reached of n - 1. Between 0 and 1. Source:
/// Wasserman and Faust 1994, 5.2.2, the form for graphs in several parts. Cost: vertices x edges.
std::vector<double> closeness(const WindowGraph& graph);

/// Of the shortest paths between two others, by edges whatever their weight, the share that goes
/// through the vertex, averaged over all pairs of others: between 0 and 1. Source: Brandes 2001, as
/// Boost.Graph has it. Cost: vertices x edges.
std::vector<double> betweenness(const WindowGraph& graph);

/// Vertices x (vertices + edges): what the two above cost, a few nanoseconds each.
std::uint64_t all_paths_cost(const WindowGraph& graph);

}  // namespace annalist

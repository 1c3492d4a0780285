#include "graph/centrality.hpp"

#include <algorithm>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/visitors.hpp>
#include <boost/property_map/property_map.hpp>
#include <boost/range/iterator_range.hpp>
#include <cstddef>

namespace annalist {

std::vector<double> degrees(const WindowGraph& graph) {
    std::vector<double> scores(num_vertices(graph));
    for (std::size_t v = 0; v < scores.size(); ++v)
        scores[v] = static_cast<double>(out_degree(v, graph));
    return scores;
}

std::vector<double> strengths(const WindowGraph& graph) {
    std::vector<double> scores(num_vertices(graph), 0.0);
    for (std::size_t v = 0; v < scores.size(); ++v)
        for (const auto edge : boost::make_iterator_range(out_edges(v, graph)))
            scores[v] += graph[edge].weight;
    return scores;
}

std::vector<double> closeness(const WindowGraph& graph) {
    const std::size_t n = num_vertices(graph);
    const auto index = get(boost::vertex_index, graph);
    std::vector<double> scores(n, 0.0);
    std::vector<std::uint32_t> distance(n);
    std::vector<boost::default_color_type> color(n);
    for (std::size_t v = 0; v < n; ++v) {
        std::ranges::fill(distance, 0);
        std::ranges::fill(color, boost::white_color);
        const auto distances = boost::make_iterator_property_map(distance.begin(), index);
        boost::queue<std::size_t> waiting;
        boost::breadth_first_visit(
            graph, v, waiting,
            boost::make_bfs_visitor(boost::record_distances(distances, boost::on_tree_edge())),
            boost::make_iterator_property_map(color.begin(), index));
        double sum = 0.0, reached = 0.0;
        for (const std::uint32_t each : distance) {
            sum += each;
            reached += each != 0 ? 1.0 : 0.0;
        }
        if (sum > 0.0) scores[v] = reached / static_cast<double>(n - 1) * (reached / sum);
    }
    return scores;
}

std::vector<double> betweenness(const WindowGraph& graph) {
    const std::size_t n = num_vertices(graph);
    std::vector<double> scores(n, 0.0);
    if (n < 3) return scores;
    boost::brandes_betweenness_centrality(
        graph, boost::make_iterator_property_map(scores.begin(), get(boost::vertex_index, graph)));
    // Every pair was counted in both directions, of (n - 1) (n - 2).
    const double pairs = static_cast<double>(n - 1) * static_cast<double>(n - 2);
    for (double& score : scores) score /= pairs;
    return scores;
}

std::uint64_t all_paths_cost(const WindowGraph& graph) {
    const std::uint64_t n = num_vertices(graph);
    return n * (n + num_edges(graph));
}

}  // namespace annalist

#include "graph/centrality.hpp"

#include <gtest/gtest.h>

#include <boost/range/iterator_range.hpp>

#include <cstddef>
#include <optional>

#include "tests/graph/window_sample.hpp"

namespace annalist {
namespace {

using graph_test::random_meetings;
using graph_test::undirected;

TEST(WindowGraphBuilder, WithoutDirectionsBothWaysCountAndNobodyMeetsHimself) {
    Link there, back, alone, mutual;
    there.from = back.to = {1};
    there.to = back.from = {2};
    there.count = 3;
    alone.from = alone.to = {3};
    mutual.from = {1};
    mutual.to = {4};
    mutual.symmetric = true;
    WindowGraphBuilder builder{Directions::Dropped};
    const Link all[] = {there, back, alone, mutual};
    builder.add(all);
    const WindowGraph graph = builder.build();
    ASSERT_EQ(num_vertices(graph), 3U) << "actor 3 had nobody";
    EXPECT_EQ(num_edges(graph), 4U);
    EXPECT_EQ(strengths(graph), (std::vector{5.0, 4.0, 1.0}));
    EXPECT_EQ(degrees(graph), (std::vector{2.0, 1.0, 1.0}));
}

TEST(Centrality, OfAPathAndAStarIsWhatCanBeCountedByHand) {
    const WindowGraph path = undirected({{1, 2}, {2, 3, 9}, {3, 4}});
    // Of the three pairs of others, two go through vertex 2: 1-3 and 1-4.
    EXPECT_EQ(betweenness(path), (std::vector{0.0, 2.0 / 3, 2.0 / 3, 0.0}));
    EXPECT_EQ(closeness(path), (std::vector{0.5, 0.75, 0.75, 0.5}));
    const WindowGraph star = undirected({{1, 2}, {1, 3}, {1, 4}, {1, 5}});
    EXPECT_EQ(betweenness(star), (std::vector{1.0, 0.0, 0.0, 0.0, 0.0}));
    EXPECT_EQ(closeness(star)[0], 1.0);
}

TEST(Centrality, OfTwoSharesAPathThatBothLieOn) {
    const WindowGraph square = undirected({{1, 2}, {1, 3}, {2, 4}, {3, 4}});
    for (const double score : betweenness(square)) EXPECT_DOUBLE_EQ(score, 0.5 / 3);
}

TEST(Centrality, InTwoPartsCountsOnlyWhoCanBeReached) {
    const WindowGraph parts = undirected({{1, 2}, {3, 4}, {4, 5}});
    EXPECT_EQ(closeness(parts), (std::vector{0.25, 0.25, 1.0 / 3, 0.5, 1.0 / 3}));
    EXPECT_EQ(betweenness(parts), (std::vector{0.0, 0.0, 0.0, 1.0 / 6, 0.0}));
}

TEST(Centrality, OfNothingIsNothing) {
    const WindowGraph none = undirected({});
    EXPECT_TRUE(degrees(none).empty());
    EXPECT_TRUE(closeness(none).empty());
    EXPECT_TRUE(betweenness(none).empty());
}

/// Distances and numbers of shortest paths between all pairs, by trying every edge n times.
struct AllPaths {
    explicit AllPaths(const WindowGraph& graph) : n(num_vertices(graph)), distance(n), paths(n) {
        for (std::size_t s = 0; s < n; ++s) {
            distance[s].resize(n);
            paths[s].assign(n, 0.0);
            distance[s][s] = 0;
            paths[s][s] = 1.0;
            for (int hop = 1; hop < static_cast<int>(n); ++hop)
                for (std::size_t v = 0; v < n; ++v) {
                    if (distance[s][v] != hop - 1) continue;
                    for (const auto edge : boost::make_iterator_range(out_edges(v, graph))) {
                        const auto to = target(edge, graph);
                        if (!distance[s][to]) distance[s][to] = hop;
                        if (distance[s][to] == hop) paths[s][to] += paths[s][v];
                    }
                }
        }
    }

    double betweenness(std::size_t v) const {
        double sum = 0.0;
        for (std::size_t s = 0; s < n; ++s)
            for (std::size_t t = 0; t < n; ++t) {
                if (s == v || t == v || s == t || !distance[s][t]) continue;
                if (distance[s][v] && distance[v][t] && *distance[s][v] + *distance[v][t] == *distance[s][t])
                    sum += paths[s][v] * paths[v][t] / paths[s][t];
            }
        return sum / static_cast<double>((n - 1) * (n - 2));
    }

    std::size_t n;
    std::vector<std::vector<std::optional<int>>> distance;
    std::vector<std::vector<double>> paths;
};

TEST(Centrality, AgreesWithCountingAllShortestPathsOfRandomGraphs) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const WindowGraph graph = undirected(random_meetings(18, 5 + seed, seed));
        const AllPaths all{graph};
        const auto between = betweenness(graph);
        const auto close = closeness(graph);
        for (std::size_t v = 0; v < all.n; ++v) {
            EXPECT_NEAR(between[v], all.betweenness(v), 1e-12) << seed << " " << v;
            double sum = 0.0, reached = 0.0;
            for (std::size_t t = 0; t < all.n; ++t)
                if (t != v && all.distance[v][t]) {
                    sum += *all.distance[v][t];
                    reached += 1.0;
                }
            EXPECT_NEAR(close[v], reached / static_cast<double>(all.n - 1) * reached / sum, 1e-12);
        }
    }
}

}  // namespace
}  // namespace annalist

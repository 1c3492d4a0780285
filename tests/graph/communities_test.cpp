#include "graph/communities.hpp"

#include <gtest/gtest.h>

#include <boost/range/iterator_range.hpp>

#include <algorithm>
#include <cstddef>
#include <set>

#include "tests/graph/window_sample.hpp"

namespace annalist {
namespace {

using graph_test::Met;
using graph_test::random_meetings;
using graph_test::undirected;

/// Everybody from `first` to `last` meets everybody.
void add_table(std::vector<Met>& meetings, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t a = first; a <= last; ++a)
        for (std::uint32_t b = a + 1; b <= last; ++b) meetings.push_back({a, b});
}

TEST(Communities, TwoTablesWithOneMeetingBetweenThem) {
    std::vector<Met> meetings{{4, 5}};
    add_table(meetings, 1, 4);
    add_table(meetings, 5, 8);
    const Communities found = communities(undirected(meetings));
    EXPECT_EQ(found.of, (std::vector<std::uint32_t>{0, 0, 0, 0, 1, 1, 1, 1}));
    EXPECT_EQ(found.count, 2U);
    // 13 edges, 6 within each: 2 * (6/13 - (13/26)^2).
    EXPECT_DOUBLE_EQ(found.modularity, 12.0 / 13 - 0.5);
}

TEST(Communities, WhoMeetsOftenStaysTogether) {
    const Communities found = communities(undirected({{1, 2, 9}, {2, 3}, {3, 4, 9}, {4, 1}}));
    EXPECT_EQ(found.of, (std::vector<std::uint32_t>{0, 0, 1, 1}));
}

TEST(Communities, OfNothingAndOfOnePair) {
    EXPECT_EQ(communities(undirected({})).count, 0U);
    EXPECT_EQ(communities(undirected({})).modularity, 0.0);
    const Communities pair = communities(undirected({{1, 2}}));
    EXPECT_EQ(pair.count, 1U);
    EXPECT_DOUBLE_EQ(pair.modularity, 0.0);
}

/// Zachary's karate club (1977), each friendship once, members numbered as in the article.
const std::vector<Met> kKarateClub{
    {1, 2}, {1, 3}, {1, 4}, {1, 5}, {1, 6}, {1, 7}, {1, 8}, {1, 9}, {1, 11}, {1, 12}, {1, 13},
    {1, 14}, {1, 18}, {1, 20}, {1, 22}, {1, 32}, {2, 3}, {2, 4}, {2, 8}, {2, 14}, {2, 18}, {2, 20},
    {2, 22}, {2, 31}, {3, 4}, {3, 8}, {3, 9}, {3, 10}, {3, 14}, {3, 28}, {3, 29}, {3, 33}, {4, 8},
    {4, 13}, {4, 14}, {5, 7}, {5, 11}, {6, 7}, {6, 11}, {6, 17}, {7, 17}, {9, 31}, {9, 33}, {9, 34},
    {10, 34}, {14, 34}, {15, 33}, {15, 34}, {16, 33}, {16, 34}, {19, 33}, {19, 34}, {20, 34},
    {21, 33}, {21, 34}, {23, 33}, {23, 34}, {24, 26}, {24, 28}, {24, 30}, {24, 33}, {24, 34},
    {25, 26}, {25, 28}, {25, 32}, {26, 32}, {27, 30}, {27, 34}, {28, 34}, {29, 32}, {29, 34},
    {30, 33}, {30, 34}, {31, 33}, {31, 34}, {32, 33}, {32, 34}, {33, 34}};

TEST(Communities, OfTheKarateClubComeNearTheBestModularityKnown) {
    const WindowGraph graph = undirected(kKarateClub);
    ASSERT_EQ(num_edges(graph), 2U * 78);
    const Communities found = communities(graph);
    EXPECT_GE(found.modularity, 0.41);
    EXPECT_LE(found.modularity, 0.41979) << "the optimum, Brandes et al. 2008";
    EXPECT_NE(found.of[0], found.of[33]) << "the instructor and the president";
}

TEST(Communities, PlantedOnesAreFoundAgain) {
    std::vector<Met> meetings;
    for (std::uint32_t group = 0; group < 10; ++group) add_table(meetings, group * 8 + 1, group * 8 + 8);
    for (const Met& met : random_meetings(80, 3, 7)) meetings.push_back({met.a, met.b});
    const Communities found = communities(undirected(meetings));
    EXPECT_EQ(found.count, 10U);
    for (std::uint32_t v = 0; v < 80; ++v) EXPECT_EQ(found.of[v], v / 8) << v;
}

TEST(Communities, AreConnectedNumberedByFirstVertexAndNoneGainsByMerging) {
    for (std::uint32_t seed = 1; seed <= 30; ++seed) {
        const WindowGraph graph = undirected(random_meetings(60, 2 + seed % 5, seed));
        const Communities found = communities(graph);
        EXPECT_EQ(found.of, communities(graph).of) << "the same again";
        EXPECT_DOUBLE_EQ(found.modularity, modularity(graph, found.of));
        std::uint32_t next = 0;
        for (const std::uint32_t community : found.of) {
            EXPECT_LE(community, next);
            next = std::max(next, community + 1);
        }
        EXPECT_EQ(next, found.count);
        for (std::uint32_t c = 0; c < found.count; ++c) {
            // From its first vertex all of it is reached without leaving it.
            std::vector<std::size_t> waiting{
                static_cast<std::size_t>(std::ranges::find(found.of, c) - found.of.begin())};
            std::set<std::size_t> reached{waiting.front()};
            while (!waiting.empty()) {
                const auto at = waiting.back();
                waiting.pop_back();
                for (const auto edge : boost::make_iterator_range(out_edges(at, graph)))
                    if (found.of[target(edge, graph)] == c && reached.insert(target(edge, graph)).second)
                        waiting.push_back(target(edge, graph));
            }
            EXPECT_EQ(reached.size(), static_cast<std::size_t>(std::ranges::count(found.of, c)));
            for (std::uint32_t d = c + 1; d < found.count; ++d) {
                auto merged = found.of;
                std::ranges::replace(merged, d, c);
                EXPECT_LE(modularity(graph, merged), found.modularity + 1e-9) << seed;
            }
        }
    }
}

TEST(Modularity, OfOneCommunityIsZeroAndOfSingleVerticesNegative) {
    const WindowGraph graph = undirected({{1, 2}, {2, 3}, {1, 3}});
    EXPECT_DOUBLE_EQ(modularity(graph, {0, 0, 0}), 0.0);
    EXPECT_DOUBLE_EQ(modularity(graph, {0, 1, 2}), -1.0 / 3);
}

}  // namespace
}  // namespace annalist

#include "query/rank.hpp"

#include <fmt/format.h>

#include "query/communities.hpp"
#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;
using Lines = std::vector<std::string>;

class Network : public AnnalsTest {
protected:
    /// "1 Wang Yi 2 (2 partners, 2 times)".
    Lines ranked(const Parameters& parameters) {
        const auto query = parse_rank_query(parameters, *store);
        EXPECT_TRUE(query) << (query ? "" : query.error().message);
        const auto found = rank_actors(*store, *query);
        EXPECT_TRUE(found) << (found ? "" : found.error().message);
        answer = *found;
        Lines lines;
        for (const RankedActor& each : answer.actors)
            lines.push_back(fmt::format("{} {} {:.3g} ({} partners, {} times)", each.rank, each.actor.name,
                                        each.score, each.partners, each.times));
        return lines;
    }

    RankAnswer answer;
};

// Meetings and visits: Song - Gryzlov, Lavrov - Wang, Wang -> Italy, Lavrov - Di Maio.
const Parameters kContacts{{"kind", "meet,visit"}, {"measure", "degree"}};

TEST_F(Network, RanksByPartnersEqualsByName) {
    EXPECT_EQ(ranked(kContacts),
              (Lines{"1 Sergei Lavrov 2 (2 partners, 2 times)", "1 Wang Yi 2 (2 partners, 2 times)",
                     "3 Boris Gryzlov 1 (1 partners, 1 times)", "3 Italy 1 (1 partners, 1 times)",
                     "3 Luigi Di Maio 1 (1 partners, 1 times)", "3 Song Tao 1 (1 partners, 1 times)"}));
    EXPECT_EQ(answer.events, 4U);
    EXPECT_EQ(answer.total_actors, 6U);
}

TEST_F(Network, RanksByHowOftenAndByWhoStandsBetween) {
    EXPECT_EQ(ranked({{"measure", "strength"}, {"limit", "2"}}),
              (Lines{"1 Vladimir Putin 5 (1 partners, 5 times)", "1 Xi Jinping 5 (1 partners, 5 times)"}))
        << "four calls and a letter";
    // Italy - Wang - Lavrov - Di Maio: two of ten pairs of others lead through each in the middle.
    EXPECT_EQ(ranked({{"kind", "meet,visit"}, {"measure", "betweenness"}, {"limit", "3"}}),
              (Lines{"1 Sergei Lavrov 0.2 (2 partners, 2 times)", "1 Wang Yi 0.2 (2 partners, 2 times)",
                     "3 Boris Gryzlov 0 (1 partners, 1 times)"}));
}

TEST_F(Network, PageRanksAddUpToOneAndFollowDirections) {
    ranked({{"kind", "meet,visit"}});
    double sum = 0.0;
    for (const RankedActor& each : answer.actors) sum += each.score;
    EXPECT_NEAR(sum, 1.0, 1e-9);
    ranked({{"kind", "visit"}});
    EXPECT_EQ(answer.actors[0].actor.name, "Italy") << "visited, and visiting nobody";
}

TEST_F(Network, NamesDecideBetweenEqualsAlsoAtTheLimit) {
    Lines all = ranked(kContacts);
    for (std::size_t limit = 1; limit <= all.size(); ++limit) {
        Parameters parameters = kContacts;
        parameters.add("limit", std::to_string(limit));
        EXPECT_EQ(ranked(parameters), Lines(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(limit)));
    }
}

TEST_F(Network, AnUnknownMeasureIsRefusedWithAllThatThereAre) {
    const auto query = parse_rank_query({{"measure", "fame"}}, *store);
    ASSERT_FALSE(query);
    EXPECT_EQ(query.error().message,
              "measure=fame: write pagerank, betweenness, degree, strength or closeness");
}

TEST_F(Network, OfNoEventsIsEmpty) {
    EXPECT_TRUE(ranked({{"from", "1990"}, {"to", "1991"}}).empty());
    const auto query = parse_communities_query({{"from", "1990"}, {"to", "1991"}}, *store);
    EXPECT_TRUE(find_communities(*store, *query)->communities.empty());
}

TEST_F(Network, CommunitiesHaveTheBusiestFirstAndWhatIsLeftOut) {
    const auto query = parse_communities_query({{"kind", "meet,visit"}, {"top", "2"}}, *store);
    ASSERT_TRUE(query);
    const auto found = find_communities(*store, *query);
    ASSERT_TRUE(found);
    Lines lines;
    for (const Community& community : found->communities) {
        std::string line = fmt::format("{} actors, {} times:", community.total_actors, community.times);
        for (const Member& member : community.members) line += " " + member.actor.name + ",";
        lines.push_back(line);
    }
    EXPECT_EQ(lines, (Lines{"2 actors, 1 times: Boris Gryzlov, Song Tao,", "2 actors, 1 times: Luigi Di Maio, Sergei Lavrov,",
                            "2 actors, 1 times: Italy, Wang Yi,"}));
    EXPECT_EQ(found->total_communities, 3U);
    EXPECT_EQ(found->total_actors, 6U);
    EXPECT_FALSE(parse_communities_query({{"top", "some"}}, *store));
}

}  // namespace
}  // namespace annalist::query

#include "graph/event_graph.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "graph/event_pairs.hpp"

namespace annalist {
namespace {

Event event(std::uint64_t id, std::vector<EventActor> actors, std::uint32_t count = 1) {
    Event made;
    made.id = {id};
    made.mode = Mode::InPerson;
    const date::sys_days day{date::days{static_cast<int>(18'000 + id)}};
    made.days = TimeSpan::day(day);
    made.actors = std::move(actors);
    made.count = count;
    made.mentions = 1;
    return made;
}

constexpr ActorId kA{1}, kB{2}, kC{3}, kD{4};
using Pairs = std::vector<EventPair>;

TEST(PairsOf, ParticipantsPairWithEachOther) {
    EXPECT_EQ(pairs_of(event(1, {{kC, Role::Participant}, {kA, Role::Participant}, {kB, Role::Participant}})),
              (Pairs{{kA, kB, true}, {kA, kC, true}, {kB, kC, true}}));
}

TEST(PairsOf, SourcesActUponTargetsButDoNotPairAmongThemselves) {
    EXPECT_EQ(pairs_of(event(1, {{kB, Role::Source}, {kC, Role::Source}, {kA, Role::Target}, {kD, Role::Target}})),
              (Pairs{{kB, kA, false}, {kB, kD, false}, {kC, kA, false}, {kC, kD, false}}));
}

TEST(PairsOf, SourcesAloneAreAmongThemselves) {
    EXPECT_EQ(pairs_of(event(1, {{kB, Role::Source}, {kA, Role::Source}})), (Pairs{{kA, kB, true}}));
    EXPECT_EQ(pairs_of(event(1, {{kB, Role::Target}, {kA, Role::Host}})), (Pairs{{kA, kB, true}}));
}

TEST(PairsOf, MediatorsPairWithBothSides) {
    EXPECT_EQ(pairs_of(event(1, {{kA, Role::Source}, {kB, Role::Target}, {kC, Role::Mediator}})),
              (Pairs{{kA, kB, false}, {kA, kC, true}, {kB, kC, true}}));
}

TEST(PairsOf, OneActorMakesNoPair) { EXPECT_EQ(pairs_of(event(1, {{kA, Role::Source}})), Pairs{}); }

EventGraph sample() {
    EventGraphBuilder builder;
    builder.add(event(1, {{kA, Role::Participant}, {kB, Role::Participant}}));
    builder.add(event(2, {{kB, Role::Participant}, {kA, Role::Participant}}, 3));
    builder.add(event(3, {{kA, Role::Source}, {kC, Role::Target}}));
    builder.add(event(4, {{kD, Role::Source}}));
    return builder.take();
}

TEST(EventGraph, KeepsOneEdgePerEventAndPair) {
    const EventGraph graph = sample();
    EXPECT_EQ(boost::num_vertices(graph), 4U);
    EXPECT_EQ(boost::num_edges(graph), 3U);
    EXPECT_EQ(degrees(graph), (std::vector<std::size_t>{2, 1, 1, 0}));
}

TEST(EventGraph, FoldsParallelEdgesToOneOfTheirWeight) {
    const EventGraph graph = folded(sample());
    ASSERT_EQ(boost::num_edges(graph), 2U);
    const EdgeProps& both = graph[*boost::edges(graph).first];
    EXPECT_EQ(both.weight, 4.0);
    EXPECT_EQ(both.count, 4U);
    EXPECT_EQ(both.event, EventId{1});
    EXPECT_EQ(both.days.days(), 2);
    EXPECT_EQ(boost::num_vertices(graph), 4U);
}

TEST(EventGraph, VerticesTakeTheNamesOfTheirActors) {
    EventGraphBuilder builder;
    builder.add(event(1, {{kA, Role::Participant}, {kB, Role::Participant}}));
    Actor actor;
    actor.key = "country:CHN";
    actor.name = "China";
    actor.kind = ActorKind::Country;
    builder.name_vertices([&](ActorId id) { return id == kA ? &actor : nullptr; });
    EXPECT_EQ(builder.graph()[0].name, "China");
    EXPECT_EQ(builder.graph()[1].name, "");
}

TEST(Components, AreCountedWithoutRegardToDirection) {
    EXPECT_EQ(components(sample()), (std::vector<std::size_t>{0, 0, 0, 1}));
    EXPECT_TRUE(components(EventGraph{}).empty());
}

TEST(PageRank, AddsUpToOneAndFavoursTheBusiest) {
    const std::vector<double> rank = page_rank(sample());
    ASSERT_EQ(rank.size(), 4U);
    EXPECT_NEAR(std::accumulate(rank.begin(), rank.end(), 0.0), 1.0, 1e-12);
    EXPECT_GT(rank[0], rank[2]);
    EXPECT_GT(rank[2], rank[3]);
    EXPECT_TRUE(page_rank(EventGraph{}).empty());
}

TEST(PageRank, TwoEqualsHaveHalfEach) {
    EventGraphBuilder builder;
    builder.add(event(1, {{kA, Role::Participant}, {kB, Role::Participant}}, 5));
    EXPECT_EQ(page_rank(builder.graph()), (std::vector<double>{0.5, 0.5}));
}

}  // namespace
}  // namespace annalist

#include "query/ego.hpp"

#include <fmt/format.h>

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;
using Lines = std::vector<std::string>;

class Ego : public AnnalsTest {
protected:
    Lines around(const Parameters& parameters) {
        const auto query = parse_ego_query(parameters, *store);
        EXPECT_TRUE(query) << (query ? "" : query.error().message);
        if (!query) return {};
        const auto found = find_ego(*store, *query);
        EXPECT_TRUE(found);
        Lines lines;
        for (std::size_t h = 0; h < found->hops.size(); ++h)
            for (const EgoActor& each : found->hops[h].actors)
                lines.push_back(fmt::format("{} {} {}{}", h + 1, each.actor.name, each.events,
                                            each.through ? " through " + each.through->name : ""));
        return lines;
    }
    std::string refusal(const Parameters& parameters) {
        const auto query = parse_ego_query(parameters, *store);
        return query ? "" : query.error().message;
    }
};

TEST_F(Ego, GoesFromHopToHop) {
    EXPECT_EQ(around({{"actor", "Di Maio"}, {"hops", "3"}}),
              (Lines{"1 Sergei Lavrov 1", "2 Wang Yi 1 through Sergei Lavrov", "3 Italy 1 through Wang Yi"}));
    EXPECT_EQ(around({{"actor", "Di Maio"}}).size(), 2U);
    EXPECT_EQ(around({{"actor", "Di Maio"}, {"assumed", "no"}}), Lines{});
    EXPECT_EQ(around({{"actor", "Xi Jinping"}}), Lines{"1 Vladimir Putin 2"}) << "calls and a letter; the visit is only planned";
}

TEST_F(Ego, OneEventWithTwoOfAHopIsOneEvent) {
    TestArticle article("The Courier", "2020-12-02", "Three", "Lavrov, Wang Yi and Song Tao met on 1 December.");
    article.says({.event = 0x0c01,
                  .days = on("2020-12-01"),
                  .who = {{"person:sergei-lavrov", Role::Participant},
                          {"person:wang-yi", Role::Participant},
                          {"person:song-tao", Role::Participant}},
                  .trigger = "met"});
    ASSERT_TRUE(store->put(article.facts()));
    TestArticle both("The Courier", "2020-12-04", "Two", "Putin met Lavrov and later Wang Yi on 3 December.");
    for (const auto& [event, who] : {std::pair(0x0c02, "person:sergei-lavrov"), std::pair(0x0c03, "person:wang-yi")})
        both.says({.event = static_cast<std::uint64_t>(event),
                   .days = on("2020-12-03"),
                   .who = {{"person:vladimir-putin", Role::Participant}, {who, Role::Participant}},
                   .trigger = "met"});
    ASSERT_TRUE(store->put(both.facts()));
    EXPECT_EQ(around({{"actor", "Putin"}, {"kind", "meet"}, {"from", "2020-12"}, {"hops", "2"}}),
              (Lines{"1 Sergei Lavrov 1", "1 Wang Yi 1", "2 Song Tao 1 through Sergei Lavrov"}));
}

TEST_F(Ego, NeedsOneActorAndAFewHops) {
    EXPECT_EQ(refusal({}), "actor: name the one to look around");
    EXPECT_EQ(refusal({{"actor", "Wang Yi"}, {"hops", "0"}}), "hops=0: write a number from 1 to 10");
    EXPECT_EQ(refusal({{"actor", "Wang Yi"}, {"hops", "11"}}), "hops=11: write a number from 1 to 10");
}

}  // namespace
}  // namespace annalist::query

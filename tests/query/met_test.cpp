#include "query/met.hpp"

#include <fmt/format.h>

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class WhoMet : public AnnalsTest {
protected:
    /// "Sergei Lavrov + Wang Yi: 1 2020-09-11..2020-09-11".
    std::vector<std::string> lines(const Parameters& parameters) {
        const auto query = parse_met_query(parameters, *store);
        EXPECT_TRUE(query) << (query ? "" : query.error().message);
        if (!query) return {};
        const auto met = who_met(*store, *query);
        EXPECT_TRUE(met) << (met ? "" : met.error().message);
        if (!met) return {};
        answer = *met;
        std::vector<std::string> result;
        for (const MetPair& pair : met->pairs)
            result.push_back(fmt::format("{} + {}: {} {}..{}", pair.a.name, pair.b.name, pair.times,
                                         pair.first, pair.last));
        return result;
    }
    using Lines = std::vector<std::string>;

    MetAnswer answer;
};

TEST_F(WhoMet, ListsPairsWithMeetingsAndVisitsOnly) {
    EXPECT_EQ(lines({}), (Lines{"Luigi Di Maio + Sergei Lavrov: 1 2020-10-14~..2020-10-14~",
                                "Sergei Lavrov + Wang Yi: 1 2020-09-11..2020-09-11",
                                "Italy + Wang Yi: 1 2020-08..2020-08",
                                "Boris Gryzlov + Song Tao: 1 2020-07-23..2020-07-23"}));
    EXPECT_EQ(answer.other_kinds, (std::map<std::string, std::uint64_t>{{"call", 4}, {"message", 1}}))
        << "what else there was is counted apart";
    EXPECT_EQ(answer.events, 4U);
    EXPECT_FALSE(answer.actor);
}

TEST_F(WhoMet, OneActorsCounterparts) {
    EXPECT_EQ(lines({{"actor", "Lavrov"}}),
              (Lines{"Sergei Lavrov + Luigi Di Maio: 1 2020-10-14~..2020-10-14~",
                     "Sergei Lavrov + Wang Yi: 1 2020-09-11..2020-09-11"}));
    ASSERT_TRUE(answer.actor);
    EXPECT_EQ(answer.actor->key, "person:sergei-lavrov");
}

TEST_F(WhoMet, EveryCallOfOneEventCounts) {
    EXPECT_EQ(lines({{"actor", "Xi"}, {"kind", "call"}}),
              Lines{"Xi Jinping + Vladimir Putin: 4 2020-03-19/2020-07-08..2020-03-19/2020-07-08"});
    EXPECT_EQ(answer.pairs[0].events, 1U);
    EXPECT_EQ(answer.pairs[0].kinds, (std::map<std::string, std::uint64_t>{{"call", 4}}));
}

TEST_F(WhoMet, VideoIsToldApartFromMeeting) {
    lines({{"actor", "Song Tao"}});
    ASSERT_EQ(answer.pairs.size(), 1U);
    EXPECT_EQ(answer.pairs[0].kinds, (std::map<std::string, std::uint64_t>{{"video", 1}}));
    EXPECT_EQ(lines({{"mode", "in-person"}}).size(), 2U);
}

TEST_F(WhoMet, FoldsToCountries) {
    EXPECT_EQ(lines({{"by", "country"}, {"kind", "meet,visit,call,message"}}),
              (Lines{"China + Russia: 7 2020-03-19/2020-07-08..2020-09-11",
                     "Italy + Russia: 1 2020-10-14~..2020-10-14~", "China + Italy: 1 2020-08..2020-08"}));
    EXPECT_EQ(lines({{"by", "country"}, {"country", "Italy"}}),
              (Lines{"Italy + Russia: 1 2020-10-14~..2020-10-14~", "Italy + China: 1 2020-08..2020-08"}));
}

TEST_F(WhoMet, TheOrderAndTheLimitAreTheUsers) {
    EXPECT_EQ(lines({{"order", "first"}, {"limit", "1"}}),
              Lines{"Boris Gryzlov + Song Tao: 1 2020-07-23..2020-07-23"});
    EXPECT_EQ(answer.total_pairs, 4U);
    EXPECT_EQ(lines({{"order", "name"}, {"limit", "1"}}),
              Lines{"Boris Gryzlov + Song Tao: 1 2020-07-23..2020-07-23"});
    EXPECT_EQ(lines({{"order", "last"}, {"limit", "1"}}),
              Lines{"Luigi Di Maio + Sergei Lavrov: 1 2020-10-14~..2020-10-14~"});
    EXPECT_FALSE(parse_met_query({{"order", "random"}}, *store));
    EXPECT_FALSE(parse_met_query({{"by", "planet"}}, *store));
}

TEST_F(WhoMet, OthersAtTheTableOfTwoAskedForAreLeftOut) {
    TestArticle summit("The Courier", "2020-12-02", "Summit", "Xi, Putin and Wang Yi met on 1 December.");
    summit.says({.event = 0x0c01,
                 .days = on("2020-12-01"),
                 .who = {{"person:xi-jinping", Role::Participant},
                         {"person:vladimir-putin", Role::Participant},
                         {"person:wang-yi", Role::Participant}},
                 .trigger = "met"});
    ASSERT_TRUE(store->put(summit.facts()));
    EXPECT_EQ(lines({{"actor", "Xi"}, {"actor", "Putin"}}),
              Lines{"Vladimir Putin + Xi Jinping: 1 2020-12-01..2020-12-01"});
    EXPECT_EQ(lines({{"from", "2020-12"}}).size(), 3U);
    EXPECT_EQ(lines({{"from", "2020-12"}, {"any-actor", "Putin"}}).size(), 2U);
}

TEST_F(WhoMet, ACountryAndItsOwnPeopleAreNoPair) {
    TestArticle article("The Courier", "2020-12-02", "Home", "Putin met Russia and Italy on 1 December.");
    article.says({.event = 0x0c02,
                  .days = on("2020-12-01"),
                  .who = {{"person:vladimir-putin", Role::Participant},
                          {"country:RUS", Role::Participant},
                          {"country:ITA", Role::Participant}},
                  .trigger = "met"});
    ASSERT_TRUE(store->put(article.facts()));
    EXPECT_EQ(lines({{"actor", "Putin"}, {"from", "2020-12"}}),
              Lines{"Vladimir Putin + Italy: 1 2020-12-01..2020-12-01"});
}

}  // namespace
}  // namespace annalist::query

#include "query/path.hpp"

#include <fmt/format.h>

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;
using Lines = std::vector<std::string>;

class Path : public AnnalsTest {
protected:
    /// "Wang Yi - Sergei Lavrov by 2020-09-11, event a03".
    Lines way(const Parameters& parameters) {
        const auto query = parse_path_query(parameters, *store);
        EXPECT_TRUE(query) << (query ? "" : query.error().message);
        if (!query) return {};
        const auto found = find_path(*store, *query);
        EXPECT_TRUE(found) << (found ? "" : found.error().message);
        answer = *found;
        Lines lines;
        for (const PathStep& step : found->steps)
            lines.push_back(fmt::format("{} - {} by {}, event {:x}", step.from.name, step.to.name,
                                        iso_day(step.by), step.event.event.id.value));
        return lines;
    }
    std::string refusal(const Parameters& parameters) {
        const auto query = parse_path_query(parameters, *store);
        return query ? "" : query.error().message;
    }

    void meeting(std::uint64_t event, TimeSpan when, const std::string& a, const std::string& b) {
        TestArticle article("The Courier", "2021-12-31", fmt::format("Meeting {}", event), "Xi Jinping, Vladimir Putin, Luigi Di Maio, Sergei Lavrov, Wang Yi, Song Tao and Boris Gryzlov met; "
                            "so did China, Italy, Japan and Russia.");
        article.says({.event = event, .days = when, .who = {{a, Role::Participant}, {b, Role::Participant}}, .trigger = "met"});
        ASSERT_TRUE(store->put(article.facts()));
    }

    PathAnswer answer;
};

TEST_F(Path, GoesThroughMeetingsInTheOrderOfTime) {
    EXPECT_EQ(way({{"actor", "Wang Yi"}, {"actor", "Di Maio"}}),
              (Lines{"Wang Yi - Sergei Lavrov by 2020-09-11, event a03",
                     "Sergei Lavrov - Luigi Di Maio by 2020-10-14, event a07"}));
    EXPECT_FALSE(answer.steps[0].sentence.empty());
    EXPECT_EQ(way({{"actor", "Di Maio"}, {"actor", "Wang Yi"}}), Lines{}) << "they met in the other order";
    EXPECT_EQ(way({{"actor", "Wang Yi"}, {"actor", "Di Maio"}, {"hops", "1"}}), Lines{});
    EXPECT_EQ(way({{"actor", "Xi"}, {"actor", "Putin"}}), Lines{}) << "calls are no meetings";
    EXPECT_EQ(way({{"actor", "Xi"}, {"actor", "Putin"}, {"kind", "call"}}).size(), 1U);
}

TEST_F(Path, TheEarliestMayBeLongerThanTheShortest) {
    meeting(0xd1, on("2021-01-10"), "person:xi-jinping", "person:vladimir-putin");
    meeting(0xd2, on("2021-01-20"), "person:vladimir-putin", "country:JPN");
    meeting(0xd3, on("2021-02-01"), "person:xi-jinping", "country:JPN");
    EXPECT_EQ(way({{"actor", "person:xi-jinping"}, {"actor", "country:JPN"}}).size(), 2U);
    EXPECT_EQ(way({{"actor", "person:xi-jinping"}, {"actor", "country:JPN"}, {"order", "fewest"}}).size(), 1U);
    EXPECT_EQ(way({{"actor", "person:xi-jinping"}, {"actor", "country:JPN"}, {"from", "2021-01-11"}}).size(), 1U);
    EXPECT_EQ(way({{"actor", "person:xi-jinping"}, {"actor", "country:JPN"}, {"to", "2021-01-19"}}), Lines{});
}

TEST_F(Path, AnEventOfSomeDaysMayHaveBeenOnAnyOfThem) {
    meeting(0xd1, on("2021-03-20"), "person:xi-jinping", "person:vladimir-putin");
    meeting(0xd2, whole_month("2021-03"), "person:vladimir-putin", "country:JPN");
    meeting(0xd3, days("2021-02-01", "2021-03-19"), "country:JPN", "person:luigi-di-maio");
    EXPECT_EQ(way({{"actor", "person:xi-jinping"}, {"actor", "country:JPN"}}),
              (Lines{"Xi Jinping - Vladimir Putin by 2021-03-20, event d1",
                     "Vladimir Putin - Japan by 2021-03-20, event d2"}));
    EXPECT_EQ(way({{"actor", "person:xi-jinping"}, {"actor", "person:luigi-di-maio"}}), Lines{}) << "it was over the day before";
}

TEST_F(Path, ACountryAndItsOwnPeopleAreNoStep) {
    meeting(0xd1, on("2021-03-20"), "person:xi-jinping", "country:CHN");
    EXPECT_EQ(way({{"actor", "Xi"}, {"actor", "country:CHN"}}), Lines{});
}

TEST_F(Path, NeedsTwoActors) {
    EXPECT_EQ(refusal({{"actor", "Wang Yi"}}), "actor: name two, from whom and to whom");
    EXPECT_EQ(refusal({{"actor", "Wang Yi"}, {"actor", "person:wang-yi"}}),
              "actor: \"Wang Yi\" and \"person:wang-yi\" are the same");
    EXPECT_EQ(refusal({{"actor", "Wang Yi"}, {"actor", "Xi"}, {"order", "oldest"}}),
              "order=oldest: write earliest or fewest");
}

}  // namespace
}  // namespace annalist::query

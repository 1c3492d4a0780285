#include "query/compare.hpp"

#include <fmt/format.h>

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;
using Lines = std::vector<std::string>;

class Compare : public AnnalsTest {
protected:
    Lines changes(const Parameters& parameters) {
        const auto query = parse_compare_query(parameters, *store);
        EXPECT_TRUE(query) << (query ? "" : query.error().message);
        if (!query) return {};
        const auto found = compare_ranges(*store, *query);
        EXPECT_TRUE(found);
        answer = *found;
        Lines lines;
        for (const PairChange& pair : found->pairs)
            lines.push_back(fmt::format("{} {} + {}: {} -> {}", to_string(pair.change), pair.a.name, pair.b.name,
                                        pair.base_times, pair.times));
        return lines;
    }
    std::string base(const Parameters& parameters) {
        const auto query = parse_compare_query(parameters, *store);
        return query ? iso_day(query->base.first) + "/" + iso_day(query->base.last) : query.error().message;
    }
    void meeting(std::uint64_t event, std::string_view day, std::uint32_t times, const std::string& a, const std::string& b) {
        TestArticle article("The Courier", "2021-12-31", fmt::format("Meeting {}", event), "Xi Jinping, Vladimir Putin, Luigi Di Maio, Sergei Lavrov, Wang Yi, Song Tao and Boris Gryzlov met; "
                            "so did China, Italy, Japan and Russia.");
        article.says({.event = event, .days = on(day), .who = {{a, Role::Participant}, {b, Role::Participant}},
                      .trigger = "met", .count = times});
        ASSERT_TRUE(store->put(article.facts()));
    }

    CompareAnswer answer;
};

TEST_F(Compare, TellsWhoIsNewMoreLessAndGone) {
    meeting(0xe1, "2021-01-05", 2, "person:sergei-lavrov", "person:wang-yi");
    meeting(0xe2, "2021-01-06", 3, "country:JPN", "country:CHN");
    meeting(0xe3, "2021-01-07", 1, "country:JPN", "country:RUS");
    meeting(0xe4, "2021-02-01", 1, "person:song-tao", "person:boris-gryzlov");
    // 2020: Lavrov - Wang, Lavrov - Di Maio, Wang - Italy, Song - Gryzlov, once each.
    EXPECT_EQ(changes({{"from", "2021"}, {"to", "2021"}}),
              (Lines{"new China + Japan: 0 -> 3", "new Japan + Russia: 0 -> 1", "more Sergei Lavrov + Wang Yi: 1 -> 2",
                     "gone Italy + Wang Yi: 1 -> 0", "gone Luigi Di Maio + Sergei Lavrov: 1 -> 0"}));
    EXPECT_EQ(answer.totals, (std::array<std::uint64_t, 5>{2, 1, 0, 2, 1}));
    EXPECT_EQ(changes({{"from", "2020"}, {"to", "2020"}, {"base-from", "2021"}, {"base-to", "2021"}, {"limit", "3"}}),
              (Lines{"new Italy + Wang Yi: 0 -> 1", "new Luigi Di Maio + Sergei Lavrov: 0 -> 1",
                     "less Sergei Lavrov + Wang Yi: 2 -> 1"}));
    EXPECT_EQ(answer.totals[3], 2U) << "those beyond the limit are counted";
    EXPECT_EQ(changes({{"actor", "Lavrov"}, {"from", "2021"}, {"to", "2021"}}),
              (Lines{"more Sergei Lavrov + Wang Yi: 1 -> 2", "gone Sergei Lavrov + Luigi Di Maio: 1 -> 0"}));
}

TEST_F(Compare, TheBaseIsTheSameTimeJustBefore) {
    EXPECT_EQ(base({{"from", "2021"}, {"to", "2021"}}), "2020-01-01/2020-12-31") << "though it had a day more";
    EXPECT_EQ(base({{"from", "2021-01"}, {"to", "2021-03"}}), "2020-10-01/2020-12-31");
    EXPECT_EQ(base({{"from", "2021-03-08"}, {"to", "2021-03-14"}}), "2021-03-01/2021-03-07");
    EXPECT_EQ(base({{"from", "2021-03-01"}, {"to", "2021-03-01"}}), "2021-02-28/2021-02-28");
    EXPECT_EQ(base({{"from", "2021"}, {"to", "2021"}, {"base-from", "2016"}, {"base-to", "2016"}}), "2016-01-01/2016-12-31");
}

TEST_F(Compare, WithoutEndsItAsksForThem) {
    EXPECT_EQ(base({{"from", "2021"}}),
              "from, to: say since when and until when, or what to compare with by base-from and base-to");
    EXPECT_TRUE(base({{"from", "2021"}, {"base-from", "2021-02-30"}}).starts_with("base-from=2021-02-30"))
        << base({{"from", "2021"}, {"base-from", "2021-02-30"}});
}

}  // namespace
}  // namespace annalist::query

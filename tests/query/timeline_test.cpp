#include "query/timeline.hpp"

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class MakeTimeline : public AnnalsTest {
protected:
    /// "2020-07: 2" per group.
    std::vector<std::string> groups(const Parameters& parameters) {
        const auto query = parse_timeline_query(parameters, *store);
        EXPECT_TRUE(query) << (query ? "" : query.error().message);
        if (!query) return {};
        const auto made = make_timeline(*store, *query);
        EXPECT_TRUE(made) << (made ? "" : made.error().message);
        if (!made) return {};
        timeline = *made;
        std::vector<std::string> result;
        for (const TimelineGroup& group : timeline.groups)
            result.push_back(group.label + ": " + std::to_string(group.events.size()));
        return result;
    }
    using Lines = std::vector<std::string>;

    Timeline timeline;
};

TEST_F(MakeTimeline, GroupsByMonthUnlessAskedOtherwise) {
    EXPECT_EQ(groups({}), (Lines{"2020-03: 1", "2020-07: 2", "2020-08: 1", "2020-09: 2", "2020-10: 1"}));
    EXPECT_EQ(timeline.events, 7U);
}

TEST_F(MakeTimeline, GroupsByYearWeekAndDay) {
    EXPECT_EQ(groups({{"by", "year"}}), Lines{"2020: 7"});
    EXPECT_EQ(groups({{"by", "week"}, {"from", "2020-09"}, {"to", "2020-09"}}),
              Lines{"2020-09-07/2020-09-13: 2"});
    EXPECT_EQ(groups({{"by", "day"}, {"actor", "Lavrov"}}), (Lines{"2020-09-11: 1", "2020-10-14: 1"}));
    EXPECT_FALSE(parse_timeline_query({{"by", "century"}}, *store));
}

TEST_F(MakeTimeline, ATopicInWordsIsEnough) {
    EXPECT_EQ(groups({{"words", "ministers OR dialogue"}}), (Lines{"2020-07: 1", "2020-09: 2"}));
    EXPECT_EQ(groups({{"words", "ministers -colleague"}, {"by", "year"}}), Lines{"2020: 1"});
}

TEST_F(MakeTimeline, NewestFirstTurnsTheGroupsRound) {
    EXPECT_EQ(groups({{"order", "newest"}, {"actor", "Lavrov"}}), (Lines{"2020-10: 1", "2020-09: 1"}));
}

TEST_F(MakeTimeline, TheMostReportedEventsStayWhenThereAreTooMany) {
    EXPECT_EQ(groups({{"top", "1"}, {"from", "2020-09"}, {"to", "2020-09"}}), Lines{"2020-09: 1"});
    EXPECT_EQ(timeline.groups[0].events[0].event.id, EventId{kMoscow});
    EXPECT_EQ(timeline.groups[0].left_out, 1U);
}

TEST_F(MakeTimeline, ALimitEndsItWithACursor) {
    EXPECT_EQ(groups({{"limit", "2"}}), (Lines{"2020-03: 1", "2020-07: 1"}));
    EXPECT_EQ(groups({{"limit", "5"}, {"cursor", timeline.next}}),
              (Lines{"2020-07: 1", "2020-08: 1", "2020-09: 2", "2020-10: 1"}));
    EXPECT_EQ(timeline.next, "");
}

TEST_F(MakeTimeline, WalkedItHasTheSameGroupsOneByOne) {
    for (const Parameters& parameters :
         {Parameters{}, Parameters{{"by", "year"}, {"top", "2"}}, Parameters{{"order", "newest"}},
          Parameters{{"limit", "2"}}, Parameters{{"from", "1950"}, {"to", "1951"}}}) {
        Lines expected = groups(parameters), walked;
        const auto query = parse_timeline_query(parameters, *store);
        ASSERT_TRUE(query);
        std::size_t at = 0;
        ASSERT_TRUE(walk_timeline(*store, *query, [&](const TimelineGroup& group) {
            walked.push_back(group.label + ": " + std::to_string(group.events.size()));
            EXPECT_EQ(group.days, timeline.groups.at(at).days);
            EXPECT_EQ(group.left_out, timeline.groups.at(at++).left_out);
            return true;
        }));
        EXPECT_EQ(walked, expected);
    }
}

TEST_F(MakeTimeline, AWalkEndsWhenNoMoreGroupsAreWanted) {
    for (const int wanted : {1, 2, 5}) {
        int seen = 0;
        ASSERT_TRUE(walk_timeline(*store, {}, [&](const TimelineGroup&) { return ++seen < wanted; }));
        EXPECT_EQ(seen, wanted);
    }
}

TEST(PeriodOf, IsTheWholePeriodAroundADay) {
    EXPECT_EQ(period_of(day("2024-02-10"), Period::Month), (DayRange{day("2024-02-01"), day("2024-02-29")}));
    EXPECT_EQ(period_of(day("2024-03-03"), Period::Week), (DayRange{day("2024-02-26"), day("2024-03-03")}));
    EXPECT_EQ(period_of(day("2024-02-26"), Period::Week), (DayRange{day("2024-02-26"), day("2024-03-03")}));
}

}  // namespace
}  // namespace annalist::query

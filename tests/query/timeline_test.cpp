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

TEST_F(MakeTimeline, WalkedItIsTheSame) {
    for (const Parameters& parameters :
         {Parameters{}, Parameters{{"by", "year"}, {"top", "2"}}, Parameters{{"order", "newest"}},
          Parameters{{"limit", "2"}}, Parameters{{"from", "1950"}, {"to", "1951"}}}) {
        groups(parameters);
        std::vector<TimelineGroup> walked;
        const auto query = parse_timeline_query(parameters, *store);
        ASSERT_TRUE(query);
        ASSERT_TRUE(walk_timeline(*store, *query,
                                  {[&](const std::string& label, DayRange days) {
                                       walked.push_back({label, days, {}, 0});
                                       return true;
                                   },
                                   [&](const EventItem& item) {
                                       walked.back().events.push_back(item);
                                       return true;
                                   },
                                   [&](std::uint64_t left_out) {
                                       walked.back().left_out = left_out;
                                       return true;
                                   }}));
        ASSERT_EQ(walked.size(), timeline.groups.size());
        for (std::size_t g = 0; g < walked.size(); ++g) {
            const TimelineGroup& expected = timeline.groups[g];
            EXPECT_EQ(walked[g].label, expected.label);
            EXPECT_EQ(walked[g].days, expected.days);
            EXPECT_EQ(walked[g].left_out, expected.left_out);
            ASSERT_EQ(walked[g].events.size(), expected.events.size());
            for (std::size_t i = 0; i < expected.events.size(); ++i)
                EXPECT_EQ(walked[g].events[i].event, expected.events[i].event);
        }
    }
}

TEST_F(MakeTimeline, AWalkEndsWhereItIsToldTo) {
    for (const int wanted : {1, 2, 3, 8, 17}) {  // 5 groups with 7 events are 17 calls
        int calls = 0;
        const auto call = [&](auto&&...) { return ++calls < wanted; };
        ASSERT_TRUE(walk_timeline(*store, {}, {call, call, call}));
        EXPECT_EQ(calls, wanted);
    }
}

TEST(PeriodOf, IsTheWholePeriodAroundADay) {
    EXPECT_EQ(period_of(day("2024-02-10"), Period::Month), (DayRange{day("2024-02-01"), day("2024-02-29")}));
    EXPECT_EQ(period_of(day("2024-03-03"), Period::Week), (DayRange{day("2024-02-26"), day("2024-03-03")}));
    EXPECT_EQ(period_of(day("2024-02-26"), Period::Week), (DayRange{day("2024-02-26"), day("2024-03-03")}));
}

}  // namespace
}  // namespace annalist::query

#include "query/events.hpp"

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;
using FindEvents = AnnalsTest;

TEST_F(FindEvents, GivesRealEventsByDay) {
    EXPECT_EQ(ids({}), (Ids{kCalls, kVideo, kLetter, kVisit, kMoscow, kStatement, kAssumed}));
    EXPECT_EQ(ids({{"order", "newest"}}),
              (Ids{kAssumed, kStatement, kMoscow, kVisit, kLetter, kVideo, kCalls}));
}

TEST_F(FindEvents, PlansComeWhenAskedFor) {
    EXPECT_EQ(ids({{"status", "planned"}}), Ids{kPlanned});
    EXPECT_EQ(ids({{"status", "all"}, {"to", "2020-04"}}), (Ids{kCalls, kPlanned}));
}

TEST_F(FindEvents, RepeatedActorsAllTakePartAndAnyOneOfThem) {
    EXPECT_EQ(ids({{"actor", "Lavrov"}}), (Ids{kMoscow, kAssumed}));
    EXPECT_EQ(ids({{"actor", "Lavrov"}, {"actor", "Wang Yi"}}), Ids{kMoscow});
    EXPECT_EQ(ids({{"any-actor", "Lavrov"}, {"any-actor", "Xi"}}),
              (Ids{kCalls, kLetter, kMoscow, kAssumed}));
    EXPECT_EQ(ids({{"actor", "Xi"}, {"any-actor", "Lavrov"}}), Ids{});
}

TEST_F(FindEvents, ACountryIsAnyActorOfItAnActorItself) {
    EXPECT_EQ(ids({{"actor", "China"}}), Ids{});
    EXPECT_EQ(ids({{"country", "ITA"}}), (Ids{kVisit, kAssumed}));
    EXPECT_EQ(ids({{"country", "ITA"}, {"country", "RUS"}}), Ids{kAssumed});
}

TEST_F(FindEvents, BothDaysOfTheRangeAreIncludedAndOverlapCounts) {
    EXPECT_EQ(ids({{"from", "2020-09-11"}, {"to", "2020-09-11"}}), (Ids{kMoscow, kStatement}));
    EXPECT_EQ(ids({{"from", "2020-08-15"}, {"to", "2020-08-15"}}), Ids{kVisit});
    EXPECT_EQ(ids({{"from", "2020-07-08"}, {"to", "2020-07-08"}}), Ids{kCalls});
    EXPECT_EQ(ids({{"from", "2020-07-09"}, {"to", "2020-07-22"}}), Ids{});
}

TEST_F(FindEvents, FiltersCombine) {
    EXPECT_EQ(ids({{"kind", "meet"}, {"mode", "video"}}), Ids{kVideo});
    EXPECT_EQ(ids({{"type", "statement"}}), Ids{kStatement});
    EXPECT_EQ(ids({{"place", "moscow"}}), Ids{kMoscow});
    EXPECT_EQ(ids({{"place", "Russia"}}), Ids{kMoscow});
    EXPECT_EQ(ids({{"place", "Rome"}}), Ids{});
    EXPECT_EQ(ids({{"assumed", "no"}, {"from", "2020-10"}}), Ids{});
    EXPECT_EQ(ids({{"min-confidence", "0.5"}, {"from", "2020-10"}}), Ids{});
}

TEST_F(FindEvents, WordsMayStandInLabelSentenceOrTitle) {
    EXPECT_EQ(ids({{"words", "dialogue"}}), Ids{kVideo}) << "label";
    EXPECT_EQ(ids({{"words", "colleague"}}), Ids{kMoscow}) << "sentence";
    EXPECT_EQ(ids({{"words", "ministers"}}), (Ids{kMoscow, kStatement})) << "title";
    EXPECT_EQ(ids({{"words", "ministers colleague"}}), Ids{kMoscow}) << "one in each report";
    EXPECT_EQ(ids({{"words", "minister"}}), (Ids{kMoscow, kStatement})) << "endings do not matter";
    EXPECT_EQ(ids({{"words", "mini"}}), Ids{});
}

TEST_F(FindEvents, WordsCombineWithEachOtherAndWithOtherFilters) {
    EXPECT_EQ(ids({{"words", "dialogue OR colleague"}}), (Ids{kVideo, kMoscow}));
    EXPECT_EQ(ids({{"words", "ministers -colleague"}}), Ids{kStatement});
    EXPECT_EQ(ids({{"words", "\"ministers in moscow\""}, {"kind", "meet"}}), Ids{kMoscow});
    EXPECT_EQ(ids({{"words", "\"moscow in ministers\""}}), Ids{});
    EXPECT_EQ(ids({{"words", "ministers"}, {"words", "colleague"}}), Ids{kMoscow}) << "given twice, both";
    EXPECT_EQ(ids({{"words", "ministers"}, {"to", "2020-09"}, {"actor", "Lavrov"}}), Ids{kMoscow});
    EXPECT_EQ(ids({{"words", "ministers"}, {"order", "newest"}}), (Ids{kStatement, kMoscow}));
    EXPECT_EQ(*count_events(*store, parsed({{"words", "-ministers"}})), 5U);
}

TEST_F(FindEvents, AsKnownOnADayAnEventIsWhatWasReportedByThen) {
    const auto page = find_events(*store, parsed({{"as-known-on", "2020-09-12"}, {"place", "Moscow"}}));
    ASSERT_TRUE(page);
    ASSERT_EQ(page->events.size(), 1U);
    EXPECT_EQ(page->events[0].event.mentions, 1U);
    EXPECT_EQ(page->events[0].event.label, "") << "the label came a week later";
    EXPECT_EQ(ids({{"as-known-on", "2020-09-11"}, {"from", "2020-09"}}), Ids{});
    EXPECT_EQ(ids({{"as-known-on", "2020-09-12"}}),
              (Ids{kCalls, kVideo, kLetter, kMoscow, kStatement}));
}

TEST_F(FindEvents, PagesByCursorAddUpToTheWhole) {
    for (const std::string order : {"oldest", "newest"}) {
        Ids all;
        std::string cursor;
        for (int pages = 0; pages < 10; ++pages) {
            Parameters parameters{{"order", order}, {"limit", "2"}};
            if (!cursor.empty()) parameters.add("cursor", cursor);
            const auto page = find_events(*store, parsed(parameters));
            ASSERT_TRUE(page);
            for (const EventItem& item : page->events) all.push_back(item.event.id.value);
            cursor = page->next;
            if (cursor.empty()) break;
            EXPECT_EQ(page->events.size(), 2U);
        }
        EXPECT_EQ(all, ids({{"order", order}}));
    }
}

TEST_F(FindEvents, APageStaysRightWhileArticlesComeIn) {
    const auto page = find_events(*store, parsed({{"limit", "2"}}));
    ASSERT_TRUE(page);
    TestArticle late("The Courier", "2020-11-01", "Old news", "Xi met Putin on 1 February.");
    late.says({.event = 0x0b01,
               .days = on("2020-02-01"),
               .who = {{"person:xi-jinping", Role::Participant}, {"person:vladimir-putin", Role::Participant}},
               .trigger = "met"});
    ASSERT_TRUE(store->put(late.facts()));
    EXPECT_EQ(ids({{"limit", "2"}, {"cursor", page->next}}), (Ids{kLetter, kVisit}));
}

TEST_F(FindEvents, CountsWithoutListing) {
    EXPECT_EQ(*count_events(*store, parsed({{"limit", "1"}})), 7U);
    EXPECT_EQ(*count_events(*store, parsed({{"actor", "Lavrov"}})), 2U);
}

TEST_F(FindEvents, AssumedDaysAreMarked) {
    const auto page = find_events(*store, parsed({{"from", "2020-10"}}));
    ASSERT_TRUE(page);
    ASSERT_EQ(page->events.size(), 1U);
    EXPECT_EQ(page->events[0].edtf(), "2020-10-14~");
    EXPECT_EQ(page->events[0].actors.at(0).name, "Sergei Lavrov");
}

}  // namespace
}  // namespace annalist::query

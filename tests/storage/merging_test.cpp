#include "storage/merging.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "sample_tellings.hpp"
#include "storage/memory_tellings.hpp"

namespace annalist::storage {
namespace {

using Ids = std::vector<EventId>;
using Told1 = std::pair<EventId, Telling>;

const Told kXi{1, ActorKind::Person, "CHN"}, kChina{3, ActorKind::Country, "CHN"}, kWang{2, ActorKind::Person, "CHN"};
const Told kPutin{4, ActorKind::Person, "RUS"}, kLavrov{5, ActorKind::Person, "RUS"}, kRussia{6, ActorKind::Country, "RUS"};
const Told kIndia{8, ActorKind::Country, "IND"}, kUnion{9, ActorKind::Organization, ""};

class MergingTest : public testing::Test {
protected:
    void tell(std::uint64_t id, Telling telling) { tellings_.change({{{id}, std::move(telling)}}, pinned_, pinned_); }
    void pin(const Pinned& ids) {
        const Pinned before = pinned_;
        pinned_ = ids;
        tellings_.change({}, before, pinned_);
    }
    Ids whole(std::uint64_t id) {
        const auto part = tellings_.part({id});
        return part ? tellings_.parts_of(part->whole) : Ids{{id}};
    }

    MemoryTellings tellings_;
    Pinned pinned_;
};

TEST_F(MergingTest, ReportsOfOneMeetingComeTogetherUnderTheLowestId) {
    tell(9, meeting(1, "2019-06-05", {kXi, kPutin}));
    tell(7, meeting(2, "2019-06-05", {kChina, kRussia}));
    tell(8, assumed(3, "2019-06-06", {kXi, kPutin}));
    tell(5, meeting(4, "2019-06-07", {kWang, kLavrov}));
    EXPECT_EQ(whole(8), (Ids{{7}, {8}, {9}}));
    EXPECT_EQ(tellings_.part({8})->whole, EventId{7});
    EXPECT_EQ(tellings_.part({8})->like, EventId{9});
    EXPECT_EQ(whole(5), Ids{{5}});
}

TEST_F(MergingTest, WhatFitsTwoEventsAlikeIsLeftApart) {
    tell(1, meeting(1, "2019-06-05", {kXi, kPutin}));
    tell(2, meeting(2, "2019-06-05", {kWang, kLavrov}));
    tell(3, meeting(3, "2019-06-05", {kChina, kRussia}));
    EXPECT_EQ(whole(3), Ids{{3}});
}

TEST_F(MergingTest, WhatOneArticleKeepsApartStaysApart) {
    tell(1, meeting(1, "2019-06-05", {kXi, kPutin}));
    tell(2, assumed(2, "2019-06-05", {kXi, kPutin}));
    tell(3, assumed(2, "2019-06-06", {kXi, kPutin}));
    EXPECT_EQ(whole(1), (Ids{{1}, {2}}));
    EXPECT_EQ(whole(3), Ids{{3}});
}

TEST_F(MergingTest, LastWeekJoinsTheOneMeetingOfThatWeek) {
    tell(3, within(1, "2019-06-03", "2019-06-09", {kXi, kPutin}));
    EXPECT_EQ(whole(3), Ids{{3}});
    tell(5, meeting(2, "2019-06-05", {kXi, kPutin}));
    EXPECT_EQ(whole(3), (Ids{{3}, {5}}));
    EXPECT_EQ(tellings_.part({5})->whole, EventId{3});
    tell(6, assumed(3, "2019-06-06", {kXi, kPutin}));
    EXPECT_EQ(whole(3), (Ids{{3}, {5}, {6}}));
    // A second meeting in the week, and nobody can say which was meant.
    tell(7, meeting(4, "2019-06-08", {kWang, kLavrov}));
    EXPECT_EQ(whole(3), Ids{{3}});
    EXPECT_EQ(whole(5), (Ids{{5}, {6}}));
}

TEST_F(MergingTest, TwoReportsOfLastWeekAreOneWhereNothingElseIsKnown) {
    tell(3, within(1, "2019-06-03", "2019-06-09", {kXi, kPutin}));
    tell(4, within(2, "2019-06-03", "2019-06-09", {kXi, kPutin}));
    EXPECT_EQ(whole(4), (Ids{{3}, {4}}));
    tell(5, meeting(3, "2019-06-04", {kWang, kLavrov}));
    EXPECT_EQ(whole(4), Ids{{4}});
}

TEST_F(MergingTest, WhatIsPinnedIsLeftAloneUntilItIsNot) {
    tell(1, meeting(1, "2019-06-05", {kXi, kPutin}));
    tell(2, meeting(2, "2019-06-05", {kChina, kRussia}));
    tell(3, assumed(3, "2019-06-05", {kXi, kPutin}));
    pin({{1}});
    EXPECT_EQ(whole(1), Ids{{1}});
    EXPECT_EQ(whole(2), (Ids{{2}, {3}}));
    pin({});
    EXPECT_EQ(whole(2), (Ids{{1}, {2}, {3}}));
}

TEST_F(MergingTest, AStoryOfVeryManyTellingsIsLookedAtAsFarAsTheFirst) {
    for (std::uint64_t i = 100; i > 0; --i) tell(i, assumed(i, "2019-06-05", {kXi, kPutin}));
    EXPECT_EQ(whole(1).size(), kMostInBlock);
    EXPECT_EQ(whole(100), Ids{{100}});
}

/// Tellings drawn at random of few sides and days, so that all rules meet.
Telling random_telling(std::mt19937_64& random, std::uint64_t article) {
    const auto below = [&](std::uint64_t n) { return random() % n; };
    static const std::vector<Told> kAll{kXi, kChina, kWang, kPutin, kLavrov, kRussia, kIndia, kUnion};
    std::vector<Told> who;
    for (const Told& one : kAll)
        if (below(3) == 0) who.push_back(one);
    const date::sys_days first = day("2019-06-01") + date::days{static_cast<int>(below(25))};
    Telling telling = meeting(article, iso_day(first), who);
    if (below(2) == 0) telling.basis = TimeBasis::Published;
    else if (below(4) == 0) telling.days = {first, first + date::days{6}, Granularity::Week};
    else if (below(6) == 0) telling.days = {first, first + date::days{2}, Granularity::Days};
    if (below(6) == 0) telling.statuses = 1U << static_cast<unsigned>(Status::Planned);
    if (below(6) == 0) telling.sequences = {static_cast<std::uint32_t>(1 + below(3))};
    if (below(4) == 0) telling.cities = {below(2) == 0 ? "moscow" : "beijing"};
    if (below(2) == 0) telling.words = {1, 2, static_cast<std::uint32_t>(3 + below(3)), 9};
    return telling;
}

class RandomMerging : public testing::TestWithParam<unsigned> {};

TEST_P(RandomMerging, GivesTheSameInAnyOrderAndAsFromScratch) {
    std::mt19937_64 random(GetParam());
    // Told events with the articles that tell of them, one piece for each.
    std::vector<Told1> pieces;
    for (std::uint64_t i = 0; i < 150; ++i)
        pieces.emplace_back(EventId{1 + random() % 110}, random_telling(random, 1 + random() % 70));
    const Pinned pinned{{3}, {20}};
    std::map<EventId, std::optional<Part>> first;
    std::size_t together = 0;
    for (int order = 0; order < 4; ++order) {
        MemoryTellings tellings;
        std::shuffle(pieces.begin(), pieces.end(), random);
        Pinned now;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            Telling telling = pieces[i].second;
            if (const auto known = tellings.telling(pieces[i].first)) join(telling, *known);
            tellings.change({{pieces[i].first, telling}}, now, now);
            if (i == 40) {
                tellings.change({}, now, pinned);
                now = pinned;
            }
        }
        std::map<EventId, std::optional<Part>> parts;
        tellings.each([&](EventId id, const Telling&) {
            parts[id] = tellings.part(id);
            Merging scratch(tellings, now);
            ASSERT_EQ(scratch.part(id), parts[id]) << id.value;
            if (!parts[id]) return;
            const Ids whole = tellings.parts_of(parts[id]->whole);
            EXPECT_EQ(whole, scratch.cluster(id));
            EXPECT_EQ(whole.front(), parts[id]->whole);
            for (const EventId other : whole) {
                if (other == id) continue;
                EXPECT_FALSE(compare(*tellings.telling(id), *tellings.telling(other)).barred);
            }
            together += 1;
        });
        if (order == 0) first = parts;
        EXPECT_EQ(parts, first);
    }
    EXPECT_GT(together, 40U);
}
INSTANTIATE_TEST_SUITE_P(Seeds, RandomMerging, testing::Range(1U, 9U));

}  // namespace
}  // namespace annalist::storage

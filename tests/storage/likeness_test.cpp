#include "storage/likeness.hpp"

#include <gtest/gtest.h>

#include "sample_tellings.hpp"

namespace annalist::storage {
namespace {

bool alike(const Telling& a, const Telling& b) {
    const Likeness likeness = compare(a, b);
    EXPECT_EQ(likeness, compare(b, a)) << "the order does not matter";
    return likeness.alike();
}
bool barred(const Telling& a, const Telling& b) { return compare(a, b).barred; }

const Told kXi{1, ActorKind::Person, "CHN"}, kWang{2, ActorKind::Person, "CHN"}, kChina{3, ActorKind::Country, "CHN"};
const Told kPutin{4, ActorKind::Person, "RUS"}, kLavrov{5, ActorKind::Person, "RUS"}, kRussia{6, ActorKind::Country, "RUS"};
const Told kTurkey{7, ActorKind::Country, "TUR"}, kIran{8, ActorKind::Country, "IRN"}, kUnion{9, ActorKind::Organization, ""};

TEST(Likeness, TheSameActorsOnTheSameStatedDayAreOneEvent) {
    const Likeness likeness = compare(meeting(1, "2019-06-05", {kXi, kPutin}), meeting(2, "2019-06-05", {kPutin, kXi}));
    EXPECT_EQ(likeness.value, 1.0);
    EXPECT_EQ(reasons_in(likeness.reasons), (std::vector{Reason::SameActors, Reason::SameDay}));
}

TEST(Likeness, ACountryByItsNameGoesWithAnyPersonOfIt) {
    EXPECT_TRUE(alike(meeting(1, "2019-06-05", {kXi, kPutin}), meeting(2, "2019-06-05", {kChina, kRussia})));
    EXPECT_TRUE(alike(meeting(1, "2019-06-05", {kXi, kPutin}), meeting(2, "2019-06-05", {kXi, kRussia})));
    EXPECT_TRUE(alike(meeting(1, "2019-06-05", {kXi, kWang, kPutin}), meeting(2, "2019-06-05", {kXi, kPutin})));
}

TEST(Likeness, TwoPeopleOfOneSideAreTwo) {
    EXPECT_TRUE(barred(meeting(1, "2019-06-05", {kXi, kPutin}), meeting(2, "2019-06-05", {kXi, kLavrov})));
    EXPECT_TRUE(alike(meeting(1, "2019-06-05", {kXi, kWang, kPutin}), meeting(2, "2019-06-05", {kXi, kPutin, kLavrov})));
}

TEST(Likeness, OtherSidesOrAnotherKindOrTheSameArticleNeverGoTogether) {
    const Telling one = meeting(1, "2019-06-05", {kXi, kPutin});
    EXPECT_TRUE(barred(one, meeting(2, "2019-06-05", {kXi, kIran})));
    Telling call = meeting(2, "2019-06-05", {kXi, kPutin});
    call.kind = kind_of(EventType::Consult, Mode::Phone);
    EXPECT_TRUE(barred(one, call));
    EXPECT_TRUE(barred(one, meeting(1, "2019-06-05", {kXi, kPutin})));
}

TEST(Likeness, ATalkOfTwoIsNotTheirSummitButAHostMayBeLeftOut) {
    const Telling two = meeting(1, "2022-03-29", {kRussia, kTurkey});
    EXPECT_TRUE(barred(two, meeting(2, "2022-03-29", {kRussia, kTurkey, kIran, kChina})));
    Telling hosted = meeting(2, "2022-03-29", {kRussia, kTurkey, kIran});
    EXPECT_TRUE(alike(two, hosted));
    hosted.days = TimeSpan::day(day("2022-03-30"));
    EXPECT_FALSE(alike(two, hosted));
}

TEST(Likeness, DaysMayDifferByOneWhereTheWordsAgree) {
    Telling one = meeting(1, "2019-06-05", {kXi, kPutin}), two = meeting(2, "2019-06-06", {kXi, kPutin});
    EXPECT_FALSE(alike(one, two));
    one.words = two.words = {10, 20, 30, 40};
    EXPECT_TRUE(alike(one, two));
    two.days = TimeSpan::day(day("2019-06-07"));
    EXPECT_TRUE(barred(one, two));
}

TEST(Likeness, AnAssumedDayIsNearTheEventBeforeIt) {
    const Telling known = meeting(1, "2019-06-05", {kXi, kPutin});
    EXPECT_TRUE(alike(known, assumed(2, "2019-06-05", {kXi, kPutin})));
    EXPECT_TRUE(alike(known, assumed(2, "2019-06-08", {kXi, kPutin})));
    EXPECT_TRUE(alike(known, assumed(2, "2019-06-04", {kXi, kPutin})));
    EXPECT_TRUE(barred(known, assumed(2, "2019-06-03", {kXi, kPutin})));
    EXPECT_TRUE(barred(known, assumed(2, "2019-06-09", {kXi, kPutin})));
    EXPECT_TRUE(alike(assumed(1, "2019-06-05", {kXi, kPutin}), assumed(2, "2019-06-06", {kXi, kPutin})));
}

TEST(Likeness, TwoCitiesAreTwoEventsUnlessBothStateTheDay) {
    Telling one = meeting(1, "2019-06-05", {kXi, kPutin}), two = meeting(2, "2019-06-05", {kXi, kPutin});
    one.cities = {"moscow"};
    two.cities = {"beijing"};
    EXPECT_TRUE(alike(one, two));
    EXPECT_TRUE(compare(one, two).has(Reason::OtherPlace));
    two.basis = TimeBasis::Published;
    EXPECT_TRUE(barred(one, two));
}

TEST(Likeness, RoundsAndNumbersOfTimesMustAgree) {
    Telling one = meeting(1, "2019-06-05", {kXi, kPutin}), two = meeting(2, "2019-06-05", {kXi, kPutin});
    one.sequences = {4};
    two.sequences = {5};
    EXPECT_TRUE(barred(one, two));
    two.sequences = {4};
    EXPECT_TRUE(alike(one, two));
    two.count = 3;
    EXPECT_TRUE(barred(one, two));
}

TEST(Likeness, APlanIsItsFulfilmentWhereBothSayTheDay) {
    const Telling held = meeting(1, "2019-06-05", {kXi, kPutin});
    Telling plan = meeting(2, "2019-06-05", {kXi, kPutin});
    plan.statuses = 1U << static_cast<unsigned>(Status::Planned);
    EXPECT_TRUE(alike(held, plan));
    EXPECT_TRUE(compare(held, plan).has(Reason::Fulfilled));
    plan.basis = TimeBasis::Published;
    EXPECT_TRUE(barred(held, plan));
    plan.basis = TimeBasis::Stated;
    plan.statuses = 1U << static_cast<unsigned>(Status::CalledFor);
    EXPECT_TRUE(barred(held, plan));
}

TEST(Likeness, AVisitThereIsNotAVisitHere) {
    Telling there = meeting(1, "2019-06-05", {kXi, kRussia}), here = meeting(2, "2019-06-05", {kChina, kRussia});
    for (Telling* t : {&there, &here}) t->kind = kind_of(EventType::Consult, Mode::Visit);
    const auto roles = [](Telling& t, Role china, Role russia) {
        for (Party& p : t.parties) p.role = p.side == side_of("CHN") ? china : russia;
    };
    roles(there, Role::Source, Role::Target);
    roles(here, Role::Source, Role::Target);
    EXPECT_TRUE(alike(there, here));
    roles(here, Role::Target, Role::Source);
    EXPECT_TRUE(barred(there, here));
}

TEST(Telling, ComesBackFromItsRecordAsItWasAndNothingElseIsOne) {
    Telling telling = meeting(7, "2019-06-05", {kXi, kPutin, kUnion});
    telling.cities = {"moscow"};
    telling.countries = {"RUS"};
    telling.sequences = {4};
    telling.words = {1, 4'000'000'000U};
    const std::string record = encode(telling);
    EXPECT_EQ(decode_telling(record), telling);
    for (std::size_t size = 0; size < record.size(); ++size) EXPECT_EQ(decode_telling(record.substr(0, size)), std::nullopt);
    for (const BlockEntry& entry : entries_of({9}, telling)) EXPECT_EQ(parse_block_key(block_key(entry)), entry);
    EXPECT_EQ(entries_of({9}, telling).size(), 3U) << "one for each pair of three sides";
}

TEST(Telling, IsTheSameInWhateverOrderItWasJoined) {
    Telling a = meeting(1, "2019-06-05", {kXi, kPutin}), b = assumed(2, "2019-06-06", {kXi, kRussia}), c = meeting(3, "2019-06-05", {kWang});
    a.words = {3, 5};
    b.words = {1, 5};
    c.sequences = {2};
    Telling one = a, two = c;
    join(one, b);
    join(one, c);
    join(two, a);
    join(two, b);
    EXPECT_EQ(one, two);
    EXPECT_EQ(one.basis, TimeBasis::Stated);
    EXPECT_EQ(one.articles.size(), 3U);
}

}  // namespace
}  // namespace annalist::storage

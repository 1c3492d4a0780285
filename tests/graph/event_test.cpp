#include "graph/event.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace annalist {
namespace {

date::sys_days day(std::string_view text) { return parse_iso_day(text).value(); }

/// A report of event 1 in an article of this number, published on this day.
Mention report(std::uint64_t article, std::string_view known) {
    Mention m;
    m.article = {article};
    m.event = {1};
    m.mode = Mode::InPerson;
    m.time.days = TimeSpan::day(day(known));
    m.time.basis = TimeBasis::Stated;
    m.known = day(known);
    return m;
}

TEST(Conclude, OneReportIsTheEvent) {
    Mention m = report(1, "2019-03-06");
    m.place = {"Hanoi", "VNM"};
    m.participants = {{{2}, Role::Participant, {0, 3}}, {{1}, Role::Participant, {4, 6}}};
    m.count = 3;
    m.label = "second summit";
    m.confidence = 0.75;
    const Event event = conclude({m});
    EXPECT_EQ(event.id, EventId{1});
    EXPECT_EQ(event.days, TimeSpan::day(day("2019-03-06")));
    EXPECT_EQ(event.place, (Place{"Hanoi", "VNM"}));
    EXPECT_EQ(event.actors,
              (std::vector<EventActor>{{{1}, Role::Participant}, {{2}, Role::Participant}}));
    EXPECT_EQ(event.count, 3U);
    EXPECT_EQ(event.label, "second summit");
    EXPECT_DOUBLE_EQ(event.confidence, 0.75);
    EXPECT_EQ(event.mentions, 1U);
    EXPECT_EQ(event.known, day("2019-03-06"));
}

TEST(Conclude, AReportThatItHappenedOutweighsAPlanHoweverSure) {
    Mention plan = report(1, "2019-02-01");
    plan.status = Status::Planned;
    plan.confidence = 0.99;
    plan.time.days = TimeSpan::day(day("2019-02-27"));
    Mention fact = report(2, "2019-02-28");
    fact.confidence = 0.3;
    const Event event = conclude({plan, fact});
    EXPECT_EQ(event.status, Status::Occurred);
    EXPECT_EQ(event.days, TimeSpan::day(day("2019-02-28")));
    EXPECT_EQ(event.known, day("2019-02-01")) << "first heard of with the plan";
}

TEST(Conclude, ACancellationOutweighsThePlan) {
    Mention plan = report(1, "2019-02-01"), cancelled = report(2, "2019-02-05");
    plan.status = Status::Planned;
    cancelled.status = Status::Cancelled;
    EXPECT_EQ(conclude({plan, cancelled}).status, Status::Cancelled);
}

TEST(Conclude, StatedDaysOutweighAssumedOnesAndFinerOutweighCoarser) {
    Mention assumed = report(1, "2019-03-08");
    assumed.time.basis = TimeBasis::Published;
    assumed.confidence = 0.9;
    Mention month = report(2, "2019-04-01");
    month.time.days = {day("2019-03-01"), day("2019-03-31"), Granularity::Month};
    EXPECT_EQ(conclude({assumed, month}).days.granularity, Granularity::Month);
    Mention exact = report(3, "2019-05-01");
    exact.time.days = TimeSpan::day(day("2019-03-06"));
    const Event event = conclude({assumed, month, exact});
    EXPECT_EQ(event.days, TimeSpan::day(day("2019-03-06")));
    EXPECT_EQ(event.time_basis, TimeBasis::Stated);
}

TEST(Conclude, AnActorKeepsTheMoreTellingOfItsRoles) {
    Mention first = report(1, "2019-03-06"), second = report(2, "2019-03-07");
    first.participants = {{{1}, Role::Participant, {}}, {{2}, Role::Participant, {}}};
    second.participants = {{{2}, Role::Host, {}}, {{3}, Role::Source, {}}};
    EXPECT_EQ(conclude({first, second}).actors,
              (std::vector<EventActor>{
                  {{1}, Role::Participant}, {{3}, Role::Source}, {{2}, Role::Host}}));
}

TEST(Conclude, ThePlaceIsTheBestReportsAndGainsTheCityOfTheSameCountry) {
    Mention best = report(1, "2019-03-06"), city = report(2, "2019-03-07"),
            elsewhere = report(3, "2019-03-08");
    best.confidence = 0.9;
    best.place = {"", "VNM"};
    city.place = {"Hanoi", "VNM"};
    elsewhere.place = {"Geneva", "CHE"};
    EXPECT_EQ(conclude({best, elsewhere, city}).place, (Place{"Hanoi", "VNM"}));
    EXPECT_EQ(conclude({best, elsewhere}).place, (Place{"", "VNM"}));
}

TEST(Conclude, MoreReportsMakeItSurerButNeverCertain) {
    Mention a = report(1, "2019-03-06"), b = report(2, "2019-03-06");
    a.confidence = 0.5;
    b.confidence = 0.6;
    EXPECT_DOUBLE_EQ(conclude({a, b}).confidence, 0.8);
    EXPECT_EQ(conclude({a, b}).mentions, 2U);
}

TEST(Conclude, ReportsInOneArticleCountOnce) {
    Mention a = report(1, "2019-03-06"), b = report(1, "2019-03-06");
    b.ordinal = 1;
    a.confidence = 0.5;
    b.confidence = 0.6;
    EXPECT_DOUBLE_EQ(conclude({a, b}).confidence, 0.6);
}

TEST(Conclude, TheOrderOfReportsNeverMatters) {
    std::mt19937_64 random(6);
    for (int round = 0; round < 200; ++round) {
        std::vector<Mention> reports;
        for (std::uint64_t i = 0; i < 2 + random() % 6; ++i) {
            Mention m = report(random() % 3, "2019-03-06");
            m.ordinal = static_cast<std::uint32_t>(i);
            m.status = static_cast<Status>(1 + random() % 7);
            m.time.basis = static_cast<TimeBasis>(1 + random() % 3);
            m.time.days.last += date::days{static_cast<int>(random() % 3)};
            m.confidence = static_cast<double>(random() % 4) / 3.0;
            m.known += date::days{static_cast<int>(random() % 3)};
            m.count = static_cast<std::uint32_t>(1 + random() % 3);
            m.label = std::string(random() % 3, static_cast<char>('a' + random() % 3));
            if (random() % 2 == 0) m.place.country = random() % 2 == 0 ? "CHE" : "VNM";
            if (random() % 2 == 0) m.place.city = random() % 2 == 0 ? "Geneva" : "Hanoi";
            for (std::uint64_t p = random() % 4; p > 0; --p)
                m.participants.push_back({{static_cast<std::uint32_t>(1 + random() % 4)},
                                          static_cast<Role>(1 + random() % 5),
                                          {}});
            reports.push_back(std::move(m));
        }
        const Event expected = conclude(reports);
        for (int turn = 0; turn < 10; ++turn) {
            std::ranges::shuffle(reports, random);
            ASSERT_EQ(conclude(reports), expected);
        }
    }
}

}  // namespace
}  // namespace annalist

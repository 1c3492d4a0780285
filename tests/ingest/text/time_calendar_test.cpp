#include "ingest/text/time_calendar.hpp"

#include <gtest/gtest.h>

namespace annalist::text {
namespace {

std::string holiday(const char* name, int year) {
    return iso_day(holiday_days(*holiday_named(name), year).first);
}

TEST(TimeCalendar, EasterFollowsTheGregorianRule) {
    EXPECT_EQ(iso_day(easter(1998)), "1998-04-12");
    EXPECT_EQ(iso_day(easter(2000)), "2000-04-23");
    EXPECT_EQ(iso_day(easter(2019)), "2019-04-21");
    EXPECT_EQ(iso_day(easter(2038)), "2038-04-25");
    EXPECT_EQ(holiday("good friday", 2020), "2020-04-10");
}

TEST(TimeCalendar, LunarNewYearIsTheNewMoonInBeijing) {
    EXPECT_EQ(iso_day(lunar_new_year(1990)), "1990-01-27");
    EXPECT_EQ(iso_day(lunar_new_year(2000)), "2000-02-05");
    EXPECT_EQ(iso_day(lunar_new_year(2015)), "2015-02-19");
    EXPECT_EQ(iso_day(lunar_new_year(2020)), "2020-01-25");
    EXPECT_EQ(iso_day(lunar_new_year(2021)), "2021-02-12");
    EXPECT_EQ(iso_day(lunar_new_year(2023)), "2023-01-22");
    EXPECT_EQ(iso_day(lunar_new_year(2024)), "2024-02-10");
}

TEST(TimeCalendar, HebrewFeastsAreExact) {
    EXPECT_EQ(iso_day(rosh_hashanah(2019)), "2019-09-30");
    EXPECT_EQ(iso_day(rosh_hashanah(2020)), "2020-09-19");
    EXPECT_EQ(iso_day(rosh_hashanah(2023)), "2023-09-16");
    EXPECT_EQ(holiday("yom kippur", 1973), "1973-10-06");
    EXPECT_EQ(holiday("passover", 2020), "2020-04-09");
}

TEST(TimeCalendar, IslamicFeastsAreWithinADay) {
    const auto near = [](date::sys_days day, const char* expected) {
        return std::abs((day - *parse_iso_day(expected)).count()) <= 1;
    };
    EXPECT_TRUE(near(islamic_month(2019, 9), "2019-05-06"));
    EXPECT_TRUE(near(islamic_month(2020, 9), "2020-04-24"));
    EXPECT_TRUE(near(islamic_month(2023, 9), "2023-03-23"));
    EXPECT_TRUE(holiday_estimated(*holiday_named("ramadan")));
}

TEST(TimeCalendar, TheGeneralDebateOpensAWeekAfterTheAssembly) {
    const auto unga = *holiday_named("unga");
    EXPECT_EQ(iso_day(holiday_days(unga, 2017).first), "2017-09-19");
    EXPECT_EQ(iso_day(holiday_days(unga, 2018).first), "2018-09-25");
    EXPECT_EQ(iso_day(holiday_days(unga, 2019).first), "2019-09-24");
    EXPECT_EQ(iso_day(holiday_days(unga, 2021).first), "2021-09-21");
}

TEST(TimeCalendar, CountedWeekdaysAndElectionDay) {
    EXPECT_EQ(iso_day(*nth_weekday(2020, 7, 5, -1)), "2020-07-31");
    EXPECT_FALSE(nth_weekday(2020, 7, 1, 5));
    EXPECT_EQ(holiday("thanksgiving", 1999), "1999-11-25");
    EXPECT_EQ(holiday("election day", 1998), "1998-11-03");
}

TEST(TimeCalendar, IsoWeeksTurnOverWithTheirThursday) {
    EXPECT_EQ(iso_week(*parse_iso_day("2021-01-03")).week, 53);
    EXPECT_EQ(iso_week(*parse_iso_day("2021-01-03")).year, 2020);
    EXPECT_EQ(iso_week(*parse_iso_day("2018-12-31")).week, 1);
    EXPECT_EQ(iso_week(*parse_iso_day("2018-12-31")).year, 2019);
}

TEST(TimeCalendar, MovingByMonthsKeepsWithinTheMonth) {
    EXPECT_EQ(iso_day(move(*parse_iso_day("2020-03-31"), Grain::Month, -1)), "2020-02-29");
    EXPECT_EQ(iso_day(move(*parse_iso_day("2020-02-29"), Grain::Year, -1)), "2019-02-28");
    EXPECT_EQ(around(*parse_iso_day("1898-05-01"), Grain::Decade).first, *parse_iso_day("1890-01-01"));
}

}  // namespace
}  // namespace annalist::text

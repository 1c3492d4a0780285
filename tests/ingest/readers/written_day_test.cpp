#include "ingest/readers/written_day.hpp"

#include <gtest/gtest.h>

#include "tests/ingest/readers/reading.hpp"

namespace annalist::ingest {
namespace {

std::string found(std::string_view text, DayOrder order = DayOrder::MonthFirst) {
    const auto written = first_written_day(text, order);
    return written ? iso_day(written->day) : "none";
}

TEST(WrittenDays, EnglishDaysAreReadInEveryOrder) {
    for (const char* text : {"July 24, 2020", "Jul. 24, 2020", "24 July 2020", "24th of July, 2020",
                             "the 24th July 2020", "Friday, July 24th 2020", "24-Jul-2020",
                             "2020-07-24", "2020/7/24", "07/24/2020", "24.07.2020", "24.7.20",
                             "Fri Jul 24 10:20:30 UTC 2020", "JULY 24, 2020", "July 24,2020"}) {
        EXPECT_EQ(found(text), "2020-07-24") << text;
    }
}

TEST(WrittenDays, OtherLanguagesNameTheSameDay) {
    for (const char* text : {"24. Juli 2020", "24 juillet 2020", "24 de julio de 2020",
                             "24 luglio 2020", "24 июля 2020", "24 lipca 2020", "2020. július 24.",
                             "24 ИЮЛЯ 2020", "2020年7月24日"}) {
        EXPECT_EQ(found(text), "2020-07-24") << text;
    }
}

TEST(WrittenDays, TheOrderDecidesOnlyWhereTheFiguresLeaveItOpen) {
    EXPECT_EQ(found("03/04/2020", DayOrder::MonthFirst), "2020-03-04");
    EXPECT_EQ(found("03/04/2020", DayOrder::DayFirst), "2020-04-03");
    EXPECT_EQ(found("24/07/2020", DayOrder::MonthFirst), "2020-07-24");
}

TEST(WrittenDays, WhatOnlyLooksLikeADayIsNone) {
    for (const char* text : {"February 30, 2020", "31/31/2020", "July 2020", "version 10.1.2.3",
                             "room 24, July", "1234567", "May 24", "on the 24th"}) {
        EXPECT_EQ(found(text), "none") << text;
    }
}

TEST(WrittenDays, AllDaysOfATextAreFoundWithTheirPlaces) {
    const std::string text = "From 1 May 2019 to May 9, 2019.";
    const auto days = written_days(text, DayOrder::MonthFirst);
    ASSERT_EQ(days.size(), 2u);
    EXPECT_EQ(text.substr(days[0].begin, days[0].end - days[0].begin), "1 May 2019");
    EXPECT_EQ(text.substr(days[1].begin, days[1].end - days[1].begin), "May 9, 2019");
}

TEST(MachineDay, KeepsTheZoneAsWritten) {
    EXPECT_EQ(machine_day("2020-07-24T23:59:59-08:00", DayOrder::MonthFirst), day("2020-07-24"));
    EXPECT_EQ(machine_day("Fri, 24 Jul 2020 23:30:00 -0500", DayOrder::MonthFirst),
              day("2020-07-24"));
    EXPECT_EQ(machine_day("20200724", DayOrder::MonthFirst), day("2020-07-24"));
}

TEST(MachineMoment, IsKnownWhereHourAndZoneAreWritten) {
    const auto at = [](std::string_view value) {
        const auto moment = machine_moment(value);
        return moment ? date::format("%FT%RZ", *moment) : "none";
    };
    EXPECT_EQ(at("2020-07-24T23:59:59-08:00"), "2020-07-25T07:59Z");
    EXPECT_EQ(at("2020-07-24T10:20Z"), "2020-07-24T10:20Z");
    EXPECT_EQ(at("2020-07-24 10:20:30.123+0530"), "2020-07-24T04:50Z");
    EXPECT_EQ(at("Fri, 24 Jul 2020 23:30:00 GMT"), "2020-07-24T23:30Z");
    EXPECT_EQ(at("1595586030"), "2020-07-24T10:20Z");
    EXPECT_EQ(at("1595586030000"), "2020-07-24T10:20Z");
    for (const char* text : {"2020-07-24", "2020-07-24T10:20", "2020-07-24T10:20 local", "10:20Z", "2020-07-24T99:20Z", "", "2020-07-24T10:20+99:00"})
        EXPECT_EQ(at(text), "none") << text;
}

TEST(MachineDay, ReadsSecondsAndMillisecondsSince1970) {
    EXPECT_EQ(machine_day("1595548800", DayOrder::MonthFirst), day("2020-07-24"));
    EXPECT_EQ(machine_day("1595635199000", DayOrder::MonthFirst), day("2020-07-24"));
}

TEST(MachineDay, NonsenseIsNoDay) {
    EXPECT_FALSE(machine_day("yesterday", DayOrder::MonthFirst));
    EXPECT_FALSE(machine_day("2020-02-30", DayOrder::MonthFirst));
    EXPECT_FALSE(machine_day("", DayOrder::MonthFirst));
}

}  // namespace
}  // namespace annalist::ingest

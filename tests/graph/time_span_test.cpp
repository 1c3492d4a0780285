#include "graph/time_span.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string_view>
#include <vector>

namespace annalist {
namespace {

date::sys_days day(std::string_view text) { return parse_iso_day(text).value(); }

TimeSpan span(std::string_view first, std::string_view last,
              Granularity granularity = Granularity::Days) {
    return {day(first), day(last), granularity};
}

TEST(IsoDay, ReadsWhatItWrites) {
    std::mt19937_64 random(1);
    for (int i = 0; i < 10'000; ++i) {
        // From 0001-01-01 to 9999-12-31.
        const date::sys_days any{date::days{static_cast<int>(random() % 3'652'059) - 719'162}};
        EXPECT_EQ(parse_iso_day(iso_day(any)), any) << iso_day(any);
    }
    EXPECT_EQ(iso_day(date::sys_days{}), "1970-01-01");
    EXPECT_EQ(iso_day(date::sys_days{date::year{987} / 6 / 5}), "0987-06-05");
}

TEST(IsoDay, KnowsLeapYears) {
    EXPECT_TRUE(parse_iso_day("2000-02-29"));
    EXPECT_TRUE(parse_iso_day("2020-02-29"));
    EXPECT_FALSE(parse_iso_day("1900-02-29"));
    EXPECT_FALSE(parse_iso_day("2019-02-29"));
}

TEST(IsoDay, RefusesWhatIsNoDay) {
    for (const char* text :
         {"", "2019", "2019-03", "2019-3-6", "2019-03-6", "2019/03/06", "2019-00-10", "2019-13-01",
          "2019-02-30", "2019-03-00", "2019-03-32", "2019-03-06 ", " 2019-03-06", "2O19-03-06",
          "-019-03-06", "2019--3-06", "+019-03-06", "20190306", "2019-03-06T00"})
        EXPECT_FALSE(parse_iso_day(text)) << text;
}

TEST(TimeSpan, CountsBothEnds) {
    EXPECT_EQ(TimeSpan::day(day("2019-03-06")).days(), 1);
    EXPECT_EQ(span("2019-03-01", "2019-03-31").days(), 31);
    EXPECT_EQ(span("2020-01-01", "2020-12-31").days(), 366);
}

TEST(TimeSpan, OverlapsWhenTheyShareADay) {
    const TimeSpan march = span("2019-03-01", "2019-03-31");
    EXPECT_TRUE(march.overlaps(span("2019-03-31", "2019-04-30")));
    EXPECT_TRUE(march.overlaps(span("2019-01-01", "2019-03-01")));
    EXPECT_TRUE(march.overlaps(span("2019-03-10", "2019-03-12")));
    EXPECT_TRUE(march.overlaps(span("2019-01-01", "2019-12-31")));
    EXPECT_FALSE(march.overlaps(span("2019-04-01", "2019-04-30")));
    EXPECT_FALSE(march.overlaps(span("2019-02-01", "2019-02-28")));
}

TEST(DayRange, TakesADayAMonthOrAYearAtEitherEnd) {
    const auto days = DayRange::parse("2019-03-06", "2019-03-08");
    ASSERT_TRUE(days);
    EXPECT_EQ(*days, (DayRange{day("2019-03-06"), day("2019-03-08")}));
    const auto months = DayRange::parse("2019-02", "2020-02");
    ASSERT_TRUE(months);
    EXPECT_EQ(*months, (DayRange{day("2019-02-01"), day("2020-02-29")}));
    const auto years = DayRange::parse("2019", "2019");
    ASSERT_TRUE(years);
    EXPECT_EQ(*years, (DayRange{day("2019-01-01"), day("2019-12-31")}));
}

TEST(DayRange, AnEndLeftOutIsTheEndOfAllTime) {
    const auto from = DayRange::parse("2019", "");
    ASSERT_TRUE(from);
    EXPECT_EQ(from->last, date::sys_days::max());
    const auto all = DayRange::parse("", "");
    ASSERT_TRUE(all);
    EXPECT_EQ(*all, DayRange{});
    EXPECT_TRUE(all->contains(day("0001-01-01")));
    EXPECT_TRUE(all->overlaps(TimeSpan::day(day("9999-12-31"))));
}

TEST(DayRange, SaysWhichEndIsWrong) {
    const auto to = DayRange::parse("2019-03-01", "2019-02-30");
    ASSERT_FALSE(to);
    EXPECT_EQ(to.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(to.error().message.find("to=2019-02-30"), std::string::npos) << to.error().message;
    const auto from = DayRange::parse("yesterday", "");
    ASSERT_FALSE(from);
    EXPECT_NE(from.error().message.find("from=yesterday"), std::string::npos)
        << from.error().message;
    for (const char* text : {"2019-13", "2019-00", "20-01", "201", "20199", "2019-1", "-100"})
        EXPECT_FALSE(DayRange::parse(text, "")) << text;
}

TEST(DayRange, ReversedEndsAreRefused) {
    const auto reversed = DayRange::parse("2019-03-02", "2019-03-01");
    ASSERT_FALSE(reversed);
    EXPECT_EQ(reversed.error().code, ErrorCode::InvalidArgument);
    EXPECT_TRUE(DayRange::parse("2019-03-01", "2019-03-01"));
}

TEST(DayRange, BothEndsAreIncluded) {
    const DayRange march{day("2019-03-01"), day("2019-03-31")};
    EXPECT_TRUE(march.contains(day("2019-03-01")));
    EXPECT_TRUE(march.contains(day("2019-03-31")));
    EXPECT_FALSE(march.contains(day("2019-02-28")));
    EXPECT_FALSE(march.contains(day("2019-04-01")));
    EXPECT_TRUE(march.overlaps(span("2019-03-31", "2019-12-31")));
    EXPECT_FALSE(march.overlaps(span("2019-04-01", "2019-12-31")));
}

TEST(Edtf, WritesTheShortestFormOfTheDays) {
    EXPECT_EQ(edtf(span("2019-03-06", "2019-03-06")), "2019-03-06");
    EXPECT_EQ(edtf(span("2019-03-06", "2019-03-09")), "2019-03-06/2019-03-09");
    EXPECT_EQ(edtf(span("2019-02-01", "2019-02-28")), "2019-02");
    EXPECT_EQ(edtf(span("2020-02-01", "2020-02-28")), "2020-02-01/2020-02-28");
    EXPECT_EQ(edtf(span("2019-01-01", "2019-12-31")), "2019");
    EXPECT_EQ(edtf(span("1990-01-01", "1999-12-31")), "1990/1999");
    EXPECT_EQ(edtf(span("2019-01-01", "2019-03-31")), "2019-01-01/2019-03-31");
    EXPECT_EQ(edtf(span("2019-12-01", "2020-02-29")), "2019-12-01/2020-02-29");
}

TEST(Edtf, MarksEachDateThatIsOnlyApproximate) {
    EXPECT_EQ(edtf(span("2019-03-06", "2019-03-06"), true), "2019-03-06~");
    EXPECT_EQ(edtf(span("2019-02-01", "2019-02-28"), true), "2019-02~");
    EXPECT_EQ(edtf(span("2019-03-06", "2019-03-09"), true), "2019-03-06~/2019-03-09~");
    EXPECT_EQ(edtf(span("1990-01-01", "1999-12-31"), true), "1990~/1999~");
}

TEST(Granularity, EveryOneHasANameOfItsOwn) {
    std::vector<std::string_view> names;
    for (int i = 1; i <= static_cast<int>(Granularity::Days); ++i) {
        const std::string_view name = to_string(static_cast<Granularity>(i));
        EXPECT_NE(name, "unknown") << i;
        EXPECT_EQ(std::ranges::count(names, name), 0) << name;
        names.push_back(name);
    }
}

}  // namespace
}  // namespace annalist

#include "ingest/text/timex.hpp"

#include <gtest/gtest.h>

#include <string>

namespace annalist::text {
namespace {

std::vector<Timex> found(const std::string& text, const std::string& dct = "2020-07-24",
                         const TimexOptions& options = {}) {
    return find_timexes(text, {}, *parse_iso_day(dct), options);
}

/// Values in order, with a space between.
std::string values(const std::string& text, const std::string& dct = "2020-07-24",
                   const TimexOptions& options = {}) {
    std::string all;
    for (const auto& timex : found(text, dct, options)) all += (all.empty() ? "" : " ") + timex.value;
    return all;
}

/// Days as EDTF of the last expression.
std::string days(const std::string& text, const std::string& dct = "2020-07-24") {
    const auto all = found(text, dct);
    return all.empty() ? "none" : edtf(all.back());
}

TEST(Timex, PastVerbsPutABareWeekdayBehindAndWillPutsItAhead) {
    EXPECT_EQ(values("The ministers met on Tuesday in Oslo."), "2020-07-21");
    EXPECT_EQ(values("The ministers will meet on Tuesday in Oslo."), "2020-07-28");
    EXPECT_EQ(values("The ministers met on Friday in Oslo."), "2020-07-24");
}

TEST(Timex, WhatStandsBesideTheVerbThatReportsIsPast) {
    EXPECT_EQ(values("The envoy said on Tuesday that talks would resume on Thursday."),
              "2020-07-21 2020-07-30");
}

TEST(Timex, BareMonthsAndDaysTakeTheYearThatTheTenseAllows) {
    EXPECT_EQ(values("The treaty was signed in November."), "2019-11");
    EXPECT_EQ(values("The treaty will be signed in November."), "2020-11");
    EXPECT_EQ(values("The treaty was signed on Dec. 10."), "2019-12-10");
    EXPECT_EQ(values("The treaty will be signed on Dec. 10."), "2020-12-10");
    EXPECT_EQ(values("Troops have held the bridge since Jan. 5."), "2020-01-05");
}

TEST(Timex, TheStoryKeepsItsOwnTime) {
    EXPECT_EQ(values("They met on 3 March 2019. Two days later they signed. The next morning both left."),
              "2019-03-03 2019-03-05 2019-03-06TMO");
    EXPECT_EQ(values("In May 2019 exports fell. The following month they rose."), "2019-05 2019-06");
    EXPECT_EQ(values("They met on July 3. That evening the envoy left."), "2020-07-03 2020-07-03TEV");
}

TEST(Timex, TheDatelineIsTheDayThatTodayIs) {
    EXPECT_EQ(values("GENEVA, July 21 (Agency) -- The envoy arrived yesterday."),
              "2020-07-21 2020-07-20");
}

TEST(Timex, DatesInFiguresFollowThePublishersCountryOnlyWhereTheyAreAmbiguous) {
    TimexOptions day_first;
    day_first.day_first = true;
    EXPECT_EQ(values("dated 3/4/2019 there"), "2019-03-04");
    EXPECT_EQ(values("dated 3/4/2019 there", "2020-07-24", day_first), "2019-04-03");
    EXPECT_EQ(values("dated 25/4/2019 there"), "2019-04-25");
    EXPECT_EQ(values("dated 4/25/2019 there", "2020-07-24", day_first), "2019-04-25");
    EXPECT_LE(found("dated 3/4/2019 there")[0].confidence, 0.5);
    EXPECT_EQ(values("at 2019-03-04T10:20:30Z there"), "2019-03-04T10:20:30Z");
    EXPECT_EQ(values("on 4.3.2019 there"), "2019-03-04");
}

TEST(Timex, DaysThatNoCalendarHasGetNoValue) {
    for (const char* text : {"They met on 31 February there.", "They met on February 30, 2019 there.",
                             "dated 2019-02-31 there", "dated 31/02/2019 there"}) {
        for (const auto& timex : found(text)) {
            EXPECT_EQ(timex.value, "") << text;
            EXPECT_FALSE(timex.days) << text;
            EXPECT_LE(timex.confidence, 0.3) << text;
        }
        EXPECT_EQ(found(text).size(), 1u) << text;
    }
}

TEST(Timex, TwoFigureYearsAreReadWithLowConfidence) {
    const auto all = found("dated 10/13/12 there");
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].value, "2012-10-13");
    EXPECT_LE(all[0].confidence, 0.5);
}

TEST(Timex, YearsOfFiveFiguresAndThirteenthMonthsAreNoDates) {
    EXPECT_EQ(values("They will meet in 20199 there."), "");
    EXPECT_EQ(values("They were paid for the 13th month there."), "");
}

TEST(Timex, YearsOfMoreOrFewerThanFourFiguresAreNotGiven) {
    EXPECT_EQ(found("They meet tomorrow.", "9999-12-31")[0].value, "");
    EXPECT_EQ(found("They met 3000 years ago.")[0].value, "");
    EXPECT_FALSE(found("They met 3000 years ago.")[0].days);
}

TEST(Timex, AWeekdayThatContradictsItsDateLowersTheConfidence) {
    const auto all = found("They met on Monday, March 6, 2019 there.");
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].value, "2019-03-06");
    EXPECT_LE(all[0].confidence, 0.4);
}

TEST(Timex, AnUnknownDayOfPublicationMakesRelativeDaysUnsure) {
    TimexOptions guess;
    guess.dct_known = false;
    EXPECT_LT(found("They met yesterday.", "2020-07-24", guess)[0].confidence, 0.4);
    EXPECT_GT(found("They met on 6 March 2019.", "2020-07-24", guess)[0].confidence, 0.8);
}

TEST(Timex, DaysOfPartsOfATimeAreItsWidestInterval) {
    EXPECT_EQ(days("They met in late March 2019 there."), "2019-03-16/2019-03-31");
    EXPECT_EQ(days("They met in early 2019 there."), "2019-01-01/2019-07-02");
    EXPECT_EQ(days("They met in the 1990s there."), "1990/1999");
    EXPECT_EQ(days("Sales year to date rose."), "2020-01-01/2020-07-24");
    EXPECT_EQ(days("They met earlier this month there."), "2020-07-01/2020-07-24");
    EXPECT_EQ(days("They met in the second week of May 2019 there."), "2019-05-08/2019-05-14");
    EXPECT_EQ(days("They met in the second half of 2019 there."), "2019-07-01/2019-12-31");
}

TEST(Timex, LengthsOfTimeEndOrBeginAtTheArticleWhereTheWordsSaySo) {
    EXPECT_EQ(days("Prices rose over the past three years."), "2017-07-24/2020-07-24");
    EXPECT_EQ(days("They will vote in the next two weeks."), "2020-07-24/2020-08-07");
    EXPECT_EQ(days("It took three months."), "");
}

TEST(Timex, SinceUntilAndBeyondLeaveAnEndOpen) {
    EXPECT_EQ(days("They have talked since Tuesday there."), "2020-07-21/..");
    EXPECT_EQ(days("They must leave by 30 July there."), "../2020-07-30");
    EXPECT_EQ(days("Plans for 2021 and beyond exist."), "2021-01-01/..");
}

TEST(Timex, RangesShareTheMonthAndKnowTheirOtherEnd) {
    const auto all = found("They met from 12 to 15 May 2019 there.");
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].value, "2019-05-12");
    EXPECT_TRUE(all[0].begins_range);
    EXPECT_EQ(all[1].value, "2019-05-15");
    EXPECT_EQ(values("They met on May 12-15 there."), "2020-05-12 2020-05-15");
    EXPECT_TRUE(found("They met Monday through Wednesday there.")[0].begins_range);
}

TEST(Timex, OneExpressionIsMadeOfDayAndDateAndTimeOfDay) {
    const auto all = found("They met at 10:35 a.m. GMT on the pier.");
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].minute_of_day, 635);
    const std::string text = "They met 5 p.m. Tuesday, July 21, 2020 there.";
    const auto joined = found(text);
    ASSERT_EQ(joined.size(), 1u);
    EXPECT_EQ(joined[0].span.in(text), "5 p.m. Tuesday, July 21, 2020");
    EXPECT_EQ(joined[0].value, "2020-07-21T17:00");
    EXPECT_EQ(joined[0].type, TimexType::Time);
}

TEST(Timex, FourFiguresAreATimeOfDayWhereTheirSurroundingsSaySoElseAYear) {
    EXPECT_EQ(values("The shelling began at 2100 (0300 GMT)."), "2020-07-24T21:00 2020-07-24T03:00Z");
    EXPECT_EQ(values("IT WENT OFF AT 2230 LAST NIGHT."), "2020-07-23T22:30");
    EXPECT_EQ(values("Around 1400 yesterday they left."), "2020-07-23T14:00");
    EXPECT_EQ(values("The gates opened at 0640."), "2020-07-24T06:40");
    EXPECT_EQ(values("By 2100 the seas will have risen."), "2100");
    EXPECT_EQ(values("After 1989 this was forgotten."), "1989");
}

TEST(Timex, WordsThatOnlyLookLikeTimesAreLeftAlone) {
    EXPECT_EQ(values("Prices may fall and troops march on."), "");
    EXPECT_EQ(values("A second group took the second prize."), "");
    EXPECT_EQ(values("It cost $1990 and 1,990 men came."), "");
    EXPECT_EQ(values("Three-quarters of it, a 44-year-old said."), "");
    EXPECT_EQ(values("Sun Microsystems and Jan Olsen agreed."), "");
}

TEST(Timex, HostileTextsCostNoMoreThanTheirLength) {
    std::string many;
    for (int i = 0; i < 20000; ++i) many += "the last two hundred thousand ";
    EXPECT_NO_FATAL_FAILURE(found(many));
    std::string fridays;
    for (int i = 0; i < 20000; ++i) fridays += "Friday ";
    EXPECT_GT(found(fridays).size(), 1u);
    EXPECT_TRUE(found("").empty());
    EXPECT_NO_FATAL_FAILURE(found("\xff\xfe 12\xff May \xe2\x80"));
    EXPECT_NO_FATAL_FAILURE(found("99999999999999 centuries ago, 400000 years later, in 0000 and 0-0-0"));
}

}  // namespace
}  // namespace annalist::text

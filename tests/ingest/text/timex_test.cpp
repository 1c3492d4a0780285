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

TEST(Timex, BothEndsOfARangeTogetherAreItsDays) {
    const auto range = [](const std::string& text) {
        const auto all = found(text);
        return all.size() == 2 && all[0].begins_range ? edtf_range(all[0], all[1]) : "no range";
    };
    EXPECT_EQ(range("They met from 12 to 15 May there."), "2020-05-12/2020-05-15");
    EXPECT_EQ(range("They will meet Monday through Wednesday there."), "2020-07-27/2020-07-29");
    EXPECT_EQ(range("Sales rose in Jan\u2013Feb there."), "2020-01-01/2020-02-29");
    EXPECT_EQ(range("The war lasted from 1853 to 1856 there."), "1853/1856");
    EXPECT_EQ(edtf_range(found("on 3 May 2020")[0], found("on 1 May 2020")[0]), "");
}

TEST(Timex, APartOfAPeriodHasItsDays) {
    const auto first = [](const std::string& text) { return edtf(found(text)[0]); };
    EXPECT_EQ(first("Exports rose in the first five months of this year."), "2020-01-01/2020-05-31");
    EXPECT_EQ(first("Exports rose in the first two weeks of May."), "2020-05-01/2020-05-14");
    EXPECT_EQ(first("Exports rose in the last three months of 2019."), "2019-10-01/2019-12-31");
    EXPECT_EQ(first("They met in the three months of 2019."), "");
    EXPECT_EQ(first("In the first fourteen months of 2019 they met."), "");
}

TEST(Timex, ADatelineTellsTheDayItWasThere) {
    TimexOptions options;
    options.local_days = {{0, *parse_iso_day("2020-07-25")}};
    EXPECT_EQ(values("TOKYO (Agency) - The envoy left yesterday and returns on Saturday.", "2020-07-24", options),
              "2020-07-24 2020-07-25");
    // Of two sections, each has its own day; before the first it is the publisher's.
    const std::string text = "The envoy left today.\n\nTOKYO (Agency) - The minister arrived today.";
    options.local_days = {{static_cast<std::size_t>(text.find("TOKYO")), *parse_iso_day("2020-07-25")}};
    EXPECT_EQ(values(text, "2020-07-24", options), "2020-07-24 2020-07-25");
    // A day printed in the dateline decides.
    options.local_days = {{0, *parse_iso_day("2020-07-25")}};
    EXPECT_EQ(values("TOKYO, July 24 (Agency) - The envoy left today.", "2020-07-24", options), "2020-07-24 2020-07-24");
}

TEST(Timex, ADatelineOneDayAheadOfThePublisherIsBelieved) {
    EXPECT_EQ(values("WELLINGTON, July 25 (Agency) -- The envoy arrived yesterday."), "2020-07-25 2020-07-24");
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

TEST(Timex, BadDaysAndMonthsOfTheIssueKeepTheirWordsWithoutDays) {
    EXPECT_FALSE(found("They met on 2019-13-01 there.")[0].days);
    EXPECT_FALSE(found("They met on 29 February 2019 there.")[0].days);
    EXPECT_TRUE(found("They met on 29 February 2020 there.")[0].days);
    EXPECT_EQ(values("They met at 25:61 there."), "");
    for (const auto& timex : found("It ended in the 13th month of 2019.")) {
        EXPECT_FALSE(timex.days);
        EXPECT_LE(timex.confidence, 0.3);
    }
}

TEST(Timex, ADayOfPublicationInTheFutureIsADayLikeAnyOther) {
    EXPECT_EQ(values("They met yesterday.", "2199-01-01"), "2198-12-31");
    EXPECT_EQ(values("They met on Friday.", "2199-01-01"), "2198-12-28");
}

TEST(Timex, WidestIntervalsAsEdtf) {
    EXPECT_EQ(days("It was built in less than four months."), "2020-03-24/2020-07-24");
    EXPECT_EQ(days("They met in late March there."), "2020-03-16/2020-03-31");
    EXPECT_EQ(days("They met in the second week of May there."), "2020-05-08/2020-05-14");
    EXPECT_EQ(days("It will be built in less than four months."), "2020-07-24/2020-11-24");
    EXPECT_EQ(days("Profit in fiscal 2020 rose."), "2020");
    EXPECT_EQ(days("Profit in H1 rose."), "2020-01-01/2020-06-30");
    EXPECT_EQ(days("Profit in Q1 2020 rose."), "2020-01-01/2020-03-31");
    EXPECT_EQ(days("It burnt on the night of 3\u20134 June there."), "2020-06-03/2020-06-04");
    EXPECT_EQ(days("It burnt on the night of June 3 there."), "2020-06-03");
    EXPECT_EQ(days("They met mid-2019."), "2019-03-02/2019-11-01");
    EXPECT_EQ(days("It fell in the first half of the 1990s."), "1990/1994");
    EXPECT_EQ(days("They met at midnight on 25 December 2001 there."), "2001-12-25");
    EXPECT_EQ(values("They left at 5 p.m. on 25 December 2001."), "2001-12-25T17:00 2001-12-25");
    const auto months = found("Sales rose in Jan\u2013Feb there.");
    ASSERT_EQ(months.size(), 2u);
    EXPECT_EQ(edtf(months[0]), "2020-01");
    EXPECT_TRUE(months[0].begins_range);
    EXPECT_EQ(edtf(months[1]), "2020-02");
    EXPECT_EQ(found("It burnt on the night of 3-9 June there.")[0].days->days(), 1);
}

TEST(Timex, YearsLongAgoAreYears) {
    EXPECT_EQ(days("He died on 12 March 1815 there."), "1815-03-12");
    EXPECT_EQ(days("In 1066 the duke came."), "1066");
    EXPECT_EQ(days("It ended in the 17th century."), "1600/1699");
    EXPECT_EQ(days("It ended in the 1840s."), "1840/1849");
}

TEST(Timex, AllCommonWrittenFormsAreOneDay) {
    for (const char* text : {"They met on 2020-03-04 there.", "They met on 2020/03/04 there.", "They met on 4 Mar 2020 there.",
                             "They met on 4 March, 2020 there.", "They met on March 4th there.", "They met on the fourth of March there.",
                             "They met on Mar. 4, 2020 there.", "They met on 4th March 2020 there.", "They met on 4-Mar-2020 there."})
        EXPECT_EQ(values(text), "2020-03-04") << text;
    EXPECT_EQ(values("On Wed, 04 Mar 2020 10:00:00 GMT it came."), "2020-03-04T10:00:00Z");
}

TEST(Timex, FeastsAndTheAssemblysWeekAreComputed) {
    EXPECT_EQ(days("They met at Easter 1998 there."), "1998-04-12");
    EXPECT_EQ(days("They met during Ramadan 2019 there."), "2019-05-06/2019-06-04");
    EXPECT_EQ(days("They met at Lunar New Year there."), "2020-01-25");
    EXPECT_EQ(days("They will meet in UNGA week there."), "2020-09-21/2020-09-27");
    EXPECT_EQ(days("They met on Munich Security Conference weekend 2024 there."), "2024-02-16/2024-02-18");
    EXPECT_EQ(days("They met on Shangri-La Dialogue weekend 2019 there."), "2019-05-31/2019-06-02");
    EXPECT_EQ(days("They met during the Two Sessions there."), "2020-03-03/2020-03-15");
}

TEST(Timex, WireReportsInCapitalsAreRead) {
    EXPECT_EQ(values("SAN SALVADOR, 4 FEB 90 (AGENCY) -- THE ARMY SAID TODAY THAT A POST WAS ATTACKED YESTERDAY.", "1990-02-05"),
              "1990-02-04 1990-02-04 1990-02-03");
    EXPECT_EQ(values("Bogota, 30 Aug 89 (Agency) -- They met two days ago.", "1989-08-31"), "1989-08-30 1989-08-28");
    EXPECT_EQ(values("THE MAYOR MAY RESIGN AND MARCH ON."), "");
    EXPECT_EQ(values("THE MAYOR RESIGNED IN MAY THERE."), "2020-05");
    EXPECT_EQ(values("On 4 June 30 people came."), "2020-06-04");
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

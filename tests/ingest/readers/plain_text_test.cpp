#include "ingest/readers/plain_text.hpp"

#include <gtest/gtest.h>

#include "ingest/readers/dateline.hpp"
#include "ingest/readers/furniture.hpp"
#include "tests/ingest/readers/reading.hpp"

namespace annalist::ingest {
namespace {

RawArticle read(std::string_view text) {
    return read_plain_text(text, FirstLine::MayBeTitle, any_day());
}

std::string published(const RawArticle& article) {
    if (!article.published) return "none";
    return iso_day(article.published->day) + " " + article.published->basis;
}

TEST(ReadPlainText, TheFirstLineIsTheTitleWhenABlankLineFollows) {
    const RawArticle article = read("Envoys meet\n\nTwo envoys met on the bridge.\nThey shook hands.");
    EXPECT_EQ(article.title, "Envoys meet");
    EXPECT_EQ(article.text, "Two envoys met on the bridge.\n\nThey shook hands.");
}

TEST(ReadPlainText, ADatelineIsNoTitle) {
    const RawArticle article = read(
        "GENEVA, June 16, 2021 (Agency) - Two envoys met.\n\nThey shook hands on the bridge.");
    EXPECT_EQ(article.title, "");
    EXPECT_EQ(published(article), "2021-06-16 dateline");
    EXPECT_EQ(article.publisher, "Agency");
}

TEST(ReadPlainText, HeadLinesGiveDayAuthorAndSource) {
    const RawArticle article = read(
        "Envoys meet\n\nBy Ann Holm\nPublished: 24 July 2020, 10:15 GMT\n"
        "Source: The Paper\nURL: https://a.example.org/1\n\nTwo envoys met on the bridge today.");
    EXPECT_EQ(article.author, "Ann Holm");
    EXPECT_EQ(article.publisher, "The Paper");
    EXPECT_EQ(article.url, "https://a.example.org/1");
    EXPECT_EQ(published(article), "2020-07-24 head");
    EXPECT_EQ(article.text, "Two envoys met on the bridge today.");
}

TEST(ReadPlainText, ADateOnTheLastLineIsTheTail) {
    const RawArticle article = read("Envoys meet\n\nTwo envoys met on the bridge.\n\nJul. 24, 2020");
    EXPECT_EQ(published(article), "2020-07-24 tail");
    EXPECT_EQ(article.text, "Two envoys met on the bridge.");
}

TEST(ReadPlainText, DaysWithinSentencesAreNotTheArticlesDay) {
    EXPECT_EQ(published(read("Envoys meet\n\nThe treaty of May 3, 1999 was signed by both envoys.")),
              "none");
}

TEST(ReadPlainText, ADatelineWithoutAYearNeedsTheYearFromElsewhere) {
    const std::string text = "Envoys meet\n\nOSLO, Feb 26 (Agency) - Two envoys met on the bridge.";
    EXPECT_EQ(published(read(text)), "none");
    EXPECT_EQ(published(read(text + "\n\nCopyright 2019 Agency")), "2019-02-26 dateline+copyright");
}

TEST(ReadPlainText, DaysThatCannotBeAreNotBelieved) {
    const PlausibleDays until_2020{day("1900-01-01"), day("2020-12-31")};
    const RawArticle article = read_plain_text("Envoys meet\n\nMay 1, 2021\n\nTwo envoys met.",
                                               FirstLine::MayBeTitle, until_2020);
    EXPECT_FALSE(article.published);
}

TEST(ReadPlainText, HardWrappedLinesAreJoinedToParagraphs) {
    const RawArticle article = read(
        "Envoys meet\n\n"
        "Two envoys of the northern states met yesterday on the\n"
        "bridge that joins the two towns, and they stayed there\n"
        "until the evening.\n\n"
        "Nobody said what they had talked about for such a long\n"
        "time in the rain.");
    EXPECT_EQ(article.text,
              "Two envoys of the northern states met yesterday on the bridge that joins the two "
              "towns, and they stayed there until the evening.\n\n"
              "Nobody said what they had talked about for such a long time in the rain.");
}

TEST(ReadPlainText, ACommentCountAboveTheTextEndsNothing) {
    const RawArticle article = read(
        "Envoys meet\n\n12 Comments\n\nTwo envoys met on the bridge that joins the towns.\n\n"
        "They stayed there until the evening and said nothing.");
    EXPECT_EQ(article.text,
              "Two envoys met on the bridge that joins the towns.\n\n"
              "They stayed there until the evening and said nothing.");
}

TEST(ReadPlainText, ProseAboutCommentsStays) {
    const std::string text =
        "The minister said that 12 comments on the draft had come from the neighbours.\n\n"
        "Share prices fell after the talks, and the popular president left by a side door.";
    EXPECT_EQ(read("Envoys meet\n\n" + text).text, text);
}

TEST(ReadPlainText, APageCopiedWithItsFurnitureGivesTheArticleAlone) {
    const Reading reading = read_page_file("copied.txt");
    ASSERT_EQ(reading.articles.size(), 1u);
    const Article& article = reading.articles[0].article;
    EXPECT_EQ(article.title, "Harbour town receives its guests");
    EXPECT_EQ(article.author, "Nils Dahl");
    EXPECT_EQ(article.published, day("2019-03-15"));
    EXPECT_EQ(article.published_basis, "tail");
    EXPECT_TRUE(article.text.starts_with("The mayor of the harbour town received"));
    EXPECT_TRUE(article.text.ends_with("and asked for a ferry."));
    for (const char* left_over : {"Advertisement", "wears a hat", "quays", "fishing", "pelican", "Gull",
                                  "Facebook", "2019"}) {
        EXPECT_EQ(article.text.find(left_over), std::string::npos) << left_over;
    }
}

TEST(LineKind, CommentHeadingsAreToldFromSentences) {
    EXPECT_EQ(line_kind("1 Comment"), LineKind::CommentSection);
    EXPECT_EQ(line_kind("Leave a Reply"), LineKind::CommentSection);
    EXPECT_EQ(line_kind("Comments (14)"), LineKind::CommentSection);
    EXPECT_EQ(line_kind("No comment, said the minister."), LineKind::Prose);
    EXPECT_EQ(line_kind("3 years ago"), LineKind::AgeStamp);
    EXPECT_EQ(line_kind("The talks began 3 years ago"), LineKind::Prose);
    EXPECT_EQ(line_kind("POPULAR ARTICLES:"), LineKind::OtherSection);
}

TEST(IsDateLine, OnlyADateAndItsWords) {
    EXPECT_TRUE(is_date_line("Published: Friday, 24 July 2020 at 10:15 GMT"));
    EXPECT_TRUE(is_date_line("Jul. 24, 2020"));
    EXPECT_TRUE(is_date_line("Updated 2:15 p.m. EDT, July 25, 2020"));
    EXPECT_FALSE(is_date_line("They met on July 24, 2020"));
    EXPECT_FALSE(is_date_line("24 July"));
}

TEST(ReadPlainText, ADayWithItsWeekdayBeforeTheFirstWordsCounts) {
    EXPECT_EQ(published(read("Fair opens\n\nFriday, March 29, 2019 The fair of Vik opened today.")),
              "2019-03-29 lead");
    EXPECT_EQ(published(read("Fair opens\n\nMonday, March 29, 2019 is no day that ever was, they say.")),
              "none");
}

TEST(DatelineDay, StandsBetweenPlaceAndDash) {
    EXPECT_EQ(dateline_day("NEW YORK, Oct. 8, 2005 (Agency) -- Two envoys"), day("2005-10-08"));
    EXPECT_EQ(dateline_day("Geneva, 16 June 2021 – Two envoys"), day("2021-06-16"));
    EXPECT_EQ(dateline_day("OTTAWA, 9 June 1994\nThe Minister received the envoy."), day("1994-06-09"));
    EXPECT_FALSE(dateline_day("ENVOYS TO MEET IN OSLO ON JUNE 16, 2021\nThe envoys will"));
    EXPECT_FALSE(dateline_day("On June 16, 2021 two envoys met"));
    EXPECT_FALSE(dateline_day("The envoys met on June 16, 2021 - a Wednesday"));
}

}  // namespace
}  // namespace annalist::ingest

#include "ingest/readers/page.hpp"

#include <gtest/gtest.h>

#include "ingest/readers/url_day.hpp"
#include "tests/ingest/readers/reading.hpp"

namespace annalist::ingest {
namespace {

const std::string kTwoParagraphs =
    "<p>The envoys of the two towns met on the bridge and talked about the price of fish.</p>"
    "<p>They will meet again when the ice has gone, said the older of them to the press.</p>";

RawArticle read(const std::string& html, PlausibleDays days = any_day()) {
    auto article = read_page(html, {}, days);
    EXPECT_TRUE(article) << (article ? "" : article.error().message);
    return article ? *article : RawArticle{};
}

std::string published(const std::string& html, PlausibleDays days = any_day()) {
    const RawArticle article = read(html, days);
    if (!article.published) return "none";
    return iso_day(article.published->day) + " " + article.published->basis;
}

TEST(ReadPage, ANewspapersPageGivesItsArticleAlone) {
    const Reading reading = read_page_file("news.html");
    ASSERT_EQ(reading.articles.size(), 1u);
    const Article& article = reading.articles[0].article;
    EXPECT_EQ(article.title, "Ministers agree on a ferry line");
    EXPECT_EQ(article.url, "https://courier.example.org/2021/05/18/ferry-line");
    EXPECT_EQ(article.publisher, "The Sound Courier");
    EXPECT_EQ(article.author, "Elin Brandt, Oskar Lund");
    EXPECT_EQ(article.published, day("2021-05-18"));
    EXPECT_EQ(article.published_basis, "json-ld");
    EXPECT_TRUE(article.text.starts_with("NORRHAMN — The transport ministers"));
    EXPECT_TRUE(article.text.ends_with("in the spring of next year."));
    for (const char* kept : {"eleven years.\n\n“Nobody", "They will meet again.", "\n\nWho pays\n\n",
                             "Two ships from the yard at Vik.", "then we eat fish"}) {
        EXPECT_NE(article.text.find(kept), std::string::npos) << kept;
    }
    for (const char* left_out : {"partners", "Sport", "quay at Norrhamn", "farewell", "newsletter",
                                 "farmers", "captain", "Reproduction", "Facebook"}) {
        EXPECT_EQ(article.text.find(left_out), std::string::npos) << left_out;
    }
}

TEST(ReadPage, AnOldPageOfTablesAndLineBreaksGivesItsParagraphs) {
    const Reading reading = read_page_file("tables-latin1.html");
    ASSERT_EQ(reading.articles.size(), 1u);
    const Article& article = reading.articles[0].article;
    EXPECT_EQ(article.title, "Mayor of Aarby receives a delegation");
    EXPECT_EQ(article.published, day("2003-03-03"));
    EXPECT_TRUE(article.text.starts_with("The mayor received a delegation from Caféville"));
    EXPECT_TRUE(article.text.ends_with("visit one another every year."));
    EXPECT_EQ(article.text.find("Front page"), std::string::npos);
    EXPECT_EQ(article.text.find("Next story"), std::string::npos);
}

TEST(ReadPage, TheLongerJsonLdBodyFillsAPageThatIsDrawnByScripts) {
    std::string body;
    for (int i = 0; i < 12; ++i) body += "The envoys met again on the bridge in the rain. ";
    const RawArticle article = read(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"" + body +
        "\"}</script><body><p>Loading</p></body>");
    EXPECT_TRUE(article.text.starts_with("The envoys met again on the bridge"));
    EXPECT_GT(article.text.size(), 400u);
}

TEST(ReadPage, ClassesOfThePagesStateAreNotTakenForItsParts) {
    for (const char* wrapper : {"<div class='content has-section-nav'>", "<div class='box modal-enabled'>",
                                "<div id='content-sidebar-wrap'>", "<form id='aspnetForm'>",
                                "<button class='menu-button'>", "<div class='footer-top-visible'>"}) {
        const std::string html = wrapper + ("<h1>Envoys meet</h1>" + kTwoParagraphs);
        EXPECT_NE(read(html).text.find("price of fish"), std::string::npos) << wrapper;
    }
}

TEST(ReadPage, OfArticlesSideBySideTheLongestIsThePages) {
    const std::string teaser = "<article><p>The mayor of Vik, who is ninety, has bought a boat that is red.</p></article>";
    const RawArticle article = read("<div>" + teaser + "<article><h1>Envoys meet</h1>" + kTwoParagraphs +
                                    kTwoParagraphs + "</article>" + teaser + "</div>");
    EXPECT_NE(article.text.find("price of fish"), std::string::npos);
    EXPECT_EQ(article.text.find("ninety"), std::string::npos);
}

TEST(ReadPage, WithoutProseThereIsNoText) {
    EXPECT_EQ(read("<ul><li><a href='/a'>One</a></li><li><a href='/b'>Two</a></li></ul>").text, "");
    EXPECT_EQ(read("").text, "");
}

TEST(PageDay, JsonLdSpeaksBeforeMetaAndMetaBeforeTime) {
    const std::string linked =
        "<script type='application/ld+json'>[{\"@type\":[\"NewsArticle\"],"
        "\"datePublished\":\"2020-01-01\"}]</script>";
    const std::string meta =
        "<meta property='article:published_time' content='2020-02-02T10:00:00+01:00'>";
    const std::string time = "<h1>Envoys</h1><time datetime='2020-03-03'>3 March</time>";
    EXPECT_EQ(published(linked + meta + time + kTwoParagraphs), "2020-01-01 json-ld");
    EXPECT_EQ(published(meta + time + kTwoParagraphs), "2020-02-02 meta");
    EXPECT_EQ(published(time + kTwoParagraphs), "2020-03-03 time");
}

TEST(PageDay, ReadsTheBylineThatAReaderSees) {
    EXPECT_EQ(published("<h1>Envoys</h1><div class='post-date'>Tuesday 5 May 2020, 21.40</div>" +
                        kTwoParagraphs),
              "2020-05-05 byline");
}

TEST(PageDay, TheAddressCorrectsADayInUtc) {
    EXPECT_EQ(published("<link rel='canonical' href='https://a.example.org/2020/05/04/envoys'>"
                        "<meta property='article:published_time' content='2020-05-05T03:10:00Z'>" +
                        kTwoParagraphs),
              "2020-05-04 meta+url");
}

TEST(PageDay, ADatelineSpeaksAlsoWithoutAYearWhenTheAddressHasItsMonth) {
    const std::string url = "<link rel='canonical' href='https://a.example.org/2020/05/envoys'>";
    EXPECT_EQ(published("<p>OSLO, May 5, 2020 (Agency) - The envoys of the two towns met on the bridge in the rain.</p>"),
              "2020-05-05 dateline");
    const std::string yearless =
        "<p>OSLO, May 5 (Agency) - The envoys of the two towns met on the bridge in the rain.</p>";
    EXPECT_EQ(published(url + yearless), "2020-05-05 dateline+url");
    EXPECT_EQ(published(yearless), "none");
}

TEST(PageDay, ChangesCommentsAndOtherArticlesAreNotTheDay) {
    EXPECT_EQ(published("<h1>Envoys</h1>" + kTwoParagraphs +
                        "<div class='comments'><time datetime='2021-01-01'></time></div>"),
              "none");
    EXPECT_EQ(published("<h1>Envoys</h1><time datetime='2020-05-05'>5 May</time>" + kTwoParagraphs +
                        "<aside><time datetime='2021-01-01'>1 Jan</time></aside>"),
              "2020-05-05 time");
    EXPECT_EQ(published("<meta property='article:modified_time' content='2021-01-01'>"
                        "<h1>Envoys</h1><time datetime='2020-05-05'>5 May</time>" + kTwoParagraphs),
              "2020-05-05 time");
}

TEST(PageDay, AFutureDayIsNotBelieved) {
    const PlausibleDays days{day("1995-01-01"), day("2020-12-31")};
    EXPECT_EQ(published("<meta name='date' content='2033-01-01'>" + kTwoParagraphs, days), "none");
}

TEST(DayInUrl, TakesWholeDaysOnly) {
    EXPECT_EQ(day_in_url("https://a.example.org/2019/nov/18/envoys"), day("2019-11-18"));
    EXPECT_EQ(day_in_url("https://a.example.org/news/2019-11-18-envoys"), day("2019-11-18"));
    EXPECT_EQ(day_in_url("https://a.example.org/20191118_envoys.html"), day("2019-11-18"));
    EXPECT_FALSE(day_in_url("https://a.example.org/2019/11/envoys-12"));
    EXPECT_FALSE(day_in_url("https://a.example.org/article-19991399"));
}

TEST(FragmentText, KeepsAllBlocksButFurniture) {
    const auto text = fragment_text("<p>One &amp; two.</p>Three.<br><br>Four.<div class='share'>x</div>", {});
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, "One & two.\n\nThree.\n\nFour.");
}

TEST(ReadPage, NestingBeyondTheLimitIsAnErrorAndBelowItIsRead) {
    std::string deep;
    for (int i = 0; i < 1000; ++i) deep += "<div>";
    EXPECT_NE(read(deep + kTwoParagraphs).text.find("price of fish"), std::string::npos);
    ReadLimits limits;
    limits.html_depth = 500;
    const auto refused = read_page(deep + kTwoParagraphs, limits, any_day());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, "elements nested deeper than 500");
}

TEST(ReadPage, HostileTagsAreRefusedNotEndured) {
    std::string attributes = "<div";
    for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i) + "=1";
    EXPECT_FALSE(read_page(attributes + ">", {}, any_day()));

    std::string ends;
    for (int i = 0; i < 1900; ++i) ends += "<div>";
    for (int i = 0; i < 500'000; ++i) ends += "</b>";
    EXPECT_FALSE(read_page(ends, {}, any_day()));
}

}  // namespace
}  // namespace annalist::ingest

#include <nlohmann/json.hpp>

#include "tests/query/export_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;
using nlohmann::json;

class ExportTimelineJs : public Export {
protected:
    json slides(const Parameters& parameters) {
        return json::parse(exported(parameters, ExportFormat::TimelineJs))["events"];
    }
};

TEST_F(ExportTimelineJs, ADayAMonthAndARunOfDaysLeaveOutWhatIsNotKnown) {
    const json all = slides({});
    ASSERT_EQ(all.size(), 7U);
    EXPECT_EQ(all[0]["start_date"], json::parse(R"({"year":2020,"month":3,"day":19})"));
    EXPECT_EQ(all[0]["end_date"], json::parse(R"({"year":2020,"month":7,"day":8})"));
    EXPECT_EQ(all[3]["start_date"], json::parse(R"({"year":2020,"month":8})"));
    EXPECT_FALSE(all[3].contains("end_date"));
    EXPECT_EQ(all[6]["start_date"], json::parse(R"({"year":2020,"month":10,"day":14})"));
    EXPECT_EQ(all[6]["display_date"], "about 2020-10-14");
}

TEST_F(ExportTimelineJs, AQuarterIsFromMonthToMonthAndYearsAreYears) {
    const auto add = [&](std::uint64_t id, TimeSpan span) {
        put(TestArticle("The Courier", "2021-05-01", "T" + std::to_string(id), "Xi met Putin.")
                .says({.event = id,
                       .days = span,
                       .who = {{"person:xi-jinping", Role::Participant},
                               {"person:vladimir-putin", Role::Participant}},
                       .trigger = "met"}));
    };
    add(0x0e01, {day("2021-01-01"), day("2021-03-31"), Granularity::Quarter});
    add(0x0e02, {day("2019-01-01"), day("2019-12-31"), Granularity::Year});
    add(0x0e03, {day("1990-01-01"), day("1999-12-31"), Granularity::Decade});
    EXPECT_EQ(slides({{"from", "2021"}})[0]["start_date"],
              json::parse(R"({"year":2021,"month":1})"));
    EXPECT_EQ(slides({{"from", "2021"}})[0]["end_date"], json::parse(R"({"year":2021,"month":3})"));
    const json old = slides({{"to", "2019"}});
    ASSERT_EQ(old.size(), 2U);
    EXPECT_EQ(old[0]["start_date"], json::parse(R"({"year":1990})"));
    EXPECT_EQ(old[0]["end_date"], json::parse(R"({"year":1999})"));
    EXPECT_EQ(old[1]["start_date"], json::parse(R"({"year":2019})"));
    EXPECT_FALSE(old[1].contains("end_date"));
}

TEST_F(ExportTimelineJs, TheMostTellingEventsAreTakenInTheirOrder) {
    const json two = slides({{"limit", "2"}});
    ASSERT_EQ(two.size(), 2U);
    EXPECT_EQ(two[0]["unique_id"], "event-0000000000000a01")
        << "the earliest of those with one report";
    EXPECT_EQ(two[1]["unique_id"], "event-0000000000000a03") << "two reports";
    EXPECT_EQ(count.left_out, 5U);
}

TEST_F(ExportTimelineJs, TextsAreHtmlWithoutAnybodysMarkup) {
    add_awkward_actor();
    const json last = slides({{"from", "2020-12"}})[0];
    const std::string headline = last["text"]["headline"];
    EXPECT_NE(headline.find("&lt;talks&gt; &amp; t\xC3\xA9"), std::string::npos) << headline;
    EXPECT_NE(headline.find("&lt;Sons&gt;"), std::string::npos) << headline;
    EXPECT_EQ(headline.find('<'), std::string::npos) << headline;
    const json moscow = slides({{"place", "Moscow"}, {"to", "2020-09"}})[0];
    EXPECT_EQ(moscow["text"]["headline"], "Sergei Lavrov, Wang Yi: talks over tea");
    EXPECT_EQ(moscow["text"]["text"],
              "<p>Moscow, RUS</p><p>Sergei Lavrov and Wang Yi met in Moscow on Friday.</p>"
              "<p><a href=\"https://news.example/2020-09-12/84\">The Courier, 2020-09-12</a>; "
              "<a href=\"https://news.example/2020-09-20/71\">Evening Post, 2020-09-20</a></p>");
    EXPECT_EQ(moscow["group"], "meet");
    EXPECT_EQ(moscow["autolink"], false);
}

TEST_F(ExportTimelineJs, TimelineJsShowsEverySlide) {
    add_awkward_actor();
    const Reading said =
        read("read_timelinejs.py", {{"timeline.json", exported({}, ExportFormat::TimelineJs)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

TEST_F(ExportTimelineJs, AsKnownOnADayNothingLaterIsCited) {
    const json moscow = slides({{"place", "Moscow"}, {"as-known-on", "2020-09-15"}})[0];
    EXPECT_EQ(moscow.dump().find("Evening Post"), std::string::npos) << moscow;
    EXPECT_NE(moscow.dump().find("The Courier"), std::string::npos) << moscow;
}

}  // namespace
}  // namespace annalist::query

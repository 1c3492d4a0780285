// `annalist code --form full` against tests/data/schemas/full.schema.json.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/cli/run_command.hpp"
#include "tests/web/schema_check.hpp"

namespace annalist::cli_test {
namespace {

using nlohmann::json;

std::vector<json> coded(const std::string& rows, const std::string& flags = "") {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "rows.jsonl") << rows;
    const Outcome outcome = run("annalist code --form full " + flags + " rows.jsonl", folder.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.errors;
    std::vector<json> events;
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) events.push_back(json::parse(line));
    return events;
}

std::string row(const std::string& id, const std::string& text, const std::string& dct = "2019-05-15") {
    return json{{"id", id}, {"dct", dct}, {"text", text}}.dump() + "\n";
}

/// Code points [start, end) of a text.
std::string cut(const std::string& text, std::size_t start, std::size_t end) {
    std::string out;
    std::size_t point = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++point;
        if (point >= start && point < end) out += text[i];
    }
    return out;
}

void check_spans(const json& value, const std::string& text) {
    if (value.is_object() && value.contains("words")) { EXPECT_EQ(value["words"].get<std::string>(), cut(text, value["start"], value["end"])); }
    if (value.is_structured())
        for (const auto& part : value) check_spans(part, text);
}

const std::string kText =
    "OSLO (Reuters) – Prime Minister Erna Solberg told reporters that Norway’s foreign minister had met Danish officials in Århus on Monday. "
    "The two sides signed a treaty on fisheries and oil there. Swedish soldiers attacked a Danish army post. "
    "According to the German foreign ministry, Chile and Peru will hold their third round of talks in Lima on 20 May 2019 at 3 p.m.";

TEST(FullForm, EveryLineFitsTheSchemaAndEverySpanTheText) {
    std::ifstream file(ANNALIST_TEST_DATA "/schemas/full.schema.json");
    const json schema = json::parse(file);
    const auto events = coded(row("a", kText));
    ASSERT_GE(events.size(), 3U);
    for (const json& event : events) {
        EXPECT_EQ(web::testing::misfit(event, schema, schema), "") << event.dump(1);
        check_spans(event, kText);
        EXPECT_EQ(event["article"], "a");
        EXPECT_LE(event["begin"], event["end"]);
    }
}

TEST(FullForm, LeavesOutWhatIsLessSureThanWanted) {
    const auto all = coded(row("a", kText));
    const auto sure = coded(row("a", kText), "--min-confidence 0.8");
    EXPECT_LT(sure.size(), all.size());
    EXPECT_FALSE(sure.empty());
    for (const json& event : sure) EXPECT_GE(event["confidence"].get<double>(), 0.8);
}

TEST(FullForm, AnArticleWithoutEventsHasNoLine) {
    EXPECT_TRUE(coded(row("a", "The soup was warm and the bread was fresh.")).empty());
    EXPECT_EQ(coded(row("a", "The soup was warm.") + row("b", "Norway condemned Denmark on Monday.")).at(0)["article"], "b");
}

TEST(FullForm, TellsEachFieldOfAnEvent) {
    const auto events = coded(row("x", "Norwegian Prime Minister Erna Solberg met Danish officials in Copenhagen on Monday."));
    ASSERT_EQ(events.size(), 1U);
    const json& event = events[0];
    EXPECT_EQ(event["type"], "CONSULT");
    EXPECT_EQ(event["mode"], "in-person");
    EXPECT_EQ(event["kind"], "meet");
    EXPECT_EQ(event["status"], "occurred");
    EXPECT_EQ(event["quad"], "verbal cooperation");
    EXPECT_EQ(event["goldstein"], 2.5);
    EXPECT_EQ(event["cameo"].get<std::string>().substr(0, 2), "04");
    EXPECT_EQ(event["begin"], "2019-05-13");
    EXPECT_EQ(event["edtf"], "2019-05-13");
    EXPECT_EQ(event["granularity"], "day");
    EXPECT_EQ(event["time"]["basis"], "stated");
    EXPECT_EQ(event["time"]["span"]["words"], "Monday");
    EXPECT_EQ(event["place"]["city"], "Copenhagen");
    EXPECT_EQ(event["place"]["span"]["words"], "Copenhagen");
    EXPECT_EQ(event["trigger"]["words"], "met");
    EXPECT_TRUE(event["attribution"].is_null());
    ASSERT_EQ(event["participants"].size(), 2U);
    std::map<std::string, json> by_country;
    for (const json& who : event["participants"]) by_country[who["country"]] = who;
    EXPECT_EQ(by_country["NOR"]["name"], "Erna Solberg");
    EXPECT_EQ(by_country["NOR"]["code"], "NORGOV") << "in office that day";
    EXPECT_EQ(by_country["DNK"]["span"]["words"], "Danish officials");
    const json contexts = event["contexts"];
    EXPECT_NE(std::find(contexts.begin(), contexts.end(), "executive"), contexts.end()) << contexts.dump();
}

TEST(FullForm, GivesThePlannedMeetingItsSpeakerPlaceInTheSeriesAndDay) {
    auto events = coded(row("a", "Chile and Peru will hold their third meeting in Lima on 20 May 2019, the German foreign ministry said."));
    std::erase_if(events, [](const json& event) { return event["kind"] == ""; });
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0]["status"], "planned");
    EXPECT_EQ(events[0]["sequence"], 3);
    EXPECT_EQ(events[0]["begin"], "2019-05-20");
    ASSERT_TRUE(events[0]["attribution"].is_object());
    EXPECT_EQ(events[0]["attribution"]["country"], "DEU");
}

TEST(FullForm, ActorsOfADictionaryBearItsCodesOfTheDay) {
    const std::string flags = "--lexicon '" ANNALIST_TEST_DATA "/lexicon/petrarch' -q";
    const std::string text = "Olafur Tryggvason visited Norway on Monday. Danish aldermen condemned Sweden.";
    const auto code = [&](const std::string& dct) {
        for (const json& event : coded(row("a", text, dct), flags))
            for (const json& who : event["participants"])
                if (who["name"] == "Olafur Tryggvason") return who["code"].get<std::string>();
        return std::string("nobody");
    };
    EXPECT_EQ(code("2009-06-10"), "ISLOPP");
    EXPECT_EQ(code("2012-06-13"), "ISLGOV");
    EXPECT_EQ(code("2016-06-15"), "ISLELI");
    for (const json& event : coded(row("a", text), flags))
        for (const json& who : event["participants"])
            if (who["span"]["words"] == "Danish aldermen") { EXPECT_EQ(who["code"], "DNKLEG"); }
}

}  // namespace
}  // namespace annalist::cli_test

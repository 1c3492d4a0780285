// A user's lexicon: the examples of docs/lexicon.md, and what is refused.
#include "ingest/extract/user_lexicon.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "ingest/pipeline.hpp"

namespace annalist::ingest {
namespace {

using Json = nlohmann::json;

/// A folder of tables, removed in the end.
class Folder {
public:
    explicit Folder(std::string_view name) : path_(std::filesystem::temp_directory_path() / name) {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    void write(std::string_view name, std::string_view content) const { std::ofstream(path_ / name, std::ios::binary) << content; }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

ArticleFacts read(const Pipeline& pipeline, const std::string& text, std::string_view dct = "2021-05-12") {
    Article article;
    article.text = text;
    article.published = *parse_iso_day(dct);
    article.id = article_id("", article.published, article.text);
    return pipeline.read(article);
}

/// The events of facts as the examples write them, without the keys that `like` lacks.
Json told(const ArticleFacts& facts, bool place) {
    std::map<EventId, std::vector<Mention>> events;
    for (const Mention& mention : facts.mentions) events[mention.event].push_back(mention);
    std::multiset<Json> rows;
    for (const auto& [id, mentions] : events) {
        const Event event = conclude(mentions);
        std::set<std::string> actors;
        for (const EventActor& actor : event.actors) actors.insert(facts.actors[actor.actor.value - 1].name);
        Json row{{"type", to_string(event.type)}, {"mode", to_string(event.mode)}, {"actors", actors}};
        if (place) row["place"] = event.place.city + ", " + event.place.country;
        rows.insert(std::move(row));
    }
    return Json(rows);
}

bool mentions_it(const std::vector<std::string>& lines, std::string_view file, std::string_view reason) {
    return std::ranges::any_of(lines, [&](const std::string& line) {
        return line.find(file) != std::string::npos && line.find(reason) != std::string::npos;
    });
}

TEST(UserLexicon, TheExamplesOfItsPageAreReadAsThePageSays) {
    std::ifstream page(ANNALIST_TEST_DATA "/../../docs/lexicon.md");
    ASSERT_TRUE(page);
    const Folder folder("annalist-lexicon-page");
    std::vector<Json> examples;
    std::string line, block;
    while (std::getline(page, line)) {
        if (line.starts_with("```")) {
            block = block.empty() ? line.substr(3) : "";
            if (block.empty()) continue;
            if (block.starts_with("tsv ")) folder.write(block.substr(4), "");
            continue;
        }
        if (block.starts_with("tsv ")) std::ofstream(folder.path() / block.substr(4), std::ios::app) << line << '\n';
        if (block == "jsonl") examples.push_back(Json::parse(line));
    }
    EXPECT_GE(examples.size(), 10U);
    LexiconReport report;
    const auto own = Pipeline::load(folder.path(), report);
    ASSERT_TRUE(own) << own.error().message;
    EXPECT_EQ(report.refused, std::vector<std::string>{});
    EXPECT_EQ(report.notes, std::vector<std::string>{});
    const auto plain = Pipeline::load();
    ASSERT_TRUE(plain);
    for (const Json& example : examples) {
        const bool place = !example["events"].empty() && example["events"][0].contains("place");
        EXPECT_EQ(told(read(*own, example["text"], std::string(example["dct"])), place), example["events"]) << example["text"];
        EXPECT_NE(told(read(*plain, example["text"], std::string(example["dct"])), place), example["events"])
            << "needs no lexicon: " << example["text"];
    }
}

TEST(UserLexicon, LeavesOutWhatIsWrongAndKeepsTheRest) {
    const Folder folder("annalist-lexicon-mistakes");
    folder.write("senses.tsv",
                 "# ours\nform\ttype\tmode\twords\n"
                 "verb\tASSULT\t\tbonk\n"
                 "verb\tPROTEST\triot\trun amok\n"
                 "verb\tPROTEST\triot\trage through|run amok\n"
                 "verb\tPROTEST\tparty\tdance\n"
                 "verb\tPROTEST\triot\tswarm\ttoo\tmany\n"
                 "verb\tPROTEST\triot\tsw\xFFrm\n");
    folder.write("frames.tsv",
                 "form\twords\tclass\ttype\tmode\tslots\tstatus\n"
                 "verb\tpowwow\tmeeting\tCONSULT\tin-person\tsubj:friend\t\n"
                 "verb\tpowwow\tparty\tCONSULT\tin-person\tsubj:participant\t\n"
                 "verb\tschmooze\tmeeting\tCONSULT\tin-person\tsubj:participant with:participant\t\n");
    folder.write("places.tsv", "name\tother_names\tcountry\tpopulation\tis_venue\nFardale\t\tATLANTIS\t1\t0\nFarhaven\t\tDNK\tmany\t0\n");
    folder.write("organizations.tsv", "id\tname\tkind\nLFF\tLeague of Freedonian Fishers\tngo\n");
    folder.write("roles.tsv", "");
    folder.write("remarks.txt", "what we did\n");
    LexiconReport report;
    const auto own = Pipeline::load(folder.path(), report);
    ASSERT_TRUE(own) << own.error().message;
    EXPECT_TRUE(mentions_it(report.refused, "senses.tsv:3:", "ASSULT"));
    EXPECT_TRUE(mentions_it(report.refused, "senses.tsv:5:", "\"run amok\" stands twice"));
    EXPECT_TRUE(mentions_it(report.refused, "senses.tsv:6:", "mode \"party\" is none"));
    EXPECT_TRUE(mentions_it(report.refused, "senses.tsv:7:", "6 cells under 4 columns"));
    EXPECT_TRUE(mentions_it(report.refused, "senses.tsv:8:", "not UTF-8"));
    EXPECT_TRUE(mentions_it(report.refused, "frames.tsv:2:", "friend"));
    EXPECT_TRUE(mentions_it(report.refused, "frames.tsv:3:", "class \"party\""));
    EXPECT_TRUE(mentions_it(report.refused, "places.tsv:2:", "ATLANTIS"));
    EXPECT_TRUE(mentions_it(report.refused, "places.tsv:3:", "\"many\" is no whole number"));
    EXPECT_TRUE(mentions_it(report.refused, "organizations.tsv:1:", "no column \"acronyms_and_names\""));
    EXPECT_TRUE(mentions_it(report.refused, "roles.tsv", "empty"));
    EXPECT_EQ(report.refused.size(), 11U);
    EXPECT_TRUE(mentions_it(report.notes, "remarks.txt", "not read"));
    // The phrase beside a wrong one in its row is left out with it; the row above holds.
    EXPECT_FALSE(read(*own, "Danish fishermen ran amok on Tuesday.").mentions.empty());
    EXPECT_TRUE(read(*own, "Danish fishermen raged through Oslo on Tuesday.").mentions.empty());
    EXPECT_FALSE(read(*own, "Finnish officials schmoozed with Swedish officials on Monday.").mentions.empty());
}

TEST(UserLexicon, ARowOfAKnownKeyTakesThePlaceOfOurs) {
    const Folder folder("annalist-lexicon-instead");
    folder.write("countries.tsv", "id\tname\tofficial_name\tother_names\tdemonyms\tadjectives\tcapitals\tmetonyms\nDNK\tJutland\t\t\tJutes\tJutish\tRibe\t\n");
    folder.write("senses.tsv", "form\ttype\tmode\twords\nverb\tSUPPORT\t\tcondemn\n");
    LexiconReport report;
    const auto own = Pipeline::load(folder.path(), report);
    ASSERT_TRUE(own) << own.error().message;
    EXPECT_EQ(report.refused, std::vector<std::string>{});
    EXPECT_TRUE(own->lexicon().readings("Danish").empty());
    ASSERT_EQ(own->lexicon().readings("Jutish").size(), 1U);
    EXPECT_EQ(own->lexicon().country(own->lexicon().readings("Jutish")[0].row).id, "DNK");
    EXPECT_EQ(own->lexicon().country_by_id("DNK")->name, "Jutland");
    const auto facts = read(*own, "Norway condemned Jutland on Monday.");
    ASSERT_EQ(facts.mentions.size(), 1U);
    EXPECT_EQ(facts.mentions[0].type, EventType::Support);
}

TEST(UserLexicon, AnotherWordGivesAnotherStamp) {
    const Folder folder("annalist-lexicon-stamp");
    const auto stamp = [&] {
        LexiconReport report;
        const auto own = Pipeline::load(folder.path(), report);
        return own ? own->stamp() : own.error().message;
    };
    const auto plain = Pipeline::load();
    ASSERT_TRUE(plain);
    EXPECT_EQ(stamp(), plain->stamp()) << "an empty folder changes nothing";
    folder.write("senses.tsv", "form\ttype\tmode\twords\nverb\tPROTEST\triot\trun amok\n");
    const std::string first = stamp();
    EXPECT_EQ(first, stamp());
    folder.write("senses.tsv", "form\ttype\tmode\twords\nverb\tPROTEST\triot\trun wild\n");
    EXPECT_NE(first, stamp());
    EXPECT_NE(first, plain->stamp());
    EXPECT_TRUE(first.starts_with(plain->stamp())) << first;
}

TEST(UserLexicon, AFolderThatIsNotThereIsAnError) {
    LexiconReport report;
    const auto own = Pipeline::load("/nonexistent/words", report);
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(own.error().message.find("/nonexistent/words"), std::string::npos);
}

}  // namespace
}  // namespace annalist::ingest

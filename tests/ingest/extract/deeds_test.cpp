#include "ingest/extract/deeds.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "ingest/lexicon/table.hpp"
#include "ingest/pipeline.hpp"

namespace annalist::ingest {
namespace {

const Pipeline& pipeline() {
    static const auto loaded = Pipeline::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

struct Told {
    explicit Told(const std::string& text) : article(article_of(text)), deeds(pipeline().deeds(article)) {
        if (!deeds.sentences.empty() && !deeds.sentences[0].empty()) first = &deeds.sentences[0].front();
    }

    static Article article_of(const std::string& text) {
        Article article;
        article.text = text;
        article.published = *parse_iso_day("2012-05-10");
        return article;
    }

    Article article;
    Deeds deeds;
    const Deed* first = nullptr;

    std::string words(const std::vector<Doer>& doers) const {
        std::string all;
        for (const Doer& doer : doers) all += (all.empty() ? "" : " + ") + std::string(doer.words.in(article.text));
        return all;
    }
};

Told read(const std::string& text) { return Told(text); }

TEST(Ontology, TheExamplesOfEachTypeAndModeAreReadAsSuch) {
    std::set<EventType> types;
    const auto table = read_table(default_lexicon_folder() / "ontology.tsv", {"type", "mode", "definition", "examples"}, [&](const TableRow& row) -> Result<void> {
        const auto type = parse_event_type(row["type"]);
        EXPECT_TRUE(type) << row["type"];
        EXPECT_FALSE(row["definition"].empty()) << row["type"];
        types.insert(*type);
        for (const auto example : split_cell(row["examples"])) {
            const Told told = read(std::string(example));
            if (!told.first) {
                ADD_FAILURE() << "nothing read: " << example;
                continue;
            }
            EXPECT_EQ(to_string(told.first->type), to_string(*type)) << example << " by " << told.first->sense;
            if (!row["mode"].empty()) { EXPECT_EQ(to_string(told.first->mode), row["mode"]) << example << " by " << told.first->sense; }
        }
        return {};
    });
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(types.size(), 16U);
}

TEST(Senses, ThereAreMoreThanTwelveHundred) {
    const auto senses = Senses::load(default_lexicon_folder() / "senses.tsv");
    ASSERT_TRUE(senses) << senses.error().message;
    EXPECT_GT(senses->size(), 1200U);
}

TEST(Senses, NameTheLineOfAMistake) {
    const auto file = std::filesystem::temp_directory_path() / "annalist-senses-test.tsv";
    std::ofstream(file) << "form\ttype\tmode\twords\nverb\tASSAULT\t\tattack\nverb\tASSULT\t\thit\n";
    auto senses = Senses::load(file);
    ASSERT_FALSE(senses);
    EXPECT_NE(senses.error().message.find(":3"), std::string::npos) << senses.error().message;
    EXPECT_NE(senses.error().message.find("ASSULT"), std::string::npos) << senses.error().message;
    std::ofstream(file) << "form\ttype\tmode\twords\nverb\tASSAULT\t\tattack|attack\n";
    senses = Senses::load(file);
    ASSERT_FALSE(senses);
    EXPECT_NE(senses.error().message.find("twice"), std::string::npos) << senses.error().message;
    std::filesystem::remove(file);
}

TEST(Deeds, FindWhoDoesItAndToWhom) {
    const Told told = read("Angry fishermen from Brittany attacked a Spanish trawler.");
    ASSERT_NE(told.first, nullptr);
    EXPECT_EQ(told.first->type, EventType::Assault);
    EXPECT_EQ(told.words(told.first->sources), "Angry fishermen from Brittany");
    EXPECT_EQ(told.words(told.first->targets), "a Spanish trawler");
    ASSERT_EQ(told.first->targets[0].members.size(), 1U);
    EXPECT_EQ(told.deeds.cast[told.first->targets[0].members[0]].actor.country, "ESP");
}

TEST(Deeds, TurnThePassiveRound) {
    const Told told = read("Three nurses were arrested by the police.");
    ASSERT_NE(told.first, nullptr);
    EXPECT_EQ(told.first->type, EventType::Coerce);
    EXPECT_EQ(told.first->mode, Mode::Arrest);
    EXPECT_EQ(told.words(told.first->sources), "the police");
    EXPECT_EQ(told.words(told.first->targets), "Three nurses");
}

TEST(Deeds, TakeWhatIsPlannedRefusedOrAskedForAsWords) {
    EXPECT_EQ(read("Greece will provide aid to Cyprus.").first->type, EventType::Agree);
    EXPECT_EQ(read("The general will bomb the port.").first->type, EventType::Threaten);
    EXPECT_EQ(read("The general refused to withdraw.").first->type, EventType::Reject);
    EXPECT_EQ(read("Malta urged Libya to free the crew.").first->type, EventType::Request);
    EXPECT_EQ(read("The ministry did not help the miners.").first->type, EventType::Reject);
}

TEST(Deeds, SayWhetherTheyWereDone) {
    EXPECT_EQ(read("The senate did not condemn the junta.").first->status, Status::Denied);
    EXPECT_EQ(read("The senate condemned the junta.").first->status, Status::Occurred);
    EXPECT_EQ(read("The general will bomb the port.").first->status, Status::Occurred);  // the threat is made
}

TEST(Deeds, LetTheNounTellWhereTheVerbIsLight) {
    const Told told = read("The navy carried out a raid on the harbour.");
    ASSERT_NE(told.first, nullptr);
    EXPECT_EQ(told.first->type, EventType::Assault);
    EXPECT_EQ(told.words(told.first->sources), "The navy");
}

TEST(Deeds, GiveWhatSomebodySaysOfHimselfToHim) {
    const Told told = read("Denmark said it had expelled two diplomats.");
    ASSERT_NE(told.first, nullptr);
    EXPECT_EQ(told.first->type, EventType::Sanction);
    EXPECT_EQ(told.words(told.first->sources), "Denmark");
}

TEST(Deeds, AreNoneWhereNothingIsDone) {
    EXPECT_EQ(read("The soup was warm and the bread was fresh.").first, nullptr);
}

}  // namespace
}  // namespace annalist::ingest

// Dictionaries in PETRARCH's format: tests/data/lexicon/petrarch, and their mistakes.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "ingest/pipeline.hpp"

namespace annalist::ingest {
namespace {

struct Loaded {
    LexiconReport report;
    std::optional<Pipeline> pipeline;

    explicit Loaded(const std::filesystem::path& folder) {
        auto own = Pipeline::load(folder, report);
        if (own) pipeline.emplace(std::move(*own));
    }
};

const Loaded& sample() {
    static const Loaded loaded(ANNALIST_TEST_DATA "/lexicon/petrarch");
    return loaded;
}

/// Type, mode and sense of the heaviest deed of a sentence; "" for none.
std::string deed(const std::string& text) {
    Article article;
    article.text = text;
    article.published = *parse_iso_day("2012-05-10");
    const auto deeds = sample().pipeline->deeds(article);
    if (deeds.sentences.empty() || deeds.sentences[0].empty()) return "";
    const Deed& first = deeds.sentences[0].front();
    return std::string(to_string(first.type)) + " " + std::string(to_string(first.mode));
}

bool tells(const std::vector<std::string>& lines, std::string_view words) {
    return std::ranges::any_of(lines, [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

Actor actor(std::string key, std::string country) { return {{}, std::move(key), ActorKind::Person, "", {}, std::move(country), ""}; }

TEST(Petrarch, TheSampleIsReadWithoutAMistake) {
    ASSERT_TRUE(sample().pipeline);
    EXPECT_EQ(sample().report.refused, std::vector<std::string>{});
}

TEST(Petrarch, AVerbTellsWhatItsCodeSays) {
    EXPECT_EQ(deed("Denmark trounced Norway."), "ASSAULT ");
    EXPECT_EQ(deed("Denmark walloped Norway."), "ASSAULT beat") << "its own code before the block's";
    EXPECT_EQ(deed("Denmark turned on Norway."), "ASSAULT ");
    EXPECT_EQ(deed("Denmark hoisted the sail."), "") << "the null code";
}

TEST(Petrarch, APatternGoesBeforeTheVerbAlone) {
    EXPECT_EQ(deed("The garrison hoisted the white flag."), "RETREAT withdraw");
    EXPECT_EQ(deed("The garrison hoisted a flag."), "") << "both words of a noun phrase are asked for";
    EXPECT_EQ(deed("Denmark hoisted soup to the islanders."), "AID ");
    EXPECT_EQ(deed("Denmark hoisted sleeping bags to the islanders."), "AID ") << "a set inside a set, of several words";
    EXPECT_EQ(deed("Norway hoisted its colours above the harbour."), "COERCE seize") << "one of the words with a stroke";
    EXPECT_EQ(deed("Denmark walloped the crew."), "ASSAULT abduct");
}

TEST(Petrarch, StatementsTellOfNothing) { EXPECT_EQ(deed("Denmark trounced the doubts."), ""); }

TEST(Petrarch, AContactOfADictionaryIsAnEventOfTheAnnals) {
    Article article;
    article.text = "Denmark palavered with Norway on Tuesday.";
    article.published = *parse_iso_day("2012-05-10");
    const auto facts = sample().pipeline->read(article);
    ASSERT_EQ(facts.mentions.size(), 1U);
    EXPECT_EQ(contact_of(facts.mentions[0].type, facts.mentions[0].mode), Contact::Meet);
}

TEST(Petrarch, WhatHasNoPlaceWithUsIsCountedWithItsLine) {
    const auto& notes = sample().report.notes;
    EXPECT_TRUE(tells(notes, "sample.verbs.txt: patterns of the passive are left out; the parse sees to it: 1 (line 17)"));
    EXPECT_TRUE(tells(notes, "sample.verbs.txt: statements (CAMEO 01) tell of no event: 1 (line 24)"));
    EXPECT_TRUE(tells(notes, "sample.verbs.txt: events of the other side alone are left out: 1 (line 25)"));
    EXPECT_TRUE(tells(notes, "sample.verbs.txt: codes of the other side are left out: 1 (line 26)"));
    EXPECT_TRUE(tells(notes, "sample.verbs.txt: transformations are left out: 1 (line 32)"));
    EXPECT_TRUE(tells(notes, "sample.actors.txt: codes begin with no state or international body that we know; their actors belong to none: 1 (line 14)"));
    EXPECT_TRUE(tells(notes, "sample.actors.txt: actors with a null code are left out: 1 (line 15)"));
    EXPECT_TRUE(tells(notes, "sample.actors.txt: actors are a state or its seat with us and stay so, without their code: 1 (line 16)"));
    EXPECT_EQ(notes.size(), 8U);
}

TEST(Petrarch, ACodeHoldsInItsDays) {
    const Lexicon& lexicon = sample().pipeline->lexicon();
    ASSERT_EQ(lexicon.readings("Olafur Tryggvason").size(), 1U);
    const Actor who = actor("person:olafur tryggvason/ISL", "ISL");
    EXPECT_EQ(lexicon.actor_code(who, *parse_iso_day("2009-12-31")), "ISLOPP");
    EXPECT_EQ(lexicon.actor_code(who, *parse_iso_day("2010-01-02")), "ISLGOV");
    EXPECT_EQ(lexicon.actor_code(who, *parse_iso_day("2014-12-31")), "ISLGOV");
    EXPECT_EQ(lexicon.actor_code(who, *parse_iso_day("2015-01-01")), "ISLELI");
}

TEST(Petrarch, ActorsTakePartInEvents) {
    Article article;
    article.text = "Olafur Tryggvason visited Norway on Monday. The Eider Guild condemned Denmark. The Saga Island condemned Sweden.";
    article.published = *parse_iso_day("2012-05-10");
    const auto facts = sample().pipeline->read(article);
    std::vector<std::string> names;
    for (const Actor& each : facts.actors) names.push_back(each.name);
    for (const char* name : {"Olafur Tryggvason", "Guild of Eider Keepers", "Iceland"})
        EXPECT_NE(std::ranges::find(names, name), names.end()) << name;
    const auto guild = std::ranges::find(facts.actors, "Guild of Eider Keepers", &Actor::name);
    ASSERT_NE(guild, facts.actors.end());
    EXPECT_EQ(guild->country, "ISL");
    EXPECT_EQ(sample().pipeline->lexicon().actor_code(*guild, article.published), "ISLBUS");
}

TEST(Petrarch, OurOwnTablesGiveCodesAsWell) {
    const Lexicon& lexicon = sample().pipeline->lexicon();
    EXPECT_EQ(lexicon.actor_code({{}, "country:DNK", ActorKind::Country, "Denmark", {}, "DNK", ""}, {}), "DNK");
    EXPECT_EQ(lexicon.actor_code({{}, "org:ASEAN", ActorKind::Organization, "ASEAN", {}, "", ""}, {}), "IGOSEAASN");
    const auto putin = lexicon.readings("Vladimir Putin");
    ASSERT_FALSE(putin.empty());
    const PersonRow& person = lexicon.person(putin[0].row);
    EXPECT_EQ(lexicon.actor_code(actor("person:" + person.wikidata, "RUS"), *parse_iso_day("2020-07-24")), "RUSGOV");
}

TEST(Petrarch, AgentsAreNounsOfOffice) {
    Article article;
    article.text = "Danish aldermen met Norwegian officials in Oslo on Monday.";
    article.published = *parse_iso_day("2012-05-10");
    const auto facts = sample().pipeline->read(article);
    ASSERT_EQ(facts.mentions.size(), 1U);
    EXPECT_EQ(facts.mentions[0].participants.size(), 2U);
}

TEST(Petrarch, MistakesAreToldWithFileAndLineAndTheRestHolds) {
    const auto folder = std::filesystem::temp_directory_path() / "annalist-petrarch-mistakes";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "my.verbs.txt") << "--- A [xyz] ---\nTROUNCE [190]\n- * &NONE [190]\n- NOTHING [190]\n- * BOAT\n- * BOAT [2001x]\n- * BOAT [183]\n";
    std::ofstream(folder / "my.actors.txt") << "\t[ISL]\nERIK_THE_YOUNG_\n\t[ISLGOV 20100230-20110101]\n\t[ISLGOV 2010]\n\t[ISLMIL >20110101]\n+E._YOUNG\n";
    std::ofstream(folder / "my.agents.txt") << "BEADLE\nBEADLE [GOV]\nCHIEF_!X! [~GOV]\n";
    const Loaded own(folder);
    ASSERT_TRUE(own.pipeline);
    const auto& refused = own.report.refused;
    EXPECT_TRUE(tells(refused, "my.verbs.txt:1: \"xyz\" is no CAMEO code"));
    EXPECT_TRUE(tells(refused, "my.verbs.txt:3: no synonym set &NONE stands above"));
    EXPECT_TRUE(tells(refused, "my.verbs.txt:4: a pattern without * for the verb"));
    EXPECT_TRUE(tells(refused, "my.verbs.txt:5: a pattern without a code"));
    EXPECT_TRUE(tells(refused, "my.verbs.txt:6: \"2001x\" is no CAMEO code"));
    EXPECT_TRUE(tells(refused, "my.actors.txt:1: a code without a name above it"));
    EXPECT_TRUE(tells(refused, "my.actors.txt:3: [ISLGOV 20100230-20110101]: no such day"));
    EXPECT_TRUE(tells(refused, "my.actors.txt:4: [ISLGOV 2010]: write <day, >day or day-day"));
    EXPECT_TRUE(tells(refused, "my.agents.txt:1: no [~CODE]"));
    EXPECT_TRUE(tells(refused, "my.agents.txt:2: \"GOV\": write ~CODE or CODE~"));
    EXPECT_TRUE(tells(refused, "my.agents.txt:3: no substitution !X! stands above"));
    EXPECT_EQ(refused.size(), 11U);
    EXPECT_EQ(own.pipeline->lexicon().actor_code(actor("person:erik the young/ISL", "ISL"), *parse_iso_day("2012-01-01")), "ISLMIL");
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace annalist::ingest

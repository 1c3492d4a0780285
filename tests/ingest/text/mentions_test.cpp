#include "ingest/text/mentions.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

#include "ingest/text/analyzer.hpp"
#include "ingest/text/name_votes.hpp"

namespace annalist::text {
namespace {

const Analyzer& analyzer() {
    static const auto loaded = Analyzer::load(default_model_path());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

Coreference read(const std::string& text) {
    return analyzer().coreference(text, analyzer().analyze(text));
}

/// The words of each chain, by its first mention.
std::map<std::string, std::set<std::string>> chains(const std::string& text) {
    std::map<std::int32_t, std::string> first;
    std::map<std::string, std::set<std::string>> out;
    for (const Mention& m : read(text).mentions) {
        if (m.chain < 0) continue;
        const std::string words(m.span.in(text));
        const std::string& name = first.emplace(m.chain, words).first->second;
        out[name].insert(words);
    }
    return out;
}

TEST(Mentions, TakeTheWholeNounPhrase) {
    const std::string text = "The new minister of trade resigned.";
    const auto got = read(text).mentions;
    ASSERT_FALSE(got.empty());
    EXPECT_EQ(got[0].span.in(text), "The new minister of trade");
    EXPECT_EQ(got[0].type, EntityType::Person);
    EXPECT_FALSE(got[0].named);
}

TEST(Coreference, JoinsAFamilyNameToTheFullName) {
    const auto got = chains("Anna Lindholm visited Kenya. Lindholm left on Monday.");
    EXPECT_EQ(got.at("Anna Lindholm"), (std::set<std::string>{"Anna Lindholm", "Lindholm"}));
}

TEST(Coreference, GivesPronounsTheirPersonByGender) {
    const auto got = chains("Mrs. Lindholm met Mr. Otieno in Oslo. She thanked him.");
    EXPECT_TRUE(got.at("Mrs. Lindholm").contains("She"));
    EXPECT_TRUE(got.at("Mr. Otieno").contains("him"));
}

TEST(Coreference, ReadsAnOfficeAsItsHolder) {
    const auto got = chains("President Anna Lindholm arrived in Oslo. The president met farmers.");
    EXPECT_TRUE(got.at("President Anna Lindholm").contains("The president"));
}

TEST(Coreference, ReadsShortStatesAsLongOnes) {
    const auto got = chains("The United States Congress met on Monday. The U.S. Congress voted.");
    ASSERT_TRUE(got.contains("The United States Congress"));
    EXPECT_TRUE(got.at("The United States Congress").contains("The U.S. Congress"));
}

TEST(Coreference, KeepsALongChainTogether) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += "Anna Lindholm spoke and she left. ";
    const auto got = chains(text);
    ASSERT_TRUE(got.contains("Anna Lindholm"));
    EXPECT_TRUE(got.at("Anna Lindholm").contains("she"));
}

TEST(Coreference, LeavesWhatIsSaidOnceAlone) {
    EXPECT_TRUE(chains("Farmers met a banker in Oslo.").empty());
}

/// The first words of the members of the group that a phrase speaks of; empty when it is none.
std::vector<std::string> group_of(const std::string& text, std::string_view phrase) {
    const Coreference got = read(text);
    std::vector<std::string> out;
    for (const Mention& m : got.mentions) {
        if (m.span.in(text) != phrase || m.chain < 0) continue;
        for (const std::int32_t member : got.chains[static_cast<std::size_t>(m.chain)].members) {
            const auto& first = got.mentions[got.chains[static_cast<std::size_t>(member)].mentions.front()];
            out.emplace_back(first.span.in(text));
        }
    }
    return out;
}

TEST(Groups, TwoLeadersAreThePartiesOfTheClauseBefore) {
    const std::string text = "Anna Lindholm met Peter Otieno in Oslo. The two leaders discussed trade. They will meet again.";
    const std::vector<std::string> both{"Anna Lindholm", "Peter Otieno"};
    EXPECT_EQ(group_of(text, "The two leaders"), both);
    EXPECT_EQ(group_of(text, "They"), both);
}

TEST(Groups, BothCountriesAreTheTwoJoinedByAnd) {
    const std::string text = "Norway and Kenya signed an accord. Both countries want trade, and the two sides smiled.";
    const std::vector<std::string> both{"Norway", "Kenya"};
    EXPECT_EQ(group_of(text, "Both countries"), both);
    EXPECT_EQ(group_of(text, "the two sides"), both);
    EXPECT_EQ(group_of(text, "Norway and Kenya"), both);
}

TEST(Groups, AKindThatDoesNotFitHasNoMembers) {
    EXPECT_TRUE(group_of("Norway and Kenya signed an accord. The two ministers smiled.", "The two ministers").empty());
    EXPECT_TRUE(group_of("Lindholm, Otieno and Silva spoke. The two leaders smiled.", "The two leaders").empty());
}

TEST(Groups, OneTokenMayBeginSeveralChains) {
    const Coreference got = read("Anna Lindholm and Peter Otieno spoke. They left.");
    for (std::size_t c = 0; c < got.chains.size(); ++c) {
        ASSERT_FALSE(got.chains[c].mentions.empty());
        for (const std::uint32_t m : got.chains[c].mentions) EXPECT_EQ(got.mentions[m].chain, static_cast<std::int32_t>(c));
    }
    EXPECT_EQ(got.chains.size(), 3U);
}

TEST(NameVotes, FindAnOverlookedNameAgain) {
    const std::string text = "Anna Lindholm spoke. Lindholm left. Lindholm won.";
    auto sentences = analyzer().analyze(text);
    ASSERT_EQ(sentences.size(), 3U);
    sentences[1].entities.clear();
    sentences[2].entities = {{0, 1, EntityType::Place}};
    agree_on_names(text, sentences);
    EXPECT_EQ(sentences[1].entities, (std::vector<Entity>{{0, 1, EntityType::Person}}));
    EXPECT_EQ(sentences[2].entities, (std::vector<Entity>{{0, 1, EntityType::Person}}));
}

TEST(MentionRow, CountsCodePoints) {
    const std::string text = "\xC3\x89mile left";
    Mention m;
    m.span = {0, 6};
    m.type = EntityType::Person;
    m.named = true;
    m.chain = 2;
    std::ostringstream out;
    write_mention_row(out, "a\"b", text, {m});
    EXPECT_EQ(out.str(),
              "{\"id\": \"a\\\"b\", \"mentions\": [{\"start\": 0, \"end\": 5, \"type\": \"person\", "
              "\"named\": true, \"chain\": \"c2\"}]}\n");
}

TEST(NounTypes, RefuseUnknownLetters) {
    EXPECT_FALSE(NounTypes::load("Z thing\n"));
    const auto nouns = NounTypes::load("P minister\nO ministry\n");
    ASSERT_TRUE(nouns);
    EXPECT_EQ(nouns->type_of("ministry"), EntityType::Organization);
    EXPECT_EQ(nouns->type_of("stone"), EntityType::Other);
}

}  // namespace
}  // namespace annalist::text

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

/// The words of each chain, by its first mention.
std::map<std::string, std::set<std::string>> chains(const std::string& text) {
    std::map<std::int32_t, std::string> first;
    std::map<std::string, std::set<std::string>> out;
    for (const Mention& m : analyzer().mentions(text, analyzer().analyze(text))) {
        if (m.chain < 0) continue;
        const std::string words(m.span.in(text));
        const std::string& name = first.emplace(m.chain, words).first->second;
        out[name].insert(words);
    }
    return out;
}

TEST(Mentions, TakeTheWholeNounPhrase) {
    const std::string text = "The new minister of trade resigned.";
    const auto got = analyzer().mentions(text, analyzer().analyze(text));
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

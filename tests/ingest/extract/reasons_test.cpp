#include "ingest/reasons.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace annalist::ingest {
namespace {

const Pipeline& pipeline() {
    static const auto loaded = Pipeline::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

/// The reasons of the first mention of a kind in a text.
struct Read {
    explicit Read(const std::string& text, std::string_view dct = "2019-05-15") {
        article.text = text;
        article.published = *parse_iso_day(dct);
        article.id = article_id("", article.published, article.text);
        facts = pipeline().read(article);
    }

    std::vector<Reason> of(EventType type) const {
        const auto at = std::ranges::find(facts.mentions, type, &Mention::type);
        return at == facts.mentions.end() ? std::vector<Reason>{} : ArticleReasons(article, pipeline()).of(*at);
    }

    Article article;
    ArticleFacts facts;
};

std::string because(const std::vector<Reason>& reasons, std::string_view field, std::string_view words = "") {
    for (const Reason& reason : reasons)
        if (reason.field == field && reason.because.find(words) != std::string::npos) return reason.because;
    return "";
}

TEST(Reasons, NameTheFrameItsWordAndWhatEachRoleRestsOn) {
    const Read read("Norwegian Prime Minister Erna Solberg met Danish officials in Copenhagen on Monday.");
    const auto reasons = read.of(EventType::Consult);
    EXPECT_EQ(because(reasons, "event"), "\"met\" by the verb \"meet\" of frames.tsv, class meeting, CAMEO 040");
    EXPECT_EQ(because(reasons, "status"), "occurred: told as a fact; no word makes it less");
    EXPECT_EQ(because(reasons, "time"), "\"Monday\", behind \"on\" at \"met\", counted from 2019-05-15");
    EXPECT_EQ(because(reasons, "place"), "\"Copenhagen\"");
    EXPECT_EQ(because(reasons, "participant", "Solberg"), "\"Erna Solberg\", participant: subject of \"met\"");
    EXPECT_EQ(because(reasons, "participant", "Danish"), "\"Danish officials\", participant: object of \"met\"");
    EXPECT_NE(because(reasons, "confidence", "told:verb"), "");
    EXPECT_EQ(because(reasons, "attribution"), "");
    for (const Reason& reason : reasons)
        for (const TextSpan words : reason.words) EXPECT_LE(words.end, read.article.text.size());
}

TEST(Reasons, TellPassiveAndBetween) {
    const auto received = Read("Angela Merkel was received by Swedish officials in Stockholm.").of(EventType::Consult);
    EXPECT_EQ(because(received, "participant", "Merkel"), "\"Angela Merkel\", participant: subject of the passive \"received\"");
    EXPECT_EQ(because(received, "participant", "Swedish"), "\"Swedish officials\", host: behind \"by\" at \"received\"");
    const auto between = Read("Talks between Ghana and Togo were held last week.").of(EventType::Consult);
    EXPECT_EQ(because(between, "event"), "\"Talks\" with the verb \"held\", by \"hold+meeting\" of frames.tsv, CAMEO 040");
    EXPECT_EQ(because(between, "participant", "Ghana"), "\"Ghana\", participant: behind \"between\" at \"Talks\"");
    EXPECT_EQ(because(between, "participant", "Togo"), "\"Togo\", participant: joined to \"Ghana\", behind \"between\" at \"Talks\"");
}

TEST(Reasons, QuoteTheWordThatTheStatusRestsOn) {
    EXPECT_EQ(because(Read("Spain will not sign the treaty with Morocco.").of(EventType::Support), "status"), "denied: \"not\" (without it planned)");
    EXPECT_NE(because(Read("Danish officials plan to meet Norwegian officials.").of(EventType::Consult), "status", "planned: \"plan\""), "");
    EXPECT_NE(because(Read("Danish officials will meet Norwegian officials on 20 June 2019.").of(EventType::Consult), "status", "its day lies after the day of publication"), "");
    EXPECT_NE(because(Read("Iranian officials refused to meet the United States.").of(EventType::Consult), "status", "denied: \"refused\""), "");
}

TEST(Reasons, QuoteWhatSaysWhoSaysIt) {
    const auto reasons = Read("Chile and Peru will hold their third meeting in Lima on Friday, the German foreign ministry said.").of(EventType::Consult);
    EXPECT_EQ(because(reasons, "attribution"), "by \"said\"");
    EXPECT_EQ(because(reasons, "sequence"), "3 by \"third\"");
}

TEST(Reasons, ASenseIsToldWithItsWords) {
    const auto reasons = Read("The Danish navy paid tribute to Sweden.").of(EventType::Support);
    EXPECT_EQ(because(reasons, "event"), "\"paid\" by the verb \"pay tribute\" of senses.tsv with \"tribute\", CAMEO 051");
}

TEST(Reasons, AreNoneForAMentionThatTheTextDoesNotGive) {
    const Read read("Norway condemned Denmark on Monday.");
    ASSERT_FALSE(read.facts.mentions.empty());
    Mention other = read.facts.mentions[0];
    other.frame = "trounce.deed";
    EXPECT_TRUE(ArticleReasons(read.article, pipeline()).of(other).empty());
    other = read.facts.mentions[0];
    other.trigger = {900, 903};
    EXPECT_TRUE(ArticleReasons(read.article, pipeline()).of(other).empty());
}

}  // namespace
}  // namespace annalist::ingest

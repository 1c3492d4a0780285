// Whom names mean, and what only looks like the name of a state.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ingest/pipeline.hpp"

namespace annalist::ingest {
namespace {

using Names = std::vector<std::string>;

/// The actors of an article's events, by name.
Names actors(const std::string& text, std::string_view day = "2012-05-15") {
    static const auto pipeline = Pipeline::load();
    if (!pipeline) throw std::runtime_error(pipeline.error().message);
    Article article;
    article.text = text;
    article.published = *parse_iso_day(day);
    const ArticleFacts facts = pipeline->read(article);
    Names names;
    for (const Mention& mention : facts.mentions)
        for (const Participant& who : mention.participants) names.push_back(facts.actors[who.actor.value - 1].name);
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

bool has(const Names& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

TEST(Linking, ACommonFamilyNameAloneIsNoLeaders) {
    const Names bare = actors("Mr. Li met Mr. Brown in Toronto on Monday.", "2009-05-15");
    EXPECT_FALSE(has(bare, "Gordon Brown"));
    EXPECT_TRUE(has(actors("British officials met in London. Mr. Brown met Angela Merkel in Berlin on Monday.", "2009-05-15"), "Gordon Brown"));
}

TEST(Linking, ARareFamilyNameIsItsLeaders) {
    EXPECT_EQ(actors("Putin met Merkel in Berlin on Monday.", "2013-05-15"), (Names{"Angela Merkel", "Vladimir Putin"}));
}

TEST(Linking, OneLeaderOfTwoTablesIsOne) {
    EXPECT_TRUE(has(actors("President Biden met Emmanuel Macron in Paris on Monday.", "2022-05-15"), "Joe Biden"));
}

TEST(Linking, OfTwoOfOneNameATitleTellsWhich) {
    const Names names = actors(
        "President Ferdinand Marcos Jr. of the Philippines and his wife, Louise Marcos, flew to Tokyo. "
        "President Marcos met Fumio Kishida in Tokyo on Monday.", "2023-05-15");
    EXPECT_TRUE(has(names, "Bongbong Marcos"));
}

TEST(Linking, AFirmOrClubNamedLikeAStateIsNotIt) {
    EXPECT_FALSE(has(actors("The United States Olympic Committee met Vladimir Putin in Sochi on Monday."), "United States"));
    EXPECT_FALSE(has(actors("Seoul-based Kumbo Shipping met Vladimir Putin in Sochi on Monday."), "South Korea"));
}

TEST(Linking, NorthAndSouthKoreaAreTwoStates) {
    const Names both{"North Korea", "South Korea"};
    EXPECT_EQ(actors("North and South Korea held talks in Panmunjom on Monday."), both);
    EXPECT_EQ(actors("The prime ministers of North and South Korea met in Seoul on Monday."), both);
}

TEST(Linking, ANameOfTwoStatesIsTheOneOfItsTime) {
    const std::string germany = "The Federal Republic of Germany and France held talks in Paris on Monday.";
    EXPECT_TRUE(has(actors(germany, "1985-05-15"), "West Germany"));
    EXPECT_TRUE(has(actors(germany, "2005-05-15"), "Germany"));
    const std::string yugoslavia = "Yugoslavia and France held talks in Paris on Monday.";
    EXPECT_TRUE(has(actors(yugoslavia, "1985-05-15"), "Yugoslavia"));
    EXPECT_TRUE(has(actors(yugoslavia, "1999-05-15"), "Serbia and Montenegro"));
    EXPECT_TRUE(has(actors("Zaire and France held talks in Paris on Monday.", "1990-05-15"), "Zaire"));
    EXPECT_TRUE(has(actors("Burma and France held talks in Paris on Monday.", "2012-05-15"), "Myanmar"));
}

}  // namespace
}  // namespace annalist::ingest

#include "query/word_query.hpp"

#include <gtest/gtest.h>

#include <random>

namespace annalist::query {
namespace {

std::string read(std::string_view text) {
    const auto query = parse_word_query(text);
    return query ? to_text(*query) : query.error().message;
}

bool holds(std::string_view query, const std::vector<std::string>& texts) {
    const auto parsed = parse_word_query(query);
    EXPECT_TRUE(parsed) << query;
    WordMatch match(*parsed);
    for (const std::string& text : texts) match.see(text);
    return match.holds();
}

TEST(WordQuery, WordsSideBySideAreAllMeant) {
    EXPECT_EQ(read("grain  export"), R"(("grain" "export"))");
    EXPECT_EQ(read("grain AND export"), read("grain export"));
    EXPECT_EQ(read(" grain "), R"("grain")");
}

TEST(WordQuery, AndBindsCloserThanOr) {
    EXPECT_EQ(read("grain port OR steel"), R"((("grain" "port") OR "steel"))");
    EXPECT_EQ(read("grain (port OR steel)"), R"(("grain" ("port" OR "steel")))");
    EXPECT_EQ(read("((grain))"), R"("grain")");
}

TEST(WordQuery, NegationIsAWordOrASign) {
    EXPECT_EQ(read("grain -port"), R"(("grain" -"port"))");
    EXPECT_EQ(read("grain AND NOT port"), read("grain -port"));
    EXPECT_EQ(read("-(grain OR port)"), R"(-("grain" OR "port"))");
    EXPECT_EQ(read("NOT NOT grain"), R"(--"grain")");
}

TEST(WordQuery, QuotesAndJoinedWordsAreRows) {
    EXPECT_EQ(read("\"free trade\" zone"), R"(("free trade" "zone"))");
    EXPECT_EQ(read("\u201Cfree trade\u201D"), R"("free trade")");
    EXPECT_EQ(read("cease-fire"), R"("ceas fire")");
    EXPECT_EQ(read("grain\"free trade\""), R"(("grain" "free trade"))");
}

TEST(WordQuery, CapitalsAccentsAndEndingsDoNotMatter) {
    EXPECT_EQ(read("Exports"), read("exporting"));
    EXPECT_EQ(read("Türkiye"), read("TURKIYE"));
    EXPECT_EQ(read("U.S."), R"("us")");
    EXPECT_EQ(read("and or not"), R"(("and" "or" "not"))") << "small, they are words";
}

TEST(WordQuery, NothingAsksNothing) {
    EXPECT_TRUE(parse_word_query("")->empty());
    EXPECT_TRUE(parse_word_query(" \t")->empty());
    EXPECT_TRUE(holds("", {}));
}

TEST(WordQuery, TheTextItGivesReadsAsTheSame) {
    for (const char* text : {"a", "a b", "a OR b c OR -d", "-(a b) \"c d\"", "NOT (a OR NOT b) c"}) {
        const auto query = parse_word_query(text);
        ASSERT_TRUE(query) << text;
        EXPECT_EQ(*parse_word_query(to_text(*query)), *query) << text;
    }
}

TEST(WordQuery, AMistakeIsNamedWithItsPlace) {
    EXPECT_EQ(read("grain \"free trade"), "words: character 7: this quotation mark is not closed");
    EXPECT_EQ(read("grain (port OR steel"), "words: character 7: this parenthesis is not closed");
    EXPECT_EQ(read("é grain) port"), "words: character 8: this parenthesis closes none");
    EXPECT_EQ(read("grain ()"), "words: character 8: a word is missing before this parenthesis");
    EXPECT_EQ(read("grain OR"), "words: character 9: a word is missing at the end");
    EXPECT_EQ(read("grain -"), "words: character 8: a word is missing at the end");
    EXPECT_EQ(read("OR grain"),
              "words: character 1: a word is missing before OR; to look for the word itself, write it small");
    EXPECT_EQ(read("grain AND AND port"),
              "words: character 11: a word is missing before AND; to look for the word itself, write it small");
    EXPECT_EQ(read("grain & port"), "words: character 7: \"&\" has no letter or digit in it; leave it out");
    EXPECT_EQ(read("\"\""), "words: character 1: nothing stands between these quotation marks");
}

TEST(WordQuery, TooMuchIsRefused) {
    std::string words, deep;
    for (int i = 0; i < 64; ++i) words += "a ";
    EXPECT_TRUE(parse_word_query(words));
    EXPECT_EQ(read(words + "b"), "words: character 129: at most 64 words can be asked for at once");
    for (int i = 0; i < 16; ++i) deep += "(";
    EXPECT_TRUE(parse_word_query(deep + "a" + std::string(16, ')')));
    EXPECT_EQ(read("-" + deep + "a"),
              "words: character 17: too many negations and parentheses in each other");
    EXPECT_FALSE(parse_word_query(std::string(100'000, '(')));
    EXPECT_FALSE(parse_word_query(std::string(100'000, '-')));
}

TEST(WordQuery, AnyBytesAreReadOrRefusedWithAPlace) {
    static const std::vector<std::string> kPieces{"a", "b ", " ", "(", ")", "-", "\"", "OR ", " AND ", "NOT ", "\u201C", "\xff", "é", "&"};
    std::mt19937 random{7};
    int read = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (auto pieces = random() % 12; pieces > 0; --pieces) text += kPieces[random() % kPieces.size()];
        const auto query = parse_word_query(text);
        if (!query) {
            EXPECT_TRUE(query.error().message.starts_with("words: character ")) << text;
            continue;
        }
        ++read;
        const auto again = parse_word_query(to_text(*query));
        ASSERT_TRUE(again) << text;
        EXPECT_EQ(*again, *query) << text;
    }
    EXPECT_GT(read, 1'000);
}

TEST(WordMatch, LooksForWordsInAnyOfTheTexts) {
    const std::vector<std::string> texts{"Grain talks", "The ministers spoke of the port."};
    EXPECT_TRUE(holds("grain port", texts));
    EXPECT_TRUE(holds("minister", texts));
    EXPECT_FALSE(holds("minist", {"mini"}));
    EXPECT_FALSE(holds("grain -port", texts));
    EXPECT_TRUE(holds("steel OR port", texts));
    EXPECT_TRUE(holds("-steel", {}));
    EXPECT_FALSE(holds("steel", {}));
}

TEST(WordMatch, APhraseStandsInOneText) {
    EXPECT_TRUE(holds("\"grain talks\"", {"New grain talks"}));
    EXPECT_FALSE(holds("\"talks grain\"", {"New grain talks"}));
    EXPECT_FALSE(holds("\"grain talks\"", {"Of grain", "talks"}));
    EXPECT_FALSE(holds("\"grain talks\"", {"grain and talks"}));
}

}  // namespace
}  // namespace annalist::query

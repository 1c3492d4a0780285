#include "ingest/text/lemma.hpp"

#include <gtest/gtest.h>

namespace annalist::text {
namespace {

TEST(Lemmatizer, FollowsItsRules) {
    const auto rules = Lemmatizer::load("");
    ASSERT_TRUE(rules);
    EXPECT_EQ(rules->lemma("ministers", Upos::NOUN, "NNS"), "minister");
    EXPECT_EQ(rules->lemma("countries", Upos::NOUN, "NNS"), "country");
    EXPECT_EQ(rules->lemma("Taxes", Upos::NOUN, "NNS"), "tax");
    EXPECT_EQ(rules->lemma("carried", Upos::VERB, "VBD"), "carry");
    EXPECT_EQ(rules->lemma("planning", Upos::VERB, "VBG"), "plan");
    EXPECT_EQ(rules->lemma("making", Upos::VERB, "VBG"), "make");
    EXPECT_EQ(rules->lemma("visited", Upos::VERB, "VBD"), "visit");
    EXPECT_EQ(rules->lemma("settled", Upos::VERB, "VBN"), "settle");
    EXPECT_EQ(rules->lemma("pressed", Upos::VERB, "VBN"), "press");
    EXPECT_EQ(rules->lemma("happiest", Upos::ADJ, "JJS"), "happy");
    EXPECT_EQ(rules->lemma("United", Upos::PROPN, "NNP"), "United");
    EXPECT_EQ(rules->lemma("Koreans", Upos::PROPN, "NNPS"), "Korean");
}

TEST(Lemmatizer, PutsExceptionsBeforeRules) {
    const auto l = Lemmatizer::load("VVBD went go\nNNNS men man\n");
    ASSERT_TRUE(l);
    EXPECT_EQ(l->lemma("Went", Upos::VERB, "VBD"), "go");
    EXPECT_EQ(l->lemma("men", Upos::NOUN, "NNS"), "man");
}

TEST(Lemmatizer, RefusesLinesThatAreNoExceptions) {
    const auto l = Lemmatizer::load("VVBD went\n");
    ASSERT_FALSE(l);
    EXPECT_EQ(l.error().code, ErrorCode::Corruption);
}

}  // namespace
}  // namespace annalist::text

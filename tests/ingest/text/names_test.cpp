#include "ingest/text/names.hpp"

#include <gtest/gtest.h>

namespace annalist::text {
namespace {

const std::vector<std::string_view> kTags = {"O", "B-PER", "I-PER", "B-LOC", "I-LOC"};

TEST(BestTags, NeverContinueANameThatDidNotBegin) {
    // The best single tags would be I-PER, I-LOC; the best allowed sequence is B-PER, I-PER.
    const std::vector<float> scores = {0, 2, 3, 0, 0,  //
                                       0, 0, 2, 0, 3};
    EXPECT_EQ(best_tags(scores, kTags), (std::vector<std::uint8_t>{1, 2}));
}

TEST(EntitiesOf, PartsNeighbouringNames) {
    const auto got = entities_of({1, 2, 1, 0, 3}, kTags);
    const std::vector<Entity> expected = {{0, 2, EntityType::Person},
                                          {2, 3, EntityType::Person},
                                          {4, 5, EntityType::Place}};
    EXPECT_EQ(got, expected);
}

Sentence tagged(const std::vector<Upos>& tags, const std::vector<Entity>& names) {
    Sentence s;
    for (const Upos u : tags) {
        Token t;
        t.upos = u;
        s.tokens.push_back(t);
    }
    s.entities = names;
    return s;
}

TEST(TidyNames, PartPersonsAtAnd) {
    Sentence s = tagged({Upos::PROPN, Upos::CCONJ, Upos::PROPN}, {{0, 3, EntityType::Person}});
    tidy_names({"Anna", "and", "James"}, s);
    const std::vector<Entity> expected = {{0, 1, EntityType::Person}, {2, 3, EntityType::Person}};
    EXPECT_EQ(s.entities, expected);
}

TEST(TidyNames, GiveACompanyItsEnding) {
    const std::vector<Upos> tags = {Upos::PROPN, Upos::PUNCT, Upos::PROPN};
    Sentence alone = tagged(tags, {{0, 1, EntityType::Organization}});
    tidy_names({"Acme", ",", "Inc."}, alone);
    EXPECT_EQ(alone.entities, (std::vector<Entity>{{0, 3, EntityType::Organization}}));
    Sentence both = tagged(tags, {{0, 1, EntityType::Place}, {2, 3, EntityType::Organization}});
    tidy_names({"Acme", ",", "Inc."}, both);
    EXPECT_EQ(both.entities, (std::vector<Entity>{{0, 3, EntityType::Organization}}));
}

TEST(TidyNames, EndACompanyBeforeItsPlace) {
    Sentence s = tagged({Upos::PROPN, Upos::PUNCT, Upos::PROPN, Upos::ADP, Upos::PROPN},
                        {{0, 1, EntityType::Organization}, {2, 5, EntityType::Organization}});
    tidy_names({"Acme", ",", "Inc.", "of", "Oslo"}, s);
    EXPECT_EQ(s.entities, (std::vector<Entity>{{0, 3, EntityType::Organization}, {4, 5, EntityType::Place}}));
}

TEST(TidyNames, JoinBodiesAtAHyphenWithoutSpaces) {
    const std::vector<Upos> tags = {Upos::PROPN, Upos::PUNCT, Upos::PROPN};
    const std::vector<Entity> two = {{0, 1, EntityType::Organization}, {2, 3, EntityType::Organization}};
    Sentence tight = tagged(tags, two);
    for (std::uint32_t i = 0; i < 3; ++i) tight.tokens[i].span = {i, i + 1};
    tidy_names({"A", "-", "B"}, tight);
    EXPECT_EQ(tight.entities, (std::vector<Entity>{{0, 3, EntityType::Organization}}));
    Sentence loose = tagged(tags, two);
    for (std::uint32_t i = 0; i < 3; ++i) loose.tokens[i].span = {2 * i, 2 * i + 1};
    tidy_names({"A", "-", "B"}, loose);
    EXPECT_EQ(loose.entities, two);
}

TEST(TidyNames, TakeStormsForNoPersons) {
    Sentence s = tagged({Upos::PROPN, Upos::PROPN}, {{1, 2, EntityType::Person}});
    tidy_names({"Hurricane", "Anna"}, s);
    EXPECT_EQ(s.entities, (std::vector<Entity>{{1, 2, EntityType::Other}}));
}

TEST(TidyNames, TakeSignsWithoutALetterOffTheEnds) {
    Sentence s = tagged({Upos::PROPN, Upos::PROPN}, {{0, 2, EntityType::Place}});
    tidy_names({"Oslo", "\U0001F600"}, s);
    EXPECT_EQ(s.entities, (std::vector<Entity>{{0, 1, EntityType::Place}}));
}

TEST(TidyNames, TakeInitialsInBracketsForTheBodyBeforeThem) {
    const std::vector<Upos> tags = {Upos::PROPN, Upos::PROPN, Upos::PROPN, Upos::PUNCT, Upos::PROPN, Upos::PUNCT};
    Sentence s = tagged(tags, {{0, 3, EntityType::Organization}});
    tidy_names({"Oslo", "Harbour", "Authority", "(", "OHA", ")"}, s);
    EXPECT_EQ(s.entities, (std::vector<Entity>{{0, 3, EntityType::Organization}, {4, 5, EntityType::Organization}}));
    Sentence other = tagged(tags, {{0, 3, EntityType::Organization}});
    tidy_names({"Oslo", "Harbour", "Authority", "(", "MAP", ")"}, other);
    EXPECT_EQ(other.entities.size(), 1U);
}

TEST(TidyNames, TakePrepositionsAndArticlesOffTheEnds) {
    Sentence s = tagged({Upos::DET, Upos::PROPN, Upos::ADP}, {{0, 3, EntityType::Place}});
    tidy_names({"the", "Alps", "of"}, s);
    EXPECT_EQ(s.entities, (std::vector<Entity>{{1, 2, EntityType::Place}}));
}

}  // namespace
}  // namespace annalist::text

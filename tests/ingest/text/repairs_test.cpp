#include "ingest/text/repairs.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace annalist::text {
namespace {

struct Word {
    std::string_view form, lemma, xpos, deprel;
    std::int32_t head;
    Upos upos;
};

/// "head:relation" of each word after the repair.
std::vector<std::string> repaired(const std::vector<Word>& given) {
    Sentence sentence;
    std::vector<std::string_view> words;
    for (const Word& word : given) {
        Token token;
        token.lemma = word.lemma;
        token.xpos = word.xpos;
        token.deprel = word.deprel;
        token.head = word.head;
        token.upos = word.upos;
        sentence.tokens.push_back(token);
        words.push_back(word.form);
    }
    repair_parse(words, sentence);
    std::vector<std::string> out;
    for (const Token& token : sentence.tokens) out.push_back(std::to_string(token.head) + ":" + std::string(token.deprel));
    return out;
}

TEST(Repairs, AFiniteVerbIsNotCoordinatedWithAnInfinitive) {
    // They urged him to wait and left
    const auto out = repaired({{"They", "they", "PRP", "nsubj", 1, Upos::PRON},
                               {"urged", "urge", "VBD", "root", -1, Upos::VERB},
                               {"him", "he", "PRP", "obj", 1, Upos::PRON},
                               {"to", "to", "TO", "mark", 4, Upos::PART},
                               {"wait", "wait", "VB", "xcomp", 1, Upos::VERB},
                               {"and", "and", "CC", "cc", 6, Upos::CCONJ},
                               {"left", "leave", "VBD", "conj", 4, Upos::VERB}});
    EXPECT_EQ(out[6], "1:conj");
    EXPECT_EQ(out[4], "1:xcomp");
}

TEST(Repairs, TwoInfinitivesStayTogether) {
    const auto out = repaired({{"They", "they", "PRP", "nsubj", 1, Upos::PRON},
                               {"wanted", "want", "VBD", "root", -1, Upos::VERB},
                               {"to", "to", "TO", "mark", 3, Upos::PART},
                               {"wait", "wait", "VB", "xcomp", 1, Upos::VERB},
                               {"and", "and", "CC", "cc", 5, Upos::CCONJ},
                               {"see", "see", "VB", "conj", 3, Upos::VERB}});
    EXPECT_EQ(out[5], "3:conj");
}

TEST(Repairs, AWeekdayBetweenANameAndItsVerbIsWhen) {
    const auto out = repaired({{"Upper", "Upper", "NNP", "compound", 2, Upos::PROPN},
                               {"Volta", "Volta", "NNP", "compound", 2, Upos::PROPN},
                               {"Monday", "Monday", "NNP", "nsubj", 3, Upos::PROPN},
                               {"signed", "sign", "VBD", "root", -1, Upos::VERB}});
    EXPECT_EQ(out[0], "1:compound");
    EXPECT_EQ(out[1], "3:nsubj");
    EXPECT_EQ(out[2], "3:obl:unmarked");
}

TEST(Repairs, AWeekdayMayBeASubject) {
    const auto out = repaired({{"Monday", "Monday", "NNP", "nsubj", 1, Upos::PROPN},
                               {"brought", "bring", "VBD", "root", -1, Upos::VERB},
                               {"rain", "rain", "NN", "obj", 1, Upos::NOUN}});
    EXPECT_EQ(out[0], "1:nsubj");
}

TEST(Repairs, AVisitingEnvoyIsDescribedByTheWord) {
    const auto out = repaired({{"She", "she", "PRP", "nsubj", 1, Upos::PRON},
                               {"told", "tell", "VBD", "root", -1, Upos::VERB},
                               {"visiting", "visit", "VBG", "xcomp", 1, Upos::VERB},
                               {"envoy", "envoy", "NN", "obj", 2, Upos::NOUN},
                               {"Ivanov", "Ivanov", "NNP", "appos", 3, Upos::PROPN}});
    EXPECT_EQ(out[2], "3:amod");
    EXPECT_EQ(out[3], "1:obj");
    EXPECT_EQ(out[4], "3:appos");
}

TEST(Repairs, ANounBeforeAVerbWithoutASubjectIsItsSubject) {
    // Talks will begin, he said
    const auto out = repaired({{"Talks", "talk", "NNS", "ccomp", 5, Upos::NOUN},
                               {"will", "will", "MD", "aux", 2, Upos::AUX},
                               {"begin", "begin", "VB", "ccomp", 5, Upos::VERB},
                               {",", ",", ",", "punct", 2, Upos::PUNCT},
                               {"he", "he", "PRP", "nsubj", 5, Upos::PRON},
                               {"said", "say", "VBD", "root", -1, Upos::VERB}});
    EXPECT_EQ(out[0], "2:nsubj");
    EXPECT_EQ(out[2], "5:ccomp");
}

TEST(Repairs, APluralTitleDescribesTheNamesBehindIt) {
    const auto twice = repaired({{"Presidents", "president", "NNS", "nsubj", 4, Upos::NOUN},
                                 {"Ross", "Ross", "NNP", "nsubj", 4, Upos::PROPN},
                                 {"and", "and", "CC", "cc", 3, Upos::CCONJ},
                                 {"Hill", "Hill", "NNP", "conj", 1, Upos::PROPN},
                                 {"met", "meet", "VBD", "root", -1, Upos::VERB}});
    EXPECT_EQ(twice[0], "1:nmod:desc");
    EXPECT_EQ(twice[1], "4:nsubj");
    const auto appos = repaired({{"talks", "talk", "NNS", "root", -1, Upos::NOUN},
                                 {"between", "between", "IN", "case", 3, Upos::ADP},
                                 {"former", "former", "JJ", "amod", 3, Upos::ADJ},
                                 {"presidents", "president", "NNS", "nmod", 0, Upos::NOUN},
                                 {"Ross", "Ross", "NNP", "appos", 3, Upos::PROPN},
                                 {"and", "and", "CC", "cc", 6, Upos::CCONJ},
                                 {"Hill", "Hill", "NNP", "conj", 4, Upos::PROPN}});
    EXPECT_EQ(appos[1], "4:case");
    EXPECT_EQ(appos[2], "3:amod");
    EXPECT_EQ(appos[3], "4:nmod:desc");
    EXPECT_EQ(appos[4], "0:nmod");
}

TEST(Repairs, ACommaJoinsTheSubjectsOfAHeadline) {
    const auto out = repaired({{"Ross", "Ross", "NNP", "vocative", 3, Upos::PROPN},
                               {",", ",", ",", "punct", 0, Upos::PUNCT},
                               {"Hill", "Hill", "NNP", "nsubj", 3, Upos::PROPN},
                               {"sign", "sign", "VBP", "root", -1, Upos::VERB},
                               {"treaty", "treaty", "NN", "obj", 3, Upos::NOUN}});
    EXPECT_EQ(out[0], "3:nsubj");
    EXPECT_EQ(out[2], "0:conj");
}

TEST(Repairs, WhatANameIsToDoIsThePredicateOfAHeadline) {
    const auto out = repaired({{"Ross", "Ross", "NNP", "root", -1, Upos::PROPN},
                               {"to", "to", "TO", "mark", 2, Upos::PART},
                               {"visit", "visit", "VB", "acl", 0, Upos::VERB},
                               {"Oslo", "Oslo", "NNP", "obj", 2, Upos::PROPN}});
    EXPECT_EQ(out[0], "2:nsubj");
    EXPECT_EQ(out[2], "-1:root");
}

TEST(Repairs, SomebodyWhoLikesVisitingIsLeftAlone) {
    const auto out = repaired({{"She", "she", "PRP", "nsubj", 1, Upos::PRON},
                               {"likes", "like", "VBZ", "root", -1, Upos::VERB},
                               {"visiting", "visit", "VBG", "xcomp", 1, Upos::VERB},
                               {"Paris", "Paris", "NNP", "obj", 2, Upos::PROPN}});
    EXPECT_EQ(out[2], "1:xcomp");
}

}  // namespace
}  // namespace annalist::text

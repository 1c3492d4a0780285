#include "ingest/text/sentences.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annalist::text {
namespace {

std::vector<std::string> sentences(std::string_view text) {
    std::vector<std::string> out;
    for (const RawSentence& s : split_sentences(text)) {
        out.emplace_back(text.substr(s.tokens.front().begin,
                                     s.tokens.back().end - s.tokens.front().begin));
    }
    return out;
}

using List = std::vector<std::string>;

TEST(SplitSentences, EndsAtFullStopsButNotAtAbbreviations) {
    EXPECT_EQ(sentences("Gen. J. R. Kim met U.S. envoy Wu in Jan. 1999. He left at 5 p.m. Monday."),
              (List{"Gen. J. R. Kim met U.S. envoy Wu in Jan. 1999.", "He left at 5 p.m. Monday."}));
}

TEST(SplitSentences, EndsBehindAnAbbreviationBeforeASentenceStarter) {
    EXPECT_EQ(sentences("It is based in the U.S. The firm, Acme Inc. of Ohio, grew."),
              (List{"It is based in the U.S.", "The firm, Acme Inc. of Ohio, grew."}));
}

TEST(SplitSentences, KeepsClosingQuotesWithTheirSentence) {
    EXPECT_EQ(sentences("\"We agree.\" He left. \"Why?\" she asked."),
              (List{"\"We agree.\"", "He left.", "\"Why?\" she asked."}));
}

TEST(SplitSentences, TakesABlankLineAsAnEndAfterAHeadline) {
    EXPECT_EQ(sentences("Ministers agree on fish\n\nThe ministers met\nin Rome on Monday."),
              (List{"Ministers agree on fish", "The ministers met\nin Rome on Monday."}));
}

TEST(SplitSentences, MakesADatelineASentenceOfItsOwn) {
    EXPECT_EQ(sentences("LAGOS, April 7 (Agency) - Two ministers met."),
              (List{"LAGOS, April 7 (Agency) -", "Two ministers met."}));
    EXPECT_EQ(sentences("Dublin (Agency) - Two ministers met."),
              (List{"Dublin (Agency) -", "Two ministers met."}));
    EXPECT_EQ(sentences("The minister - who was tired - left."),
              (List{"The minister - who was tired - left."}));
}

TEST(SplitSentences, StartsListItemsAnew) {
    EXPECT_EQ(sentences("They agreed:\n- to meet again\n- to trade more"),
              (List{"They agreed:", "- to meet again", "- to trade more"}));
}

TEST(SplitSentences, SetsAMessagesTimeStampApart) {
    EXPECT_EQ(sentences("Anna Lindholm 03/27/2001 01:58 PM Dear all, come."),
              (List{"Anna Lindholm", "03/27/2001 01:58 PM", "Dear all, come."}));
}

TEST(SplitSentences, KeepsReferencesWithTheSentenceTheySupport) {
    EXPECT_EQ(sentences("It fell in 1805. [19] Nobody saw it."),
              (List{"It fell in 1805. [19]", "Nobody saw it."}));
}

TEST(SplitSentences, KeepsDecimalsAndInitialsInside) {
    EXPECT_EQ(sentences("It fell 1.5 percent. Volume was 3.2 million."),
              (List{"It fell 1.5 percent.", "Volume was 3.2 million."}));
}

TEST(SplitSentences, CutsWhatIsTooLongAtClauseMarksAndSaysSo) {
    std::string text;
    for (int i = 0; i < 1200; ++i) text += "they met and talked, ";
    const auto got = split_sentences(text);
    ASSERT_GT(got.size(), 30U);
    for (const RawSentence& s : got) {
        EXPECT_TRUE(s.split);
        EXPECT_LE(s.tokens.size(), kLongestSentence);
    }
    EXPECT_EQ(got[0].tokens.back().in(text), ",");
}

TEST(SplitSentences, EndsBeforeALowerCaseSpeaker) {
    EXPECT_EQ(sentences("They flew to Bergen. i stayed."), (List{"They flew to Bergen.", "i stayed."}));
    EXPECT_EQ(sentences("The firm Yahoo. com grew."), (List{"The firm Yahoo. com grew."}));
}

TEST(SplitSentences, GivesNothingForNothing) {
    EXPECT_TRUE(split_sentences("").empty());
    EXPECT_TRUE(split_sentences(" \n\t\n").empty());
}

}  // namespace
}  // namespace annalist::text

#include "ingest/text/tokenize.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace annalist::text {
namespace {

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    for (const RawToken& t : tokenize(text)) out.emplace_back(t.span.in(text));
    return out;
}

using Words = std::vector<std::string>;

TEST(Tokenize, CutsCliticsAsTreebanksDo) {
    EXPECT_EQ(words("They don't know Iran's plan."),
              (Words{"They", "do", "n't", "know", "Iran", "'s", "plan", "."}));
    EXPECT_EQ(words("We cannot say we'll go; the ministers' plane left."),
              (Words{"We", "can", "not", "say", "we", "'ll", "go", ";", "the", "ministers", "'",
                     "plane", "left", "."}));
    EXPECT_EQ(words("It isn\u2019t so"), (Words{"It", "is", "n\u2019t", "so"}));
}

TEST(Tokenize, CutsItsForItIsOnlyBeforeWordsThatFollowNoPossessive) {
    EXPECT_EQ(words("its a pity its bridge fell"),
              (Words{"it", "s", "a", "pity", "its", "bridge", "fell"}));
    EXPECT_EQ(words("its so-called truce and its A-1 rating"),
              (Words{"its", "so", "-", "called", "truce", "and", "its", "A", "-", "1", "rating"}));
}

TEST(Tokenize, KeepsNamesWithApostrophesWhole) {
    EXPECT_EQ(words("O'Neill said at six o'clock in the 1990's"),
              (Words{"O'Neill", "said", "at", "six", "o'clock", "in", "the", "1990's"}));
}

TEST(Tokenize, KeepsAbbreviationsAndInitialsWithTheirPoint) {
    EXPECT_EQ(words("U.S. Gen. J. Smith met Mr. Wu in Jan."),
              (Words{"U.S.", "Gen.", "J.", "Smith", "met", "Mr.", "Wu", "in", "Jan."}));
    EXPECT_EQ(words("They sat."), (Words{"They", "sat", "."}));
}

TEST(Tokenize, CutsHyphensButNotAfterBoundPrefixes) {
    EXPECT_EQ(words("well-known U.S.-led re-election anti-tank"),
              (Words{"well", "-", "known", "U.S.", "-", "led", "re-election", "anti-tank"}));
    EXPECT_EQ(words("555-1234 and 2003-03-20 and 5-10"),
              (Words{"555-1234", "and", "2003-03-20", "and", "5", "-", "10"}));
}

TEST(Tokenize, SetsCurrencyPercentAndUnitsApart) {
    EXPECT_EQ(words("It rose 3.5% to $1,200.50 (US$40m) by 5pm"),
              (Words{"It", "rose", "3.5", "%", "to", "$", "1,200.50", "(", "US$", "40", "m", ")",
                     "by", "5", "pm"}));
}

TEST(Tokenize, KeepsAddressesWhole) {
    EXPECT_EQ(words("See http://a.example/b-c?d=1, or mail x.y@z.example."),
              (Words{"See", "http://a.example/b-c?d=1", ",", "or", "mail", "x.y@z.example", "."}));
}

TEST(Tokenize, TakesQuotesDashesAndEllipsesAsMarks) {
    EXPECT_EQ(words("\"Well ...\" -- he said\u2014twice"),
              (Words{"\"", "Well", "...", "\"", "--", "he", "said", "\u2014", "twice"}));
}

TEST(Tokenize, CoversEveryByteThatIsNotSpaceWhateverTheBytes) {
    std::string text = "caf\xC3\xA9 \xFF\xFE ok \xE2\x82 \xF0\x9F\x98\x80! \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D a\x01" "b <br>";
    std::size_t at = 0;
    for (const RawToken& t : tokenize(text)) {
        ASSERT_LE(at, t.span.begin);
        for (; at < t.span.begin; ++at) EXPECT_LE(static_cast<unsigned char>(text[at]), 0x20);
        at = t.span.end;
    }
    EXPECT_EQ(at, text.size());
}

TEST(Tokenize, CutsRunsWithoutSpaces) {
    const std::string text(100000, 'a');
    for (const RawToken& t : tokenize(text)) EXPECT_LE(t.span.size(), 4100U);
}

TEST(AbbreviationOf, TellsTitlesInitialsAndOthers) {
    EXPECT_EQ(abbreviation_of("Gen."), Abbreviation::Title);
    EXPECT_EQ(abbreviation_of("J."), Abbreviation::Initial);
    EXPECT_EQ(abbreviation_of("p.m."), Abbreviation::Other);
    EXPECT_EQ(abbreviation_of("Co."), Abbreviation::Other);
    EXPECT_EQ(abbreviation_of("co."), Abbreviation::None);
    EXPECT_EQ(abbreviation_of("table."), Abbreviation::None);
}

}  // namespace
}  // namespace annalist::text

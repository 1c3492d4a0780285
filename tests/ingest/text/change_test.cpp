#include "ingest/text/change.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "ingest/text/analyzer.hpp"
#include "ingest/text/notes.hpp"

namespace annalist::text {
namespace {

const Analyzer& analyzer() {
    static const auto loaded = Analyzer::load(default_model_path());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

std::vector<Change> changes(const std::string& text) {
    std::vector<Change> out;
    for (const Sentence& s : analyzer().analyze(text)) {
        for (Change& c : find_changes(text, s, find_quantities(text, s))) out.push_back(std::move(c));
    }
    return out;
}

TEST(Changes, HaveAnAmountAnEndAndABasis) {
    const auto got = changes("Exports rose by nearly 8.3 percent from a year earlier to 27.2 billion dollars.");
    ASSERT_EQ(got.size(), 1U);
    EXPECT_EQ(got[0].direction, 1);
    ASSERT_TRUE(got[0].by && got[0].to && got[0].comparison);
    EXPECT_DOUBLE_EQ(got[0].by->value, 8.3);
    EXPECT_EQ(got[0].by->hedge, Hedge::Nearly);
    EXPECT_DOUBLE_EQ(got[0].to->value, 27.2e9);
    EXPECT_FALSE(got[0].from);
    EXPECT_EQ(got[0].comparison->basis, "year-on-year");
}

TEST(Changes, BothEndsShareTheScaleAndUnitOfTheSecond) {
    const auto got = changes("Imports fell from 40 to 35 billion euros.");
    ASSERT_EQ(got.size(), 1U);
    EXPECT_EQ(got[0].direction, -1);
    ASSERT_TRUE(got[0].from && got[0].to);
    EXPECT_DOUBLE_EQ(got[0].from->value, 40e9);
    EXPECT_EQ(got[0].from->unit, "EUR");
    EXPECT_DOUBLE_EQ(got[0].to->value, 35e9);
}

TEST(Changes, AreAlsoSaidByNounsAndComparatives) {
    const auto rise = changes("An 8 percent rise in output is expected.");
    ASSERT_EQ(rise.size(), 1U);
    EXPECT_DOUBLE_EQ(rise[0].by->value, 8);
    const auto higher = changes("Sales were 29 percent higher than last year.");
    ASSERT_EQ(higher.size(), 1U);
    EXPECT_EQ(higher[0].direction, 1);
    ASSERT_TRUE(higher[0].comparison);
    EXPECT_EQ(higher[0].comparison->basis, "year-on-year");
}

TEST(Changes, PointsAndPercentKeepTheirPlaces) {
    const auto got = changes("Unemployment declined 0.4 percentage points to 5.1 percent in May.");
    ASSERT_EQ(got.size(), 1U);
    ASSERT_TRUE(got[0].by && got[0].to);
    EXPECT_EQ(got[0].by->unit, "pp");
    EXPECT_EQ(got[0].to->unit, "%");
}

TEST(Changes, AnAmountThatMovesNothingIsNone) {
    EXPECT_TRUE(changes("The company has 40 percent of the market.").empty());
    EXPECT_TRUE(changes("Prices rose again.").empty());
}

std::string comparison(const std::string& text) {
    const auto sentences = analyzer().analyze(text);
    const auto got = find_comparison(text, sentences.at(0));
    return got ? got->basis + "|" + std::string(got->words.in(text)) : "none";
}

TEST(Comparisons, AreReadFromTheirWords) {
    EXPECT_EQ(comparison("Trade grew 12 percent year-on-year."), "year-on-year|year-on-year");
    EXPECT_EQ(comparison("Trade grew against the previous month."), "month-on-month|the previous month");
    EXPECT_EQ(comparison("Trade grew compared with March."), "|compared with March");
    EXPECT_EQ(comparison("Trade grew from 2014 on."), "|from 2014");
    EXPECT_EQ(comparison("Trade grew in March."), "none");
}

TEST(Notes, SayRolesQuantitiesAndChangesOnCommentLines) {
    const std::string text = "Exports fell from 3 percent to 2 percent.";
    const auto sentences = analyzer().analyze(text);
    EXPECT_EQ(notes_of(text, sentences.at(0), {}),
              "# quantity 4-5 = 3 %\n# quantity 7-8 = 2 %\n# change 2 = down from 3 %, to 2 %\n");
}

}  // namespace
}  // namespace annalist::text

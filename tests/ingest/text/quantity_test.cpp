#include "ingest/text/quantity.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "ingest/text/analyzer.hpp"

namespace annalist::text {
namespace {

std::vector<Quantity> quantities(const std::string& text) {
    static const auto analyzer = Analyzer::load(default_model_path());
    if (!analyzer) throw std::runtime_error(analyzer.error().message);
    std::vector<Quantity> found;
    for (const Sentence& sentence : analyzer->analyze(text))
        for (const Quantity& quantity : find_quantities(text, sentence)) found.push_back(quantity);
    return found;
}

struct Expected {
    const char* text;
    double value;
    const char* unit;
};

class Quantities : public testing::TestWithParam<Expected> {};

TEST_P(Quantities, AreReadInPlainUnits) {
    const auto found = quantities(GetParam().text);
    ASSERT_EQ(found.size(), 1u) << GetParam().text;
    EXPECT_NEAR(found[0].value, GetParam().value, 1e-6 * GetParam().value) << GetParam().text;
    EXPECT_EQ(found[0].unit, GetParam().unit) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Forms, Quantities,
                         testing::Values(Expected{"Trade was worth 27.2 billion dollars.", 27.2e9, "USD"},
                                         Expected{"Exports rose 8.3 percent.", 8.3, "%"},
                                         Expected{"They agreed on a loan of $1.5bn.", 1.5e9, "USD"},
                                         Expected{"It gave A$418 million in aid.", 418e6, "AUD"},
                                         Expected{"Imports reached five billion yen.", 5e9, "JPY"},
                                         Expected{"It sold 120,000 tonnes of wheat.", 120000, "t"},
                                         Expected{"Output fell to 7,000 barrels per day.", 7000, "bbl/d"},
                                         Expected{"Sales came to 436 mln dlrs.", 436e6, "USD"}));

TEST(Quantities, RangesHaveTwoEnds) {
    const auto found = quantities("Purchases of $40-50 billion are planned.");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_DOUBLE_EQ(found[0].value, 40e9);
    ASSERT_TRUE(found[0].high);
    EXPECT_DOUBLE_EQ(*found[0].high, 50e9);
}

TEST(Quantities, HedgesAreKept) {
    const auto more = quantities("It spent more than $3 million.");
    ASSERT_EQ(more.size(), 1u);
    EXPECT_EQ(more[0].hedge, Hedge::MoreThan);
}

TEST(Quantities, RangesInWordsAreOneQuantity) {
    const auto found = quantities("Growth of between 3 and 4 percent is likely.");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_DOUBLE_EQ(found[0].value, 3);
    ASSERT_TRUE(found[0].high);
    EXPECT_DOUBLE_EQ(*found[0].high, 4);
}

TEST(Quantities, HedgesKeepTheirSide) {
    const std::pair<const char*, Hedge> cases[] = {
        {"It spent nearly $3 million.", Hedge::Nearly},         {"It spent about $3 million.", Hedge::About},
        {"It spent at least $3 million.", Hedge::AtLeast},      {"It spent up to $3 million.", Hedge::AtMost},
        {"It spent no more than $3 million.", Hedge::AtMost},   {"It spent less than $3 million.", Hedge::LessThan},
        {"It spent $3 million or more.", Hedge::AtLeast},       {"It spent $3 million.", Hedge::None}};
    for (const auto& [text, hedge] : cases) {
        const auto found = quantities(text);
        ASSERT_EQ(found.size(), 1u) << text;
        EXPECT_EQ(found[0].hedge, hedge) << text;
    }
}

TEST(Quantities, RatesSayWhatTheyAreCountedBy) {
    const auto yearly = quantities("Aid of $5 million a year was promised.");
    ASSERT_EQ(yearly.size(), 1u);
    EXPECT_EQ(yearly[0].per, "year");
    const auto price = quantities("Oil cost 70 dollars per barrel.");
    ASSERT_EQ(price.size(), 1u);
    EXPECT_EQ(price[0].per, "barrel");
    EXPECT_EQ(price[0].unit, "USD");
    const auto past = quantities("It paid $5 million a year ago.");
    ASSERT_EQ(past.size(), 1u);
    EXPECT_EQ(past[0].per, "");
}

TEST(Quantities, PointsAreNotPercent) {
    const auto found = quantities("Rates rose 25 basis points.");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].unit, "bp");
}

TEST(Quantities, PartsAreFractions) {
    const auto found = quantities("Two thirds of the members agreed.");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_NEAR(found[0].value, 2.0 / 3, 1e-9);
}

TEST(Quantities, YearsAndOrdinalsAreNone) {
    EXPECT_TRUE(quantities("The treaty of 2015 was the third.").empty());
}

}  // namespace
}  // namespace annalist::text

#include "ingest/extract/figures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "graph/time_span.hpp"
#include "ingest/pipeline.hpp"

namespace annalist::ingest {
namespace {

ArticleFacts read(std::string_view text) {
    static const auto pipeline = Pipeline::load();
    if (!pipeline) throw std::runtime_error(pipeline.error().message);
    Article article;
    article.text = text;
    article.published = *parse_iso_day("2010-03-03");
    article.id = article_id("", article.published, article.text);
    return pipeline->read(article);
}

/// The figure of this value; fails the test when there is none.
const Figure& figure_of(const ArticleFacts& facts, double value) {
    const auto at = std::ranges::find_if(facts.figures, [&](const Figure& f) { return f.value == value; });
    if (at == facts.figures.end()) throw std::runtime_error("no such figure");
    return *at;
}

std::set<std::string> states(const ArticleFacts& facts, const Figure& figure) {
    std::set<std::string> found;
    for (const ActorId party : figure.parties) found.insert(facts.actors[party.value - 1].country);
    return found;
}

TEST(Figures, TheCurrencyIsNoParty) {
    const auto facts = read("Bilateral trade between Brazil and Kenya reached 1.2 billion U.S. dollars in 2009.\n");
    EXPECT_EQ(states(facts, figure_of(facts, 1.2e9)), (std::set<std::string>{"BRA", "KEN"}));
}

TEST(Figures, ADealIsDatedByTheDayItWasSigned) {
    const auto facts = read("Chile and Norway signed a contract worth 40 million dollars on February 11, 2010.\n");
    const Figure& figure = figure_of(facts, 40e6);
    ASSERT_TRUE(figure.period);
    EXPECT_EQ(iso_day(figure.period->first), "2010-02-11");
}

TEST(Figures, TheFirstMonthsOfAYearAreItsPeriod) {
    const auto facts = read("Trade between Norway and Chile reached 300 million dollars in the first eight months of 2009.\n");
    const Figure& figure = figure_of(facts, 300e6);
    ASSERT_TRUE(figure.period);
    EXPECT_EQ(iso_day(figure.period->last), "2009-08-31");
}

TEST(Figures, PartiesAreThoseOfItsOwnClause) {
    const auto facts = read("Norway exported fish worth 300 million dollars to Chile in 2009 because Kenya has no fleet.\n");
    EXPECT_EQ(states(facts, figure_of(facts, 300e6)), (std::set<std::string>{"CHL", "NOR"}));
}

TEST(Figures, TheYearComparedWithIsNotThePeriod) {
    const auto facts = read("Trade between Norway and Chile in 2009 fell to 300 million dollars from the 2008 figure.\n");
    const Figure& figure = figure_of(facts, 300e6);
    ASSERT_TRUE(figure.period);
    EXPECT_EQ(iso_day(figure.period->first), "2009-01-01");
}

}  // namespace
}  // namespace annalist::ingest

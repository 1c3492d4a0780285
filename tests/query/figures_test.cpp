#include "query/figures.hpp"

#include "query/actors.hpp"
#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class FindFigures : public AnnalsTest {
protected:
    FigureAnswer answer(const Parameters& parameters) const {
        const auto query = parse_figure_query(parameters, *store);
        EXPECT_TRUE(query) << (query ? "" : query.error().message);
        if (!query) return {};
        const auto found = find_figures(*store, *query);
        EXPECT_TRUE(found) << (found ? "" : found.error().message);
        return found ? *found : FigureAnswer{};
    }
};

TEST_F(FindFigures, GivesSeriesWithTheSentence) {
    const FigureAnswer found = answer({{"indicator", "Trade"}});
    ASSERT_EQ(found.series.size(), 1U);
    const FigureSeries& series = found.series[0];
    EXPECT_EQ(series.indicator, "bilateral trade");
    ASSERT_EQ(series.parties.size(), 2U);
    EXPECT_EQ(series.basis, "year-on-year");
    ASSERT_EQ(series.points.size(), 1U);
    EXPECT_EQ(series.points[0].figure.change, 3.4);
    EXPECT_EQ(series.points[0].period, "2020-01-01/2020-03-31");
    ASSERT_EQ(series.points[0].sources.size(), 1U);
    EXPECT_EQ(series.points[0].sources[0].sentence,
              "In the first quarter bilateral trade of Russia and China grew again.");
}

TEST_F(FindFigures, FiltersByPartyCountryDaysAndKnowledge) {
    EXPECT_EQ(answer({{"actor", "China"}, {"country", "RUS"}}).figures, 1U);
    EXPECT_EQ(answer({{"actor", "Italy"}}).figures, 0U);
    EXPECT_EQ(answer({{"from", "2020-03-31"}, {"to", "2020-03-31"}}).figures, 1U);
    EXPECT_EQ(answer({{"from", "2020-04"}}).figures, 0U);
    EXPECT_EQ(answer({{"as-known-on", "2020-07-23"}}).figures, 0U);
    EXPECT_EQ(answer({{"as-known-on", "2020-07-24"}}).figures, 1U);
    EXPECT_EQ(answer({{"indicator", "inflation"}}).figures, 0U);
}

TEST_F(FindFigures, FiguresOfTheSameThingMakeOneSeriesByPeriod) {
    Figure trade;
    trade.indicator = "bilateral trade";
    trade.unit = "%";
    trade.basis = "year-on-year";
    trade.change = -1.5;
    trade.period = TimeSpan{day("2019-10-01"), day("2019-12-31"), Granularity::Quarter};
    TestArticle article("Evening Post", "2020-12-02", "Numbers", "Earlier bilateral trade fell.");
    article.figure(trade, {"country:RUS", "country:CHN"});
    ASSERT_TRUE(store->put(article.facts()));
    const FigureAnswer found = answer({});
    ASSERT_EQ(found.series.size(), 1U);
    ASSERT_EQ(found.series[0].points.size(), 2U);
    EXPECT_EQ(found.series[0].points[0].figure.change, -1.5);
    const FigureAnswer one = answer({{"limit", "1"}});
    EXPECT_EQ(one.figures, 1U);
    EXPECT_TRUE(one.more);
}

/// Trade of Russia and China in 2019, as an article of that day and publisher has it.
TestArticle trade_in_2019(const std::string& publisher, const std::string& day, double value) {
    Figure trade;
    trade.indicator = "Bilateral trade";
    trade.unit = "USD";
    trade.value = value;
    trade.period = TimeSpan{query_test::day("2019-01-01"), query_test::day("2019-12-31"), Granularity::Year};
    TestArticle article(publisher, day, "Numbers of " + publisher, "Bilateral trade was as the customs say.");
    article.figure(trade, {"country:RUS", "country:CHN"});
    return article;
}

TEST_F(FindFigures, TheSameOfTwoArticlesIsOneWithTwoSources) {
    ASSERT_TRUE(store->put(trade_in_2019("Evening Post", "2020-12-02", 110.8e9).facts()));
    ASSERT_TRUE(store->put(trade_in_2019("Morning Post", "2020-12-01", 110.8e9).facts()));
    ASSERT_TRUE(store->put(trade_in_2019("Noon Post", "2020-12-03", 98e9).facts()));
    const FigureAnswer found = answer({{"to", "2019"}});
    EXPECT_EQ(found.figures, 2U);
    ASSERT_EQ(found.series.size(), 1U);
    ASSERT_EQ(found.series[0].points.size(), 2U);
    const FigurePoint& point = found.series[0].points[0];
    ASSERT_EQ(point.sources.size(), 2U);
    EXPECT_EQ(point.sources[0].publisher, "Morning Post");
    EXPECT_EQ(point.figure.known, day("2020-12-01"));
    EXPECT_TRUE(point.contradicted);
    EXPECT_EQ(found.series[0].points[1].figure.value, 98e9);
    EXPECT_EQ(answer({{"to", "2019"}, {"as-known-on", "2020-12-01"}}).series[0].points[0].sources.size(), 1U);
    EXPECT_EQ(answer({{"to", "2019"}, {"min-confidence", "0.7"}}).figures, 1U) << "two are surer than one";
}

TEST_F(FindFigures, ALimitCountsFiguresAndNotClaims) {
    for (int i = 1; i <= 9; ++i)
        ASSERT_TRUE(store->put(trade_in_2019("Post " + std::to_string(i), "2020-12-0" + std::to_string(i), 110.8e9).facts()));
    const FigureAnswer one = answer({{"limit", "1"}});
    EXPECT_EQ(one.figures, 1U);
    EXPECT_TRUE(one.more) << "the small annals have one of 2020";
    EXPECT_EQ(one.series[0].points[0].sources.size(), 9U);
    EXPECT_FALSE(answer({{"limit", "2"}}).more);
}

using Profile = AnnalsTest;

TEST_F(Profile, TellsRolesDaysAndPartners) {
    const auto profile = actor_profile(*store, "Gryzlov");
    ASSERT_TRUE(profile);
    ASSERT_EQ(profile->roles.size(), 1U);
    EXPECT_EQ(profile->roles[0].role, "chairman");
    EXPECT_EQ(profile->roles[0].body, "United Russia");
    EXPECT_EQ(profile->events, 1U);
    EXPECT_EQ(profile->first_seen, "2020-07-23");
    ASSERT_EQ(profile->partners.size(), 1U);
    EXPECT_EQ(profile->partners[0].b.name, "Song Tao");
}

TEST_F(Profile, SomebodyWithoutEventsHasNoDays) {
    const auto profile = actor_profile(*store, "Wang Yang");
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->events, 0U);
    EXPECT_EQ(profile->first_seen, "");
    EXPECT_TRUE(profile->partners.empty());
}

TEST_F(Profile, ActorsAreListedByTheBeginningOfTheirNames) {
    const auto actors = find_actors(*store, "wang y", 10);
    ASSERT_TRUE(actors);
    ASSERT_EQ(actors->size(), 2U);
    EXPECT_EQ(actors->at(0).name, "Wang Yang");
    EXPECT_EQ(find_actors(*store, "", 3)->size(), 3U);
    EXPECT_TRUE(find_actors(*store, "zz", 3)->empty());
}

}  // namespace
}  // namespace annalist::query

#include "graph/figure.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace annalist {
namespace {

using date::sys_days;
using date::literals::operator""_y;

const sys_days kMay = 2020_y / 5 / 4;

/// Trade of two parties in 2019, in dollars, in an article of its own.
Figure trade(std::uint64_t article, double value, int days_later = 0) {
    Figure figure;
    figure.article = {article};
    figure.indicator = "bilateral trade";
    figure.parties = {{1}, {2}};
    figure.unit = "USD";
    figure.value = value;
    figure.period = TimeSpan{2019_y / 1 / 1, 2019_y / 12 / 31, Granularity::Year};
    figure.known = kMay + date::days{days_later};
    return figure;
}

Figure without_period(Figure figure) {
    figure.period.reset();
    return figure;
}

std::vector<std::vector<std::uint64_t>> articles(const std::vector<ReportedFigure>& figures) {
    std::vector<std::vector<std::uint64_t>> all;
    for (const ReportedFigure& figure : figures) {
        all.emplace_back();
        for (const Figure& claim : figure.claims) all.back().push_back(claim.article.value);
    }
    return all;
}

using Articles = std::vector<std::vector<std::uint64_t>>;

TEST(BringTogether, OneFigureOfTwoArticlesHasTwoClaims) {
    const auto figures = bring_together({trade(8, 27.2e9, 90), trade(3, 27.2e9)});
    ASSERT_EQ(articles(figures), (Articles{{3, 8}}));
    EXPECT_EQ(figures[0].figure.known, kMay);
    EXPECT_DOUBLE_EQ(figures[0].figure.confidence, 0.75) << "two halves";
    EXPECT_FALSE(figures[0].contradicted);
}

TEST(BringTogether, TwoClaimsOfOneArticleAreNoSurer) {
    EXPECT_DOUBLE_EQ(bring_together({trade(3, 27.2e9), trade(3, 27.2e9)})[0].figure.confidence, 0.5);
}

TEST(BringTogether, OtherAmountsStaySideBySideAndAreMarked) {
    const auto figures = bring_together({trade(3, 27.2e9), trade(4, 25.5e9)});
    EXPECT_EQ(articles(figures), (Articles{{3}, {4}}));
    EXPECT_TRUE(figures[0].contradicted);
    EXPECT_TRUE(figures[1].contradicted);
}

TEST(BringTogether, ARoundedAmountIsTheOneThatRoundsToIt) {
    const auto figures = bring_together({trade(3, 27e9), trade(4, 27.2e9), trade(5, 27.19e9)});
    ASSERT_EQ(articles(figures), (Articles{{3, 4, 5}}));
    EXPECT_EQ(figures[0].figure.value, 27.19e9);
}

TEST(BringTogether, ARoundedAmountOfTwoThatRoundToItIsNeither) {
    EXPECT_EQ(bring_together({trade(3, 27e9), trade(4, 27.2e9), trade(5, 26.9e9)}).size(), 3U);
    EXPECT_EQ(bring_together({trade(3, 3e9), trade(4, 3.4e9)}).size(), 2U) << "one digit says too little";
}

TEST(BringTogether, AnotherPartyUnitPeriodBasisOrDirectionIsAnotherFigure) {
    const auto changed = [](auto change) {
        Figure rise = trade(3, 0), other = trade(4, 0);
        for (Figure* figure : {&rise, &other}) {
            figure->value.reset();
            figure->change = 4.5;
        }
        change(other);
        const auto figures = bring_together({rise, other});
        EXPECT_EQ(figures.size(), 2U);
        return figures.front().contradicted;
    };
    EXPECT_FALSE(changed([](Figure& f) { f.parties = {{1}, {3}}; }));
    EXPECT_FALSE(changed([](Figure& f) { f.unit = "EUR"; }));
    EXPECT_FALSE(changed([](Figure& f) { f.period->last -= date::days{1}; }));
    EXPECT_FALSE(changed([](Figure& f) { f.period.reset(); }));
    EXPECT_FALSE(changed([](Figure& f) { f.basis = "year-on-year"; }));
    EXPECT_FALSE(changed([](Figure& f) { f.indicator = "trade"; }));
    EXPECT_TRUE(changed([](Figure& f) { f.change = -4.5; }));
}

TEST(BringTogether, WithoutAPeriodClaimsOfOneWeekAreOne) {
    EXPECT_EQ(articles(bring_together({without_period(trade(3, 1e9)), without_period(trade(4, 1e9, 7)),
                                       without_period(trade(5, 1e9, 8))})),
              (Articles{{3, 4}, {5}}));
}

TEST(BringTogether, TheOrderOfClaimsDoesNotMatter) {
    std::vector<Figure> claims;
    for (std::uint64_t i = 0; i < 7; ++i) {
        const double values[] = {27e9, 27.2e9, 27.19e9, 26.4e9};
        claims.push_back(trade(i, values[i % 4], static_cast<int>(i) * 3));
        if (i % 2 == 0) claims.back() = without_period(claims.back());
    }
    const auto first = bring_together(claims);
    for (int turn = 0; turn < 40; ++turn) {
        std::ranges::rotate(claims, claims.begin() + 1 + turn % 3);
        std::swap(claims[0], claims[turn % 7]);
        const auto again = bring_together(claims);
        ASSERT_EQ(articles(again), articles(first));
        for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(again[i].figure, first[i].figure);
    }
}

TEST(BringTogether, NothingComesOfNothing) { EXPECT_TRUE(bring_together({}).empty()); }

}  // namespace
}  // namespace annalist

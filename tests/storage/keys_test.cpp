#include "storage/keys.hpp"

#include <gtest/gtest.h>

#include <random>
#include <tuple>

#include "sample_facts.hpp"

namespace annalist::storage {
namespace {

class Draw {
public:
    date::sys_days day() {
        return date::sys_days{date::days{static_cast<int>(random_() % 2'000'000) - 1'000'000}};
    }
    TimeSpan span() {
        static constexpr int kLengths[] = {0,  1,   6,   7,    30,   31,    91,
                                           92, 365, 366, 3652, 3653, 90'000};
        const date::sys_days first = day();
        return {first, first + date::days{kLengths[random_() % 13]}, Granularity::Days};
    }
    std::uint64_t number() { return random_(); }

private:
    std::mt19937_64 random_{7};
};

TEST(Keys, OrderOfBytesIsOrderOfDaysBeforeAndAfter1970) {
    Draw draw;
    for (int i = 0; i < 10'000; ++i) {
        const date::sys_days a = draw.day(), b = draw.day();
        EXPECT_EQ(a < b, article_day_key(a, {1}) < article_day_key(b, {1}));
    }
    EXPECT_LT(article_day_key(day("1969-12-31"), {9}), article_day_key(day("1970-01-01"), {1}));
    EXPECT_LT(article_day_key(date::sys_days::min(), {1}),
              article_day_key(date::sys_days::max(), {1}));
}

TEST(Keys, WithinABucketOrderIsFirstDayThenLastDayDescendingThenId) {
    Draw draw;
    for (int i = 0; i < 10'000; ++i) {
        TimeSpan a = draw.span(), b = draw.span();
        if (i % 2 == 0) b.first = a.first, b.last = std::max(b.last, b.first);
        if (bucket_of(a) != bucket_of(b)) continue;
        const EventId x{draw.number()}, y{draw.number()};
        const bool before = std::tie(a.first, b.last, x) < std::tie(b.first, a.last, y);
        EXPECT_EQ(before, span_key("p", a, x) < span_key("p", b, y));
    }
}

TEST(Keys, ASpanKeySaysWhatItWasMadeOf) {
    Draw draw;
    for (int i = 0; i < 10'000; ++i) {
        const TimeSpan span = draw.span();
        const auto event = parse_span_key(span_key("four", span, EventId{draw.number()}), 4);
        ASSERT_TRUE(event);
        EXPECT_EQ(event->first, span.first);
        EXPECT_EQ(event->last, span.last);
        const ArticleId article{draw.number()};
        const auto figure = parse_span_key(span_key("", span, article, 17), 0);
        ASSERT_TRUE(figure);
        EXPECT_EQ(figure->id, article.value);
        EXPECT_EQ(figure->ordinal, 17U);
    }
}

TEST(Keys, ASpanKeyInTheWrongBucketOrCutShortIsNone) {
    std::string key = span_key("", TimeSpan::day(day("2019-03-06")), EventId{5});
    EXPECT_TRUE(parse_span_key(key, 0));
    EXPECT_FALSE(parse_span_key(std::string_view(key).substr(0, key.size() - 1), 0));
    EXPECT_FALSE(parse_span_key(key + "x", 0));
    EXPECT_FALSE(parse_span_key("", 0));
    key[0] = static_cast<char>(Bucket::Week);
    EXPECT_FALSE(parse_span_key(key, 0));
}

TEST(Keys, TheBucketFollowsFromTheNumberOfDays) {
    const auto bucket = [](int length) {
        return bucket_of(
            {date::sys_days{}, date::sys_days{date::days{length - 1}}, Granularity::Year});
    };
    EXPECT_EQ(bucket(1), Bucket::Day);
    EXPECT_EQ(bucket(2), Bucket::Week);
    EXPECT_EQ(bucket(7), Bucket::Week);
    EXPECT_EQ(bucket(8), Bucket::Month);
    EXPECT_EQ(bucket(31), Bucket::Month);
    EXPECT_EQ(bucket(32), Bucket::Quarter);
    EXPECT_EQ(bucket(92), Bucket::Quarter);
    EXPECT_EQ(bucket(93), Bucket::Year);
    EXPECT_EQ(bucket(366), Bucket::Year);
    EXPECT_EQ(bucket(367), Bucket::Decade);
    EXPECT_EQ(bucket(3653), Bucket::Decade);
    EXPECT_EQ(bucket(3654), Bucket::Longer);
    EXPECT_EQ(bucket_of({date::sys_days::min(), date::sys_days::max(), Granularity::Longer}),
              Bucket::Longer);
}

TEST(Keys, TheBoundsOfABucketHoldWhateverOverlapsTheRange) {
    Draw draw;
    for (int i = 0; i < 20'000; ++i) {
        const TimeSpan span = draw.span();
        // A range near the span, so that they often touch.
        const date::sys_days from =
            span.first + date::days{static_cast<int>(draw.number() % 200) - 100};
        const DayRange days{from, from + date::days{static_cast<int>(draw.number() % 50)}};
        const std::string key = span_key("p", span, EventId{draw.number()});
        const bool inside = span_begin("p", bucket_of(span), days) <= key &&
                            key < span_end("p", bucket_of(span), days);
        if (days.overlaps(span)) {
            EXPECT_TRUE(inside);
        }
        // At most one bucket length is read in vain.
        const auto bound = longest(bucket_of(span));
        if (inside && bound) {
            EXPECT_GT(span.first + date::days{*bound}, days.first);
        }
    }
}

TEST(Keys, AnOpenRangeHoldsEveryKeyOfTheBucket) {
    const TimeSpan all{date::sys_days::min(), date::sys_days::max(), Granularity::Longer};
    const std::string key = span_key("p", all, EventId{UINT64_MAX});
    EXPECT_LE(span_begin("p", Bucket::Longer, {}), key);
    EXPECT_LT(key, span_end("p", Bucket::Longer, {}));
    const std::string last =
        span_key("p", TimeSpan::day(date::sys_days::max()), EventId{UINT64_MAX});
    EXPECT_LT(last, span_end("p", Bucket::Day, {}));
}

TEST(Keys, APairHasOneKeyInEitherOrder) {
    EXPECT_EQ(pair_key({1}, {2}), pair_key({2}, {1}));
    EXPECT_NE(pair_key({1}, {2}), pair_key({1}, {3}));
    EXPECT_LT(pair_key({255}, {1}), pair_key({256}, {255}));
}

TEST(Keys, ACountKeySaysMonthAndTypeAlsoBeforeTheYearZero) {
    for (const int year : {-32767, -1, 0, 1, 1969, 2019, 32767})
        for (unsigned month = 1; month <= 12; ++month) {
            const date::year_month when = date::year{year} / date::month{month};
            const auto count = parse_count(count_key({1}, {2}, when, EventType::Aid), 8);
            ASSERT_TRUE(count);
            EXPECT_EQ(count->month, when);
            EXPECT_EQ(count->type, EventType::Aid);
        }
    EXPECT_LT(count_key({1}, {2}, date::year{-1} / 12, EventType::Aid),
              count_key({1}, {2}, date::year{0} / 1, EventType::Agree));
}

TEST(Keys, WhatIsBehindAPrefixIsBehindAllThatBeginsWithIt) {
    EXPECT_EQ(behind("ab"), "ac");
    EXPECT_EQ(behind("a\xff"), "b");
    EXPECT_EQ(behind("\xff\xff"), "");
    EXPECT_EQ(behind(""), "");
}

}  // namespace
}  // namespace annalist::storage

#include "graph/article.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "graph/result.hpp"
#include "graph/text_span.hpp"
#include "graph/time_span.hpp"

namespace annalist {
namespace {

const date::sys_days kDay = parse_iso_day("2020-07-24").value();

// Stores and links name articles by it: another value would make every article new.
TEST(ArticleId, IsWhatItHasAlwaysBeen) {
    EXPECT_EQ(article_id("Title", kDay, "Text.").value, 0x5443fd1fd75b3860);
}

TEST(ArticleId, DiffersWithTitleDayOrText) {
    const std::set<std::uint64_t> ids{
        article_id("Title", kDay, "Text.").value,
        article_id("Title", kDay + date::days{1}, "Text.").value,
        article_id("Titel", kDay, "Text.").value,
        article_id("Title", kDay, "Text").value,
        article_id("", kDay, "").value,
    };
    EXPECT_EQ(ids.size(), 5U);
}

TEST(ArticleId, TellsTheEndOfTheTitleFromTheBeginningOfTheText) {
    EXPECT_NE(article_id("ab", kDay, "c"), article_id("a", kDay, "bc"));
}

TEST(TextSpan, IsHalfOpen) {
    const TextSpan span{3, 7};
    EXPECT_EQ(span.size(), 4U);
    EXPECT_EQ(span.in("to Geneva"), "Gene");
    EXPECT_TRUE(span.contains({3, 7}));
    EXPECT_FALSE(span.contains({3, 8}));
    EXPECT_TRUE(span.overlaps({6, 9}));
    EXPECT_FALSE(span.overlaps({7, 9})) << "they only touch";
    EXPECT_FALSE(span.overlaps({0, 3}));
    EXPECT_TRUE((TextSpan{5, 5}).empty());
}

Result<int> half(int number) {
    if (number % 2 != 0) return Error{ErrorCode::InvalidArgument, "odd"};
    return number / 2;
}

TEST(Result, IsAValueOrAnError) {
    const auto good = half(6);
    ASSERT_TRUE(good);
    EXPECT_EQ(*good, 3);
    const auto bad = half(7);
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error(), (Error{ErrorCode::InvalidArgument, "odd"}));
}

TEST(Result, HoldsWhatCanOnlyBeMoved) {
    Result<std::unique_ptr<int>> result(std::make_unique<int>(4));
    const std::unique_ptr<int> taken = *std::move(result);
    EXPECT_EQ(*taken, 4);
}

TEST(Result, OfNothingIsGoodUnlessGivenAnError) {
    EXPECT_TRUE(Result<void>());
    const Result<void> bad = Error{ErrorCode::Io, "gone"};
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().message, "gone");
}

TEST(ErrorCode, HasTheNameThatClientsRead) {
    EXPECT_STREQ(to_string(ErrorCode::InvalidArgument), "invalid_argument");
    EXPECT_STREQ(to_string(ErrorCode::NotFound), "not_found");
    EXPECT_STREQ(to_string(ErrorCode::Corruption), "corruption");
    EXPECT_STREQ(to_string(ErrorCode::Io), "io");
    EXPECT_STREQ(to_string(ErrorCode::Unsupported), "unsupported");
}

}  // namespace
}  // namespace annalist

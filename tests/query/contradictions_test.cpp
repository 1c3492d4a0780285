#include "query/contradictions.hpp"

#include <gtest/gtest.h>

namespace annalist::query {
namespace {

Mention report(std::uint64_t article, int day) {
    Mention m;
    m.article = {article};
    m.time.days = TimeSpan::day(date::sys_days{date::days{day}});
    m.time.basis = TimeBasis::Stated;
    m.known = date::sys_days{date::days{20'000 + static_cast<int>(article)}};
    return m;
}

TEST(Contradictions, ThereAreNoneWhereReportsAgree) {
    Mention assumed = report(3, 18'005);
    assumed.time.basis = TimeBasis::Published;
    EXPECT_TRUE(contradictions_of({report(1, 18'000), report(2, 18'000), assumed}).empty());
}

TEST(Contradictions, ListEachValueWithItsArticles) {
    std::vector<Mention> reports{report(3, 18'001), report(1, 18'000), report(2, 18'000)};
    reports[0].place.city = "Geneva";
    reports[1].place.city = "geneva";
    reports[2].place.city = "Vienna";
    reports[2].status = Status::Planned;
    const auto found = contradictions_of(reports);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0], (Contradiction{"days", {{"2019-04-14", {{1}, {2}}}, {"2019-04-15", {{3}}}}}));
    EXPECT_EQ(found[1], (Contradiction{"place", {{"geneva", {{1}, {3}}}, {"Vienna", {{2}}}}}));
    EXPECT_EQ(found[2], (Contradiction{"status", {{"occurred", {{1}, {3}}}, {"planned", {{2}}}}}));
}

}  // namespace
}  // namespace annalist::query

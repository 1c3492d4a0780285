#include "query/explain.hpp"

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;
using Explain = AnnalsTest;

TEST_F(Explain, ShowsEachReportWithItsWords) {
    const auto explanation = explain(*store, {kMoscow});
    ASSERT_TRUE(explanation);
    ASSERT_EQ(explanation->reports.size(), 2U);
    const Report& first = explanation->reports[0];
    EXPECT_EQ(first.publisher, "The Courier");
    EXPECT_EQ(first.published, day("2020-09-12"));
    EXPECT_EQ(first.sentence, "Sergei Lavrov and Wang Yi met in Moscow on Friday.");
    std::vector<std::string> marked;
    for (const Mark& mark : first.marks)
        marked.push_back(std::string{to_string(mark.kind)} + " " + std::string{mark.words.in(first.sentence)});
    EXPECT_EQ(marked, (std::vector<std::string>{"participant Sergei Lavrov", "participant Wang Yi",
                                                "trigger met", "time on Friday"}));
    EXPECT_EQ(first.marks[1].actor, "person:wang-yi");
    EXPECT_EQ(explanation->reports[1].publisher, "Evening Post");
    EXPECT_EQ(explanation->event.event.mentions, 2U);
}

TEST_F(Explain, NamesTheSpeaker) {
    const auto explanation = explain(*store, {kStatement});
    ASSERT_TRUE(explanation);
    ASSERT_EQ(explanation->reports.size(), 1U);
    ASSERT_TRUE(explanation->reports[0].attributed_to);
    EXPECT_EQ(explanation->reports[0].attributed_to->name, "Wang Yi");
}

TEST_F(Explain, AnUnknownEventIsNotFound) {
    const auto explanation = explain(*store, {1});
    ASSERT_FALSE(explanation);
    EXPECT_EQ(explanation.error().code, ErrorCode::NotFound);
    EXPECT_EQ(explanation.error().message, "no event 0000000000000001 in this store");
}

}  // namespace
}  // namespace annalist::query

// The examples in the rule tables are the tests of the rules.
#include <gtest/gtest.h>

#include <string>

#include "graph/time_span.hpp"
#include "ingest/text/time_table.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::text {
namespace {

struct Example {
    std::string text;
    TextSpan span;
};

/// "on [July 4] there" as text and the span of what stood in brackets.
Example without_brackets(const std::string& marked) {
    const auto open = marked.find('['), close = marked.find(']');
    Example example;
    example.text = "Officials said " + marked.substr(0, open) + marked.substr(open + 1, close - open - 1) +
                   marked.substr(close + 1);
    const auto begin = static_cast<std::uint32_t>(open + 15);
    example.span = {begin, begin + static_cast<std::uint32_t>(close - open - 1)};
    return example;
}

void expect_found(const std::string& marked, const std::string& value) {
    const auto example = without_brackets(marked);
    const auto found = find_timexes(example.text, {}, *parse_iso_day("2020-07-24"));
    for (const auto& timex : found)
        if (timex.span == example.span) {
            EXPECT_EQ(timex.value, value) << marked;
            return;
        }
    std::string others;
    for (const auto& timex : found) others += "[" + std::string(timex.span.in(example.text)) + "]";
    ADD_FAILURE() << marked << ": found only " << others;
}

TEST(TimexRules, EveryRuleFindsItsExampleWithItsValue) {
    std::size_t tried = 0;
    for (const auto& rule : english_times().rules()) {
        if (rule.op == TimeOp::None) continue;
        expect_found(rule.example, rule.value);
        ++tried;
    }
    EXPECT_GT(tried, 150u);
}

TEST(TimexRules, EveryModifierIsTakenIntoTheExpression) {
    for (const auto& modifier : english_times().modifiers())
        expect_found(modifier.example, modifier.value);
}

TEST(TimexRules, AgesAreNotLengthsOfTime) {
    for (const auto& rule : english_times().rules()) {
        if (rule.op != TimeOp::None) continue;
        EXPECT_TRUE(find_timexes(rule.example, {}, *parse_iso_day("2020-07-24")).empty())
            << rule.example;
    }
}

}  // namespace
}  // namespace annalist::text

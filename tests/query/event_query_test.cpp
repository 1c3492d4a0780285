#include "query/event_query.hpp"

#include <utility>

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using query_test::AnnalsTest;
using query_test::day;

class ParseEventQuery : public AnnalsTest {
protected:
    std::string error_of(const Parameters& parameters) const {
        const auto query = parse_event_query(parameters, *store);
        return query ? "" : query.error().message;
    }
};

TEST_F(ParseEventQuery, NothingAsksForEveryRealEvent) {
    const EventQuery query = parsed({});
    EXPECT_EQ(query.statuses, (std::vector{Status::Occurred, Status::Ongoing}));
    EXPECT_EQ(query.days, DayRange{});
    EXPECT_TRUE(query.include_assumed);
    EXPECT_EQ(query.limit, 0U);
}

TEST_F(ParseEventQuery, EveryParameterIsRead) {
    const EventQuery query = parsed({{"actor", "Xi"},
                                     {"actor", "Putin"},
                                     {"any_actor", "China"},
                                     {"country", "Russia"},
                                     {"type", "consult, agree"},
                                     {"mode", "phone"},
                                     {"kind", "call"},
                                     {"kind", "meet"},
                                     {"status", "planned,denied"},
                                     {"place", "Moscow"},
                                     {"words", "Trade Talks"},
                                     {"from", "2020"},
                                     {"to", "2020-07"},
                                     {"as-known-on", "2020-08-01"},
                                     {"min_confidence", "0.5"},
                                     {"assumed", "no"},
                                     {"limit", "10"},
                                     {"order", "newest"}});
    EXPECT_EQ(query.all_actors.size(), 2U);
    EXPECT_EQ(query.any_actors.size(), 1U);
    EXPECT_EQ(query.countries, std::vector<std::string>{"RUS"});
    EXPECT_EQ(query.types, (std::vector{EventType::Consult, EventType::Agree}));
    EXPECT_EQ(query.modes, std::vector{Mode::Phone});
    EXPECT_EQ(query.kinds, (std::vector{Contact::Call, Contact::Meet}));
    EXPECT_EQ(query.statuses, (std::vector{Status::Planned, Status::Denied}));
    EXPECT_EQ(query.place, (PlaceFilter{"moscow", ""}));
    EXPECT_EQ(to_text(query.words), R"(("trade" "talk"))");
    EXPECT_EQ(query.days, (DayRange{day("2020-01-01"), day("2020-07-31")}));
    EXPECT_EQ(query.as_known_on, day("2020-08-01"));
    EXPECT_EQ(query.min_confidence, 0.5);
    EXPECT_FALSE(query.include_assumed);
    EXPECT_EQ(query.limit, 10U);
    EXPECT_EQ(query.order, Order::NewestFirst);
}

TEST_F(ParseEventQuery, WrongValuesAreNamedWithWhatToWriteInstead) {
    EXPECT_EQ(error_of({{"kind", "party"}}), "kind=party: write meet, call, visit, message or agree");
    EXPECT_EQ(error_of({{"limit", "1000000000"}}), "limit=1000000000: at most 1000000; 0 for all");
    EXPECT_EQ(error_of({{"limit", "-1"}}), "limit=-1: write a number from 0 to 1000000");
    EXPECT_EQ(error_of({{"min-confidence", "nan"}}), "min-confidence=nan: write a number from 0 to 1");
    EXPECT_EQ(error_of({{"from", "2020-08"}, {"to", "2020-07"}}),
              "from=2020-08 is after to=2020-07: swap them");
    EXPECT_EQ(error_of({{"as-known-on", "soon"}}), "as-known-on=soon: no such day; write YYYY-MM-DD");
    EXPECT_EQ(error_of({{"order", "best"}}), "order=best: write oldest or newest");
    EXPECT_EQ(error_of({{"words", "talks (trade"}}),
              "words: character 7: this parenthesis is not closed");
    EXPECT_EQ(error_of({{"assumed", "maybe"}}), "assumed=maybe: write yes or no");
    EXPECT_NE(error_of({{"type", "fight"}}).find("type=fight: write AGREE, CONSULT"), std::string::npos);
    EXPECT_EQ(error_of({{"actor", "Nobody"}}), "actor: no actor is called \"Nobody\"");
}

TEST_F(ParseEventQuery, ACursorOfAnotherQueryIsRefused) {
    const EventQuery meetings = parsed({{"kind", "meet"}});
    const EventQuery calls = parsed({{"kind", "call"}});
    const Cursor cursor{day("1969-12-30"), day("2020-07-24"), {0xFFFFFFFFFFFFFFFFULL}};
    const std::string text = cursor_text(cursor, meetings);
    EXPECT_EQ(*parse_cursor(text, meetings), cursor);
    EXPECT_FALSE(parse_cursor(text, calls));
    EXPECT_FALSE(parse_cursor(text, parsed({{"kind", "meet"}, {"words", "talks"}})));
    EXPECT_FALSE(parse_cursor("x" + text.substr(1), meetings));
    EXPECT_FALSE(parse_cursor(text.substr(1), meetings));
}

TEST(EventIds, AreSixteenHexadecimalDigits) {
    EXPECT_EQ(event_text({0xABC}), "0000000000000abc");
    EXPECT_EQ(*parse_event_id("0000000000000abc"), EventId{0xABC});
    EXPECT_FALSE(parse_event_id("abc"));
    EXPECT_FALSE(parse_event_id("000000000000xabc"));
}

TEST(CheckNames, AMistypedParameterIsAnsweredWithTheNearest) {
    EXPECT_TRUE(check_names({{"as_known_on", "2020"}}, Question::Events));
    EXPECT_EQ(check_names({{"form", "2020"}}, Question::Events).error().message,
              "form: no such parameter; did you mean from?");
    EXPECT_EQ(check_names({{"xyzzy", "1"}}, Question::Events).error().message,
              "xyzzy: no such parameter here");
    EXPECT_FALSE(check_names({{"words", "\xC3"}}, Question::Events));
}

}  // namespace
}  // namespace annalist::query

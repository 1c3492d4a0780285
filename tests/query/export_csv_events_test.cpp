#include <algorithm>

#include "query/csv_row.hpp"
#include "tests/query/export_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class ExportCsvEvents : public Export {};

TEST_F(ExportCsvEvents, AnEventIsOneRowWithAllItsActors) {
    const auto rows = lines(exported({{"status", "all"}}, ExportFormat::CsvEvents));
    ASSERT_EQ(rows.size(), 9U);
    EXPECT_EQ(rows[0],
              "Id,First,Last,Days,DatePrecision,Assumed,Type,Mode,Kind,Status,Actors,Roles,Keys,"
              "City,Country,"
              "Count,Confidence,Mentions,Label,Known,Goldstein\r");
    EXPECT_EQ(std::ranges::count(
                  rows,
                  "0000000000000a03,2020-09-11,2020-09-11,2020-09-11,day,false,CONSULT,in-person,"
                  "meet,occurred,Wang Yi; Sergei Lavrov,participant; participant,"
                  "person:wang-yi; person:sergei-lavrov,Moscow,RUS,1,0.99,2,talks over tea,"
                  "2020-09-12,2.5\r") +
                  std::ranges::count(
                      rows,
                      "0000000000000a03,2020-09-11,2020-09-11,2020-09-11,day,false,CONSULT,"
                      "in-person,meet,occurred,Sergei Lavrov; Wang Yi,participant; participant,"
                      "person:sergei-lavrov; person:wang-yi,Moscow,RUS,1,0.99,2,talks over tea,"
                      "2020-09-12,2.5\r"),
              1)
        << rows[6];
    EXPECT_EQ(count.events, 8U);
}

TEST_F(ExportCsvEvents, PythonsReaderFindsTheSameCells) {
    add_awkward_actor();
    const Reading said =
        read("read_csv_events.py", {{"events.csv", exported({}, ExportFormat::CsvEvents)},
                                    {"events.jsonl", exported({}, ExportFormat::JsonLines)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

TEST(CsvRow, AnIdThatLooksLikeANumberStaysAText) {
    const auto code = [](std::string_view id) {
        std::string cell;
        CsvRow{cell}.code(id);
        return cell;
    };
    EXPECT_EQ(code("0000000000000a06"), "0000000000000a06");
    EXPECT_EQ(code("4567890123456789"), "'4567890123456789");
    EXPECT_EQ(code("12e4567890123456"), "'12e4567890123456");
    EXPECT_EQ(code("12e456789012345e"), "12e456789012345e");
    EXPECT_EQ(code("1e2e567890123456"), "1e2e567890123456");
    EXPECT_EQ(code(""), "");
}

}  // namespace
}  // namespace annalist::query

#include <algorithm>

#include "tests/query/export_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class ExportCalendar : public Export {};

TEST_F(ExportCalendar, AnEventOfADayEndsBeforeTheNext) {
    const std::string ics = exported({{"place", "Moscow"}}, ExportFormat::Calendar);
    EXPECT_TRUE(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")) << ics;
    EXPECT_NE(ics.find("UID:0000000000000a03@annalist\r\nDTSTAMP:20200912T000000Z\r\n"
                       "DTSTART;VALUE=DATE:20200911\r\nDTEND;VALUE=DATE:20200912\r\n"
                       "SUMMARY:Sergei Lavrov\\, Wang Yi: talks over tea\r\n"),
              std::string::npos)
        << ics;
    EXPECT_TRUE(ics.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n")) << ics;
}

TEST_F(ExportCalendar, AMonthHasNoFormAndIsCounted) {
    const std::string ics = exported({}, ExportFormat::Calendar);
    EXPECT_EQ(ics.find("0a04"), std::string::npos);
    EXPECT_EQ(count.left_out, 1U);
    EXPECT_EQ(count.events, 6U);
    EXPECT_NE(ics.find("DTSTART;VALUE=DATE:20200319\r\nDTEND;VALUE=DATE:20200709\r\n"),
              std::string::npos)
        << ics;
    EXPECT_NE(ics.find("STATUS:TENTATIVE"), std::string::npos) << "a day that is only assumed";
}

TEST_F(ExportCalendar, LinesAreFoldedBetweenCharacters) {
    put(TestArticle("The Courier", "2020-11-01", "T", "Xi met Putin.")
            .says({.event = 0x0d02,
                   .days = on("2020-11-01"),
                   .who = {{"person:xi-jinping", Role::Participant},
                           {"person:vladimir-putin", Role::Participant}},
                   .trigger = "met",
                   .label = "\xE6\x97\xA5\xE6\x9C\xAC "
                            "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
                            "\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97"
                            "\xA5\xE6\x97\xA5"
                            "\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97"
                            "\xA5\xE6\x97\xA5"
                            "\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97\xA5\xE6\x97"
                            "\xA5\xE6\x97\xA5"}));
    for (const std::string& line : lines(exported({{"from", "2020-11"}}, ExportFormat::Calendar))) {
        EXPECT_LE(line.size(), 76U) << line;  // 75 octets and the CR
        EXPECT_TRUE(line.ends_with('\r')) << line;
        const auto first = static_cast<unsigned char>(line[line.starts_with(' ') ? 1 : 0]);
        EXPECT_NE(first & 0xC0, 0x80) << line;
    }
}

TEST_F(ExportCalendar, IcalendarReadsEveryEvent) {
    add_awkward_actor();
    const Reading said = read(
        "read_ical.py", {{"annals.ics", exported({{"status", "all"}}, ExportFormat::Calendar)},
                         {"events.jsonl", exported({{"status", "all"}}, ExportFormat::JsonLines)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

}  // namespace
}  // namespace annalist::query

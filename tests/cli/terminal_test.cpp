#include "cli/terminal.hpp"

#include <gtest/gtest.h>

namespace annalist::cli {
namespace {

TEST(DisplayWidth, CountsColumnsNotBytes) {
    EXPECT_EQ(display_width("Xi Jinping"), 10U);
    EXPECT_EQ(display_width("T\u00FCrkiye"), 7U);
    EXPECT_EQ(display_width("Tu\u0308rkiye"), 7U) << "a combining mark takes no column";
    EXPECT_EQ(display_width("\u4E60\u8FD1\u5E73"), 6U) << "wide characters take two";
    EXPECT_EQ(display_width("\xFF"), 1U);
}

TEST(CutToWidth, EndsWithAnEllipsisWhenSomethingIsLost) {
    EXPECT_EQ(cut_to_width("Moscow", 6), "Moscow");
    EXPECT_EQ(cut_to_width("Moscow", 5), "Mosc\u2026");
    EXPECT_EQ(cut_to_width("\u4E60\u8FD1\u5E73", 4), "\u4E60\u2026") << "no half of a wide character";
    EXPECT_EQ(cut_to_width("Moscow", 0), "");
}

TEST(Printable, LetsNoEscapeSequenceThrough) {
    EXPECT_EQ(printable("a\x1b[31mb\nc\x7f" "d"), "a [31mb c d");
    EXPECT_EQ(printable("a\u202Eb\u2066c"), "abc") << "marks that turn the direction of writing";
    EXPECT_EQ(printable("caf\u00E9"), "caf\u00E9");
}

TEST(Paint, AddsNothingWithoutColours) {
    Terminal terminal;
    EXPECT_EQ(terminal.paint(Style::Trigger, "met"), "met");
    terminal.color = true;
    EXPECT_EQ(terminal.paint(Style::Trigger, "met"), "\x1b[1;31mmet\x1b[0m");
    EXPECT_EQ(terminal.paint(Style::Trigger, ""), "");
}

}  // namespace
}  // namespace annalist::cli

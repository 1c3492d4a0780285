#include "cli/table.hpp"

#include <gtest/gtest.h>

namespace annalist::cli {
namespace {

Table sample() {
    Table table{{{"n", Style::Plain, true, false},
                 {"who", Style::Plain, false, false},
                 {"empty", Style::Plain, false, false},
                 {"what", Style::Plain, false, true}}};
    table.add({"1", "T\u00FCrkiye", "", "a long remark about it"});
    table.add({"12", "\u4E2D\u56FD", "", "short"});
    table.add({"3", "Italy"});
    return table;
}

TEST(Table, AlignsByColumnsAndLeavesEmptyOnesOut) {
    EXPECT_EQ(sample().text(Terminal{}),
              " n  who      what\n"
              " 1  T\u00FCrkiye  a long remark about it\n"
              "12  \u4E2D\u56FD     short\n"
              " 3  Italy\n");
}

TEST(Table, CutsOneColumnToTheTerminal) {
    Terminal narrow;
    narrow.width = 28;
    EXPECT_EQ(sample().text(narrow),
              " n  who      what\n"
              " 1  T\u00FCrkiye  a long remark \u2026\n"
              "12  \u4E2D\u56FD     short\n"
              " 3  Italy\n");
}

TEST(Table, CsvKeepsEmptyColumnsAndGuardsFormulas) {
    Table table{{{"a", Style::Plain, false, false}, {"b", Style::Plain, false, false}}};
    table.add({"=1+1", ""});
    table.add({"x,\"y\"", "-2"});
    EXPECT_EQ(table.csv(), "a,b\r\n'=1+1,\r\n\"x,\"\"y\"\"\",'-2\r\n");
}

TEST(Table, MarkdownEscapesItsOwnSigns) {
    Table table{{{"a", Style::Plain, true, false}, {"b", Style::Plain, false, false}}};
    table.add({"1", "x|y <b>*z*"});
    EXPECT_EQ(table.markdown(), "| a | b |\n| ---: | --- |\n| 1 | x\\|y \\<b>\\*z\\* |\n");
}

}  // namespace
}  // namespace annalist::cli

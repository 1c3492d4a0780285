#include "cli/progress.hpp"

#include <gtest/gtest.h>

namespace annalist::cli {
namespace {

TEST(ProgressLine, TellsShareNumberRateAndTimeLeft) {
    EXPECT_EQ(progress_line(8'561, 16'475, "articles", 20.8, 200),
              "[============>           ]  51 %  8,561 of 16,475 articles  412/s  19 s left");
    EXPECT_EQ(progress_line(16'475, 16'475, "articles", 40.0, 200),
              "[========================] 100 %  16,475 of 16,475 articles  412/s");
}

TEST(ProgressLine, WithoutATotalItOnlyCounts) {
    EXPECT_EQ(progress_line(12, std::nullopt, "files", 4.0, 200), "12 files  3.0/s");
    EXPECT_EQ(progress_line(0, 0, "files", 0.0, 200), "0 files");
}

TEST(ProgressLine, FitsTheTerminal) {
    EXPECT_EQ(progress_line(12'345, std::nullopt, "files", 4.0, 12), "12,345 file\u2026");
}

TEST(ProgressLine, GuessesNoTimeAtTheVeryStart) {
    EXPECT_EQ(progress_line(5, 100, "files", 0.1, 200), "[=>                      ]   5 %  5 of 100 files  50/s");
}

TEST(SpokenTime, UsesTwoUnitsAtMost) {
    EXPECT_EQ(spoken_time(0.4), "0 s");
    EXPECT_EQ(spoken_time(200), "3 min 20 s");
    EXPECT_EQ(spoken_time(7'500), "2 h 5 min");
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1'234'567), "1,234,567");
}

TEST(Progress, WritesNothingWhenErrorsAreNoTerminal) {
    ::testing::internal::CaptureStderr();
    {
        Progress progress{10, "files"};
        for (int i = 0; i < 10; ++i) progress.add();
        EXPECT_EQ(progress.done(), 10U);
        progress.finish();
    }
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace annalist::cli

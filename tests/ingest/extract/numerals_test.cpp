#include "ingest/extract/numerals.hpp"

#include <gtest/gtest.h>

namespace annalist::ingest {
namespace {

TEST(Numerals, AreReadFromWordsAndFigures) {
    EXPECT_EQ(small_number("four"), 4);
    EXPECT_EQ(small_number("twenty-one"), 21);
    EXPECT_EQ(small_number("1,200"), 1200);
    EXPECT_EQ(small_number("several"), std::nullopt);
    EXPECT_EQ(ordinal_number("eighth"), 8);
    EXPECT_EQ(ordinal_number("22nd"), 22);
    EXPECT_EQ(ordinal_number("eight"), std::nullopt);
}

}  // namespace
}  // namespace annalist::ingest

#include "graph/fold.hpp"

#include <gtest/gtest.h>

namespace annalist {
namespace {

TEST(FoldName, CaseAndMarksDoNotCount) {
    EXPECT_EQ(fold_name("Türkiye"), "turkiye");
    EXPECT_EQ(fold_name("MÜLLER"), fold_name("muller"));
    EXPECT_EQ(fold_name("Nguyễn Phú Trọng"), "nguyen phu trong");
    EXPECT_EQ(fold_name("Straße"), "strasse");
    EXPECT_EQ(fold_name("Лавров"), fold_name("ЛАВРОВ"));
}

TEST(FoldName, AComposedLetterIsThatOfItsParts) {
    EXPECT_EQ(fold_name("\u00e9"), fold_name("e\u0301"));
    EXPECT_EQ(fold_name("\ufb01"), "fi") << "a ligature";
}

TEST(FoldName, WhateverStandsBetweenWordsIsOneSpace) {
    EXPECT_EQ(fold_name("Jean-Yves  Le\u00a0Drian"), "jean yves le drian");
    EXPECT_EQ(fold_name("  Le Drian, "), "le drian");
    EXPECT_EQ(fold_name("U.S."), "us");
    EXPECT_EQ(fold_name("ZANU\u2013PF"), "zanu pf");
}

TEST(FoldName, NothingIsLeftOfNothing) {
    EXPECT_EQ(fold_name(""), "");
    EXPECT_EQ(fold_name(" - . "), "");
}

TEST(FoldName, BytesThatAreNotUtf8DoNotHarm) {
    EXPECT_EQ(fold_name("Xi\xff Jinping"), "xi jinping");
    EXPECT_EQ(fold_name("Xi\xc3"), "xi");
    EXPECT_EQ(fold_name(std::string_view("a\0b", 3)), "a b");
}

TEST(FoldName, FoldingTwiceChangesNothingMore) {
    for (const char* name :
         {"Türkiye", "Jean-Yves Le Drian", "U.S.", "\u0130stanbul", "\ufb01nance", "\u1e9e"})
        EXPECT_EQ(fold_name(fold_name(name)), fold_name(name)) << name;
}

}  // namespace
}  // namespace annalist

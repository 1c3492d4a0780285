#include "ingest/readers/charset.hpp"

#include <gtest/gtest.h>

namespace annalist::ingest {
namespace {

TEST(InvalidUtf8, IsFoundAtItsByte) {
    EXPECT_FALSE(invalid_utf8_at("Zürich, 日本, 🙂"));
    EXPECT_EQ(invalid_utf8_at("ab\xFFz"), 2u);
    EXPECT_EQ(invalid_utf8_at("ab\xC3"), 2u);              // cut short
    EXPECT_EQ(invalid_utf8_at("\xED\xA0\x80"), 0u);        // a surrogate
    EXPECT_EQ(invalid_utf8_at("\xC0\xAF"), 0u);            // an overlong slash
    EXPECT_EQ(invalid_utf8_at("\xF4\x90\x80\x80"), 0u);    // beyond U+10FFFF
}

TEST(RepairUtf8, ReplacesEachBadPieceOnce) {
    EXPECT_EQ(repair_utf8("a\xE2\x82" "b"), "a\uFFFD" "b");
    EXPECT_EQ(repair_utf8("a\xFF\xFE" "b"), "a\uFFFD\uFFFD" "b");
}

TEST(DecodePlain, Windows1252ProseIsReadWithAWarning) {
    const auto decoded = decode_plain("The guests from Caf\xE9ville said \x93yes\x94 and left.");
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->text, "The guests from Caféville said “yes” and left.");
    EXPECT_EQ(decoded->charset, "windows-1252");
    EXPECT_FALSE(decoded->warning.empty());
}

TEST(DecodePlain, MixedOrUndefinedBytesAreRefusedWithTheirPlace) {
    const auto mixed = decode_plain("Zürich and Caf\xE9ville");
    ASSERT_FALSE(mixed);
    EXPECT_EQ(mixed.error().message, "invalid UTF-8 at byte 15");
    EXPECT_FALSE(decode_plain("ab \x81 cd"));
}

TEST(DecodePlain, AMarkTellsUtf16) {
    const auto decoded = decode_plain(std::string_view("\xFF\xFEH\0i\0", 6));
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->text, "Hi");
}

TEST(DecodePage, TheDeclaredCharsetIsTakenWhenUtf8IsNotValid) {
    const auto decoded = decode_page("<meta charset=\"windows-1251\"><p>\xCF\xF0\xE8\xE2\xE5\xF2");
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->text, "<meta charset=\"windows-1251\"><p>Привет");
}

TEST(DecodePage, ValidUtf8IsUtf8WhateverThePageSays) {
    const auto decoded = decode_page("<meta charset=\"iso-8859-1\"><p>Zürich");
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->charset, "UTF-8");
}

TEST(BinaryReason, NamesWhatIsNoText) {
    EXPECT_EQ(binary_reason("%PDF-1.7 ..."), "a PDF document");
    EXPECT_EQ(binary_reason(std::string_view("ab\0cd", 5)), "NUL bytes");
    EXPECT_EQ(binary_reason("\x01\x02\x03\x04\x05\x06 a few words"), "control bytes");
    EXPECT_EQ(binary_reason("plain words\twith a tab\n"), "");
}

}  // namespace
}  // namespace annalist::ingest

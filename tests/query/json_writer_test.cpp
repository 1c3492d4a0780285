#include "query/json_writer.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "query/json_answers.hpp"

namespace annalist::query {
namespace {

TEST(JsonWriter, WritesMembersInTheOrderOfTheCalls) {
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.field("z", 1);
    json.key("a");
    json.begin_array();
    json.value("x");
    json.begin_object();
    json.end_object();
    json.null();
    json.end_array();
    json.field("t", true);
    json.text_field("empty", "");
    json.end_object();
    EXPECT_EQ(out, R"({"z":1,"a":["x",{},null],"t":true})");
}

TEST(JsonWriter, WritesNumbersShortestAndNoNumberAsNull) {
    std::string out;
    JsonWriter json{out};
    json.begin_array();
    json.value(0.1);
    json.value(3.0);
    json.value(27200000000.0);
    json.value(std::numeric_limits<double>::quiet_NaN());
    json.value(std::numeric_limits<double>::infinity());
    json.value(std::uint64_t{18446744073709551615ULL});
    json.value(std::int64_t{-5});
    json.end_array();
    EXPECT_EQ(out, "[0.1,3,27200000000,null,null,18446744073709551615,-5]");
}

TEST(JsonWriter, EscapesWhatJsonDoesNotAllow) {
    std::string out;
    append_json_string(out, std::string_view{"a\"b\\c\n\t\x01\0é", 11});
    EXPECT_EQ(out, "\"a\\\"b\\\\c\\n\\t\\u0001\\u0000é\"");
}

TEST(JsonWriter, BytesThatAreNotUtf8BecomeTheReplacementCharacter) {
    std::string out;
    append_json_string(out, "\xFF" "a\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80\xE2\x82");
    std::string expected = "\"";
    const std::string fffd = "\xEF\xBF\xBD";
    expected += fffd + "a";
    for (int i = 0; i < 2 + 3 + 4 + 2; ++i) expected += fffd;
    EXPECT_EQ(out, expected + "\"");
    EXPECT_TRUE(is_utf8("\xF0\x9F\x98\x80 \xE2\x82\xAC é"));
    EXPECT_FALSE(is_utf8("\xC3"));
}

TEST(JsonAnswers, AnErrorSaysItsCodeAndMessage) {
    EXPECT_EQ(to_json(Error{ErrorCode::NotFound, "no actor is called \"X\""}),
              R"({"error":{"code":"not_found","message":"no actor is called \"X\""}})");
}

}  // namespace
}  // namespace annalist::query

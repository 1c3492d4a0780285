#include "web/http.hpp"

#include <gtest/gtest.h>

namespace annalist::web {
namespace {

TEST(AdmitsGzip, ReadsWeightsAndTheWildcard) {
    EXPECT_TRUE(admits_gzip("gzip"));
    EXPECT_TRUE(admits_gzip("br;q=1.0, gzip;q=0.8"));
    EXPECT_TRUE(admits_gzip("*"));
    EXPECT_FALSE(admits_gzip(""));
    EXPECT_FALSE(admits_gzip("br, deflate"));
    EXPECT_FALSE(admits_gzip("gzip;q=0"));
    EXPECT_FALSE(admits_gzip("*, gzip;q=0.0"));
    EXPECT_FALSE(admits_gzip("*;q=0"));
}

TEST(PrefersJsonLines, WhenTheyAreNamedAndNoDocumentIsWantedMore) {
    EXPECT_TRUE(prefers_json_lines("application/x-ndjson"));
    EXPECT_TRUE(prefers_json_lines("application/jsonl;q=0.9, text/html;q=0.1"));
    EXPECT_TRUE(prefers_json_lines("application/json;q=0.5, application/ndjson"));
    EXPECT_FALSE(prefers_json_lines("application/json, application/x-ndjson;q=0.5"));
    EXPECT_FALSE(prefers_json_lines("application/x-ndjson;q=0"));
    EXPECT_FALSE(prefers_json_lines("*/*"));
    EXPECT_FALSE(prefers_json_lines(""));
}

TEST(ParseTarget, SplitsAndDecodes) {
    Request request;
    EXPECT_EQ(parse_target("/v1/met?from=2020-01&actor=a%26b+c&&x", request), "");
    EXPECT_EQ(request.path, "/v1/met");
    EXPECT_EQ(request.parameters,
              (std::vector<Parameter>{{"from", "2020-01"}, {"actor", "a&b c"}, {"x", ""}}));
}

TEST(ParseTarget, NamesTheParameterThatIsBroken) {
    Request request;
    EXPECT_EQ(parse_target("/?actor=%E4", request),
              "actor: the value has a broken %-escape or is not UTF-8");
    EXPECT_NE(parse_target("http://elsewhere/", request), "");
    EXPECT_NE(parse_target("/%4", request), "");
}

}  // namespace
}  // namespace annalist::web

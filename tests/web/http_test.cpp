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

#include "ingest/text/time_order.hpp"

#include <gtest/gtest.h>

namespace annalist::text {
namespace {

TEST(DateOrder, IsThatOfThePublishersCountry) {
    EXPECT_TRUE(writes_day_first("https://news.example.co.uk/world/1"));
    EXPECT_TRUE(writes_day_first("http://example.FR:8080?day=1"));
    EXPECT_TRUE(writes_day_first("example.com.au"));
    EXPECT_FALSE(writes_day_first("https://www.example.us/"));
    EXPECT_FALSE(writes_day_first("https://example.com/uk"));
    EXPECT_FALSE(writes_day_first("https://example.tv/"));
}

TEST(DateOrder, OfAnAddressWithoutACountryIsNotKnown) {
    for (const char* url : {"", "https://", "uk", "http://10.0.0.12/a", "file.txt", "https://user@/", "..", "http://[::1]/x.uk"})
        EXPECT_FALSE(writes_day_first(url)) << url;
}

}  // namespace
}  // namespace annalist::text

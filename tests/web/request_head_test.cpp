#include "web/request_head.hpp"

#include <gtest/gtest.h>

namespace annalist::web {
namespace {

using State = HeadScanner::State;

TEST(ScanHead, FindsTheEndWhateverThePiecesAre) {
    const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    for (std::size_t step = 1; step <= head.size(); ++step) {
        HeadScanner scanner(HeadLimits{});
        std::size_t sent = 0;
        State state = State::Incomplete;
        while (sent < head.size()) {
            ASSERT_EQ(state, State::Incomplete) << "after " << sent << " bytes";
            sent = std::min(sent + step, head.size());
            state = scanner.scan(std::string_view(head).substr(0, sent));
        }
        EXPECT_EQ(state, State::Complete);
        EXPECT_EQ(scanner.size(), head.size());
    }
}

TEST(ScanHead, StopsAtTheHeadThatAnotherFollows) {
    HeadScanner scanner(HeadLimits{});
    const std::string two = "GET /1 HTTP/1.1\n\nGET /2 HTTP/1.1\n\n";
    EXPECT_EQ(scanner.scan(two), State::Complete);
    EXPECT_EQ(scanner.size(), 17u);
    scanner.reset();
    EXPECT_EQ(scanner.scan(std::string_view(two).substr(17)), State::Complete);
}

TEST(ScanHead, TellsWhichLimitWasBroken) {
    const HeadLimits limits{100, 2, 40};
    EXPECT_EQ(HeadScanner(limits).scan(std::string(41, 'a')), State::TargetTooLong);
    EXPECT_EQ(HeadScanner(limits).scan("GET / HTTP/1.1\n" + std::string(41, 'a')),
              State::LineTooLong);
    EXPECT_EQ(HeadScanner(limits).scan("GET / HTTP/1.1\na:1\nb:2\nc:3\n"), State::TooManyLines);
    EXPECT_EQ(HeadScanner(limits).scan("GET / HTTP/1.1\na:1\nb:2\n\n"), State::Complete);
    const std::string line(39, 'a');
    EXPECT_EQ(HeadScanner({100, 9, 40}).scan(line + "\n" + line + "\n" + line + "\n"),
              State::TooLarge);
}

TEST(ParseHead, ReadsWhatTheServerNeeds) {
    RequestHead head;
    ASSERT_FALSE(parse_head("GET /x?y=1 HTTP/1.1\r\nhost:a\r\nAccept-Encoding:  gzip \r\n\r\n", head));
    EXPECT_EQ(head.method, "GET");
    EXPECT_EQ(head.target, "/x?y=1");
    EXPECT_EQ(head.header("ACCEPT-ENCODING"), "gzip");
    EXPECT_FALSE(head.header("Range"));
    EXPECT_FALSE(head.has_body());
    EXPECT_TRUE(head.keep_alive());
}

TEST(ParseHead, KnowsWhetherTheConnectionStaysAndABodyFollows) {
    RequestHead head;
    ASSERT_FALSE(parse_head("GET / HTTP/1.0\r\n\r\n", head));
    EXPECT_FALSE(head.keep_alive());
    ASSERT_FALSE(parse_head("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n", head));
    EXPECT_FALSE(head.keep_alive());
    ASSERT_FALSE(parse_head("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 00\r\n\r\n", head));
    EXPECT_FALSE(head.has_body());
    ASSERT_FALSE(parse_head("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 7\r\n\r\n", head));
    EXPECT_TRUE(head.has_body());
}

TEST(ParseHead, RefusesWithTheStatusThatFits) {
    RequestHead head;
    const auto status = [&](std::string_view bytes) {
        const auto refusal = parse_head(bytes, head);
        return refusal ? refusal->status : 200;
    };
    EXPECT_EQ(status("GET /\r\n\r\n"), 400);
    EXPECT_EQ(status("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(status("G(T / HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
    EXPECT_EQ(status("GET / HTTP/3\r\nHost: a\r\n\r\n"), 505);
    EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1,3-4\r\n\r\n"), 416);
    EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nRange: x\r\n\r\n"), 416);
    EXPECT_EQ(status("\r\n\r\n"), 400);
}

}  // namespace
}  // namespace annalist::web

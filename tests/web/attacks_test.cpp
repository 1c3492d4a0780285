// Each test makes one attack that the packaged cpp-httplib lets through, over a socket.
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/web/raw_client.hpp"
#include "web/gzip.hpp"
#include "web/http_server.hpp"

namespace annalist::web {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;
using testing::ask;
using testing::get;
using testing::RawClient;
using testing::resident_mb;

/// Answers /hello, throws at /throw, echoes what it was told at /echo, and knows GET only.
Response answer(const Request& request) {
    Response response;
    response.type = "text/plain";
    if (request.method != "GET" && request.method != "HEAD") {
        response.status = 405;
        response.headers.emplace_back("Allow", "GET, HEAD");
    } else if (request.path == "/throw") {
        throw std::runtime_error("the secret inside");
    } else if (request.path == "/big") {
        response.body.assign(8'000'000, 'x');
    } else {
        response.body = "hello";
    }
    return response;
}

class Attacks : public ::testing::Test {
protected:
    void SetUp() override { start({}); }

    void start(ConnectionLimits limits, std::size_t threads = 4) {
        ServerOptions options;
        options.port = 0;
        options.threads = threads;
        options.limits = limits;
        server_.reset();
        auto started = HttpServer::start(answer, options);
        ASSERT_TRUE(started) << started.error().message;
        server_ = *std::move(started);
        port_ = server_->port();
    }

    void expect_still_serving() { EXPECT_EQ(get(port_, "/hello").body, "hello"); }

    std::unique_ptr<HttpServer> server_;
    int port_ = 0;
};

TEST_F(Attacks, AHeaderLineOf200MegabytesIsCutOff) {
    const double before = resident_mb();
    const std::string piece(1'000'000, 'a');
    RawClient client(port_);
    client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\nX: ");
    std::size_t taken = 0;
    for (int i = 0; i < 200; ++i) {
        const auto n = client.send(piece);
        taken += n;
        if (n < piece.size()) break;
    }
    EXPECT_LT(taken, 20'000'000u) << "what fits in socket buffers, and a megabyte read away";
    EXPECT_LT(resident_mb() - before, 16.0);
    expect_still_serving();
}

TEST_F(Attacks, AHeadOver32KiBGets431) {
    std::string request = "GET /hello HTTP/1.1\r\nHost: localhost\r\n";
    for (int i = 0; i < 9; ++i) request += "X: " + std::string(4'000, 'a') + "\r\n";
    EXPECT_EQ(ask(port_, request + "\r\n").status, 431);
}

TEST_F(Attacks, ALineOver8KiBGets431AndSuchATargetGets414) {
    EXPECT_EQ(get(port_, "/hello", "X: " + std::string(9'000, 'a') + "\r\n").status, 431);
    EXPECT_EQ(get(port_, "/" + std::string(9'000, 'a')).status, 414);
}

TEST_F(Attacks, MillionsOfHeadersEndAfterAHundred) {
    const double before = resident_mb();
    std::string lines;
    for (int i = 0; i < 100'000; ++i) lines += "a:b\r\n";
    RawClient client(port_);
    client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\n");
    client.send(lines);
    const auto refused = client.receive();
    EXPECT_EQ(refused.status, 431);
    EXPECT_EQ(refused.headers.at("content-type"), "application/problem+json");
    EXPECT_LT(resident_mb() - before, 16.0);

    std::string allowed;
    for (int i = 0; i < 99; ++i) allowed += "a:b\r\n";
    EXPECT_EQ(get(port_, "/hello", allowed).status, 200);
    EXPECT_EQ(get(port_, "/hello", allowed + "a:b\r\n").status, 431);
}

TEST_F(Attacks, AChunkedBodyWithoutEndIsNotRead) {
    const double before = resident_mb();
    RawClient client(port_);
    client.send("POST /hello HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    const std::string chunk = "100000\r\n" + std::string(0x100000, 'x') + "\r\n";
    std::size_t sent = 0;
    for (int i = 0; i < 150; ++i) {
        const auto n = client.send(chunk);
        sent += n;
        if (n < chunk.size()) break;
    }
    EXPECT_LT(sent, 20'000'000u);
    EXPECT_LT(resident_mb() - before, 16.0);
    expect_still_serving();
}

TEST_F(Attacks, ABodyIsRefusedUnreadAndTheConnectionCloses) {
    const auto refused = get(port_, "/hello", "Content-Length: 5\r\n");
    EXPECT_EQ(refused.status, 413);
    EXPECT_EQ(refused.headers.at("connection"), "close");
    const auto posted = ask(port_,
                            "POST /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n"
                            "12345");
    EXPECT_EQ(posted.status, 405);
    EXPECT_EQ(posted.headers.at("connection"), "close");
}

TEST_F(Attacks, AGzipBombIsNotInflated) {
    const std::string bomb = gzip(std::string(400'000'000, '\0'), 9);
    ASSERT_LT(bomb.size(), 1'000'000u);
    const double before = resident_mb();
    const auto refused =
        ask(port_, "POST /hello HTTP/1.1\r\nHost: localhost\r\nContent-Encoding: gzip\r\n"
                   "Content-Length: " +
                       std::to_string(bomb.size()) + "\r\n\r\n" + bomb);
    EXPECT_EQ(refused.status, 405);
    EXPECT_LT(resident_mb() - before, 16.0);
}

TEST_F(Attacks, ThreeHundredRangesGet416AtOnce) {
    std::string ranges = "Range: bytes=0-";
    for (int i = 0; i < 300; ++i) ranges += ",0-";
    const auto before = Clock::now();
    const auto refused = get(port_, "/big", ranges + "\r\n");
    EXPECT_EQ(refused.status, 416);
    EXPECT_LT(Clock::now() - before, milliseconds(1'000));
}

TEST_F(Attacks, OneRangeIsIgnoredForTheWhole) {
    const auto whole = get(port_, "/hello", "Range: bytes=1-2\r\n");
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.body, "hello");
    EXPECT_EQ(whole.headers.at("accept-ranges"), "none");
}

TEST_F(Attacks, AForgedRemoteAddressIsAHeaderLikeAnyOther) {
    EXPECT_EQ(get(port_, "/hello", "REMOTE_ADDR: 6.6.6.6\r\nLOCAL_PORT: 1\r\n").status, 200);
}

TEST_F(Attacks, AnExceptionTellsNothingOfItself) {
    const auto failed = get(port_, "/throw");
    EXPECT_EQ(failed.status, 500);
    EXPECT_EQ(failed.headers.at("content-type"), "application/problem+json");
    EXPECT_FALSE(failed.headers.contains("exception_what"));
    EXPECT_EQ(failed.all.find("secret"), std::string::npos) << failed.all;
    expect_still_serving();
}

TEST_F(Attacks, FortyHalfSentRequestsHoldNobodyUp) {
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 40; ++i) {
        slow.push_back(std::make_unique<RawClient>(port_));
        slow.back()->send("GET /hello HTTP/1.1\r\nHost: loc");
    }
    const auto before = Clock::now();
    expect_still_serving();
    EXPECT_LT(Clock::now() - before, milliseconds(500)) << "with 4 threads";
}

TEST_F(Attacks, AHeadSentByteByByteEndsAtItsDeadline) {
    ConnectionLimits limits;
    limits.head_time = milliseconds(300);
    start(limits);
    RawClient client(port_);
    const auto before = Clock::now();
    const std::string request = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (const char c : request) {
        if (client.send({&c, 1}) == 0) break;
        std::this_thread::sleep_for(milliseconds(50));
        if (Clock::now() - before > milliseconds(700)) break;
    }
    EXPECT_EQ(client.receive().status, 408);
}

TEST_F(Attacks, AnIdleConnectionIsClosedWithoutAWord) {
    ConnectionLimits limits;
    limits.idle_time = milliseconds(200);
    start(limits);
    RawClient client(port_);
    EXPECT_TRUE(client.closed_within(milliseconds(1'000)));
}

TEST_F(Attacks, AReaderWhoTakesNothingIsLeft) {
    ConnectionLimits limits;
    limits.write_stall = milliseconds(300);
    start(limits, 1);
    RawClient client(port_);
    client.send("GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n");
    std::this_thread::sleep_for(milliseconds(100));
    const auto before = Clock::now();
    expect_still_serving();  // on the only thread
    EXPECT_LT(Clock::now() - before, milliseconds(2'000));
}

TEST_F(Attacks, BeyondTheLimitTheLongestIdleConnectionGoes) {
    ConnectionLimits limits;
    limits.connections = 20;
    start(limits);
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 20; ++i) idle.push_back(std::make_unique<RawClient>(port_));
    expect_still_serving();
    EXPECT_TRUE(idle.front()->closed_within(milliseconds(1'000)));
}

TEST_F(Attacks, OtherMethodsGet405WithAllow) {
    for (const char* method : {"OPTIONS", "PUT", "DELETE", "PATCH"}) {
        const auto refused =
            ask(port_, std::string(method) + " /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
        EXPECT_EQ(refused.status, 405) << method;
        EXPECT_EQ(refused.headers.at("allow"), "GET, HEAD") << method;
    }
    EXPECT_EQ(ask(port_, "BREW /hello HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 501);
}

TEST_F(Attacks, ANameOfAnotherHostIsRefused) {
    EXPECT_EQ(ask(port_, "GET /hello HTTP/1.1\r\nHost: evil.example:8080\r\n\r\n").status, 421);
    EXPECT_EQ(ask(port_, "GET /hello HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n").status, 200);
    EXPECT_EQ(ask(port_, "GET /hello HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n").status, 200);
}

TEST_F(Attacks, SmuggledLengthsAndBrokenLinesGet400) {
    const std::string start = "GET /hello HTTP/1.1\r\nHost: localhost\r\n";
    for (const char* lines : {"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
                              "Content-Length: 1\r\nContent-Length: 2\r\n",
                              "Content-Length: +1\r\n", "Host: twice\r\n", "folded: a\r\n b\r\n",
                              "no colon\r\n", "blank : before colon\r\n"})
        EXPECT_EQ(ask(port_, start + lines + "\r\n").status, 400) << lines;
    EXPECT_EQ(ask(port_, "GET /hello HTTP/1.1\r\n\r\n").status, 400) << "no Host";
    EXPECT_EQ(ask(port_, "GET /hello HTTP/2.0\r\nHost: localhost\r\n\r\n").status, 505);
    EXPECT_EQ(ask(port_, "\x16\x03\x01\x02 TLS hello\r\n\r\n").status, 400);
    EXPECT_EQ(get(port_, "/%zz").status, 400);
    EXPECT_EQ(get(port_, "/%FF").status, 400);
    EXPECT_EQ(get(port_, "/hello?a=%00").status, 400);
    expect_still_serving();
}

}  // namespace
}  // namespace annalist::web

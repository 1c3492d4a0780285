#include "web/http_server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/web/raw_client.hpp"

namespace annalist::web {
namespace {

using testing::ask;
using testing::get;
using testing::gunzip;
using testing::RawClient;

constexpr int kLines = 20'000;
std::atomic<int> lines_written{0};

Response answer(const Request& request) {
    Response response;
    response.type = "text/plain";
    if (request.path == "/long") {
        response.body.assign(5'000, 'y');
        response.etag = "v1";
    } else if (request.path == "/lines") {
        response.stream = [](const ByteSink& out) {
            for (int i = 0; i < kLines; ++i) {
                if (!out("line " + std::to_string(i) + "\n")) return false;
                lines_written = i;
            }
            return true;
        };
    } else if (request.path == "/endless") {
        response.stream = [](const ByteSink& out) {
            const std::string piece(100'000, 'z');
            for (lines_written = 0; out(piece); ++lines_written) {
            }
            lines_written = -1;
            return false;
        };
    } else if (request.path == "/until-gone") {
        lines_written = 0;
        while (!request.gone() && lines_written < 2'000) {
            ++lines_written;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        lines_written = lines_written < 2'000 ? -1 : -2;
    } else {
        response.body = request.path;
        for (const auto& [name, value] : request.parameters)
            response.body += "|" + name + "=" + value;
    }
    return response;
}

class HttpServing : public ::testing::Test {
protected:
    void SetUp() override {
        ServerOptions options;
        options.port = 0;
        options.threads = 4;
        auto started = HttpServer::start(answer, options);
        ASSERT_TRUE(started) << started.error().message;
        server_ = *std::move(started);
        port_ = server_->port();
    }

    std::unique_ptr<HttpServer> server_;
    int port_ = 0;
};

TEST_F(HttpServing, PathAndParametersArriveDecodedInOrder) {
    EXPECT_EQ(get(port_, "/a%20b?z=1&actor=Xi+Jinping&actor=%C3%84&empty=&bare").body,
              "/a b|z=1|actor=Xi Jinping|actor=\xC3\x84|empty=|bare=");
}

TEST_F(HttpServing, AHundredRequestsShareOneConnection) {
    RawClient client(port_);
    for (int i = 0; i < 100; ++i) {
        const auto path = "/n" + std::to_string(i);
        client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        ASSERT_EQ(client.receive().body, path);
    }
}

TEST_F(HttpServing, PipelinedRequestsAreAnsweredInOrder) {
    RawClient client(port_);
    std::string requests;
    for (int i = 0; i < 10; ++i)
        requests += "GET /p" + std::to_string(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    client.send(requests);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(client.receive().body, "/p" + std::to_string(i));
}

TEST_F(HttpServing, HeadGivesTheLengthWithoutTheBody) {
    RawClient client(port_);
    client.send("HEAD /long HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto head = client.receive(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.headers.at("content-length"), "5000");
    client.send("GET /next HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(client.receive().body, "/next") << "no stray bytes of a body lie between";
}

TEST_F(HttpServing, LongAnswersAreZippedForThoseWhoTakeIt) {
    const auto zipped = get(port_, "/long", "Accept-Encoding: br, gzip\r\n");
    EXPECT_EQ(zipped.headers.at("content-encoding"), "gzip");
    EXPECT_EQ(zipped.headers.at("vary"), "Accept, Accept-Encoding");
    EXPECT_LT(zipped.body.size(), 200u);
    EXPECT_EQ(gunzip(zipped.body), std::string(5'000, 'y'));
    EXPECT_FALSE(get(port_, "/long").headers.contains("content-encoding"));
    EXPECT_FALSE(get(port_, "/long", "Accept-Encoding: gzip;q=0\r\n")
                     .headers.contains("content-encoding"));
    EXPECT_FALSE(get(port_, "/short", "Accept-Encoding: gzip\r\n")
                     .headers.contains("content-encoding"));
}

TEST_F(HttpServing, AKnownVersionGets304PerCoding) {
    const auto plain = get(port_, "/long");
    EXPECT_EQ(plain.headers.at("etag"), "\"v1\"");
    const auto zipped = get(port_, "/long", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(zipped.headers.at("etag"), "\"v1-gz\"");
    for (const auto& [tags, tag] : {std::pair{"\"v1\"", "\"v1\""}, {"\"v1-gz\"", "\"v1-gz\""},
                                    {"W/\"v1\"", "\"v1\""}, {"\"a\", \"v1\"", "\"v1\""},
                                    {"*", "\"v1\""}}) {
        const auto known = get(port_, "/long", std::string("If-None-Match: ") + tags + "\r\n");
        EXPECT_EQ(known.status, 304) << tags;
        EXPECT_EQ(known.headers.at("etag"), tag) << "the tag of the version that the client has";
        EXPECT_EQ(known.headers.at("cache-control"), "no-cache");
    }
    EXPECT_EQ(get(port_, "/long", "If-None-Match: \"v\"\r\n").status, 200);
    EXPECT_EQ(get(port_, "/long", "If-None-Match: v1\r\n").status, 200) << "not a tag";
}

TEST_F(HttpServing, AStreamArrivesWholeInChunksOrZippedOrToHttp10) {
    std::string expected;
    for (int i = 0; i < kLines; ++i) expected += "line " + std::to_string(i) + "\n";
    const auto chunked = get(port_, "/lines");
    EXPECT_EQ(chunked.headers.at("transfer-encoding"), "chunked");
    EXPECT_EQ(chunked.body, expected);
    EXPECT_EQ(gunzip(get(port_, "/lines", "Accept-Encoding: gzip\r\n").body), expected);
    const auto old = ask(port_, "GET /lines HTTP/1.0\r\n\r\n");
    EXPECT_FALSE(old.headers.contains("transfer-encoding"));
    EXPECT_EQ(old.body, expected);
}

TEST_F(HttpServing, AStreamEndsWhenTheClientGoesAway) {
    {
        RawClient client(port_);
        client.send("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n");
        while (lines_written < 3) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    for (int i = 0; i < 400 && lines_written != -1; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(lines_written, -1);
}

TEST_F(HttpServing, AHandlerCanSeeThatItsClientWentAway) {
    lines_written = 0;
    {
        RawClient client(port_);
        client.send("GET /until-gone HTTP/1.1\r\nHost: localhost\r\n\r\n");
        while (lines_written < 3) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    for (int i = 0; i < 400 && lines_written >= 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    EXPECT_EQ(lines_written, -1) << "and not before: the client waited a while";
}

TEST_F(HttpServing, ManyClientsAtOnceGetEachTheirOwnAnswer) {
    std::vector<std::thread> clients;
    std::atomic<int> wrong{0};
    for (int c = 0; c < 16; ++c)
        clients.emplace_back([&, c] {
            RawClient client(port_);
            for (int i = 0; i < 200; ++i) {
                const auto path = "/c" + std::to_string(c) + "-" + std::to_string(i);
                client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                if (client.receive().body != path) ++wrong;
            }
        });
    for (auto& client : clients) client.join();
    EXPECT_EQ(wrong, 0);
}

TEST_F(HttpServing, ASecondServerOnThePortIsAnErrorThatNamesIt) {
    ServerOptions options;
    options.port = port_;
    const auto second = HttpServer::start(answer, options);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Io);
    EXPECT_NE(second.error().message.find("127.0.0.1:" + std::to_string(port_)),
              std::string::npos)
        << second.error().message;
    options.port = 70'000;
    EXPECT_EQ(HttpServer::start(answer, options).error().code, ErrorCode::InvalidArgument);
}

TEST_F(HttpServing, StopEndsConnectionsAndWaiters) {
    RawClient idle(port_);
    std::thread waiter([&] { server_->wait(); });
    server_->stop();
    waiter.join();
    EXPECT_TRUE(idle.closed_within(std::chrono::milliseconds(1'000)));
    server_->stop();
}

}  // namespace
}  // namespace annalist::web

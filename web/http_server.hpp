#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "graph/result.hpp"
#include "web/http.hpp"
#include "web/limits.hpp"

namespace annalist::web {

struct ServerOptions {
    std::string host = "127.0.0.1";  ///< address to listen on
    int port = 8080;                 ///< 0 takes any free one
    std::size_t threads = 32;        ///< how many requests are worked on at once
    /// Names beside the address itself under which a browser may reach us; "*" for any. A request
    /// for another name is refused, so that no web page elsewhere can read the store by pointing a
    /// name of its own at us. Empty when `host` is no loopback address means any.
    std::vector<std::string> names;
    ConnectionLimits limits;
    std::chrono::milliseconds answer_time{20'000};  ///< for an answer that is no stream
    std::size_t window_bytes = std::size_t{64} << 20;  ///< for windows of the graph (query::WindowCache)
};

/// Speaks HTTP/1.1 for one handler: limits, keep-alive, conditional requests, gzip, problem answers.
class HttpServer {
public:
    /// Listens, and answers from threads of its own until `stop`. Errors: Io (the address cannot be
    /// had; the message names it and why), InvalidArgument (no such port).
    static Result<std::unique_ptr<HttpServer>> start(Handler handler, ServerOptions options);
    ~HttpServer();

    int port() const;
    /// Ends all connections and threads; answers under way are finished first. Not for use in a
    /// signal handler.
    void stop();
    /// Blocks until `stop` was called from another thread.
    void wait();

private:
    HttpServer();
    struct Running;
    std::unique_ptr<Running> running_;
};

}  // namespace annalist::web

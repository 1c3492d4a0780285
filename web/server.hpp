#pragma once

#include <memory>
#include <string>

#include "graph/result.hpp"
#include "storage/store.hpp"
#include "web/http_server.hpp"

namespace annalist::web {

/// The API under /v1, its description at /openapi.json and the page at /, over one store.
class Server {
public:
    /// Starts answering. The store must outlive the server; it may take in articles meanwhile.
    /// Errors: Io (the address cannot be had), InvalidArgument (no such port).
    static Result<std::unique_ptr<Server>> start(const storage::Store& store,
                                                 ServerOptions options = {});

    /// The same, with decisions taken from those who bear the token (web/api.hpp), which is not empty.
    static Result<std::unique_ptr<Server>> start(storage::Store& store, std::string token,
                                                 ServerOptions options = {});

    /// The port listened on, also when any was asked for.
    int port() const { return http_->port(); }
    /// Finishes the answers under way and ends. From any thread, but not from a signal handler: its
    /// threads take no signals, so a program blocks SIGINT and SIGTERM and waits for them (sigwait).
    void stop() { http_->stop(); }
    /// Blocks until `stop`.
    void wait() { http_->wait(); }

private:
    explicit Server(std::unique_ptr<HttpServer> http) : http_(std::move(http)) {}

    std::unique_ptr<HttpServer> http_;
};

}  // namespace annalist::web

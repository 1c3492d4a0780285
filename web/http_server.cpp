#include "web/http_server.hpp"

#include <fmt/format.h>
#include <httplib.h>
#include <pthread.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <ctime>
#include <thread>

#include "web/bounded_stream.hpp"
#include "web/connection_loop.hpp"
#include "web/gzip.hpp"
#include "web/problem.hpp"

namespace annalist::web {
namespace {

constexpr std::size_t kSmallestCompressed = 1024;
constexpr int kBacklog = 256;

/// cpp-httplib hands each accepted socket to a task; ours only pass it on, so they run at once.
class Inline : public httplib::TaskQueue {
public:
    void enqueue(std::function<void()> task) override { task(); }
    void shutdown() override {}
};

/// While made, new threads inherit a mask without signals, which stay with the main program.
class SignalsBlocked {
public:
    SignalsBlocked() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

private:
    sigset_t before_{};
};

std::string http_date() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", kDays[utc.tm_wday], utc.tm_mday,
                       kMonths[utc.tm_mon], utc.tm_year + 1900, utc.tm_hour, utc.tm_min,
                       utc.tm_sec);
}

/// The headers that every answer carries.
constexpr std::pair<const char*, const char*> kCommonHeaders[] = {
    {"Cache-Control", "no-cache"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Accept-Ranges", "none"},
    {"Vary", "Accept, Accept-Encoding"},
};

bool is_loopback(std::string_view host) {
    return host == "localhost" || host == "::1" || host == "[::1]" || host.starts_with("127.");
}

/// The name in a Host header, without its port.
std::string_view host_name(std::string_view header) {
    if (header.starts_with('[')) return header.substr(0, header.find(']') + 1);
    return header.substr(0, header.find(':'));
}

/// Whether the client has closed its end. What it sent after the request hides that until it is read.
bool has_left(int socket) {
    char byte = 0;
    const ssize_t size = ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return size == 0 || (size < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

/// One request on its way through cpp-httplib, which gives its handlers no place for it.
struct Exchange {
    Request request;
    std::optional<Response> ready;  // an answer decided before any route
    bool chunked = true;            // the client knows chunked bodies
    bool answered = false;
};
thread_local Exchange* current = nullptr;

/// Compresses, versions and copies an answer into cpp-httplib's.
void fill(const Exchange& exchange, Response&& from, httplib::Response& to) {
    to.status = from.status;
    for (const auto& [name, value] : kCommonHeaders) to.set_header(name, value);
    to.set_header("Date", http_date());
    for (const auto& [name, value] : from.headers) {
        to.headers.erase(name);
        to.set_header(name, value);
    }
    const bool zipped = exchange.request.accepts_gzip && !to.has_header("Content-Encoding") &&
                        (from.stream || from.body.size() >= kSmallestCompressed);
    if (!from.etag.empty()) {
        const auto& asked = exchange.request.if_none_match;
        const std::string own = from.etag + (zipped ? "-gz" : "");
        const std::string other = from.etag + (zipped ? "" : "-gz");
        const bool is_own = matches_etag(asked, own);
        const bool is_other = !is_own && matches_etag(asked, other);
        to.set_header("ETag", fmt::format("\"{}\"", is_other ? other : own));
        if (from.status == 200 && (is_own || is_other)) {
            to.status = 304;
            to.headers.erase("Content-Encoding");
            return;
        }
    }
    if (zipped) to.set_header("Content-Encoding", "gzip");
    if (!from.stream) {
        to.set_content(zipped ? gzip(from.body, 1) : std::move(from.body), from.type);
        return;
    }
    auto provider = [stream = std::move(from.stream), zipped](size_t, httplib::DataSink& sink) {
        const ByteSink out = [&sink](std::string_view bytes) {
            return sink.write(bytes.data(), bytes.size());
        };
        if (zipped) {
            GzipSink gzip_sink(out);
            const ByteSink in = [&](std::string_view bytes) { return gzip_sink.write(bytes); };
            if (!stream(in) || !gzip_sink.finish()) return false;
        } else if (!stream(out)) {
            return false;
        }
        sink.done();
        return true;
    };
    if (exchange.chunked)
        to.set_chunked_content_provider(from.type, std::move(provider));
    else
        to.set_content_provider(from.type, std::move(provider));
}

/// cpp-httplib's server with its sockets in the hands of a ConnectionLoop.
class Listener : public httplib::Server {
public:
    Listener(web::Handler handler, ServerOptions options)
        : handler_(std::move(handler)), options_(std::move(options)) {
        new_task_queue = [] { return new Inline; };
        // Not its default, SO_REUSEPORT, with which two servers would share a port unnoticed.
        set_socket_options([](socket_t socket) {
            const int on = 1;
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        });
        set_keep_alive_max_count(options_.limits.requests);
        set_keep_alive_timeout(options_.limits.idle_time.count() / 1000);
        set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
            fill(*current, answer(*current), response);
            current->answered = true;
            return HandlerResponse::Handled;
        });
        // Reached for what cpp-httplib refuses by itself: a method that it has never heard of.
        set_error_handler(HandlerWithResponse([](const auto&, httplib::Response& response) {
            if (current == nullptr || current->answered) return HandlerResponse::Unhandled;
            fill(*current, problem(501, "no such method", current->request.path), response);
            return HandlerResponse::Handled;
        }));
    }

    /// Binds; the port, or -1 with errno set.
    int bind() {
        errno = 0;
        const int port = options_.port == 0 ? bind_to_any_port(options_.host)
                         : bind_to_port(options_.host, options_.port) ? options_.port
                                                                      : -1;
        if (port > 0) ::listen(svr_sock_, kBacklog);  // its own backlog is 5
        return port;
    }

    void run() {
        loop_ = std::make_unique<ConnectionLoop>(
            options_.limits, options_.threads,
            [this](Connection& connection, std::size_t size, bool last) {
                return serve(connection, size, last);
            },
            [this](Connection& connection, int status, std::string_view detail) {
                refuse(connection, status, detail);
            });
        acceptor_ = std::thread([this] { listen_after_bind(); });
        while (!is_running()) std::this_thread::yield();
    }

    void finish() {
        stop();
        if (acceptor_.joinable()) acceptor_.join();
        if (loop_) loop_->stop();
    }

private:
    bool process_and_close_socket(socket_t socket) override {
        loop_->add(socket);
        return true;
    }

    bool serve(Connection& connection, std::size_t size, bool last) {
        const auto bytes = std::string_view(connection.received).substr(0, size);
        RequestHead head;
        if (const auto refusal = parse_head(bytes, head)) {
            refuse(connection, refusal->status, refusal->detail);
            return false;
        }
        Exchange exchange;
        exchange.request.method = head.method;
        exchange.request.if_none_match = head.header("If-None-Match").value_or("");
        exchange.request.accepts_gzip = admits_gzip(head.header("Accept-Encoding").value_or(""));
        exchange.request.has_body = head.has_body();
        exchange.request.authorization = head.header("Authorization").value_or("");
        exchange.request.prefers_lines = prefers_json_lines(head.header("Accept").value_or(""));
        exchange.request.gone = [fd = connection.fd] { return has_left(fd); };
        exchange.chunked = head.version != "HTTP/1.0";
        check(head, exchange);
        const bool closing = last || head.has_body() || !exchange.chunked || !head.keep_alive();
        const std::string plain = plain_head(head, closing);
        BoundedStream stream(connection, plain, options_.limits.write_stall);
        current = &exchange;
        bool closed = false;
        const bool written = process_request(stream, closing, closed, nullptr);
        current = nullptr;
        return stream.flush() && written && !closing && !closed;
    }

    /// The head as cpp-httplib gets it: what it needs to write an answer, and none of the headers
    /// with which clients have led it astray (Range, Expect, Accept-Encoding, REMOTE_ADDR ...).
    static std::string plain_head(const RequestHead& head, bool closing) {
        return fmt::format("{} {} {}\r\nConnection: {}\r\n\r\n", head.method, head.target,
                           head.version, closing ? "close" : "keep-alive");
    }

    /// What can be said of a request before its route is looked up.
    void check(const RequestHead& head, Exchange& exchange) const {
        const auto wrong = parse_target(head.target, exchange.request);
        const auto& path = exchange.request.path;
        if (!wrong.empty())
            exchange.ready = problem(400, wrong, "");
        else if (!is_our_name(host_name(head.header("Host").value_or("localhost"))))
            exchange.ready = problem(421, "this server does not answer to that host name", path);
        else if (head.has_body() && (head.method == "GET" || head.method == "HEAD"))
            exchange.ready = problem(413, "no route here takes a body", path);
    }

    bool is_our_name(std::string_view name) const {
        const auto& names = options_.names;
        if (names.empty() && !is_loopback(options_.host)) return true;
        return is_loopback(name) || name == options_.host ||
               std::ranges::any_of(names, [&](const auto& n) { return n == "*" || n == name; });
    }

    Response answer(Exchange& exchange) const {
        if (exchange.ready) return std::move(*exchange.ready);
        try {
            return handler_(exchange.request);
        } catch (const std::exception&) {
            // What went wrong inside is for the log, not for whoever asked.
        } catch (...) {
        }
        return problem(500, "the request met an error in the server", exchange.request.path);
    }

    void refuse(Connection& connection, int status, std::string_view detail) const {
        const Response answer = problem(status, detail, "");
        BoundedStream stream(connection, {}, options_.limits.write_stall);
        stream.write(fmt::format(
            "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nDate: {}\r\n"
            "Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n"
            "Connection: close\r\n\r\n{}",
            status, reason_phrase(status), answer.type, answer.body.size(), http_date(),
            answer.body));
        stream.flush();
    }

    web::Handler handler_;
    ServerOptions options_;
    std::unique_ptr<ConnectionLoop> loop_;
    std::thread acceptor_;
};

}  // namespace

struct HttpServer::Running {
    Running(Handler handler, ServerOptions options)
        : listener(std::move(handler), std::move(options)) {}

    Listener listener;
    int port = 0;
    std::mutex mutex;
    std::condition_variable stopped_changed;
    bool stopped = false;
};

HttpServer::HttpServer() = default;
HttpServer::~HttpServer() { stop(); }

Result<std::unique_ptr<HttpServer>> HttpServer::start(Handler handler, ServerOptions options) {
    if (options.port < 0 || options.port > 65535)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("port={}: ports go from 0 to 65535", options.port)};
    if (options.threads == 0) options.threads = 1;
    const auto where = fmt::format("{}:{}", options.host, options.port);
    std::unique_ptr<HttpServer> server(new HttpServer);
    server->running_ = std::make_unique<Running>(std::move(handler), std::move(options));
    auto& running = *server->running_;
    running.port = running.listener.bind();
    if (running.port <= 0) {
        running.stopped = true;
        return Error{ErrorCode::Io,
                     fmt::format("cannot listen on {}: {}", where,
                                 errno != 0 ? std::strerror(errno) : "no such address")};
    }
    const SignalsBlocked blocked;
    running.listener.run();
    return server;
}

int HttpServer::port() const { return running_->port; }

void HttpServer::stop() {
    {
        const std::lock_guard lock(running_->mutex);
        if (running_->stopped) return;
        running_->stopped = true;
    }
    running_->listener.finish();
    running_->stopped_changed.notify_all();
}

void HttpServer::wait() {
    std::unique_lock lock(running_->mutex);
    running_->stopped_changed.wait(lock, [this] { return running_->stopped; });
}

}  // namespace annalist::web

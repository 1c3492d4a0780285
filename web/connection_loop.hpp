#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "web/limits.hpp"
#include "web/request_head.hpp"

namespace annalist::web {

/// One client. In the hands of one thread at a time.
struct Connection {
    Connection(int socket, HeadLimits limits) : fd(socket), scanner(limits) {}

    using Clock = std::chrono::steady_clock;
    enum class Phase { Reading, Serving, Lingering };

    int fd;
    HeadScanner scanner;
    std::string received;            ///< bytes not yet answered
    std::string peer;                ///< address of the client, in digits
    int peer_port = 0;
    std::size_t served = 0;
    std::size_t discarded = 0;       ///< bytes read after the last answer
    bool timed_out = false;
    Phase phase = Phase::Reading;
    Clock::time_point deadline{};
    std::list<std::unique_ptr<Connection>>::iterator place;
};

/// Waits for whole request heads on many sockets with a fixed number of threads. A client that
/// sends slowly, or nothing, holds a few hundred bytes and no thread; only a complete head, within
/// its limits, reaches `serve`, on whichever thread read its last byte.
class ConnectionLoop {
public:
    /// Answers the request whose head is the first `head_size` bytes of `received`; false when the
    /// connection is to be closed after it.
    using Serve = std::function<bool(Connection&, std::size_t head_size, bool last_one)>;
    /// Answers a head that broke a limit, with an HTTP status; the connection closes after it.
    using Refuse = std::function<void(Connection&, int status, std::string_view detail)>;

    ConnectionLoop(ConnectionLimits limits, std::size_t threads, Serve serve, Refuse refuse);
    ~ConnectionLoop();
    ConnectionLoop(const ConnectionLoop&) = delete;
    ConnectionLoop& operator=(const ConnectionLoop&) = delete;

    /// Takes over an accepted socket.
    void add(int fd);
    /// Closes every connection and joins the threads. Answers under way are finished.
    void stop();

    std::size_t open_connections() const;

private:
    void work();
    void sweep();
    void handle(Connection& connection);
    void read_and_serve(Connection& connection);
    bool answer_heads(Connection& connection);
    void discard(Connection& connection);
    void close_after_answer(Connection& connection);
    void set_phase(Connection& connection, Connection::Phase phase,
                   std::chrono::milliseconds limit);
    void wait_for_bytes(Connection& connection);
    void forget(Connection& connection);
    void close_longest_idle();

    const ConnectionLimits limits_;
    const Serve serve_;
    const Refuse refuse_;
    int poll_ = -1;
    int wake_ = -1;
    std::atomic<bool> stopping_{false};
    mutable std::mutex mutex_;  // guards connections_ and each one's phase, deadline, timed_out
    std::condition_variable stopped_;
    std::list<std::unique_ptr<Connection>> connections_;
    std::vector<std::thread> threads_;
};

}  // namespace annalist::web

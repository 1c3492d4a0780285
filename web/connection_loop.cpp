#include "web/connection_loop.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace annalist::web {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kReadBytes = 16 * 1024;
/// After a refusal the rest of what the client sends is read away, up to here, so that the answer
/// is not lost to a reset.
constexpr std::size_t kDiscardBytes = 1024 * 1024;
constexpr milliseconds kLinger{1'000};
constexpr milliseconds kSweep{100};

void name_peer(Connection& connection) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (getpeername(connection.fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) return;
    char host[NI_MAXHOST], port[NI_MAXSERV];
    if (getnameinfo(reinterpret_cast<sockaddr*>(&address), size, host, sizeof host, port,
                    sizeof port, NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return;
    connection.peer = host;
    connection.peer_port = std::atoi(port);
}

}  // namespace

ConnectionLoop::ConnectionLoop(ConnectionLimits limits, std::size_t threads, Serve serve,
                               Refuse refuse)
    : limits_(limits), serve_(std::move(serve)), refuse_(std::move(refuse)) {
    poll_ = epoll_create1(EPOLL_CLOEXEC);
    wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = nullptr;  // stands for "stop"
    epoll_ctl(poll_, EPOLL_CTL_ADD, wake_, &event);
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    threads_.emplace_back([this] { sweep(); });
}

ConnectionLoop::~ConnectionLoop() {
    stop();
    close(wake_);
    close(poll_);
}

void ConnectionLoop::add(int fd) {
    if (stopping_) {
        close(fd);
        return;
    }
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto owned = std::make_unique<Connection>(fd, limits_.head);
    Connection& connection = *owned;
    name_peer(connection);
    connection.deadline = Connection::Clock::now() + limits_.idle_time;
    {
        const std::lock_guard lock(mutex_);
        if (connections_.size() >= limits_.connections) close_longest_idle();
        connection.place = connections_.insert(connections_.end(), std::move(owned));
    }
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT;
    event.data.ptr = &connection;
    if (epoll_ctl(poll_, EPOLL_CTL_ADD, fd, &event) != 0) forget(connection);
}

void ConnectionLoop::stop() {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_.exchange(true)) return;
    }
    stopped_.notify_all();
    const std::uint64_t one = 1;
    if (write(wake_, &one, sizeof one) < 0) { /* the counter is full: already awake */
    }
    for (auto& thread : threads_) thread.join();
    threads_.clear();
    while (true) {
        Connection* rest = nullptr;
        {
            const std::lock_guard lock(mutex_);
            if (connections_.empty()) break;
            rest = connections_.front().get();
        }
        forget(*rest);
    }
}

std::size_t ConnectionLoop::open_connections() const {
    const std::lock_guard lock(mutex_);
    return connections_.size();
}

void ConnectionLoop::work() {
    while (!stopping_) {
        epoll_event event{};
        const int ready = epoll_wait(poll_, &event, 1, -1);
        if (ready < 0 && errno != EINTR) return;
        if (ready <= 0) continue;
        if (event.data.ptr == nullptr) return;  // level-triggered: every thread sees it
        handle(*static_cast<Connection*>(event.data.ptr));
    }
}

void ConnectionLoop::sweep() {
    std::unique_lock lock(mutex_);
    while (!stopped_.wait_for(lock, kSweep, [this] { return stopping_.load(); })) {
        const auto now = Connection::Clock::now();
        for (auto& connection : connections_) {
            if (connection->phase == Connection::Phase::Serving || now < connection->deadline)
                continue;
            connection->timed_out = true;
            connection->deadline = Connection::Clock::time_point::max();
            shutdown(connection->fd, SHUT_RD);  // wakes a thread, which answers and closes
        }
    }
}

/// With the mutex held.
void ConnectionLoop::close_longest_idle() {
    Connection* oldest = nullptr;
    for (auto& connection : connections_)
        if (connection->phase == Connection::Phase::Reading && !connection->timed_out &&
            (oldest == nullptr || connection->deadline < oldest->deadline))
            oldest = connection.get();
    if (oldest == nullptr) return;
    oldest->timed_out = true;
    oldest->deadline = Connection::Clock::time_point::max();
    shutdown(oldest->fd, SHUT_RD);
}

void ConnectionLoop::handle(Connection& connection) {
    bool lingering = false;
    {
        // Takes over what another thread wrote before it waited; the kernel orders the two already.
        const std::lock_guard lock(mutex_);
        lingering = connection.phase == Connection::Phase::Lingering;
    }
    if (lingering)
        discard(connection);
    else
        read_and_serve(connection);
}

void ConnectionLoop::read_and_serve(Connection& connection) {
    char bytes[kReadBytes];
    while (!stopping_) {
        const auto got = recv(connection.fd, bytes, sizeof bytes, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return wait_for_bytes(connection);
        if (got <= 0) {
            bool late = false;
            {
                const std::lock_guard lock(mutex_);
                late = connection.timed_out;
            }
            if (late && !connection.received.empty())
                refuse_(connection, 408, "the request head did not arrive in time");
            return forget(connection);
        }
        if (connection.received.empty())
            set_phase(connection, Connection::Phase::Reading, limits_.head_time);
        connection.received.append(bytes, static_cast<std::size_t>(got));
        if (!answer_heads(connection)) return;
    }
    forget(connection);
}

/// Answers all whole heads received; false when the connection is no longer ours to read.
bool ConnectionLoop::answer_heads(Connection& connection) {
    using State = HeadScanner::State;
    while (!connection.received.empty()) {
        const State state = connection.scanner.scan(connection.received);
        if (state == State::Incomplete) return true;
        set_phase(connection, Connection::Phase::Serving, limits_.idle_time);
        if (state != State::Complete) {
            switch (state) {
                case State::TargetTooLong:
                    refuse_(connection, 414, "the request target is too long");
                    break;
                case State::TooManyLines:
                    refuse_(connection, 431, "too many header lines");
                    break;
                default: refuse_(connection, 431, "the request head is too long");
            }
            close_after_answer(connection);
            return false;
        }
        const bool last = ++connection.served >= limits_.requests || stopping_;
        const auto size = connection.scanner.size();
        if (!serve_(connection, size, last)) {
            close_after_answer(connection);
            return false;
        }
        connection.received.erase(0, size);
        connection.scanner.reset();
        set_phase(connection, Connection::Phase::Reading,
                  connection.received.empty() ? limits_.idle_time : limits_.head_time);
    }
    return true;
}

/// Says "no more" to the client and reads away what it still sends, within limits.
void ConnectionLoop::close_after_answer(Connection& connection) {
    if (shutdown(connection.fd, SHUT_WR) != 0) return forget(connection);
    set_phase(connection, Connection::Phase::Lingering, kLinger);
    std::string().swap(connection.received);
    discard(connection);
}

void ConnectionLoop::discard(Connection& connection) {
    char bytes[kReadBytes];
    while (connection.discarded < kDiscardBytes) {
        const auto got = recv(connection.fd, bytes, sizeof bytes, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return wait_for_bytes(connection);
        if (got <= 0) break;
        connection.discarded += static_cast<std::size_t>(got);
    }
    forget(connection);
}

void ConnectionLoop::set_phase(Connection& connection, Connection::Phase phase,
                               milliseconds limit) {
    const std::lock_guard lock(mutex_);
    connection.phase = phase;
    if (!connection.timed_out) connection.deadline = Connection::Clock::now() + limit;
}

void ConnectionLoop::wait_for_bytes(Connection& connection) {
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLONESHOT;
    event.data.ptr = &connection;
    bool waiting = false;
    {
        const std::lock_guard lock(mutex_);
        waiting = epoll_ctl(poll_, EPOLL_CTL_MOD, connection.fd, &event) == 0;
    }
    if (!waiting) forget(connection);  // else it may be gone by now, in the hands of another thread
}

void ConnectionLoop::forget(Connection& connection) {
    const std::lock_guard lock(mutex_);
    close(connection.fd);  // also leaves the epoll set
    connections_.erase(connection.place);
}

}  // namespace annalist::web

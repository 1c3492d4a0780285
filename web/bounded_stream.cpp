#include "web/bounded_stream.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace annalist::web {
namespace {

constexpr std::size_t kHoldBack = 64 * 1024;
/// A client that has made us wait may read this slowly on the whole, after a grace of one stall.
constexpr std::size_t kSlowestBytesPerSecond = 4 * 1024;

}  // namespace

ssize_t BoundedStream::read(char* bytes, size_t size) {
    const auto count = std::min(size, head_.size() - read_);
    std::memcpy(bytes, head_.data() + read_, count);
    read_ += count;
    return static_cast<ssize_t>(count);
}

ssize_t BoundedStream::write(const char* bytes, size_t size) {
    if (broken_) return -1;
    if (pending_.size() + size > kHoldBack) {
        if (!flush() || !send_all({bytes, size})) return -1;
    } else {
        pending_.append(bytes, size);
    }
    return static_cast<ssize_t>(size);
}

void BoundedStream::get_remote_ip_and_port(std::string& ip, int& port) const {
    ip = connection_.peer;
    port = connection_.peer_port;
}

bool BoundedStream::flush() {
    if (broken_) return false;
    const bool sent = send_all(pending_);
    pending_.clear();
    return sent;
}

bool BoundedStream::send_all(std::string_view bytes) {
    using Clock = std::chrono::steady_clock;
    while (!bytes.empty() && !broken_) {
        const auto taken = send(connection_.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (taken > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(taken));
            sent_ += static_cast<std::size_t>(taken);
            continue;
        }
        if (taken < 0 && errno == EINTR) continue;
        if (taken < 0 && errno != EAGAIN && errno != EWOULDBLOCK) {
            broken_ = true;
            break;
        }
        const auto now = Clock::now();
        if (first_wait_ == Clock::time_point{}) first_wait_ = now;
        const auto allowed =
            write_stall_ + std::chrono::milliseconds(sent_ * 1000 / kSlowestBytesPerSecond);
        pollfd wait{connection_.fd, POLLOUT, 0};
        const int ready = poll(&wait, 1, static_cast<int>(write_stall_.count()));
        if (ready == 0 || now - first_wait_ > allowed) broken_ = true;
    }
    return !broken_;
}

}  // namespace annalist::web

#pragma once

#include <httplib.h>

#include <chrono>
#include <string>
#include <string_view>

#include "web/connection_loop.hpp"

namespace annalist::web {

/// What cpp-httplib reads a request from and writes its answer to: it reads one head, already whole
/// and within its limits, and never a byte beyond it; it writes in few packets, and gives up on a
/// client that takes nothing, or too little, for too long.
class BoundedStream : public httplib::Stream {
public:
    BoundedStream(Connection& connection, std::string_view head,
                  std::chrono::milliseconds write_stall)
        : connection_(connection), head_(head), write_stall_(write_stall) {}

    bool is_readable() const override { return read_ < head_.size(); }
    bool is_writable() const override { return !broken_; }
    ssize_t read(char* bytes, size_t size) override;
    ssize_t write(const char* bytes, size_t size) override;
    using httplib::Stream::write;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string&, int&) const override {}
    /// None: nobody reads or writes the socket behind this stream's back.
    socket_t socket() const override { return -1; }

    /// Sends what is held back; false when the client is gone.
    bool flush();

private:
    bool send_all(std::string_view bytes);

    Connection& connection_;
    std::string_view head_;
    std::chrono::milliseconds write_stall_;
    std::size_t read_ = 0;
    std::string pending_;
    std::size_t sent_ = 0;
    std::chrono::steady_clock::time_point first_wait_{};
    bool broken_ = false;
};

}  // namespace annalist::web

#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace annalist::web::testing {

/// One answer as it came over the wire; header names in lower case.
struct RawAnswer {
    int status = 0;  ///< 0 when there was none
    std::map<std::string, std::string> headers;
    std::string body;
    std::string all;
};

/// A TCP connection to loopback that sends whatever a test likes.
class RawClient {
public:
    explicit RawClient(int port);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    /// How many bytes were taken before the server closed or nothing moved for a second.
    std::size_t send(std::string_view bytes);
    /// One answer with Content-Length or chunks, or all up to the end of the connection.
    RawAnswer receive(bool to_head_request = false);
    /// Whether the server has closed, waiting at most that long for it.
    bool closed_within(std::chrono::milliseconds limit);

private:
    bool read_more(std::chrono::milliseconds limit);

    int fd_ = -1;
    std::string pending_;
};

/// One request on a connection of its own.
RawAnswer ask(int port, std::string_view request);
/// GET with a fitting Host and further header lines, each ended by CRLF.
RawAnswer get(int port, std::string_view target, std::string_view header_lines = "");

/// Undoes gzip; "" when it is none.
std::string gunzip(std::string_view bytes);

/// Resident memory of this process in MB.
double resident_mb();

}  // namespace annalist::web::testing

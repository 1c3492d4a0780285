#pragma once

#include <chrono>
#include <cstddef>

namespace annalist::web {

/// What one request head may cost before it is refused.
struct HeadLimits {
    std::size_t bytes = 32 * 1024;      ///< request line and all headers together
    std::size_t lines = 100;            ///< header lines
    std::size_t line_bytes = 8 * 1024;  ///< any one line, the request line among them
};

/// What connections may cost.
struct ConnectionLimits {
    HeadLimits head;
    std::chrono::milliseconds head_time{3'000};    ///< from the first byte of a head to its last
    std::chrono::milliseconds idle_time{15'000};   ///< between requests
    std::chrono::milliseconds write_stall{5'000};  ///< without a byte taken by the client
    std::size_t connections = 900;                 ///< beyond this the longest idle one is closed
    std::size_t requests = 1'000;                  ///< on one connection
};

}  // namespace annalist::web

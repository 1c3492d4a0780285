#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/limits.hpp"

namespace annalist::web {

/// Looks for the end of a request head while its bytes arrive. Each byte is looked at once.
class HeadScanner {
public:
    enum class State { Incomplete, Complete, TooLarge, TooManyLines, LineTooLong, TargetTooLong };

    explicit HeadScanner(HeadLimits limits) : limits_(limits) {}

    /// `received` is all that has arrived since the last reset; it only grows between calls.
    State scan(std::string_view received);

    /// Length of a complete head, its empty line included.
    std::size_t size() const { return position_; }
    void reset() { position_ = line_begin_ = lines_ = 0; }

private:
    HeadLimits limits_;
    std::size_t position_ = 0;    // bytes looked at
    std::size_t line_begin_ = 0;  // where the line in hand begins
    std::size_t lines_ = 0;       // lines ended so far, the request line among them
};

/// A request line and headers, as views into the bytes they were parsed from.
struct RequestHead {
    std::string_view method, target, version;
    std::vector<std::pair<std::string_view, std::string_view>> headers;

    /// The first header of that name in any case; nullopt when there is none.
    std::optional<std::string_view> header(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    /// Whether bytes of a body follow.
    bool has_body() const;
    /// Whether the client wants the connection kept after the answer.
    bool keep_alive() const;
};

/// Why a head is refused before any route sees it.
struct HeadRefusal {
    int status;
    std::string detail;
};

/// Reads a complete head. Refused: lines that are no HTTP/1.x (400, 505), two Hosts or none, folded
/// lines and blanks before a colon (400), both Content-Length and Transfer-Encoding (400), a
/// Content-Length that is no number (400), more than one range (416).
std::optional<HeadRefusal> parse_head(std::string_view bytes, RequestHead& head);

}  // namespace annalist::web

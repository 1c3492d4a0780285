#include "web/request_head.hpp"

#include <algorithm>
#include <cctype>

namespace annalist::web {
namespace {

bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) {
        return std::tolower(x) == std::tolower(y);
    });
}

/// RFC 9110 tchar.
bool is_token(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) {
        return std::isalnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) !=
                                      std::string_view::npos;
    });
}

bool is_field_text(std::string_view text) {
    return std::ranges::all_of(
        text, [](unsigned char c) { return c == '\t' || (c >= 0x20 && c != 0x7F); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

bool parse_request_line(std::string_view line, RequestHead& head) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return false;
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, last - first - 1);
    head.version = line.substr(last + 1);
    return is_token(head.method) && !head.target.empty() &&
           std::ranges::all_of(head.target, [](unsigned char c) { return c > 0x20 && c < 0x7F; });
}

std::optional<HeadRefusal> check_headers(const RequestHead& head) {
    const auto hosts = head.count("Host");
    if (hosts > 1 || (hosts == 0 && head.version == "HTTP/1.1"))
        return HeadRefusal{400, "a request needs exactly one Host header"};
    const auto lengths = head.count("Content-Length");
    if (lengths > 1 || (lengths == 1 && head.count("Transfer-Encoding") > 0))
        return HeadRefusal{400, "the length of the body is given in two ways"};
    if (lengths == 1) {
        const auto value = *head.header("Content-Length");
        if (value.empty() || value.size() > 18 ||
            !std::ranges::all_of(value, [](unsigned char c) { return std::isdigit(c) != 0; }))
            return HeadRefusal{400, "Content-Length is not a number"};
    }
    const auto range = head.header("Range");
    if (head.count("Range") > 1 || (range && range->find(',') != std::string_view::npos))
        return HeadRefusal{416, "more than one range is not served; ask for the whole"};
    return std::nullopt;
}

}  // namespace

HeadScanner::State HeadScanner::scan(std::string_view received) {
    while (position_ < received.size()) {
        const auto end = received.find('\n', position_);
        const bool ended = end != std::string_view::npos;
        position_ = ended ? end + 1 : received.size();
        if (position_ > limits_.bytes) return State::TooLarge;
        if (position_ - line_begin_ > limits_.line_bytes)
            return lines_ == 0 ? State::TargetTooLong : State::LineTooLong;
        if (!ended) break;
        auto line = received.substr(line_begin_, end - line_begin_);
        if (line.ends_with('\r')) line.remove_suffix(1);
        line_begin_ = position_;
        if (line.empty()) return State::Complete;
        if (++lines_ > limits_.lines + 1) return State::TooManyLines;
    }
    return State::Incomplete;
}

std::optional<std::string_view> RequestHead::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (same_name(key, name)) return value;
    return std::nullopt;
}

std::size_t RequestHead::count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        headers, [&](const auto& header) { return same_name(header.first, name); }));
}

bool RequestHead::has_body() const {
    if (header("Transfer-Encoding")) return true;
    const auto length = header("Content-Length");
    return length && length->find_first_not_of('0') != std::string_view::npos;
}

bool RequestHead::keep_alive() const {
    const auto connection = header("Connection");
    if (version == "HTTP/1.0") return connection && same_name(*connection, "keep-alive");
    return !connection || !same_name(*connection, "close");
}

std::optional<HeadRefusal> parse_head(std::string_view bytes, RequestHead& head) {
    head = {};
    bool first = true;
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size() - 1);
        auto line = bytes.substr(0, end);
        bytes.remove_prefix(end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) break;
        if (first) {
            first = false;
            if (!parse_request_line(line, head))
                return HeadRefusal{400, "the request line is not HTTP"};
            if (head.version != "HTTP/1.1" && head.version != "HTTP/1.0")
                return HeadRefusal{505, "only HTTP/1.1 and HTTP/1.0 are spoken here"};
            continue;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !is_token(line.substr(0, colon)) ||
            !is_field_text(line.substr(colon + 1)))
            return HeadRefusal{400, "a header line is not of the form Name: value"};
        head.headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    }
    if (first) return HeadRefusal{400, "the request is empty"};
    return check_headers(head);
}

}  // namespace annalist::web

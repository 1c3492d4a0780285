#include "query/json_writer.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace annalist::query {
namespace {

/// Length of the UTF-8 sequence at the start of `text`; 0 when it is none. Source: Unicode 15,
/// table 3-7 (well-formed byte sequences).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto tail = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return i < text.size() && low <= byte(i) && byte(i) <= high;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (0xC2 <= lead && lead <= 0xDF) return tail(1) ? 2 : 0;
    if (0xE0 <= lead && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return tail(1, low, high) && tail(2) ? 3 : 0;
    }
    if (0xF0 <= lead && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return tail(1, low, high) && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string valid_utf8(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0)
            result += kReplacement;
        else
            result += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const auto c = static_cast<unsigned char>(text[0]);
        if (c >= 0x80) {
            const std::size_t length = sequence_length(text);
            out += length == 0 ? kReplacement : text.substr(0, length);
            text.remove_prefix(length == 0 ? 1 : length);
            continue;
        }
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (c < 0x20 || c == 0x7F)
                    fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
                else
                    out += static_cast<char>(c);
        }
        text.remove_prefix(1);
    }
    out += '"';
}

void JsonWriter::separate() {
    if (after_key_) {
        after_key_ = false;
        return;
    }
    if (started_.empty()) return;
    if (started_.back()) out_ += ',';
    started_.back() = true;
}

void JsonWriter::begin_object() {
    separate();
    out_ += '{';
    started_.push_back(false);
}

void JsonWriter::end_object() {
    started_.pop_back();
    out_ += '}';
}

void JsonWriter::begin_array() {
    separate();
    out_ += '[';
    started_.push_back(false);
}

void JsonWriter::end_array() {
    started_.pop_back();
    out_ += ']';
}

void JsonWriter::key(std::string_view name) {
    separate();
    append_json_string(out_, name);
    out_ += ':';
    after_key_ = true;
}

void JsonWriter::value(std::string_view text) {
    separate();
    append_json_string(out_, text);
}

void JsonWriter::value(std::uint64_t number) {
    separate();
    fmt::format_to(std::back_inserter(out_), "{}", number);
}

void JsonWriter::value(std::int64_t number) {
    separate();
    fmt::format_to(std::back_inserter(out_), "{}", number);
}

void JsonWriter::value(double number) {
    separate();
    if (!std::isfinite(number))
        out_ += "null";
    else if (number == std::trunc(number) && std::abs(number) < 1e15)
        fmt::format_to(std::back_inserter(out_), "{:.0f}", number);
    else
        fmt::format_to(std::back_inserter(out_), "{}", number);
}

void JsonWriter::value(bool truth) {
    separate();
    out_ += truth ? "true" : "false";
}

void JsonWriter::null() {
    separate();
    out_ += "null";
}

}  // namespace annalist::query

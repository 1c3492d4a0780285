#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace annalist::query {

/// Appends JSON to a string, in the order of the calls, with the least white space. Bytes that are
/// not UTF-8 become U+FFFD; numbers are written shortest, NaN and infinities as null.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    void begin_object();
    void end_object();
    void begin_array();
    void end_array();
    /// The name of the member whose value comes next.
    void key(std::string_view name);

    void value(std::string_view text);
    void value(const char* text) { value(std::string_view{text}); }
    void value(const std::string& text) { value(std::string_view{text}); }
    void value(std::uint64_t number);
    void value(std::int64_t number);
    void value(std::uint32_t number) { value(std::uint64_t{number}); }
    void value(int number) { value(std::int64_t{number}); }
    void value(double number);
    void value(bool truth);
    void null();

    /// A member: its name and its value.
    template <class T>
    void field(std::string_view name, const T& content) {
        key(name);
        value(content);
    }
    /// A member, left out when its text is empty.
    void text_field(std::string_view name, std::string_view text) {
        if (!text.empty()) field(name, text);
    }

private:
    void separate();

    std::string& out_;
    std::vector<bool> started_;  ///< per open level: whether it has a value already
    bool after_key_ = false;
};

/// Appends `text` as a JSON string with its quotes.
void append_json_string(std::string& out, std::string_view text);

bool is_utf8(std::string_view text);

/// `text` with every byte sequence that is not UTF-8 replaced by U+FFFD.
std::string valid_utf8(std::string_view text);

}  // namespace annalist::query

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace annalist::query {

/// Appends one row of RFC 4180, cell by cell, in UTF-8 (other bytes become U+FFFD).
class CsvRow {
public:
    explicit CsvRow(std::string& out) : out_(out) {}

    /// A text. One that a spreadsheet would take for a formula (it begins with = + - @, a tab or a
    /// carriage return) gets an apostrophe before it.
    CsvRow& text(std::string_view cell);
    /// An id of digits and letters. One that a spreadsheet would take for a number and round
    /// ("4567890123456789", "12e4567890123456") gets an apostrophe before it.
    CsvRow& code(std::string_view cell);
    CsvRow& number(std::uint64_t value);
    CsvRow& number(double value);
    void end() { out_ += "\r\n"; }

private:
    void separate();

    std::string& out_;
    bool started_ = false;
};

}  // namespace annalist::query

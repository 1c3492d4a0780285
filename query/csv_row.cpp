#include "query/csv_row.hpp"

#include <fmt/format.h>

#include <iterator>

#include "query/json_writer.hpp"

namespace annalist::query {

void CsvRow::separate() {
    if (started_) out_ += ',';
    started_ = true;
}

CsvRow& CsvRow::text(std::string_view cell) {
    separate();
    std::string guarded;
    if (!cell.empty() && std::string_view{"=+-@\t\r"}.find(cell.front()) != std::string_view::npos)
        guarded = "'";
    guarded += is_utf8(cell) ? std::string{cell} : valid_utf8(cell);
    if (guarded.find_first_of(",\"\r\n") == std::string::npos) {
        out_ += guarded;
        return *this;
    }
    out_ += '"';
    for (const char c : guarded) {
        if (c == '"') out_ += '"';
        out_ += c;
    }
    out_ += '"';
    return *this;
}

CsvRow& CsvRow::code(std::string_view cell) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t exponents = 0;
    bool number = !cell.empty() && is_digit(cell.front()) && is_digit(cell.back());
    for (const char c : cell) {
        const bool exponent = c == 'e' || c == 'E';
        exponents += exponent;
        number = number && (exponent || is_digit(c));
    }
    if (!number || exponents > 1) return text(cell);
    separate();
    out_ += '\'';
    out_ += cell;
    return *this;
}

CsvRow& CsvRow::number(std::uint64_t value) {
    separate();
    fmt::format_to(std::back_inserter(out_), "{}", value);
    return *this;
}

CsvRow& CsvRow::number(double value) {
    separate();
    fmt::format_to(std::back_inserter(out_), "{}", value);
    return *this;
}

}  // namespace annalist::query

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

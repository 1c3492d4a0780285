#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/session.hpp"
#include "cli/table.hpp"

namespace annalist::cli {

/// Prints an answer that is a table: as CSV, Markdown or JSON when that is the form (`json` is the
/// answer as such), else aligned. An empty one sets ExitCode::Nothing, and says so.
void print_table(const Table& table, const std::string& format, const std::string& json,
                 std::string_view nothing, Session& session);

/// Prints how many there are, as {"count":N} when JSON is the form. None sets ExitCode::Nothing.
void print_count(std::uint64_t number, const std::string& format, Session& session);

}  // namespace annalist::cli

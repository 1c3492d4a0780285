#pragma once

#include <string>
#include <string_view>

#include "cli/session.hpp"
#include "cli/table.hpp"

namespace annalist::cli {

/// Prints an answer that is a table: as CSV, Markdown or JSON when that is the form (`json` is the answer
/// as such), else aligned. An empty one sets ExitCode::Nothing, and says so.
void print_table(const Table& table, const std::string& format, const std::string& json,
                 std::string_view nothing, Session& session);

}  // namespace annalist::cli

#include "cli/answers.hpp"

#include <fmt/format.h>

namespace annalist::cli {

void print_table(const Table& table, const std::string& format, const std::string& json,
                 std::string_view nothing, Session& session) {
    if (table.empty()) session.exit_code = ExitCode::Nothing;
    if (format == "json")
        session.print(json + "\n");
    else if (format == "csv")
        session.print(table.csv());
    else if (format == "markdown")
        session.print(table.markdown());
    else if (table.empty())
        session.note(nothing);
    else
        session.print(table.text(session.terminal));
}

void print_count(std::uint64_t number, const std::string& format, Session& session) {
    if (number == 0) session.exit_code = ExitCode::Nothing;
    session.print(format == "json" ? fmt::format("{{\"count\":{}}}\n", number)
                                   : fmt::format("{}\n", number));
}

}  // namespace annalist::cli

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/query_flags.hpp"
#include "cli/table.hpp"
#include "query/json_answers.hpp"

namespace annalist::cli {
namespace {

std::string size_text(std::uint64_t bytes) {
    if (bytes >= 1'000'000'000) return fmt::format("{:.1f} GB", static_cast<double>(bytes) / 1e9);
    if (bytes >= 1'000'000) return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
    return fmt::format("{:.1f} kB", static_cast<double>(bytes) / 1e3);
}

Result<void> stats(Session& session) {
    const auto format = output_format(session, {"text", "json"});
    if (!format) return format.error();
    const auto store = session.open();
    if (!store) return store.error();
    const auto found = (*store)->stats();
    if (!found) return found.error();
    if (*format == "json") {
        session.print(query::to_json(*found) + "\n");
        return {};
    }
    Table table{{{"", Style::Plain, false, false}, {"", Style::Bold, true, false}}};
    table.add({"articles", grouped(found->articles)});
    table.add({"events", grouped(found->events)});
    table.add({"mentions", grouped(found->mentions)});
    table.add({"actors", grouped(found->actors)});
    table.add({"figures", grouped(found->figures)});
    table.add({"words indexed", grouped(found->words)});
    if (found->published) {
        table.add({"first published", iso_day(found->published->first)});
        table.add({"last published", iso_day(found->published->last)});
    }
    table.add({"on disk, about", size_text(found->bytes)});
    table.add({"schema", std::to_string(found->schema)});
    const std::string text = table.text(session.terminal);
    session.print(text.substr(text.find('\n') + 1));  // without headings
    return {};
}

Result<void> verify(Session& session) {
    const auto format = output_format(session, {"text", "json"});
    if (!format) return format.error();
    const auto store = session.open();
    if (!store) return store.error();
    const auto report = (*store)->verify();
    if (!report) return report.error();
    if (!report->problems.empty()) session.exit_code = ExitCode::Damaged;
    if (*format == "json") {
        session.print(query::to_json(*report) + "\n");
        return {};
    }
    for (const std::string& problem : report->problems)
        if (!session.print(session.terminal.paint(Style::Bad, printable(problem)) + "\n")) return {};
    session.print(fmt::format("{} records and entries checked, {} problem{}\n", grouped(report->checked),
                              grouped(report->problems.size()), report->problems.size() == 1 ? "" : "s"));
    return {};
}

}  // namespace

void add_stats(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("stats", "How much the store holds, over what time, in how many bytes.");
    command->footer(examples({"annalist stats", "annalist stats --json | jq .events"}) + "Formats: text, json.");
    on_run(*command, session, [&session] { return stats(session); });
}

void add_verify(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "verify", "Check every record, index entry and count of the store against each other; exit code 4\n"
                  "when something is wrong.");
    command->footer(examples({"annalist verify", "annalist verify --json"}) + "Formats: text, json.");
    on_run(*command, session, [&session] { return verify(session); });
}

}  // namespace annalist::cli

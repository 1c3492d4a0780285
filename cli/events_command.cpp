#include <fmt/format.h>

#include <memory>

#include "cli/answers.hpp"
#include "cli/commands.hpp"
#include "cli/event_text.hpp"
#include "cli/progress.hpp"
#include "cli/query_flags.hpp"
#include "cli/table.hpp"
#include "query/explain.hpp"
#include "query/export.hpp"
#include "query/json_answers.hpp"

namespace annalist::cli {
namespace {

struct Options {
    query::Parameters parameters;
    bool count = false;
    bool sentences = false;
};

Result<Table> table_of(const query::EventPage& page, const query::EventQuery& query, const Options& options,
                       const storage::Store& store) {
    Table table{{{"days", Style::Day, false, false},
                 {"kind", Style::Kind, false, false},
                 {"who", Style::Participant, false, false},
                 {"where", Style::Plain, false, false},
                 {"what", Style::Plain, false, true},
                 {"reports", Style::Plain, true, false},
                 {"event", Style::Dim, false, false},
                 {"sentence", Style::Plain, false, false}}};
    for (const query::EventItem& item : page.events) {
        std::string sentence;
        if (options.sentences) {
            auto told = query::telling_sentence(store, item.event.id, query.as_known_on);
            if (!told) return told.error();
            sentence = *std::move(told);
        }
        table.add({item.edtf(), kind_text(item.event), actors_text(item), place_text(item.event.place),
                   remark_text(item.event), grouped(item.event.mentions),
                   query::event_text(item.event.id), sentence});
    }
    return table;
}

Result<void> count(const storage::Store& store, const query::EventQuery& query, Session& session,
                   const std::string& format) {
    const auto number = query::count_events(store, query);
    if (!number) return number.error();
    print_count(*number, format, session);
    return {};
}

Result<void> run(const Options& options, Session& session) {
    const auto format = output_format(session, {"text", "json", "jsonl", "csv", "markdown"});
    if (!format) return format.error();
    const auto store = session.open();
    if (!store) return store.error();
    const auto query = query::parse_event_query(options.parameters, **store);
    if (!query) return query.error();
    if (options.count) return count(**store, *query, session, *format);
    if (*format == "jsonl") {
        const auto written = query::export_events(**store, *query, query::ExportFormat::JsonLines,
                                                  [&](std::string_view bytes) { return session.print(bytes); });
        if (!written) return written.error();
        if (written->events == 0) session.exit_code = ExitCode::Nothing;
        return {};
    }
    const auto page = query::find_events(**store, *query);
    if (!page) return page.error();
    if (page->events.empty()) session.exit_code = ExitCode::Nothing;
    if (*format == "json") {
        session.print(query::to_json(*page) + "\n");
        return {};
    }
    const auto table = table_of(*page, *query, options, **store);
    if (!table) return table.error();
    if (*format == "csv")
        session.print(table->csv());
    else if (*format == "markdown")
        session.print(table->markdown());
    else if (page->events.empty())
        session.note("no such events");
    else
        session.print(table->text(session.terminal));
    if (!page->next.empty()) session.note("more: --cursor " + page->next);
    return {};
}

}  // namespace

void add_events(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "events", "Events, one a line, by the day they began: days (EDTF; ~ when only assumed), kind, who,\n"
                  "where, what, number of reports, id for annalist explain.");
    const auto options = std::make_shared<Options>();
    add_query_flags(*command, query::Question::Events, options->parameters);
    command->add_flag("--count", options->count, "only say how many there are");
    command->add_flag("--sentences", options->sentences, "show the sentence that tells of each");
    command->footer(examples({"annalist events --actor Putin --actor Macron",
                              "annalist events --country CHN --type AGREE --from 2021 --to 2021",
                              "annalist events --words \"gas pipeline\" --as-known-on 2020-07-08",
                              "annalist events --format jsonl | jq .days"}) +
                    "Formats: text, json, jsonl (streams), csv, markdown.");
    on_run(*command, session, [options, &session] { return run(*options, session); });
    add_event_decisions(*command, session);
}

}  // namespace annalist::cli

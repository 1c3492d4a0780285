#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
#include "query/met.hpp"

namespace annalist::cli {
namespace {

constexpr std::size_t kShown = 50;  // pairs, unless --limit says otherwise

std::string kinds_text(const std::map<std::string, std::uint64_t>& kinds) {
    std::string text;
    for (const auto& [kind, times] : kinds)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", times, kind);
    return text;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string text;
    for (const std::string& each : texts) text += (text.empty() ? "" : ", ") + each;
    return text;
}

Table table_of(const query::MetAnswer& answer) {
    Table table{{{"times", Style::Bold, true, false},
                 {answer.actor ? "" : "who", Style::Participant, false, false},
                 {answer.actor ? "with" : "met", Style::Participant, false, false},
                 {"first", Style::Day, false, false},
                 {"last", Style::Day, false, false},
                 {"how", Style::Kind, false, false},
                 {"where", Style::Plain, false, true},
                 {"last event", Style::Dim, false, false}}};
    for (const query::MetPair& pair : answer.pairs)
        table.add({grouped(pair.times), answer.actor ? "" : pair.a.name, pair.b.name, pair.first,
                   pair.last, kinds_text(pair.kinds), joined(pair.places), query::event_text(pair.last_event)});
    return table;
}

/// What the reader of the table should know besides.
void remarks(const query::MetAnswer& answer, const Session& session) {
    if (answer.total_pairs > answer.pairs.size())
        session.note(fmt::format("{} of {} pairs; --limit 0 shows all", grouped(answer.pairs.size()),
                                 grouped(answer.total_pairs)));
    if (!answer.other_kinds.empty())
        session.note(fmt::format("besides: {}; --kind meet,visit,call,message,agree shows them",
                                 kinds_text(answer.other_kinds)));
}

Result<void> run(const query::Parameters& given, bool count, Session& session) {
    const auto found = find_answer(given, kShown, session, query::parse_met_query, query::who_met);
    if (!found) return found.error();
    const query::MetAnswer& answer = found->answer;
    if (count) {
        print_count(answer.total_pairs, found->format, session);
        return {};
    }
    if (answer.actor && !answer.pairs.empty() && found->format == "text" && session.terminal.interactive)
        session.print(session.terminal.paint(Style::Bold, answer.actor->name) + "\n");
    print_found(*found, table_of(answer), "nobody met anybody, as far as these filters go", session);
    remarks(answer, session);
    return {};
}

}  // namespace

void add_met(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "met", "Who met whom: pairs, or one actor's counterparts, with number, first and last day.\n"
               "Meetings and visits count unless --kind, --mode or --type ask for others.");
    const auto given = std::make_shared<query::Parameters>();
    const auto count = std::make_shared<bool>(false);
    add_query_flags(*command, query::Question::Met, *given);
    command->add_flag("--count", *count, "only say how many pairs there are");
    command->footer(examples({"annalist met --from 2020-03 --to 2020-06",
                              "annalist met --actor Lavrov --kind meet,call",
                              "annalist met --actor \"Xi Jinping\" --actor \"Vladimir Putin\"",
                              "annalist met --country FRA --by country --format csv > france.csv"}) +
                    "Formats: text, json, csv, markdown.");
    on_run(*command, session, [given, count, &session] { return run(*given, *count, session); });
}

}  // namespace annalist::cli

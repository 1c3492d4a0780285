#include <fmt/format.h>

#include <memory>

#include "cli/answers.hpp"
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/query_flags.hpp"
#include "query/json_answers.hpp"
#include "query/rank.hpp"

namespace annalist::cli {
namespace {

constexpr std::size_t kShown = 25;  // actors, unless --limit says otherwise

std::string score_text(double score, query::Measure measure) {
    const bool counts = measure == query::Measure::Degree || measure == query::Measure::Strength;
    return counts ? grouped(static_cast<std::uint64_t>(score)) : fmt::format("{:.4f}", score);
}

Table table_of(const query::RankAnswer& answer) {
    Table table{{{"rank", Style::Bold, true, false},
                 {"who", Style::Participant, false, true},
                 {"country", Style::Plain, false, false},
                 {std::string{to_string(answer.measure)}, Style::Bold, true, false},
                 {"partners", Style::Plain, true, false},
                 {"times", Style::Plain, true, false},
                 {"key", Style::Dim, false, false}}};
    for (const query::RankedActor& ranked : answer.actors)
        table.add({grouped(ranked.rank), ranked.actor.name, ranked.actor.country,
                   score_text(ranked.score, answer.measure), grouped(ranked.partners),
                   grouped(ranked.times), ranked.actor.key});
    return table;
}

Result<void> run(const query::Parameters& given, Session& session) {
    const auto format = output_format(session, {"text", "json", "csv", "markdown"});
    if (!format) return format.error();
    const auto store = session.open();
    if (!store) return store.error();
    query::Parameters parameters = given;
    if (!parameters.has("limit") && *format == "text")
        parameters.add("limit", std::to_string(kShown));
    const auto query = query::parse_rank_query(parameters, **store);
    if (!query) return query.error();
    const auto answer = query::rank_actors(**store, *query);
    if (!answer) return answer.error();
    print_table(table_of(*answer), *format, query::to_json(*answer), "no events of two actors",
                session);
    if (answer->total_actors > answer->actors.size())
        session.note(fmt::format("{} of {} actors in {} events; --limit 0 shows all",
                                 grouped(answer->actors.size()), grouped(answer->total_actors),
                                 grouped(answer->events)));
    return {};
}

}  // namespace

void add_rank(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "rank",
        "Who is central in the network of a time: by PageRank, betweenness, closeness, number of\n"
        "partners (degree) or of contacts (strength). Events of every type count unless --kind,\n"
        "--mode or --type choose some.");
    const auto given = std::make_shared<query::Parameters>();
    add_query_flags(*command, query::Question::Rank, *given);
    command->footer(
        examples({"annalist rank --from 2022 --to 2022 --kind meet,visit,call",
                  "annalist rank --measure betweenness --country FRA",
                  "annalist rank --measure degree --limit 0 --format csv > degrees.csv"}) +
        "Formats: text, json, csv, markdown.");
    on_run(*command, session, [given, &session] { return run(*given, session); });
}

}  // namespace annalist::cli

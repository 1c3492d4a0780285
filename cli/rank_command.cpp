#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
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
    const auto found = find_answer(given, kShown, session, query::parse_rank_query,
                                   [](const auto& store, const auto& query) {
                                       return query::rank_actors(store, query);
                                   });
    if (!found) return found.error();
    const query::RankAnswer& answer = found->answer;
    print_found(*found, table_of(answer), "no events of two actors", session);
    if (answer.total_actors > answer.actors.size())
        session.note(fmt::format("{} of {} actors in {} events; --limit 0 shows all",
                                 grouped(answer.actors.size()), grouped(answer.total_actors),
                                 grouped(answer.events)));
    return {};
}

}  // namespace

void add_rank(CLI::App& app, Session& session) {
    add_question(
        app, session, query::Question::Rank, "rank",
        "Who is central in the network of a time: by PageRank, betweenness, closeness, number of\n"
        "partners (degree) or of contacts (strength). Events of every type count unless --kind,\n"
        "--mode or --type choose some.",
        {"annalist rank --from 2022 --to 2022 --kind meet,visit,call",
         "annalist rank --measure betweenness --country FRA",
         "annalist rank --measure degree --limit 0 --format csv > degrees.csv"},
        run);
}

}  // namespace annalist::cli

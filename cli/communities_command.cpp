#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
#include "query/communities.hpp"

namespace annalist::cli {
namespace {

constexpr std::size_t kShown = 20;  // communities, unless --limit says otherwise

/// A row for each community, for people.
Table groups_of(const query::CommunitiesAnswer& answer) {
    Table table{{{"", Style::Bold, true, false},
                 {"actors", Style::Plain, true, false},
                 {"times", Style::Plain, true, false},
                 {"who", Style::Participant, false, true}}};
    std::size_t number = 0;
    for (const query::Community& community : answer.communities) {
        std::string who;
        for (const query::Member& member : community.members)
            who += (who.empty() ? "" : ", ") + member.actor.name;
        if (community.total_actors > community.members.size())
            who += fmt::format(" and {} more",
                               grouped(community.total_actors - community.members.size()));
        table.add(
            {grouped(++number), grouped(community.total_actors), grouped(community.times), who});
    }
    return table;
}

/// A row for each actor, for programs.
Table members_of(const query::CommunitiesAnswer& answer) {
    Table table{{{"community", Style::Plain, true, false},
                 {"who", Style::Plain, false, false},
                 {"country", Style::Plain, false, false},
                 {"times", Style::Plain, true, false},
                 {"key", Style::Plain, false, false}}};
    std::size_t number = 0;
    for (const query::Community& community : answer.communities) {
        ++number;
        for (const query::Member& member : community.members)
            table.add({std::to_string(number), member.actor.name, member.actor.country,
                       std::to_string(member.times), member.actor.key});
    }
    return table;
}

Result<void> run(const query::Parameters& given, Session& session) {
    const auto found = find_answer(given, kShown, session, query::parse_communities_query,
                                   [](const auto& store, const auto& query) {
                                       return query::find_communities(store, query);
                                   });
    if (!found) return found.error();
    const query::CommunitiesAnswer& answer = found->answer;
    print_found(*found, found->format == "csv" ? members_of(answer) : groups_of(answer),
                "no events of two actors", session);
    if (!answer.communities.empty())
        session.note(fmt::format(
            "{} of {} communities of {} actors in {} events, modularity {:.2f}",
            grouped(answer.communities.size()), grouped(answer.total_communities),
            grouped(answer.total_actors), grouped(answer.events), answer.modularity));
    return {};
}

}  // namespace

void add_communities(CLI::App& app, Session& session) {
    add_question(
        app, session, query::Question::Communities, "communities",
        "Actors who have more to do with each other than with the rest, by the number of their\n"
        "events (Louvain's method; the same window always has the same communities).",
        {"annalist communities --from 2020 --to 2022 --kind meet,visit,call",
         "annalist communities --country CHN --top 0",
         "annalist communities --limit 0 --top 0 --format csv > communities.csv"},
        run, "text, json, csv (a row for each actor), markdown");
}

}  // namespace annalist::cli

#include <fmt/format.h>

#include <string>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
#include "query/ego.hpp"

namespace annalist::cli {
namespace {

constexpr std::size_t kShown = 20;  // actors of each hop, unless --limit says otherwise

Table table_of(const query::EgoAnswer& answer) {
    Table table{{{"hop", Style::Bold, true, false},
                 {"events", Style::Plain, true, false},
                 {"who", Style::Participant, false, true},
                 {"country", Style::Plain, false, false},
                 {"through", Style::Participant, false, false},
                 {"key", Style::Dim, false, false}}};
    for (std::size_t h = 0; h < answer.hops.size(); ++h)
        for (const query::EgoActor& each : answer.hops[h].actors)
            table.add({std::to_string(h + 1), grouped(each.events), each.actor.name,
                       each.actor.country, each.through ? each.through->name : "", each.actor.key});
    return table;
}

Result<void> run(const query::Parameters& given, Session& session) {
    const auto found = find_answer(given, kShown, session, query::parse_ego_query, query::find_ego);
    if (!found) return found.error();
    const query::EgoAnswer& answer = found->answer;
    print_found(*found, table_of(answer),
                answer.actor.name + " had to do with nobody, as far as these filters go", session);
    for (std::size_t h = 0; h < answer.hops.size(); ++h)
        if (const query::EgoHop& hop = answer.hops[h]; hop.total_actors > hop.actors.size())
            session.note(fmt::format("hop {}: {} of {} actors; --limit 0 shows all", h + 1,
                                     grouped(hop.actors.size()), grouped(hop.total_actors)));
    return {};
}

}  // namespace

void add_ego(CLI::App& app, Session& session) {
    const auto [command, given] = add_question(
        app, session, query::Question::Ego, "ego",
        "Who is around an actor: hop 1 had to do with it, hop 2 with those of hop 1, and so on; "
        "each\n"
        "with the number of events with actors one hop nearer, and through whom most of them go.",
        {"annalist ego \"Wang Yi\" --from 2021 --to 2021",
         "annalist ego Lavrov --hops 3 --kind meet,visit",
         "annalist ego country:FRA --hops 1 --limit 0 --format csv"},
        run);
    command
        .add_option_function<std::string>(
            "name", [given = given](const std::string& name) { given->add("actor", name); }, "around whom")
        ->type_name("NAME");
}

}  // namespace annalist::cli

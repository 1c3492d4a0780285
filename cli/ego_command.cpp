#include <fmt/format.h>

#include <memory>

#include "cli/answers.hpp"
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/query_flags.hpp"
#include "query/ego.hpp"
#include "query/json_answers.hpp"

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
    const auto format = output_format(session, {"text", "json", "csv", "markdown"});
    if (!format) return format.error();
    const auto store = session.open();
    if (!store) return store.error();
    query::Parameters parameters = given;
    if (!parameters.has("limit") && *format == "text")
        parameters.add("limit", std::to_string(kShown));
    const auto query = query::parse_ego_query(parameters, **store);
    if (!query) return query.error();
    const auto answer = query::find_ego(**store, *query);
    if (!answer) return answer.error();
    print_table(table_of(*answer), *format, query::to_json(*answer),
                answer->actor.name + " had to do with nobody, as far as these filters go", session);
    for (std::size_t h = 0; h < answer->hops.size(); ++h)
        if (const query::EgoHop& hop = answer->hops[h]; hop.total_actors > hop.actors.size())
            session.note(fmt::format("hop {}: {} of {} actors; --limit 0 shows all", h + 1,
                                     grouped(hop.actors.size()), grouped(hop.total_actors)));
    return {};
}

}  // namespace

void add_ego(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "ego",
        "Who is around an actor: hop 1 had to do with it, hop 2 with those of hop 1, and so on; "
        "each\n"
        "with the number of events with actors one hop nearer, and through whom most of them go.");
    const auto given = std::make_shared<query::Parameters>();
    command
        ->add_option_function<std::string>(
            "name", [given](const std::string& name) { given->add("actor", name); }, "around whom")
        ->type_name("NAME");
    add_query_flags(*command, query::Question::Ego, *given);
    command->footer(examples({"annalist ego \"Wang Yi\" --from 2021 --to 2021",
                              "annalist ego Lavrov --hops 3 --kind meet,visit",
                              "annalist ego country:FRA --hops 1 --limit 0 --format csv"}) +
                    "Formats: text, json, csv, markdown.");
    on_run(*command, session, [given, &session] { return run(*given, session); });
}

}  // namespace annalist::cli

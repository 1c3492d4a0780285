#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/decisions_table.hpp"
#include "cli/progress.hpp"
#include "cli/query_flags.hpp"
#include "cli/table.hpp"
#include "query/actors.hpp"
#include "query/json_answers.hpp"

namespace annalist::cli {
namespace {

constexpr std::size_t kShown = 50;     // actors of a list, unless --limit says otherwise
constexpr std::size_t kPartners = 10;

struct Options {
    std::string prefix, actor, from, to;
    std::string shown;  // of `actors show`
    query::Parameters parameters;
};

std::string joined(const std::vector<std::string>& texts) {
    std::string text;
    for (const std::string& each : texts) text += (text.empty() ? "" : ", ") + each;
    return text;
}

Table list_of(const std::vector<Actor>& actors) {
    Table table{{{"name", Style::Participant, false, false}, {"kind", Style::Kind, false, false},
                 {"country", Style::Plain, false, false}, {"key", Style::Dim, false, false},
                 {"also", Style::Plain, false, true}}};
    for (const Actor& actor : actors)
        table.add({actor.name, std::string{to_string(actor.kind)}, actor.country, actor.key, joined(actor.aliases)});
    return table;
}

std::string profile_text(const query::ActorProfile& profile, const Terminal& terminal) {
    const Actor& actor = profile.actor;
    std::string out = terminal.paint(Style::Bold, printable(actor.name)) + "  " +
                      terminal.paint(Style::Dim, fmt::format("{}{}{}  {}", to_string(actor.kind),
                                                             actor.country.empty() ? "" : ", ", actor.country, actor.key)) + "\n";
    if (!actor.aliases.empty()) out += "also: " + printable(joined(actor.aliases)) + "\n";
    out += profile.events == 0 ? "no events\n"
                               : fmt::format("{} events, {} to {}\n", grouped(profile.events),
                                             profile.first_seen, profile.last_seen);
    if (!profile.roles.empty()) {
        Table roles{{{"role", Style::Kind, false, false}, {"body", Style::Participant, false, true},
                     {"country", Style::Plain, false, false}, {"first said", Style::Day, false, false},
                     {"last said", Style::Day, false, false}, {"reports", Style::Plain, true, false}}};
        for (const query::RoleHeld& role : profile.roles)
            roles.add({role.role, role.body, role.country, iso_day(role.first_seen), iso_day(role.last_seen),
                       grouped(role.reports)});
        out += "\n" + roles.text(terminal);
        for (const query::RoleHeld& role : profile.roles)
            for (const query::RoleMention& mention : role.mentions)
                out += terminal.paint(Style::Dim, fmt::format("  {}  {}  ", iso_day(mention.seen),
                                                              query::article_text(mention.article))) +
                       printable(mention.words) + "\n";
    }
    if (!profile.partners.empty()) {
        Table partners{{{"times", Style::Bold, true, false}, {"with", Style::Participant, false, true},
                        {"first", Style::Day, false, false}, {"last", Style::Day, false, false}}};
        for (const query::MetPair& pair : profile.partners)
            partners.add({grouped(pair.times), pair.b.name, pair.first, pair.last});
        out += "\n" + partners.text(terminal);
    }
    if (!profile.decisions.empty()) out += "\n" + decisions_table(profile.decisions).text(terminal);
    return out;
}

Result<void> show(const std::string& name, const Options& options, const std::string& format,
                  const storage::Store& store, Session& session) {
    const auto days = DayRange::parse(options.from, options.to);
    if (!days) return days.error();
    const auto limit = query::read_limit(options.parameters, "limit");
    if (!limit) return limit.error();
    const auto profile = query::actor_profile(store, name, *days, options.parameters.has("limit") ? *limit : kPartners);
    if (!profile) return profile.error();
    if (format == "csv" || format == "markdown")
        return Error{ErrorCode::InvalidArgument, fmt::format("--format {}: for one actor write text or json", format)};
    session.print(format == "json" ? query::to_json(*profile) + "\n" : profile_text(*profile, session.terminal));
    return {};
}

Result<void> run(const Options& options, Session& session) {
    const auto format = output_format(session, {"text", "json", "csv", "markdown"});
    if (!format) return format.error();
    const auto store = session.open();
    if (!store) return store.error();
    if (!options.actor.empty()) return show(options.actor, options, *format, **store, session);
    if (!options.shown.empty()) return show(options.shown, options, *format, **store, session);

    const auto limit = query::read_limit(options.parameters, "limit");
    if (!limit) return limit.error();
    const std::size_t most = options.parameters.has("limit") ? *limit : kShown;
    auto actors = query::find_actors(**store, options.prefix, most == 0 ? 0 : most + 1);
    if (!actors) return actors.error();
    const bool more = most != 0 && actors->size() > most;
    if (more) actors->resize(most);
    if (actors->empty()) {
        // The name of one actor may be meant all the same, or be near to others' names.
        if (!options.prefix.empty()) {
            auto meant = query::resolve_actor(options.prefix, **store);
            if (!meant) return meant.error();
            actors->push_back(*std::move(meant));
        } else {
            session.exit_code = ExitCode::Nothing;
        }
    }
    if (*format == "json")
        session.print(query::to_json(*actors) + "\n");
    else if (*format == "csv")
        session.print(list_of(*actors).csv());
    else if (*format == "markdown")
        session.print(list_of(*actors).markdown());
    else
        session.print(actors->empty() ? "" : list_of(*actors).text(session.terminal));
    if (more) session.note(fmt::format("the first {}; --limit 0 shows all", most));
    return {};
}

}  // namespace

void add_actors(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "actors", "Persons, countries and organisations by the beginning of a name; with --actor all about one:\n"
                  "names, roles as articles give them, first and last event, busiest partners.");
    const auto options = std::make_shared<Options>();
    command->add_option("name", options->prefix, "beginning of a name or alias")->type_name("NAME");
    command->add_option("--actor", options->actor, "show this one")->type_name("NAME");
    command->add_option("--from", options->from, "with --actor: events from this day, included")->type_name("DAY");
    command->add_option("--to", options->to, "with --actor: events to this day, included")->type_name("DAY");
    command->add_option_function<std::string>(
        "--limit", [options](const std::string& value) { options->parameters.add("limit", value); },
        "at most so many actors, or partners of one; 0 for all")->type_name("N");
    command->footer(examples({"annalist actors wang", "annalist actors --actor \"Wang Yi\" --from 2020",
                              "annalist actors --json lavrov | jq .actors[0].key"}) +
                    "Formats: text, json; of a list also csv, markdown.");
    on_run(*command, session, [options, &session] { return run(*options, session); });

    CLI::App* shown = command->add_subcommand(
        "show", "The life of one actor: names, kind, country, offices with the words that give them, first and\n"
                "last event, busiest partners, decisions that touched it. --from, --to and --limit as of actors.");
    shown->add_option("name", options->shown, "its name, an alias or its key")->required()->type_name("NAME");
    shown->footer(examples({"annalist actors show \"Wang Yi\"", "annalist actors show country:CHN --json"}) +
                  "Formats: text, json.");
    on_run(*shown, session, [options, &session] { return run(*options, session); });
    add_actor_decisions(*command, session);
}

}  // namespace annalist::cli

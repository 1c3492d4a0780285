#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/decisions_table.hpp"
#include "cli/query_flags.hpp"
#include "query/decisions.hpp"
#include "query/json_answers.hpp"

namespace annalist::cli {
namespace {

using query::Parameters;

/// Asks on the terminal; false when there is none, or for any answer but yes.
bool confirmed(const storage::Decision& decision) {
    if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDERR_FILENO) == 0) return false;
    fmt::print(stderr, "Make {} and {}, two countries, one? Type yes: ", decision.actors[0],
               decision.actors[1]);
    std::string line;
    return std::getline(std::cin, line) && line == "yes";
}

Result<storage::Decision> read(Parameters parameters, const storage::Store& store) {
    auto decision = query::parse_decision(parameters, store);
    if (decision || parameters.first("decide") != "merge-actors" || parameters.has("sure"))
        return decision;
    Parameters sure = parameters;
    sure.add("sure", "yes");
    const auto asked = query::parse_decision(sure, store);
    if (!asked) return decision;
    if (confirmed(*asked)) return asked;
    return Error{decision.error().code, decision.error().message + ": --yes"};
}

Result<void> decide(const Parameters& parameters, Session& session) {
    const auto format = output_format(session, {"text", "json"});
    if (!format) return format.error();
    const auto store = session.open_for_writing();
    if (!store) return store.error();
    const auto wanted = read(parameters, **store);
    if (!wanted) return wanted.error();
    const auto made = (*store)->decide(*wanted);
    if (!made) return made.error();
    if (auto synced = (*store)->sync(); !synced) return synced.error();
    session.print(*format == "json" ? query::to_json(query::DecisionItem{*made, 0}) + "\n"
                                    : fmt::format("decision {}: {}\n", made->number,
                                                  printable(query::summary_of(*made))));
    return {};
}

Result<void> list(Session& session) {
    const auto format = output_format(session, {"text", "json", "csv", "markdown"});
    if (!format) return format.error();
    const auto store = session.open();
    if (!store) return store.error();
    const auto decisions = query::list_decisions(**store);
    if (!decisions) return decisions.error();
    if (decisions->empty()) session.exit_code = ExitCode::Nothing;
    const Table table = decisions_table(*decisions);
    if (*format == "json")
        session.print(query::to_json(*decisions) + "\n");
    else if (*format == "csv")
        session.print(table.csv());
    else if (*format == "markdown")
        session.print(table.markdown());
    else if (decisions->empty())
        session.note("nothing was decided by hand");
    else
        session.print(table.text(session.terminal));
    return {};
}

/// A command that makes one kind of decision; its flags land in parameters.
class Deciding {
public:
    Deciding(CLI::App& parent, Session& session, const std::string& name, const std::string& kind,
             const std::string& about)
        : command_(*parent.add_subcommand(name, about)), given_(std::make_shared<Parameters>()) {
        given_->add("decide", kind);
        on_run(command_, session, [given = given_, &session] { return decide(*given, session); });
        flag("--note,--reason", "note", "TEXT", "the reason, kept with the decision");
    }

    /// Positional arguments and flags that fill a parameter, once or several times.
    Deciding& needs(const std::string& name, const std::string& parameter, const std::string& type,
                    const std::string& help) {
        one(name, parameter, help)->required()->type_name(type);
        return *this;
    }
    Deciding& flag(const std::string& name, const std::string& parameter, const std::string& type,
                   const std::string& help) {
        one(name, parameter, help)->type_name(type);
        return *this;
    }
    Deciding& needs_some(const std::string& name, const std::string& parameter,
                         const std::string& type, const std::string& help) {
        command_
            .add_option_function<std::vector<std::string>>(
                name,
                [given = given_, parameter](const std::vector<std::string>& values) {
                    for (const std::string& value : values) given->add(parameter, value);
                },
                help)
            ->required()
            ->type_name(type);
        return *this;
    }
    Deciding& sure() {
        command_.add_flag_callback(
            "--yes", [given = given_] { given->add("sure", "yes"); },
            "do not ask, even of two countries");
        return *this;
    }
    void example(const std::string& line) {
        command_.footer(examples({line}) + "Formats: text, json.");
    }

private:
    CLI::Option* one(const std::string& name, const std::string& parameter,
                     const std::string& help) {
        return command_.add_option_function<std::string>(
            name,
            [given = given_, parameter](const std::string& value) { given->add(parameter, value); },
            help);
    }

    CLI::App& command_;
    std::shared_ptr<Parameters> given_;
};

}  // namespace

Table decisions_table(const std::vector<query::DecisionItem>& decisions) {
    Table table{{{"decision", Style::Bold, true, false},
                 {"made", Style::Day, false, false},
                 {"what", Style::Participant, false, true},
                 {"note", Style::Plain, false, false},
                 {"undone by", Style::Dim, true, false}}};
    for (const query::DecisionItem& item : decisions)
        table.add({fmt::format("{}", item.decision.number), query::time_text(item.decision.made),
                   query::summary_of(item.decision), item.decision.note,
                   item.undone_by == 0 ? "" : fmt::format("{}", item.undone_by)});
    return table;
}

void add_actor_decisions(CLI::App& actors, Session& session) {
    Deciding(actors, session, "merge", "merge-actors",
             "Decide that one actor is another: its events, names and mentions become that one's.")
        .needs("name", "actor", "NAME", "the actor that is not one of its own")
        .needs("into", "into", "NAME", "who it is")
        .sure()
        .example("annalist actors merge \"A. Ames\" person:anna-ames --note \"her own signature\"");
    Deciding(actors, session, "split", "split-actor",
             "Decide that some mentions of an actor are of another one, which is new.")
        .needs("name", "actor", "NAME", "the actor that is two")
        .needs_some("--mention", "mention", "ARTICLE[:ORDINAL]",
                    "a mention as explain shows it, or an article with all it says; repeat it")
        .flag("--as", "name", "NAME", "name of the new actor; that of the old one when left out")
        .example(
            "annalist actors split \"Li Wei\" --mention 4c5f02a9be117d33:2 --as \"Li Wei "
            "(painter)\"");
    Deciding(actors, session, "rename", "rename-actor",
             "Give an actor another name; the one it had stays as an alias.")
        .needs("name", "actor", "NAME", "the actor")
        .needs("new", "name", "NEW", "what it is called")
        .example("annalist actors rename Burma Myanmar");
    Deciding(actors, session, "describe", "describe-actor", "Say what an actor is.")
        .needs("name", "actor", "NAME", "the actor")
        .flag("--kind", "kind", "KIND", "person, country, organization or group")
        .flag("--country", "country", "CODE", "ISO 3166 code of three letters; \"\" for none")
        .example("annalist actors describe \"Quad\" --kind group --note \"no body of its own\"");
}

void add_event_decisions(CLI::App& events, Session& session) {
    Deciding(events, session, "merge", "merge-events",
             "Decide that events are one: the first, with the reports of all.")
        .needs_some("event", "event", "EVENT...", "two or more ids, as annalist events prints them")
        .example("annalist events merge 4c5f02a9be117d33 51cc04b1770e2a90");
    Deciding(events, session, "split", "split-event",
             "Decide that some articles tell of another event, which is new.")
        .needs("event", "event", "EVENT", "the event that is two")
        .needs_some("--article", "article", "ARTICLE",
                    "an article whose report is of the other one; repeat it")
        .example("annalist events split 4c5f02a9be117d33 --article 9e0d11c25a7fb048");
    Deciding(events, session, "reject", "reject-event",
             "Decide that there was no such event: its reports count for nothing.")
        .needs("event", "event", "EVENT", "the event")
        .example("annalist events reject 4c5f02a9be117d33 --reason \"a film is told\"");
}

void add_decisions(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "decisions",
        "What was decided by hand about actors and events (actors merge, split, rename, describe;\n"
        "events merge, split, reject), by number; with undo, one does not stand any more.");
    command->footer(examples({"annalist decisions", "annalist decisions undo 3"}) +
                    "Formats: text, json, csv, markdown.");
    on_run(*command, session, [&session] { return list(session); });
    Deciding(*command, session, "undo", "undo", "Take a decision back, which is a decision too.")
        .needs("number", "undo", "N", "its number")
        .example("annalist decisions undo 3");
}

}  // namespace annalist::cli

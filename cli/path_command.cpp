#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/event_text.hpp"
#include "cli/question.hpp"
#include "query/path.hpp"

namespace annalist::cli {
namespace {

Table table_of(const query::PathAnswer& answer) {
    Table table{{{"step", Style::Bold, true, false},
                 {"days", Style::Day, false, false},
                 {"kind", Style::Kind, false, false},
                 {"from", Style::Participant, false, false},
                 {"to", Style::Participant, false, false},
                 {"where", Style::Plain, false, false},
                 {"event", Style::Dim, false, false},
                 {"sentence", Style::Plain, false, true}}};
    for (std::size_t i = 0; i < answer.steps.size(); ++i) {
        const query::PathStep& step = answer.steps[i];
        table.add({std::to_string(i + 1), step.event.edtf(), kind_text(step.event.event),
                   step.from.name, step.to.name, place_text(step.event.event.place),
                   query::event_text(step.event.event.id), step.sentence});
    }
    return table;
}

/// For people: each step in a line, its evidence below.
std::string text_of(const query::PathAnswer& answer, const Terminal& terminal) {
    std::string out =
        terminal.paint(Style::Bold,
                       printable(fmt::format("{} to {}", answer.from.name, answer.to.name))) +
        fmt::format(": {} {}, by {}\n", answer.steps.size(),
                    answer.steps.size() == 1 ? "step" : "steps", iso_day(answer.steps.back().by));
    std::size_t days = 0;
    for (const query::PathStep& step : answer.steps)
        days = std::max(days, display_width(step.event.edtf()));
    for (const query::PathStep& step : answer.steps) {
        const std::string when = step.event.edtf();
        out += "  " + terminal.paint(Style::Day, when) +
               std::string(days - display_width(when) + 2, ' ');
        out += terminal.paint(Style::Participant,
                              printable(step.from.name + " \u2013 " + step.to.name)) +
               "  ";
        out += terminal.paint(Style::Kind, kind_text(step.event.event));
        if (const std::string place = place_text(step.event.event.place); !place.empty())
            out += ", at " + printable(place);
        if (step.event.actors.size() > 2) out += ", of " + printable(actors_text(step.event));
        out +=
            terminal.paint(Style::Dim, "  (" + query::event_text(step.event.event.id) + ")") + "\n";
        if (!step.sentence.empty())
            out += std::string(days + 4, ' ') +
                   terminal.paint(Style::Dim, printable(step.sentence)) + "\n";
    }
    return out;
}

Result<void> run(const query::Parameters& given, Session& session) {
    const auto found = find_answer(given, 0, session, query::parse_path_query, query::find_path);
    if (!found) return found.error();
    const query::PathAnswer& answer = found->answer;
    if (found->format == "text" && !answer.steps.empty())
        session.print(text_of(answer, session.terminal));
    else
        print_found(
            *found, table_of(answer),
            fmt::format("no way from {} to {} in at most {} steps, as far as these filters go",
                        answer.from.name, answer.to.name, found->query.hops),
            session);
    return {};
}

}  // namespace

void add_path(CLI::App& app, Session& session) {
    const auto [command, given] = add_question(
        app, session, query::Question::Path, "path",
        "How word could have come from one actor to another: through meetings and visits (unless "
        "--kind,\n"
        "--mode or --type ask for others), each on the day of the one before or later.",
        {"annalist path \"Kim Jong-un\" Macron --from 2018 --to 2019",
         "annalist path Lavrov Blinken --kind meet,visit,call --order fewest",
         "annalist path \"Wang Yi\" country:ITA --assumed no --json"},
        run);
    command
        .add_option_function<std::vector<std::string>>(
            "names",
            [given = given](const std::vector<std::string>& names) {
                for (const std::string& name : names) given->add("actor", name);
            },
            "from whom, to whom")
        ->type_name("NAME")
        ->expected(0, 2);
}

}  // namespace annalist::cli

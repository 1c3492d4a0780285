#include <fmt/format.h>

#include <cmath>
#include <memory>

#include "cli/answers.hpp"
#include "cli/commands.hpp"
#include "cli/query_flags.hpp"
#include "cli/table.hpp"
#include "query/figures.hpp"
#include "query/json_answers.hpp"

namespace annalist::cli {
namespace {

/// 27200000000 USD as "27.2 billion USD".
std::string amount(double value, const std::string& unit) {
    constexpr struct {
        double size;
        const char* word;
    } kWords[] = {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}};
    std::string text = fmt::format("{:.15g}", value);
    for (const auto& [size, word] : kWords)
        if (std::abs(value) >= size) {
            text = fmt::format("{:.12g}{}", value / size, word);
            break;
        }
    if (unit.empty()) return text;
    return text + (unit == "%" ? " %" : " " + unit);
}

std::string claim(const Figure& figure) {
    std::string text;
    if (figure.value) text = amount(*figure.value, figure.value_high ? "" : figure.unit);
    if (figure.value && figure.value_high) text += " to " + amount(*figure.value_high, figure.unit);
    if (figure.change) {
        if (!text.empty()) text += ", ";
        text += fmt::format("{:+.12g} %", *figure.change);
        if (!figure.basis.empty()) text += " " + figure.basis;
    }
    return text;
}

Table table_of(const query::FigureAnswer& answer) {
    Table table{{{"what", Style::Bold, false, false}, {"parties", Style::Participant, false, false},
                 {"period", Style::Day, false, false}, {"figure", Style::Kind, false, false},
                 {"reported", Style::Day, false, false}, {"by", Style::Plain, false, false},
                 {"sentence", Style::Dim, false, true}}};
    for (const query::FigureSeries& series : answer.series) {
        std::string parties;
        for (const query::NamedActor& party : series.parties)
            parties += (parties.empty() ? "" : ", ") + party.name;
        for (const query::FigurePoint& point : series.points)
            table.add({series.indicator, parties, point.period, claim(point.figure), iso_day(point.figure.known),
                       point.publisher, point.sentence});
    }
    return table;
}

Result<void> run(const query::Parameters& given, bool count, Session& session) {
    const auto format = output_format(session, {"text", "json", "csv", "markdown"});
    if (!format) return format.error();
    const auto store = session.open();
    if (!store) return store.error();
    auto query = query::parse_figure_query(given, **store);
    if (!query) return query.error();
    if (count) query->limit = 0;
    const auto answer = query::find_figures(**store, *query);
    if (!answer) return answer.error();
    if (count) {
        print_count(answer->figures, *format, session);
        return {};
    }
    if (answer->figures == 0) session.exit_code = ExitCode::Nothing;
    if (*format == "json")
        session.print(query::to_json(*answer) + "\n");
    else if (*format == "csv")
        session.print(table_of(*answer).csv());
    else if (*format == "markdown")
        session.print(table_of(*answer).markdown());
    else if (answer->figures == 0)
        session.note("no such figures");
    else
        session.print(table_of(*answer).text(session.terminal));
    if (answer->more) session.note("there are more; --limit 0 shows all");
    return {};
}

}  // namespace

void add_figures(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "figures", "Figures that articles claim (trade, prices, shares), as series by what they measure and whose.");
    const auto given = std::make_shared<query::Parameters>();
    const auto count = std::make_shared<bool>(false);
    add_query_flags(*command, query::Question::Figures, *given);
    command->add_flag("--count", *count, "only say how many there are");
    command->footer(examples({"annalist figures --country CHN --country RUS --indicator trade",
                              "annalist figures --from 2020 --format csv > figures.csv"}) +
                    "Formats: text, json, csv, markdown.");
    on_run(*command, session, [given, count, &session] { return run(*given, *count, session); });
}

}  // namespace annalist::cli

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include "cli/commands.hpp"
#include "cli/question.hpp"
#include "query/figures.hpp"

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

std::string names_of(const std::vector<query::NamedActor>& actors) {
    std::string names;
    for (const query::NamedActor& actor : actors) names += (names.empty() ? "" : ", ") + actor.name;
    return names;
}

/// How many articles claim it.
std::size_t articles_of(const query::FigurePoint& point) {
    std::set<ArticleId> articles;
    for (const query::FigureSource& source : point.sources) articles.insert(source.claim.article);
    return articles.size();
}

std::string publishers_of(const query::FigurePoint& point) {
    std::vector<std::string> seen;
    for (const query::FigureSource& source : point.sources)
        if (!source.publisher.empty() && std::ranges::find(seen, source.publisher) == seen.end())
            seen.push_back(source.publisher);
    return fmt::format("{}", fmt::join(seen, ", "));
}

/// One line a figure.
Table table_of(const query::FigureAnswer& answer) {
    Table table{{{"what", Style::Bold, false, false}, {"parties", Style::Participant, false, false},
                 {"period", Style::Day, false, false}, {"figure", Style::Kind, false, false},
                 {"!", Style::Bad, false, false}, {"reports", Style::Plain, true, false},
                 {"reported", Style::Day, false, false}, {"by", Style::Plain, false, false},
                 {"sentence", Style::Dim, false, true}}};
    for (const query::FigureSeries& series : answer.series)
        for (const query::FigurePoint& point : series.points)
            table.add({series.indicator, names_of(series.parties), point.period, claim(point.figure),
                       point.contradicted ? "!" : "", std::to_string(articles_of(point)), iso_day(point.figure.known),
                       publishers_of(point), point.sources.front().sentence});
    return table;
}

/// What a point is plotted by.
double height(const query::FigurePoint& point) {
    return point.figure.value ? *point.figure.value : point.figure.change.value_or(0);
}

/// The series in order of time, for people: a line a figure, with a bar for its amount.
Table drawn(const query::FigureAnswer& answer) {
    constexpr double kWidest = 24;
    Table table{{{"what", Style::Bold, false, false}, {"parties", Style::Participant, false, false},
                 {"time", Style::Day, false, false}, {"figure", Style::Kind, true, false},
                 {"!", Style::Bad, false, false}, {"reports", Style::Plain, true, false}, {"", Style::Plain, false, false}}};
    for (const query::FigureSeries& series : answer.series) {
        double highest = 0;
        for (const query::FigurePoint& point : series.points) highest = std::max(highest, std::abs(height(point)));
        bool first = true;
        for (const query::FigurePoint& point : series.points) {
            const auto bar = highest == 0 ? 0.0 : std::round(kWidest * std::abs(height(point)) / highest);
            table.add({first ? series.indicator : "", first ? names_of(series.parties) : "",
                       point.period.empty() ? iso_day(point.figure.known) + "~" : point.period, claim(point.figure),
                       point.contradicted ? "!" : "", std::to_string(articles_of(point)),
                       std::string(static_cast<std::size_t>(bar), height(point) < 0 ? '-' : '#')});
            first = false;
        }
    }
    return table;
}

/// The series in plain numbers, for programs that plot.
Table plotted(const query::FigureAnswer& answer) {
    std::vector<Table::Column> columns;
    for (const char* heading : {"what", "parties", "unit", "basis", "first", "last", "value", "value_high", "change",
                                "contradicted", "reports", "confidence", "reported"})
        columns.push_back({heading, Style::Plain, false, false});
    Table table{std::move(columns)};
    const auto number = [](const std::optional<double>& value) {
        return value ? fmt::format("{:.15g}", *value) : std::string{};
    };
    for (const query::FigureSeries& series : answer.series)
        for (const query::FigurePoint& point : series.points) {
            const Figure& f = point.figure;
            table.add({series.indicator, names_of(series.parties), series.unit, series.basis, iso_day(first_day(f)),
                       iso_day(f.period ? f.period->last : f.known), number(f.value), number(f.value_high),
                       number(f.change), point.contradicted ? "1" : "0", std::to_string(articles_of(point)),
                       fmt::format("{:.3g}", f.confidence), iso_day(f.known)});
        }
    return table;
}

struct How {
    bool count = false, series = false;
};

Result<void> run(const query::Parameters& given, How how, Session& session) {
    const auto found = find_answer(given, 0, session, query::parse_figure_query,
                                   [&](const storage::Store& store, query::FigureQuery query) {
                                       if (how.count) query.limit = 0;
                                       return query::find_figures(store, query);
                                   });
    if (!found) return found.error();
    const query::FigureAnswer& answer = found->answer;
    if (how.count) {
        print_count(answer.figures, found->format, session);
        return {};
    }
    const auto table = !how.series ? table_of : found->format == "text" ? drawn : plotted;
    print_found(*found, table(answer), "no such figures", session);
    if (answer.more) session.note("there are more; --limit 0 shows all");
    return {};
}

}  // namespace

void add_figures(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "figures", "Figures that articles claim (trade, prices, shares), as series by what they measure and whose.");
    const auto given = std::make_shared<query::Parameters>();
    const auto how = std::make_shared<How>();
    add_query_flags(*command, query::Question::Figures, *given);
    command->add_flag("--count", how->count, "only say how many there are");
    command->add_flag("--series", how->series, "in order of time with bars; as csv, numbers to plot");
    command->footer(examples({"annalist figures --country CHN --country RUS --indicator trade",
                              "annalist figures --country CHN --series",
                              "annalist figures --from 2020 --series --format csv > figures.csv"}) +
                    "Formats: text, json, csv, markdown.");
    on_run(*command, session, [given, how, &session] { return run(*given, *how, session); });
}

}  // namespace annalist::cli

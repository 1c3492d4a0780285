#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/commands.hpp"
#include "cli/event_text.hpp"
#include "cli/question.hpp"
#include "cli/table.hpp"
#include "query/explain.hpp"
#include "query/timeline.hpp"

namespace annalist::cli {
namespace {

struct Options {
    query::Parameters parameters;
    bool sentences = false;
};

/// One event, in words. "meet  Sergei Lavrov, Wang Yi in Moscow, RUS: talks over tea".
struct Line {
    std::string days, kind, what, place, remark, reports, id, sentence;
};

std::string reports_of(const Line& line) {
    return line.reports + (line.reports == "1" ? " report" : " reports");
}

Result<Line> line_of(const query::EventItem& item, const Options& options, const storage::Store& store) {
    const Event& event = item.event;
    Line line{item.edtf(), kind_text(event), actors_text(item), place_text(event.place),
              remark_text(event),
              std::to_string(event.mentions),
              query::event_text(event.id), ""};
    if (!options.sentences) return line;
    auto sentence = query::telling_sentence(store, event.id);
    if (!sentence) return sentence.error();
    line.sentence = *std::move(sentence);
    return line;
}

/// Columns that all lines of a timeline leave for their days and kinds.
struct Widths {
    std::size_t days = 0, kind = 0;
};

std::string text_of(const Line& line, Widths widths, const Terminal& terminal) {
    std::string out = "  " + terminal.paint(Style::Day, line.days);
    out.append(widths.days - display_width(line.days) + 2, ' ');
    out += terminal.paint(Style::Kind, line.kind);
    out.append(widths.kind - display_width(line.kind) + 2, ' ');
    out += terminal.paint(Style::Participant, printable(line.what));
    if (!line.place.empty()) out += ", at " + printable(line.place);
    if (!line.remark.empty()) out += ": " + printable(line.remark);
    out += terminal.paint(Style::Dim, "  (" + reports_of(line) + ", " + line.id + ")") + "\n";
    if (!line.sentence.empty())
        out += std::string(widths.days + widths.kind + 6, ' ') + terminal.paint(Style::Dim, printable(line.sentence)) + "\n";
    return out;
}

std::string markdown_of(const Line& line) {
    std::string out = fmt::format("- **{}** {}: {}", line.days, line.kind, line.what);
    if (!line.place.empty()) out += " (" + line.place + ")";
    if (!line.remark.empty()) out += ": " + line.remark;
    out += fmt::format(" ({}, `{}`)\n", reports_of(line), line.id);
    if (!line.sentence.empty()) out += "  > " + line.sentence + "\n";
    return printable(out.substr(0, out.size() - 1)) + "\n";
}

Result<void> print(const query::Timeline& timeline, const Options& options, Session& session,
                   const storage::Store& store, const std::string& format) {
    std::vector<std::vector<Line>> lines;
    Widths widths;
    for (const query::TimelineGroup& group : timeline.groups) {
        auto& of_group = lines.emplace_back();
        for (const query::EventItem& item : group.events) {
            auto line = line_of(item, options, store);
            if (!line) return line.error();
            widths.days = std::max(widths.days, display_width(line->days));
            widths.kind = std::max(widths.kind, display_width(line->kind));
            of_group.push_back(*std::move(line));
        }
    }
    Table table{{{"period", Style::Plain, false, false}, {"days", Style::Plain, false, false},
                 {"kind", Style::Plain, false, false}, {"who", Style::Plain, false, false},
                 {"where", Style::Plain, false, false}, {"what", Style::Plain, false, false},
                 {"reports", Style::Plain, false, false}, {"event", Style::Plain, false, false},
                 {"sentence", Style::Plain, false, false}}};
    for (std::size_t g = 0; g < lines.size(); ++g) {
        const query::TimelineGroup& group = timeline.groups[g];
        std::string out = format == "markdown" ? "## " + group.label + "\n\n"
                                               : session.terminal.paint(Style::Bold, group.label) + "\n";
        for (const Line& line : lines[g]) {
            if (format == "csv")
                table.add({group.label, line.days, line.kind, line.what, line.place, line.remark,
                           line.reports, line.id, line.sentence});
            else
                out += format == "markdown" ? markdown_of(line) : text_of(line, widths, session.terminal);
        }
        if (group.left_out != 0 && format != "csv")
            out += fmt::format("{}... and {} more\n", format == "markdown" ? "- " : "  ", group.left_out);
        if (format == "markdown") out += "\n";
        if (format != "csv" && !session.print(out)) return {};
    }
    if (format == "csv") session.print(table.csv());
    return {};
}

Result<void> run(const Options& options, Session& session) {
    const auto asked = ask(options.parameters, 0, session);
    if (!asked) return asked.error();
    const auto query = query::parse_timeline_query(asked->parameters, *asked->store);
    if (!query) return query.error();
    const auto timeline = query::make_timeline(*asked->store, *query);
    if (!timeline) return timeline.error();
    if (timeline->groups.empty()) session.exit_code = ExitCode::Nothing;
    if (asked->format == "json") {
        session.print(query::to_json(*timeline) + "\n");
        return {};
    }
    if (timeline->groups.empty() && asked->format == "text") session.note("no such events");
    const auto printed = print(*timeline, options, session, *asked->store, asked->format);
    if (!timeline->next.empty()) session.note("more: --cursor " + timeline->next);
    return printed;
}

}  // namespace

void add_timeline(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "timeline", "Events grouped by day, week, month or year: of an actor, a pair, a country, a kind, a\n"
                    "topic in words, or of all.");
    const auto options = std::make_shared<Options>();
    add_query_flags(*command, query::Question::Timeline, options->parameters);
    command->add_flag("--sentences", options->sentences, "show the sentence that tells of each event");
    command->footer(examples({"annalist timeline --actor \"Xi Jinping\" --from 2020",
                              "annalist timeline --country CHN --country RUS --by year --top 5",
                              "annalist timeline --words \"nuclear deal\" --order newest",
                              "annalist timeline --format markdown > timeline.md"}) +
                    "Formats: text, json, csv, markdown.");
    on_run(*command, session, [options, &session] { return run(*options, session); });
}

}  // namespace annalist::cli

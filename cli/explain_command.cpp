#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/event_text.hpp"
#include "cli/query_flags.hpp"
#include "cli/user_lexicon.hpp"
#include "ingest/reasons.hpp"
#include "query/explain.hpp"
#include "query/json_answers.hpp"

namespace annalist::cli {
namespace {

using query::MarkKind;

Style style_of(MarkKind kind) {
    switch (kind) {
        case MarkKind::Trigger: return Style::Trigger;
        case MarkKind::Time: return Style::Time;
        case MarkKind::Participant: return Style::Participant;
    }
    return Style::Plain;
}

/// The words in colour, or in the brackets that stand for it.
std::string marked(std::string_view words, MarkKind kind, const Terminal& terminal) {
    const std::string clean = printable(words);
    if (terminal.color) return terminal.paint(style_of(kind), clean);
    switch (kind) {
        case MarkKind::Trigger: return "[" + clean + "]";
        case MarkKind::Time: return "<" + clean + ">";
        case MarkKind::Participant: return "{" + clean + "}";
    }
    return clean;
}

std::string sentence_text(const query::Report& report, const Terminal& terminal) {
    const std::string_view sentence = report.sentence;
    std::string out;
    std::size_t at = 0;
    for (const query::Mark& mark : report.marks) {
        out += printable(sentence.substr(at, mark.words.begin - at));
        out += marked(mark.words.in(sentence), mark.kind, terminal);
        at = mark.words.end;
    }
    return out + printable(sentence.substr(at));
}

void field(std::string& out, const Terminal& terminal, std::string_view name, const std::string& value) {
    if (value.empty()) return;
    out += "    " + terminal.paint(Style::Dim, fmt::format("{:<12} ", name)) + printable(value) + "\n";
}

std::string basis_text(const query::Report& report) {
    const EventTime& time = report.mention.time;
    std::string text = edtf(time.days, time.basis == TimeBasis::Published);
    switch (time.basis) {
        case TimeBasis::Stated: text += ", as stated"; break;
        case TimeBasis::Reference: text += ", the time its story was last said to be at"; break;
        case TimeBasis::Published: text += ", assumed from the day of publication"; break;
    }
    if (!report.time_words.empty()) text += fmt::format(": \"{}\"", report.time_words);
    if (!time.timex.empty()) text += fmt::format(" = {}", time.timex);
    return text;
}

std::string report_text(const query::Report& report, const Terminal& terminal) {
    std::string from = report.publisher.empty() ? "an article" : report.publisher;
    if (report.published != date::sys_days{}) from += ", " + iso_day(report.published);
    std::string out = "  " + terminal.paint(Style::Bold, printable(from));
    if (!report.title.empty()) out += ": " + printable(report.title);
    out += "\n";
    if (!report.url.empty()) out += "  " + terminal.paint(Style::Dim, printable(report.url)) + "\n";
    out += "\n    " + sentence_text(report, terminal) + "\n\n";
    field(out, terminal, "when", basis_text(report));
    std::string who;
    for (const query::NamedActor& actor : report.participants)
        who += fmt::format("{}{} ({})", who.empty() ? "" : ", ", actor.name, to_string(actor.role));
    field(out, terminal, "who", who);
    field(out, terminal, "where", place_text(report.mention.place));
    if (report.mention.status != Status::Occurred)
        field(out, terminal, "status", std::string{to_string(report.mention.status)});
    if (report.attributed_to) field(out, terminal, "according to", report.attributed_to->name);
    field(out, terminal, "rule", report.mention.frame);
    field(out, terminal, "mention",
          fmt::format("{}:{}", query::article_text(report.mention.article), report.mention.ordinal));
    field(out, terminal, "confidence", fmt::format("{:.2f}", report.mention.confidence));
    if (!report.reasons.empty()) out += "\n    " + terminal.paint(Style::Dim, "why") + "\n";
    for (const query::FieldReason& reason : report.reasons) field(out, terminal, reason.field, reason.because);
    return out + "\n";
}

/// Adds to each report why its fields have their values. A report that its article does not give when
/// read today is told to `session`.
Result<void> add_reasons(query::Explanation& explanation, const storage::Store& store, const ingest::Pipeline& pipeline, Session& session) {
    std::size_t lost = 0;
    for (query::Report& report : explanation.reports) {
        const auto article = store.article(report.mention.article);
        if (!article) return article.error();
        if (!*article || (*article)->text.empty()) continue;
        const ingest::ArticleReasons reasons(**article, pipeline);
        const auto found = reasons.of(report.mention);
        lost += found.empty();
        for (const ingest::Reason& reason : found) {
            query::FieldReason told{reason.field, reason.because, {}};
            for (const TextSpan words : reason.words) told.words.emplace_back(words.in((*article)->text));
            report.reasons.push_back(std::move(told));
        }
    }
    if (lost != 0)
        session.note(fmt::format("{} report{} read otherwise today: with another model or lexicon than {} stored with (--lexicon DIR?)", lost,
                                 lost == 1 ? " is" : "s are", lost == 1 ? "it was" : "they were"));
    return {};
}

/// The articles as their reports are headed.
std::string sources_text(const std::vector<ArticleId>& articles, const query::Explanation& explanation) {
    std::string text;
    for (const ArticleId article : articles)
        for (const query::Report& report : explanation.reports) {
            if (report.mention.article != article) continue;
            text += fmt::format("{}{}, {}", text.empty() ? "" : "; ",
                                report.publisher.empty() ? "an article" : report.publisher, iso_day(report.published));
            break;
        }
    return text;
}

std::string together_text(const query::Explanation& explanation, const Terminal& terminal) {
    std::string out;
    for (const storage::PartOf& part : explanation.parts) {
        const std::string told = query::event_text(part.told);
        std::string why = fmt::format("told as {}", told);
        if (part.part.like != part.told) {
            std::string reasons;
            for (const storage::Reason reason : storage::reasons_in(part.part.reasons))
                reasons += fmt::format("{}{}", reasons.empty() ? "" : ", ", storage::to_string(reason));
            why += fmt::format(", like {} by {:.2f}: {}", query::event_text(part.part.like), part.part.likeness, reasons);
        }
        field(out, terminal, out.empty() ? "one event" : " ", why + " (" + sources_text(part.articles, explanation) + ")");
    }
    for (const query::Contradiction& one : explanation.contradictions) {
        std::string values;
        for (const query::Contradiction::Value& value : one.values)
            values += fmt::format("{}{} ({})", values.empty() ? "" : " or ", value.value, sources_text(value.articles, explanation));
        field(out, terminal, one.what, values);
    }
    return out.empty() ? out : out + "\n";
}

std::string text_of(const query::Explanation& explanation, const Terminal& terminal) {
    const query::EventItem& item = explanation.event;
    const Event& event = item.event;
    std::string out = terminal.paint(Style::Day, item.edtf()) + "  " +
                      terminal.paint(Style::Kind, kind_text(event)) + "  " +
                      terminal.paint(Style::Bold, printable(actors_text(item)));
    if (!event.place.empty()) out += ", at " + printable(place_text(event.place));
    if (const std::string remark = remark_text(event); !remark.empty()) out += ": " + printable(remark);
    out += "\n" + terminal.paint(Style::Dim, fmt::format("event {}, {} (CAMEO {}), confidence {:.2f}, {} report{}",
                                                         query::event_text(event.id), to_string(event.type),
                                                         cameo_code(event.type, event.mode), event.confidence,
                                                         event.mentions, event.mentions == 1 ? "" : "s")) + "\n\n";
    out += together_text(explanation, terminal);
    for (const query::Report& report : explanation.reports) out += report_text(report, terminal);
    return out;
}

struct ExplainFlags {
    std::vector<std::string> ids;
    std::string lexicon;
};

Result<void> run(const ExplainFlags& flags, Session& session) {
    const auto format = output_format(session, {"text", "json"});
    if (!format) return format.error();
    const auto store = session.open();
    if (!store) return store.error();
    ingest::LexiconReport lexicon;
    const auto pipeline = ingest::Pipeline::load(flags.lexicon, lexicon);
    if (!pipeline && pipeline.error().code == ErrorCode::InvalidArgument) return pipeline.error();
    if (!pipeline) session.note(fmt::format("no reasons for the fields: {}", pipeline.error().message));
    fmt::print(stderr, "{}", cli::report_text(lexicon));
    if (!lexicon.refused.empty()) session.exit_code = ExitCode::Nothing;
    for (const std::string& text : flags.ids) {
        const auto id = query::parse_event_id(text);
        if (!id) return id.error();
        auto explanation = query::explain(**store, *id);
        if (!explanation) return explanation.error();
        if (pipeline)
            if (const auto added = add_reasons(*explanation, **store, *pipeline, session); !added) return added.error();
        const std::string out = *format == "json" ? query::to_json(*explanation) + "\n"
                                                  : text_of(*explanation, session.terminal);
        if (!session.print(out)) break;
    }
    return {};
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand(
        "explain", "Why an event is in the annals: each report's sentence with the words that show the event,\n"
                   "its time and its participants in colours, or as [event], <time>, {participant}; which events, as\n"
                   "articles told them, were brought together in it and why, what the reports say differently, and why each\n"
                   "field has its value, by reading the article again.");
    const auto flags = std::make_shared<ExplainFlags>();
    command->add_option("event", flags->ids, "ids, as annalist events prints them")->required()->type_name("EVENT...");
    add_lexicon_flag(*command, flags->lexicon);
    command->footer(examples({"annalist explain 4c5f02a9be117d33", "annalist explain --json 4c5f02a9be117d33"}) +
                    "Formats: text, json.");
    on_run(*command, session, [flags, &session] { return run(*flags, session); });
}

}  // namespace annalist::cli

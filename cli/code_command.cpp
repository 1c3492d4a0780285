#include "cli/code_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <sstream>
#include <string_view>
#include <vector>

#include "cli/cluster_rows.hpp"
#include "cli/coded_rows.hpp"
#include "cli/deed_rows.hpp"
#include "cli/full_rows.hpp"
#include "cli/user_lexicon.hpp"
#include "graph/article.hpp"
#include "graph/time_span.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/readers/written_day.hpp"
#include "ingest/text/mentions.hpp"
#include "ingest/text/timex.hpp"
#include "ingest/text/timex_rows.hpp"

namespace annalist::cli {
namespace {

struct Row {
    std::string id;
    Article article;
    std::optional<ingest::Instant> moment;  ///< of publication, where "dct" has hour and zone
    std::vector<text::GivenEvent> events;   ///< of the form eventtime
    double least = 0.0;                     ///< confidence of the events wanted
};

/// What an article says, without the events that are less sure than wanted.
ArticleFacts facts_of(const Row& row, const ingest::Pipeline& pipeline) {
    ArticleFacts facts = pipeline.read(row.article, row.moment);
    if (row.least <= 0) return facts;
    std::map<EventId, std::vector<Mention>> events;
    for (const Mention& mention : facts.mentions) events[mention.event].push_back(mention);
    std::erase_if(facts.mentions, [&](const Mention& m) { return conclude(events.at(m.event)).confidence < row.least; });
    return facts;
}

using Coder = std::string (*)(const Row&, const ingest::Pipeline&);

std::string code_diplomacy(const Row& row, const ingest::Pipeline& pipeline) {
    return diplomacy_row(row.id, facts_of(row, pipeline));
}

std::string code_full(const Row& row, const ingest::Pipeline& pipeline) {
    return full_rows(row.id, facts_of(row, pipeline), pipeline.knowledge());
}

std::string code_pairs(const Row& row, const ingest::Pipeline& pipeline) { return pairs_row(row.id, row.article, pipeline); }

std::string code_plover(const Row& row, const ingest::Pipeline& pipeline) { return plover_row(row.id, row.article, pipeline); }

std::string code_timex(const Row& row, const ingest::Pipeline& pipeline) {
    const auto sentences = pipeline.analyzer().analyze(row.article.text);
    return text::timex_row(row.id, row.article.text, pipeline.timexes(row.article, sentences, row.moment));
}

std::string code_event_time(const Row& row, const ingest::Pipeline& pipeline) {
    const auto sentences = pipeline.analyzer().analyze(row.article.text);
    const auto timexes = pipeline.timexes(row.article, sentences, row.moment);
    return text::event_time_row(row.id, row.article.text, sentences, timexes, row.events, row.article.published);
}

std::string code_mention(const Row& row, const ingest::Pipeline& pipeline) {
    const auto sentences = pipeline.analyzer().analyze(row.article.text);
    std::ostringstream out;
    text::write_mention_row(out, row.id, row.article.text, pipeline.analyzer().coreference(row.article.text, sentences).mentions);
    std::string line = out.str();
    if (line.ends_with('\n')) line.pop_back();
    return line;
}

std::string code_incident(const Row& row, const ingest::Pipeline& pipeline) {
    const bool dated = row.article.published != date::sys_days{};
    return incident_row(row.id, row.article.text,
                        ingest::find_incidents(row.article.text, dated ? std::optional(row.article.published) : std::nullopt,
                                               pipeline.analyzer(), pipeline.incident_words(), pipeline.lexicon()));
}

struct Form {
    std::string_view name;
    Coder coder;
    bool dated;  ///< needs the day of publication
};

constexpr Form kForms[] = {
    {"diplomacy", code_diplomacy, true},
    {"eventtime", code_event_time, true},
    {"full", code_full, true},
    {"incident", code_incident, false},
    {"mention", code_mention, false},
    {"pairs", code_pairs, false},
    {"plover", code_plover, false},
    {"timex", code_timex, true},
};

/// A member of the row as text: a string as it stands, a number as written, "" when absent.
std::string member(const nlohmann::json& row, const char* name) {
    const auto at = row.find(name);
    if (at == row.end() || at->is_null()) return "";
    return at->is_string() ? at->get<std::string>() : at->dump();
}

/// Given events: [{"id", "trigger": [begin, end]}].
Result<std::vector<text::GivenEvent>> read_events(const nlohmann::json& row) {
    std::vector<text::GivenEvent> events;
    const auto at = row.find("events");
    if (at == row.end()) return events;
    for (const auto& event : *at) {
        const auto trigger = event.is_object() ? event.find("trigger") : event.end();
        if (!event.is_object() || trigger == event.end() || !trigger->is_array() || trigger->size() != 2 ||
            !(*trigger)[0].is_number_unsigned() || !(*trigger)[1].is_number_unsigned())
            return Error{ErrorCode::InvalidArgument, "\"events\": each needs \"id\" and \"trigger\": [begin, end]"};
        events.push_back({member(event, "id"), (*trigger)[0].get<std::size_t>(), (*trigger)[1].get<std::size_t>()});
    }
    return events;
}

Result<Row> read_row(const std::string& line, const Form& form) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (json.is_discarded()) return Error{ErrorCode::InvalidArgument, "not JSON"};
    if (!json.is_object()) return Error{ErrorCode::InvalidArgument, "not a JSON object"};
    Row row;
    row.id = member(json, "id");
    if (row.id.empty()) return Error{ErrorCode::InvalidArgument, "no \"id\""};
    row.article.title = member(json, "title");
    row.article.text = member(json, "text");
    if (row.article.text.empty()) return Error{ErrorCode::InvalidArgument, "no \"text\""};
    std::string day = member(json, "dct");
    if (day.empty()) day = member(json, "date");
    const auto published = parse_iso_day(std::string_view(day).substr(0, 10));
    if (!published && form.dated)
        return Error{ErrorCode::InvalidArgument, fmt::format("\"dct\": \"{}\" is no day (YYYY-MM-DD)", day)};
    if (published) row.article.published = *published;
    row.article.published_basis = "given";
    row.article.url = member(json, "url");
    row.moment = ingest::machine_moment(day);
    row.article.id = article_id(row.article.title, row.article.published, row.article.text);
    if (form.coder == code_event_time) {
        auto events = read_events(json);
        if (!events) return events.error();
        row.events = std::move(*events);
    }
    return row;
}

}  // namespace

Result<std::size_t> code_rows(const CodeOptions& options, std::istream& in, std::ostream& out, std::ostream& errors) {
    if (options.form == "clusters" || options.form == "clusters-lemma") {
        const auto analyzer = text::Analyzer::load(text::default_model_path());
        if (!analyzer) return analyzer.error();
        return cluster_rows(options.input, options.form == "clusters-lemma", *analyzer, in, out, errors);
    }
    const auto* form = std::ranges::find(kForms, options.form, &Form::name);
    if (form == std::end(kForms))
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("--form {}: there are clusters, clusters-lemma, diplomacy, eventtime, full, incident, mention, pairs, plover and timex", options.form)};
    ingest::LexiconReport report;
    if (options.min_confidence > 0 && form->coder != code_diplomacy && form->coder != code_full)
        return Error{ErrorCode::InvalidArgument, fmt::format("--min-confidence goes with the forms diplomacy and full, not with {}", form->name)};
    auto pipeline = ingest::Pipeline::load(options.lexicon, report);
    if (!pipeline) return pipeline.error();
    errors << report_text(report);
    std::size_t skipped = report.refused.size();
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        auto row = read_row(line, *form);
        if (!row) {
            errors << options.input << ':' << number << ": " << row.error().message << '\n';
            ++skipped;
            continue;
        }
        row->least = options.min_confidence;
        const std::string coded = form->coder(*row, *pipeline);
        if (coded.empty()) continue;  // full: an article without events
        out << coded << '\n';
        if (!out) return Error{ErrorCode::Io, "standard output: cannot be written"};
    }
    return skipped;
}

}  // namespace annalist::cli

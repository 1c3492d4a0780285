#include "cli/cluster_rows.hpp"

#include <fmt/format.h>

#include <istream>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "ingest/lexicon/lexicon.hpp"
#include "ingest/link/same_event.hpp"
#include "query/json_writer.hpp"

namespace annalist::cli {
namespace {

struct Given {
    std::string id;
    std::size_t begin = 0, end = 0;  ///< code points
};

struct Row {
    std::string id;
    std::vector<Given> events;
};

/// Byte offset of each code point, and of the end.
std::vector<std::uint32_t> code_point_bytes(std::string_view text) {
    std::vector<std::uint32_t> bytes;
    for (std::uint32_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) bytes.push_back(i);
    bytes.push_back(static_cast<std::uint32_t>(text.size()));
    return bytes;
}

std::string text_of(const nlohmann::json& object, const char* name) {
    const auto at = object.find(name);
    if (at == object.end()) return {};
    return at->is_string() ? at->get<std::string>() : at->dump();
}

Result<std::vector<Given>> read_events(const nlohmann::json& row, std::size_t code_points) {
    std::vector<Given> events;
    const auto at = row.find("events");
    if (at == row.end() || !at->is_array()) return Error{ErrorCode::InvalidArgument, "no \"events\""};
    for (const auto& event : *at) {
        const auto trigger = event.is_object() ? event.find("trigger") : event.end();
        if (!event.is_object() || trigger == event.end() || !trigger->is_array() || trigger->size() != 2 ||
            !(*trigger)[0].is_number_unsigned() || !(*trigger)[1].is_number_unsigned())
            return Error{ErrorCode::InvalidArgument, "\"events\": each needs \"id\" and \"trigger\": [begin, end]"};
        const Given given{text_of(event, "id"), (*trigger)[0].get<std::size_t>(), (*trigger)[1].get<std::size_t>()};
        if (given.begin >= given.end || given.end > code_points)
            return Error{ErrorCode::InvalidArgument, fmt::format("trigger [{}, {}] does not lie in the text", given.begin, given.end)};
        // A trigger that is not asked about is not written either.
        if (const auto asked = event.find("scored"); asked != event.end() && asked->is_boolean() && !asked->get<bool>()) continue;
        events.push_back(given);
    }
    return events;
}

}  // namespace

Result<std::size_t> cluster_rows(std::string_view input, bool baseline, const text::Analyzer& analyzer, std::istream& in,
                                 std::ostream& out, std::ostream& errors) {
    const auto same = ingest::SameEvent::load(ingest::default_lexicon_folder());
    if (!same) return same.error();
    std::vector<Row> rows;
    std::vector<ingest::ReportWords> reports;
    std::vector<std::vector<std::string>> articles;
    std::size_t skipped = 0;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const auto leave_out = [&](std::string_view why) {
            errors << input << ':' << number << ": " << why << '\n';
            ++skipped;
        };
        const auto json = nlohmann::json::parse(line, nullptr, false);
        if (json.is_discarded() || !json.is_object()) {
            leave_out("not a JSON object");
            continue;
        }
        const std::string text = text_of(json, "text");
        Row row{text_of(json, "id"), {}};
        if (row.id.empty() || text.empty()) {
            leave_out(row.id.empty() ? "no \"id\"" : "no \"text\"");
            continue;
        }
        const auto bytes = code_point_bytes(text);
        auto events = read_events(json, bytes.size() - 1);
        if (!events) {
            leave_out(events.error().message);
            continue;
        }
        row.events = std::move(*events);
        const auto sentences = analyzer.analyze(text);
        auto& words = articles.emplace_back();
        for (const auto& sentence : sentences)
            for (const auto& token : sentence.tokens)
                if (auto form = ingest::compared_form(token, text); !form.empty()) words.push_back(std::move(form));
        for (const Given& event : row.events)
            reports.push_back(ingest::report_words(articles.size() - 1, {bytes[event.begin], bytes[event.end]}, text, sentences));
        rows.push_back(std::move(row));
    }

    std::vector<std::size_t> event;
    if (baseline) {
        std::map<std::string, std::size_t> of_head;
        for (const auto& report : reports) event.push_back(of_head.emplace(report.head, of_head.size()).first->second);
    } else {
        event = ingest::events_of(reports, articles, *same);
    }
    std::size_t next = 0;
    for (const Row& row : rows) {
        std::string text;
        query::JsonWriter json(text);
        json.begin_object();
        json.field("id", row.id);
        json.key("events");
        json.begin_array();
        for (const Given& given : row.events) {
            json.begin_object();
            json.field("id", given.id);
            json.key("trigger");
            json.begin_array();
            json.value(static_cast<std::uint64_t>(given.begin));
            json.value(static_cast<std::uint64_t>(given.end));
            json.end_array();
            json.field("cluster", fmt::format("{}", event[next++]));
            json.end_object();
        }
        json.end_array();
        json.end_object();
        out << text << '\n';
        if (!out) return Error{ErrorCode::Io, "standard output: cannot be written"};
    }
    return skipped;
}

}  // namespace annalist::cli

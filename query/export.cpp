#include "query/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

#include "query/events.hpp"
#include "query/export_parts.hpp"

namespace annalist::query {

bool Output::hand_on() {
    if (wanted_ && !buffer_.empty()) wanted_ = sink_(buffer_);
    buffer_.clear();
    return wanted_;
}

bool Output::keep_going() { return buffer_.size() < kPiece ? wanted_ : hand_on(); }

bool Output::finish() { return hand_on(); }

Result<std::uint64_t> walk_edges(const storage::Store& store, const EventQuery& query,
                                 const EdgeSink& sink) {
    std::uint64_t events = 0;
    const auto walked = walk_events(store, query, [&](const Event& event) {
        if (query.limit != 0 && events == query.limit) return false;
        ++events;
        std::size_t number = 0;
        for (const EventPair& pair : pairs_of(event))
            if (!sink(event, pair, number++)) return false;
        return true;
    });
    if (!walked) return walked.error();
    return events;
}

Result<std::map<ActorId, NodeSum>> edge_actors(const storage::Store& store,
                                               const EventQuery& query) {
    std::map<ActorId, NodeSum> actors;
    const auto add = [&](ActorId id, const Event& event) {
        const auto [it, added] = actors.try_emplace(id);
        NodeSum& sum = it->second;
        if (added) sum.first = event.days.first;
        sum.first = std::min(sum.first, event.days.first);
        sum.last = added ? event.days.last : std::max(sum.last, event.days.last);
        ++sum.events;
    };
    const auto walked = walk_edges(store, query, [&](const Event& event, const EventPair&, std::size_t number) {
        if (number != 0) return true;
        std::vector<ActorId> once;
        for (const EventPair& pair : pairs_of(event)) {
            once.push_back(pair.from);
            once.push_back(pair.to);
        }
        std::ranges::sort(once);
        once.erase(std::ranges::unique(once).begin(), once.end());
        for (const ActorId id : once) add(id, event);
        return true;
    });
    if (!walked) return walked.error();
    return actors;
}

std::string edge_text(EventId event, std::size_t number) {
    return fmt::format("{}-{}", event_text(event), number);
}

std::string edge_label(const Event& event) {
    if (!event.label.empty()) return event.label;
    const auto kind = to_string(contact_of(event.type, event.mode));
    if (!kind.empty()) return std::string{kind};
    if (event.mode != Mode::None) return std::string{to_string(event.mode)};
    std::string type{to_string(event.type)};
    std::ranges::transform(type, type.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return type;
}

std::string node_text(std::string_view key) {
    std::string id;
    for (const char c : key) {
        const auto byte = static_cast<unsigned char>(c);
        // Letters beyond ASCII are name characters, but not the signs among them: all are written out.
        if (byte < 0x80 && (std::isalnum(byte) || c == '-' || c == '.' || c == ':'))
            id += c;
        else
            fmt::format_to(std::back_inserter(id), "_{:02x}", byte);
    }
    return id;
}

std::optional<ExportFormat> parse_export_format(std::string_view name) {
    if (name == "graphml") return ExportFormat::GraphML;
    if (name == "csv") return ExportFormat::Csv;
    if (name == "csv-nodes") return ExportFormat::CsvNodes;
    if (name == "jsonl" || name == "ndjson") return ExportFormat::JsonLines;
    return std::nullopt;
}

std::string_view media_type(ExportFormat format) {
    switch (format) {
        case ExportFormat::GraphML: return "application/graphml+xml; charset=utf-8";
        case ExportFormat::Csv:
        case ExportFormat::CsvNodes: return "text/csv; charset=utf-8; header=present";
        case ExportFormat::JsonLines: return "application/x-ndjson";
    }
    return "application/octet-stream";
}

Result<ExportCount> export_events(const storage::Store& store, const EventQuery& query,
                                  ExportFormat format, const ByteSink& sink) {
    Output out{sink};
    const auto write = [&]() -> Result<ExportCount> {
        switch (format) {
            case ExportFormat::GraphML: return export_graphml(store, query, out);
            case ExportFormat::Csv: return export_csv(store, query, out);
            case ExportFormat::CsvNodes: return export_csv_nodes(store, query, out);
            case ExportFormat::JsonLines: return export_jsonl(store, query, out);
        }
        return Error{ErrorCode::Unsupported, "no such export format"};
    };
    auto count = write();
    if (!count) return count;
    count->cut_short = !out.finish();
    return count;
}

}  // namespace annalist::query

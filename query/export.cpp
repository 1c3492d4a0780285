#include "query/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

#include "query/export_parts.hpp"

namespace annalist::query {
namespace {

constexpr std::array kFormats{
    ExportInfo{ExportFormat::GraphML, "graphml", "", "annals.graphml",
               "application/graphml+xml; charset=utf-8",
               "GraphML: NetworkX, igraph, Gephi, Cytoscape"},
    ExportInfo{ExportFormat::GraphmlYed, "graphml", "yed", "annals-yed.graphml",
               "application/graphml+xml; charset=utf-8", "GraphML whose labels yEd shows"},
    ExportInfo{ExportFormat::GraphmlApoc, "graphml", "apoc", "annals-apoc.graphml",
               "application/graphml+xml; charset=utf-8",
               "GraphML for Neo4j: apoc.import.graphml, readLabels"},
    ExportInfo{ExportFormat::Gexf, "gexf", "", "annals.gexf", "application/gexf+xml; charset=utf-8",
               "GEXF 1.3 with time: Gephi, Gephi Lite"},
    ExportInfo{ExportFormat::Cytoscape, "cytoscape", "", "annals.cyjs", "application/json",
               "Cytoscape JSON: Cytoscape, cytoscape.js, NetworkX"},
    ExportInfo{ExportFormat::Dot, "dot", "", "annals.dot", "text/vnd.graphviz; charset=utf-8",
               "Graphviz, for small graphs"},
    ExportInfo{ExportFormat::Csv, "csv", "", "annals.csv",
               "text/csv; charset=utf-8; header=present", "edges for Gephi"},
    ExportInfo{ExportFormat::CsvNodes, "csv-nodes", "", "annals-nodes.csv",
               "text/csv; charset=utf-8; header=present", "the actors of these edges"},
    ExportInfo{ExportFormat::CsvEvents, "csv-events", "", "annals-events.csv",
               "text/csv; charset=utf-8; header=present", "events for a spreadsheet"},
    ExportInfo{ExportFormat::JsonLines, "jsonl", "", "annals.jsonl", "application/x-ndjson",
               "events as JSON, one a line"},
    ExportInfo{ExportFormat::TimelineJs, "timelinejs", "", "annals-timeline.json",
               "application/json", "the most telling events for TimelineJS; 20 unless --limit"},
    ExportInfo{ExportFormat::Calendar, "ical", "", "annals.ics", "text/calendar; charset=utf-8",
               "iCalendar: events known to the day"},
    ExportInfo{ExportFormat::JsonLd, "jsonld", "", "annals.jsonld", "application/ld+json",
               "JSON-LD in schema.org's words, with sources by PROV"},
    ExportInfo{ExportFormat::Turtle, "turtle", "", "annals.ttl", "text/turtle; charset=utf-8",
               "RDF in the Simple Event Model, with sources by PROV"},
    ExportInfo{ExportFormat::NTriples, "ntriples", "", "annals.nt", "application/n-triples",
               "the same triples, one a line"},
    ExportInfo{ExportFormat::Plover, "plover", "", "annals-plover.jsonl", "application/x-ndjson",
               "PLOVER records, one a line"},
};

}  // namespace

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

Result<std::uint64_t> walk_named_edges(const storage::Store& store, const EventQuery& query,
                                       ActorBook& book, const std::map<ActorId, NodeSum>& nodes,
                                       const NamedEdgeSink& sink) {
    Result<void> failure;
    const auto role_of = [](const Event& event, ActorId id) {
        const auto found = std::ranges::find(event.actors, id, &EventActor::actor);
        return found == event.actors.end() ? Role::Participant : found->role;
    };
    const auto walked = walk_edges(
        store, query, [&](const Event& event, const EventPair& pair, std::size_t number) {
            if (!nodes.contains(pair.from) || !nodes.contains(pair.to)) return true;
            const auto from = book.find(pair.from);
            const auto to = book.find(pair.to);
            if (!from || !to) {
                failure = from ? to.error() : from.error();
                return false;
            }
            return sink({event, pair, number, **from, **to, role_of(event, pair.from),
                         role_of(event, pair.to)});
        });
    if (!failure) return failure.error();
    return walked;
}

Result<std::uint64_t> walk_items(const storage::Store& store, const EventQuery& query,
                                 ActorBook& book, const ItemSink& sink) {
    std::uint64_t events = 0;
    Result<void> failure;
    const auto walked = walk_events(store, query, [&](const Event& event) {
        if (query.limit != 0 && events == query.limit) return false;
        auto actors = book.named(event.actors);
        if (!actors) {
            failure = actors.error();
            return false;
        }
        ++events;
        return sink({event, *std::move(actors)});
    });
    if (!failure) return failure.error();
    if (!walked) return walked.error();
    return events;
}

std::string edge_text(EventId event, std::size_t number) {
    return fmt::format("{}-{}", event_text(event), number);
}

std::string edge_label(const Event& event) {
    return event.label.empty() ? event_kind(event) : event.label;
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

std::span<const ExportInfo> export_formats() { return kFormats; }

Result<ExportFormat> parse_export_format(std::string_view name, std::string_view flavor) {
    if (name.empty()) name = "graphml";
    if (name == "ndjson") name = "jsonl";
    const bool usual = flavor.empty() || (name == "graphml" && flavor == "gephi");
    std::string names;
    bool named = false;
    for (const ExportInfo& info : kFormats) {
        if (info.name == name && info.flavor == (usual ? "" : flavor)) return info.format;
        named = named || info.name == name;
        if (info.flavor.empty()) names.append(names.empty() ? "" : ", ").append(info.name);
    }
    if (!named)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("format={}: write one of {}", name, names)};
    return Error{
        ErrorCode::InvalidArgument,
        fmt::format("flavor={}: write gephi, yed or apoc with graphml, and none with others",
                    flavor)};
}

const ExportInfo& export_info(ExportFormat format) {
    return *std::ranges::find(kFormats, format, &ExportInfo::format);
}

Result<ExportCount> export_events(const storage::Store& store, const EventQuery& query,
                                  ExportFormat format, const ByteSink& sink) {
    Output out{sink};
    auto count = [&]() -> Result<ExportCount> {
        switch (format) {
            case ExportFormat::GraphML:
                return export_graphml(store, query, GraphmlFlavor::Gephi, out);
            case ExportFormat::GraphmlYed:
                return export_graphml(store, query, GraphmlFlavor::Yed, out);
            case ExportFormat::GraphmlApoc:
                return export_graphml(store, query, GraphmlFlavor::Apoc, out);
            case ExportFormat::Gexf:
                return export_gexf(store, query, out);
            case ExportFormat::Cytoscape:
                return export_cytoscape(store, query, out);
            case ExportFormat::Dot:
                return export_dot(store, query, out);
            case ExportFormat::Csv:
                return export_csv(store, query, out);
            case ExportFormat::CsvNodes:
                return export_csv_nodes(store, query, out);
            case ExportFormat::CsvEvents:
                return export_csv_events(store, query, out);
            case ExportFormat::JsonLines:
                return export_jsonl(store, query, out);
            case ExportFormat::TimelineJs:
                return export_timelinejs(store, query, out);
            case ExportFormat::Calendar:
                return export_ical(store, query, out);
            case ExportFormat::JsonLd:
                return export_jsonld(store, query, out);
            case ExportFormat::Turtle:
                return export_turtle(store, query, out);
            case ExportFormat::NTriples:
                return export_ntriples(store, query, out);
            case ExportFormat::Plover:
                return export_plover(store, query, out);
        }
        return Error{ErrorCode::Unsupported, "no such export format"};
    }();
    if (!count) return count;
    count->cut_short = !out.finish();
    return count;
}

}  // namespace annalist::query

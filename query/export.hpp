#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "graph/result.hpp"
#include "query/event_query.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// GraphML, Gexf, Cytoscape, Dot and Gephi's table of edges (Csv) hold one edge per event and pair;
/// CsvNodes is the table of actors that goes with Csv. The others have one record an event.
enum class ExportFormat {
    GraphML,
    GraphmlYed,
    GraphmlApoc,
    Gexf,
    Cytoscape,
    Dot,
    Csv,
    CsvNodes,
    CsvEvents,
    JsonLines,
    TimelineJs,
    Calendar,
    JsonLd,
    Turtle,
    NTriples,
    Plover,
};

struct ExportInfo {
    ExportFormat format;
    std::string_view name;    ///< "graphml", as users write it
    std::string_view flavor;  ///< "yed" where a format has several; "" for the one meant without
    std::string_view file;    ///< "annals.graphml", what a download is called
    std::string_view media_type;
    std::string_view help;  ///< what it is and who reads it
};

/// All formats, in the order in which help lists them.
std::span<const ExportInfo> export_formats();
const ExportInfo& export_info(ExportFormat format);

/// By name and flavour; "" is graphml, "ndjson" jsonl, and graphml's usual flavour also "gephi".
/// Errors: InvalidArgument, listing what there is.
Result<ExportFormat> parse_export_format(std::string_view name, std::string_view flavor);

/// Takes the next bytes of an export; false (a closed pipe, a client gone) ends it quietly.
using ByteSink = std::function<bool(std::string_view bytes)>;

struct ExportCount {
    std::uint64_t nodes = 0, edges = 0, events = 0;
    std::uint64_t left_out = 0;  ///< events that the format has no form for
    bool cut_short = false;  ///< the sink took no more
};

/// Writes the events of a query, in order, up to its `limit`. Memory grows with the number of
/// actors, not of events. The same store and query give the same bytes.
///
/// GraphML and GEXF: node ids are actor keys, edge ids are the event's id and the pair's number in
/// it. Days are ISO 8601 and `start` and `end` are both included; `t` is the start in Unix seconds.
/// An edge runs from source to target; where neither acts upon the other, `symmetric` is true.
/// Events with fewer than two actors give no edge; JSON Lines has them.
///
/// CSV is RFC 4180 in UTF-8, with Gephi's names for its columns. A text that a spreadsheet would
/// take for a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe
/// before it.
Result<ExportCount> export_events(const storage::Store& store, const EventQuery& query,
                                  ExportFormat format, const ByteSink& sink);

}  // namespace annalist::query

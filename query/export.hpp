#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "graph/result.hpp"
#include "query/event_query.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// GraphML and Gephi's table of edges (Csv) hold one edge per event and pair of actors, CsvNodes is
/// the table of actors that goes with it; JSON Lines has one event a line.
enum class ExportFormat { GraphML, Csv, CsvNodes, JsonLines };

/// "graphml", "csv", "csv-nodes", "jsonl" (also "ndjson").
std::optional<ExportFormat> parse_export_format(std::string_view name);
std::string_view media_type(ExportFormat format);

/// Takes the next bytes of an export; false (a closed pipe, a client gone) ends it quietly.
using ByteSink = std::function<bool(std::string_view bytes)>;

struct ExportCount {
    std::uint64_t nodes = 0, edges = 0, events = 0;
    bool cut_short = false;  ///< the sink took no more
};

/// Writes the events of a query, in order, up to its `limit`. Memory grows with the number of
/// actors, not of events. The same store and query give the same bytes.
///
/// GraphML: node ids are actor keys, edge ids are the event's id and the pair's number in it.
/// Days are ISO 8601 and `start` and `end` are both included; `t` is the start in Unix seconds.
/// An edge runs from source to target; where neither acts upon the other, `symmetric` is true.
/// Events with fewer than two actors give no edge; JSON Lines has them.
///
/// CSV is RFC 4180 in UTF-8, with Gephi's names for its columns. A text that a spreadsheet would
/// take for a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe before it.
Result<ExportCount> export_events(const storage::Store& store, const EventQuery& query,
                                  ExportFormat format, const ByteSink& sink);

}  // namespace annalist::query

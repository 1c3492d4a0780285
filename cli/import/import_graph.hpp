#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "graph/result.hpp"
#include "storage/store.hpp"

namespace annalist::cli {

enum class GraphFormat { GraphML, Gexf };

struct GraphImportOptions {
    std::string dataset = "graph";                 ///< what its bulletins are called after
    std::function<void(const Error&)> on_failure;  ///< a node or an edge that cannot be used
    std::function<void(std::uint64_t events)> on_events;
};

struct GraphImportSummary {
    std::uint64_t nodes = 0, edges = 0;    ///< read
    std::uint64_t events = 0, actors = 0;  ///< new ones
    std::uint64_t known = 0;               ///< events that the store has: left as they are
    std::uint64_t bulletins = 0;           ///< articles that say what the file says
    std::uint64_t failures = 0;            ///< nodes and edges left out
};

/// Reads the GraphML or GEXF that export_events() writes back into a store, to the same graph:
/// actors by their keys, events by their ids with days, type, mode, status, place, roles, count,
/// confidence, number of reports and day of the first one. What the graph does not hold is not made
/// up: the articles' own sentences, events of a single actor, names besides the first.
///
/// What the file says of the events first reported on a day becomes a bulletin of that day, a line
/// for each report, so that every event can be explained. An event that the store has stays as it
/// is, so importing a file again changes nothing. Nodes and edges that cannot be used are told with
/// their line and left out. Memory: some 400 bytes an event; the file itself is not held.
/// Errors: those of read_graphml() and read_gexf(), which leave the store as it was; Io and those
/// of the store, where the bulletins stored before stay.
Result<void> import_graph(int file, const std::string& name, GraphFormat format,
                          storage::Store& store, const GraphImportOptions& options,
                          GraphImportSummary& summary);

}  // namespace annalist::cli

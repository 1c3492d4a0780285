#pragma once

#include "graph/window_graph.hpp"
#include "query/export.hpp"

namespace annalist::query {

/// Writes a folded window as GraphML, for programs that want the network and not each event: nodes
/// are actors with label, key, kind and country, edges are directed and weighted by how often. Node
/// ids are "n" and the actor's number in the store. Errors: those of the store.
Result<ExportCount> export_window_graphml(const storage::Store& store, const WindowGraph& graph,
                                          const ByteSink& sink);

}  // namespace annalist::query

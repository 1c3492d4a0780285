#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "graph/result.hpp"
#include "graph/window_graph.hpp"
#include "query/event_query.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// The events of a query as folded graphs: who acted upon whom, and who had to do with whom. Both
/// have the same vertices, the actors of events with two or more, in the order of ids.
struct Window {
    WindowGraph acts;      ///< directed
    WindowGraph contacts;  ///< undirected
    std::uint64_t events = 0;

    /// About how much memory it takes.
    std::size_t bytes() const { return sizeof(Window) + bytes_of(acts) + bytes_of(contacts); }
};

/// Builds the window from index scans (LinkWalk). Errors: Io, Corruption.
Result<std::shared_ptr<const Window>> make_window(const storage::Store& store,
                                                  const EventQuery& query);

}  // namespace annalist::query

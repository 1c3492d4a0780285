#pragma once

#include <functional>

#include "graph/result.hpp"
#include "query/event_query.hpp"
#include "query/export.hpp"
#include "web/http.hpp"
#include "web/routes.hpp"

namespace annalist::web {

/// Lists as JSON Lines, without an end to their length but a `limit` asked for. Events and timelines
/// are read while they are sent; the others are found first, within the time of an answer.
Result<Response> stream_met(const Call& call);
Result<Response> stream_events(const Call& call);
Result<Response> stream_timeline(const Call& call);
Result<Response> stream_actors(const Call& call);
Result<Response> stream_figures(const Call& call);

/// Events as a file of a format, without an end to their number but the query's limit. The store
/// must outlive the stream.
std::function<bool(const ByteSink&)> stream_of(const storage::Store& store, query::EventQuery query,
                                               query::ExportFormat format);

}  // namespace annalist::web

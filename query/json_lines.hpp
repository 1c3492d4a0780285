#pragma once

#include <vector>

#include "graph/actor.hpp"
#include "graph/result.hpp"
#include "query/export.hpp"
#include "query/figures.hpp"
#include "query/met.hpp"
#include "query/timeline.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// The list of an answer as JSON Lines: each entry as in to_json's document, one a line, handed on
/// in pieces. False when the sink took no more. Events are export_events' JsonLines.
bool write_lines(const MetAnswer& answer, const ByteSink& sink);            ///< its pairs
bool write_lines(const FigureAnswer& answer, const ByteSink& sink);         ///< its series
bool write_lines(const std::vector<Actor>& actors, const ByteSink& sink);

/// The groups of a timeline, their events as they are read (walk_timeline). Errors: those of the store.
Result<bool> write_lines(const storage::Store& store, const TimelineQuery& query,
                         const ByteSink& sink);

}  // namespace annalist::query

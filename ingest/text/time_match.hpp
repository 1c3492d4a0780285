#pragma once

#include <vector>

#include "ingest/text/time_expr.hpp"
#include "ingest/text/time_lexer.hpp"
#include "ingest/text/time_table.hpp"

namespace annalist::text {

/// The time expressions of a text in order, not overlapping and not yet placed in time: the rules'
/// longest matches, joined where they make one expression ("Friday" + "," + "Oct. 23"), with the
/// modifiers before and after them.
std::vector<TimeExpr> match_times(const TimeUnits& text, const TimeTable& table);

}  // namespace annalist::text

#pragma once

#include <vector>

#include "ingest/text/time_expr.hpp"
#include "ingest/text/time_lexer.hpp"
#include "ingest/text/time_table.hpp"

namespace annalist::text {

/// Joins neighbours that are one expression: day and weekday, clock and day, month and year ...
void join_times(std::vector<TimeExpr>& exprs, const TimeUnits& text);

/// Adds the bare numbers of ranges and lists of days: "12 to 15 May", "April 24 and 25".
void add_range_days(std::vector<TimeExpr>& exprs, const TimeUnits& text);

/// Takes in the words before and after an expression that modify it.
void apply_modifiers(std::vector<TimeExpr>& exprs, const TimeUnits& text, const TimeTable& table);

}  // namespace annalist::text

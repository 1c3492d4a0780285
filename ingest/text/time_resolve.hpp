#pragma once

#include <date/date.h>

#include <span>
#include <string_view>
#include <vector>

#include "ingest/text/time_expr.hpp"
#include "ingest/text/time_lexer.hpp"
#include "ingest/text/time_tense.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::text {

/// Places expressions in time, one after the other, keeping the time the story is at. Expressions
/// that say nothing after all are left out.
std::vector<Timex> resolve_times(std::string_view text, const TimeUnits& units,
                                 std::span<const TimeExpr> exprs, const TenseReader& tense,
                                 date::sys_days dct, const TimexOptions& options);

}  // namespace annalist::text

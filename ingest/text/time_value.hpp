#pragma once

#include <date/date.h>

#include <string>
#include <string_view>

#include "graph/time_span.hpp"
#include "ingest/text/time_expr.hpp"

namespace annalist::text {

/// TIMEX3 value of the `grain` around `day`: "2019-03-06", "2019-W10", "2019-Q1", "199X" ...
std::string calendar_value(date::sys_days day, Grain grain);

/// "TMO" and so on; "" for none.
std::string_view part_value(DayPart part);
std::string_view season_value(Season season);
std::string_view mod_value(Mod mod);

/// TIMEX3 value of a length of time: "P2Y6M", "PT30M", "PXD", "PXX".
std::string duration_value(const TimeExpr& expr);
/// TIMEX3 value of a repeated time: "P1D", "XXXX-WXX-5".
std::string set_value(const TimeExpr& expr);

/// "T10:35" or "T10:35:20"; midnight at the end of a day is "T24:00".
std::string clock_value(int minute, int second);

}  // namespace annalist::text

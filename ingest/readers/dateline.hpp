#pragma once

#include <date/date.h>

#include <optional>
#include <string>
#include <string_view>

namespace annalist::ingest {

/// The day of a dateline at the start of a text: "GENEVA, June 16, 2021 (Agency) -". A dateline
/// without a year gives nothing.
std::optional<date::sys_days> dateline_day(std::string_view text);

/// The month and day of a dateline that has no year: "GENEVA, June 16 (Agency) -".
std::optional<date::month_day> yearless_dateline(std::string_view text);

/// The day of a dateline without a year, when it is in this month.
std::optional<date::sys_days> dateline_day_in(std::string_view text, date::year_month month);

/// A day with its right weekday before the first words: "Friday, March 29, 2019 The fair opened".
std::optional<date::sys_days> leading_day(std::string_view text);

/// The agency that a dateline names in brackets, or empty.
std::string dateline_agency(std::string_view text);

}  // namespace annalist::ingest

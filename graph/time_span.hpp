#pragma once

#include <date/date.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/result.hpp"

namespace annalist {

/// How finely a time is known. Stored: the numbers never change.
enum class Granularity : std::uint8_t {
    Instant = 1,
    Day = 2,
    Week = 3,
    Month = 4,
    Quarter = 5,
    Season = 6,
    Half = 7,
    Year = 8,
    Decade = 9,
    Longer = 10,
    Days = 11,  ///< a run of days with both ends known ("from 12 to 15 May")
};

std::string_view to_string(Granularity granularity);

/// UTC days, both ends included. "In March 2019" is 1 to 31 March with Granularity::Month.
struct TimeSpan {
    date::sys_days first{};
    date::sys_days last{};
    Granularity granularity = Granularity::Day;

    auto operator<=>(const TimeSpan&) const = default;

    static TimeSpan day(date::sys_days day) { return {day, day, Granularity::Day}; }
    bool overlaps(TimeSpan other) const { return first <= other.last && other.first <= last; }
    /// Number of days, at least 1.
    int days() const { return (last - first).count() + 1; }
};

/// The days a user asks for, both included. Ends left out are the ends of all time.
struct DayRange {
    date::sys_days first = date::sys_days::min();
    date::sys_days last = date::sys_days::max();

    auto operator<=>(const DayRange&) const = default;

    /// Reads `from` and `to`: "2019-03-06", "2019-03" or "2019" (the first or last day of it), or
    /// empty for an open end. Errors: InvalidArgument, naming the flag and what is wrong with it.
    static Result<DayRange> parse(std::string_view from, std::string_view to);

    bool contains(date::sys_days day) const { return first <= day && day <= last; }
    bool overlaps(TimeSpan span) const { return first <= span.last && span.first <= last; }
};

/// "2019-03-06". Years before 1000 are padded to four digits.
std::string iso_day(date::sys_days day);

/// The day written as YYYY-MM-DD, nullopt when it is none ("2019-02-30").
std::optional<date::sys_days> parse_iso_day(std::string_view text);

/// Extended Date/Time Format (ISO 8601-2): "2019-03-06", "2019-03", "2019", "2019-03-06/2019-03-09".
/// With `approximate`, a "~" after each date.
std::string edtf(TimeSpan span, bool approximate = false);

}  // namespace annalist

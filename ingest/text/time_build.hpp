#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ingest/text/time_expr.hpp"
#include "ingest/text/time_lexer.hpp"
#include "ingest/text/time_table.hpp"

namespace annalist::text {

/// A piece of a match: the units [first, last) that a part of the pattern took.
struct MatchPart {
    Symbol symbol = 0;
    std::uint32_t first = 0, last = 0;
};

/// "two", "a few", "12 to 18" as an amount. kUnset counts are "some".
struct TimeQuantity {
    std::uint32_t last = 0;  ///< unit after it
    double count = kUnset, high = kUnset;
};

/// The quantity that begins at unit `at`, if one does.
std::optional<TimeQuantity> read_quantity(std::span<const TimeUnit> units, std::uint32_t at);

/// Numbers of the classes that rules name, looked up once.
struct TimeSymbols {
    explicit TimeSymbols(const TimeTable& table);

    Symbol month, weekday, weekdays, unit, anyunit, units, season, daypart, dayparts, lone_daypart,
        holiday, ampm, zone, freqly, times, decadew, ordhalf, qty, num, day, ordday, ord, hour, year,
        year2, aposyear, hhmm, clock, isodate, decade, qq, hh, noon, nearday, hourunit, ordlast;
    Symbol of_class[kNumberClasses];
};

/// What a rule makes of a match, or nullopt when the words do not mean a time after all.
/// `first` is the unit the expression begins at.
std::optional<TimeExpr> build_expr(const TimeRule& rule, std::span<const MatchPart> parts,
                                   const TimeUnits& text, const TimeSymbols& symbols);

}  // namespace annalist::text

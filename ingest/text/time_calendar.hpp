#pragma once

#include <date/date.h>

#include <optional>
#include <string_view>

#include "graph/time_span.hpp"
#include "ingest/text/time_expr.hpp"

namespace annalist::text {

/// The holiday of this name (lower case, words between single spaces), or nullopt.
std::optional<int> holiday_named(std::string_view name);

/// Day, or Month for Ramadan and its like.
Grain holiday_grain(int holiday);

/// The days of a holiday in the Gregorian `year`. A feast of the Islamic calendar may fall twice in
/// a year; the first is given. Moon-sighted feasts are computed and may be a day off.
/// Sources: Meeus, Astronomical Algorithms (Easter, new moons); Reingold and Dershowitz,
/// Calendrical Calculations (Hebrew and tabular Islamic calendars).
TimeSpan holiday_days(int holiday, int year);

/// True where sight, a government or custom decides the day, so that ours is an estimate.
bool holiday_estimated(int holiday);

date::sys_days easter(int year);
/// New Year of the Chinese calendar, in Beijing.
date::sys_days lunar_new_year(int year);
/// First day of a month (1-12) of the tabular Islamic calendar that begins in the Gregorian year.
date::sys_days islamic_month(int gregorian_year, int month);
/// First of Tishri that falls in the Gregorian year.
date::sys_days rosh_hashanah(int gregorian_year);

/// The nth (1-5, -1 the last) `weekday` (1 Monday) of a month; nullopt when there is none.
std::optional<date::sys_days> nth_weekday(int year, int month, int weekday, int nth);

/// ISO 8601 week.
struct IsoWeek {
    int year = 0, week = 0;
};
IsoWeek iso_week(date::sys_days day);
/// Monday of an ISO week.
date::sys_days week_start(date::sys_days day);
/// 1 Monday - 7 Sunday.
int weekday_of(date::sys_days day);

/// The calendar interval of `grain` around `day`: its month, quarter, decade ...
TimeSpan around(date::sys_days day, Grain grain);
/// `day` moved by `count` of `grain`; the day of month is cut to what the month has.
date::sys_days move(date::sys_days day, Grain grain, int count);
/// Season of the northern half of the earth; winter runs from December to February and is of the
/// year its December is in.
TimeSpan season_days(Season season, int year);
Granularity granularity_of(Grain grain);

}  // namespace annalist::text

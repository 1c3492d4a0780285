#include "ingest/text/time_calendar.hpp"

#include <algorithm>
#include <cmath>

namespace annalist::text {
namespace {

using date::sys_days;
using date::year_month_day;

enum class Kind { Fixed, NthWeekday, Easter, Islamic, Hebrew, Chinese, Diwali, Assembly, Nearest };

struct HolidayRule {
    std::string_view name;
    Kind kind;
    int a;           ///< month, or days after Easter / Tishri 1
    int b = 1;       ///< day, or which weekday of the month
    int c = 0;       ///< weekday
    int length = 1;  ///< days
    int offset = 0;  ///< days after the weekday
    bool custom = false;  ///< kept by custom alone
};

constexpr HolidayRule kHolidays[] = {
    {"christmas", Kind::Fixed, 12, 25}, {"xmas", Kind::Fixed, 12, 25},
    {"christmas day", Kind::Fixed, 12, 25}, {"christmas eve", Kind::Fixed, 12, 24},
    {"boxing day", Kind::Fixed, 12, 26}, {"new year day", Kind::Fixed, 1, 1},
    {"new year", Kind::Fixed, 1, 1}, {"new year eve", Kind::Fixed, 12, 31},
    {"halloween", Kind::Fixed, 10, 31}, {"independence day", Kind::Fixed, 7, 4},
    {"veterans day", Kind::Fixed, 11, 11}, {"armistice day", Kind::Fixed, 11, 11},
    {"remembrance day", Kind::Fixed, 11, 11}, {"bastille day", Kind::Fixed, 7, 14},
    {"may day", Kind::Fixed, 5, 1}, {"victory day", Kind::Fixed, 5, 9},
    {"valentine day", Kind::Fixed, 2, 14}, {"st patrick day", Kind::Fixed, 3, 17},
    {"earth day", Kind::Fixed, 4, 22}, {"women day", Kind::Fixed, 3, 8},
    {"national day", Kind::Fixed, 10, 1}, {"guy fawkes night", Kind::Fixed, 11, 5},
    {"nowruz", Kind::Fixed, 3, 21}, {"norouz", Kind::Fixed, 3, 21},
    {"thanksgiving", Kind::NthWeekday, 11, 4, 4}, {"thanksgiving day", Kind::NthWeekday, 11, 4, 4},
    {"thanksgiving weekend", Kind::NthWeekday, 11, 4, 4, 4},
    {"labor day", Kind::NthWeekday, 9, 1, 1}, {"memorial day", Kind::NthWeekday, 5, -1, 1},
    {"presidents day", Kind::NthWeekday, 2, 3, 1}, {"columbus day", Kind::NthWeekday, 10, 2, 1},
    {"martin luther king day", Kind::NthWeekday, 1, 3, 1},
    {"mother day", Kind::NthWeekday, 5, 2, 7}, {"father day", Kind::NthWeekday, 6, 3, 7},
    {"election day", Kind::NthWeekday, 11, 0, 2},
    {"easter", Kind::Easter, 0}, {"easter day", Kind::Easter, 0}, {"easter sunday", Kind::Easter, 0},
    {"easter monday", Kind::Easter, 1}, {"easter weekend", Kind::Easter, -2, 1, 0, 4},
    {"easter eve", Kind::Easter, -1}, {"good friday", Kind::Easter, -2},
    {"ash wednesday", Kind::Easter, -46}, {"palm sunday", Kind::Easter, -7},
    {"holy week", Kind::Easter, -7, 1, 0, 7}, {"pentecost", Kind::Easter, 49},
    {"ascension day", Kind::Easter, 39},
    {"ramadan", Kind::Islamic, 9, 1, 0, 30}, {"eid", Kind::Islamic, 10, 1},
    {"eid al fitr", Kind::Islamic, 10, 1}, {"eid ul fitr", Kind::Islamic, 10, 1},
    {"eid al adha", Kind::Islamic, 12, 10}, {"eid ul adha", Kind::Islamic, 12, 10},
    {"ashura", Kind::Islamic, 1, 10}, {"arbaeen", Kind::Islamic, 2, 20},
    {"rosh hashanah", Kind::Hebrew, 0}, {"yom kippur", Kind::Hebrew, 9},
    {"passover", Kind::Hebrew, -163}, {"pesach", Kind::Hebrew, -163},
    {"chinese new year", Kind::Chinese, 0}, {"lunar new year", Kind::Chinese, 0},
    {"spring festival", Kind::Chinese, 0}, {"tet", Kind::Chinese, 0},
    {"unga", Kind::Assembly, 0, 1, 0, 7}, {"general assembly high level", Kind::Assembly, 0, 1, 0, 7},
    // Gatherings that keep their place in the year; the widest days of 2016 to 2025. Munich: the three
    // days before the third Monday of February. Davos: within twelve days from January's third Monday.
    // Shangri-La: three days from the Friday nearest to the first of June. China's two sessions open on
    // the third to fifth of March. The Bretton Woods institutions meet in the second or third full week
    // of April, and between the fifth and the twenty-sixth of October.
    {"munich security conference", Kind::NthWeekday, 2, 3, 1, 3, -3, true},
    {"davos", Kind::NthWeekday, 1, 3, 1, 12, 0, true},
    {"world economic forum", Kind::NthWeekday, 1, 3, 1, 12, 0, true},
    {"shangri la dialogue", Kind::Nearest, 6, 1, 5, 3, 0, true},
    {"sessions", Kind::Fixed, 3, 3, 0, 13, 0, true},
    {"imf world bank spring meetings", Kind::Fixed, 4, 5, 0, 22, 0, true},
    {"imf spring meetings", Kind::Fixed, 4, 5, 0, 22, 0, true},
    {"imf world bank annual meetings", Kind::Fixed, 10, 5, 0, 22, 0, true},
    {"imf annual meetings", Kind::Fixed, 10, 5, 0, 22, 0, true},
    {"diwali", Kind::Diwali, 0}, {"deepavali", Kind::Diwali, 0},
};

sys_days day_of(int y, int m, int d) {
    return sys_days{date::year{y} / date::month{static_cast<unsigned>(m)} / date::day{static_cast<unsigned>(d)}};
}

/// Day of a new moon in Beijing time; `k` counts lunations from January 2000. Meeus, chapter 49.
sys_days new_moon(int k) {
    const double t = k / 1236.85;
    const double rad = 3.14159265358979323846 / 180;
    double jde = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t;
    const double m = (2.5534 + 29.10535670 * k) * rad;
    const double mp = (201.5643 + 385.81693528 * k + 0.0107582 * t * t) * rad;
    const double f = (160.7108 + 390.67050284 * k - 0.0016118 * t * t) * rad;
    const double om = (124.7746 - 1.56375588 * k + 0.0020672 * t * t) * rad;
    const double e = 1 - 0.002516 * t;
    jde += -0.40720 * std::sin(mp) + 0.17241 * e * std::sin(m) + 0.01608 * std::sin(2 * mp) +
           0.01039 * std::sin(2 * f) + 0.00739 * e * std::sin(mp - m) -
           0.00514 * e * std::sin(mp + m) + 0.00208 * e * e * std::sin(2 * m) -
           0.00111 * std::sin(mp - 2 * f) - 0.00057 * std::sin(mp + 2 * f) +
           0.00056 * e * std::sin(2 * mp + m) - 0.00042 * std::sin(3 * mp) +
           0.00042 * e * std::sin(m + 2 * f) + 0.00038 * e * std::sin(m - 2 * f) -
           0.00024 * e * std::sin(2 * mp - m) - 0.00017 * std::sin(om);
    // About 65 seconds between ephemeris and universal time, eight hours to Beijing.
    const double days = jde - 2440587.5 - 0.00075 + 8.0 / 24;
    return sys_days{date::days{static_cast<int>(std::floor(days))}};
}

/// The first new moon on or after `day`.
sys_days new_moon_from(sys_days day) {
    const double since = (day - day_of(2000, 1, 6)).count();
    int k = static_cast<int>(std::floor(since / 29.530588861)) - 1;
    while (new_moon(k) < day) ++k;
    return new_moon(k);
}

/// Days from the Hebrew epoch to Tishri 1 of a Hebrew year.
long hebrew_elapsed(int year) {
    const long months = (235L * year - 234) / 19;
    const long parts = 12084 + 13753 * months;
    const long days = months * 29 + parts / 25920;
    return (3 * (days + 1)) % 7 < 3 ? days + 1 : days;
}

sys_days hebrew_new_year(int year) {
    const long before = hebrew_elapsed(year - 1), here = hebrew_elapsed(year),
               after = hebrew_elapsed(year + 1);
    long correction = 0;
    if (after - here == 356) correction = 2;
    else if (here - before == 382) correction = 1;
    // Rata die of the epoch is -1373427; 1970-01-01 is rata die 719163.
    return sys_days{date::days{static_cast<int>(-1373427 + here + correction - 719163)}};
}

int floor_div(int a, int b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

}  // namespace

std::optional<int> holiday_named(std::string_view name) {
    for (std::size_t i = 0; i < std::size(kHolidays); ++i)
        if (kHolidays[i].name == name) return static_cast<int>(i);
    return std::nullopt;
}

Grain holiday_grain(int holiday) {
    return kHolidays[holiday].length > 7 ? Grain::Month
           : kHolidays[holiday].length > 1 ? Grain::Weekend
                                           : Grain::Day;
}

bool holiday_estimated(int holiday) {
    return kHolidays[holiday].kind == Kind::Islamic || kHolidays[holiday].kind == Kind::Diwali || kHolidays[holiday].custom;
}

sys_days easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
    const int n = h + l - 7 * m + 114;
    return day_of(year, n / 31, n % 31 + 1);
}

sys_days lunar_new_year(int year) { return new_moon_from(day_of(year, 1, 21)); }

sys_days islamic_month(int gregorian_year, int month) {
    // The Islamic year that may begin this month in the Gregorian year.
    for (int y = static_cast<int>((gregorian_year - 622) * 33.0 / 32.0) - 1;; ++y) {
        const long days = 29L * (month - 1) + month / 2 + (y - 1) * 354L + (3 + 11L * y) / 30;
        const sys_days first{date::days{static_cast<int>(227014 + days + 1 - 719163)}};
        if (year_month_day{first}.year() >= date::year{gregorian_year}) return first;
    }
}

sys_days rosh_hashanah(int gregorian_year) { return hebrew_new_year(gregorian_year + 3761); }

std::optional<sys_days> nth_weekday(int year, int month, int weekday, int nth) {
    if (nth == -1) {
        const sys_days last{date::year{year} / month / date::last};
        return last - date::days{(weekday_of(last) - weekday + 7) % 7};
    }
    const sys_days first = day_of(year, month, 1);
    const sys_days day = first + date::days{(weekday - weekday_of(first) + 7) % 7 + 7 * (nth - 1)};
    if (year_month_day{day}.month() != date::month{static_cast<unsigned>(month)}) return std::nullopt;
    return day;
}

TimeSpan holiday_days(int holiday, int year) {
    const auto& rule = kHolidays[holiday];
    sys_days first{};
    switch (rule.kind) {
        case Kind::Fixed: first = day_of(year, rule.a, rule.b); break;
        case Kind::NthWeekday:
            // Election day is the Tuesday after the first Monday of November.
            first = rule.b == 0 ? *nth_weekday(year, rule.a, 1, 1) + date::days{1}
                                : *nth_weekday(year, rule.a, rule.c, rule.b) + date::days{rule.offset};
            break;
        case Kind::Nearest: {
            const sys_days middle = day_of(year, rule.a, rule.b);
            first = middle + date::days{(rule.c - weekday_of(middle) + 10) % 7 - 3};
            break;
        }
        case Kind::Easter: first = easter(year) + date::days{rule.a}; break;
        case Kind::Islamic: first = islamic_month(year, rule.a) + date::days{rule.b - 1}; break;
        case Kind::Hebrew: first = rosh_hashanah(year) + date::days{rule.a}; break;
        case Kind::Chinese: first = lunar_new_year(year); break;
        case Kind::Assembly: {
            // The session opens on Tuesday of September's third week, counted from the first week with
            // a working day (rule 1 of the Assembly's rules of procedure); the general debate a week on.
            const sys_days september = day_of(year, 9, 1);
            const int weekday = weekday_of(september);
            const sys_days sunday = weekday == 6 ? september + date::days{1} : september - date::days{weekday % 7};
            first = sunday + date::days{14 + 2 + 7};
            break;
        }
        case Kind::Diwali: first = new_moon_from(day_of(year, 10, 17)) ; break;
    }
    const Granularity granularity = rule.length == 1   ? Granularity::Day
                                    : rule.length > 7 ? Granularity::Month
                                                      : Granularity::Days;
    return {first, first + date::days{rule.length - 1}, granularity};
}

int weekday_of(sys_days day) { return static_cast<int>(date::weekday{day}.iso_encoding()); }

sys_days week_start(sys_days day) { return day - date::days{weekday_of(day) - 1}; }

IsoWeek iso_week(sys_days day) {
    const sys_days thursday = week_start(day) + date::days{3};
    const int year = static_cast<int>(year_month_day{thursday}.year());
    return {year, (thursday - day_of(year, 1, 1)).count() / 7 + 1};
}

TimeSpan around(sys_days day, Grain grain) {
    const year_month_day ymd{day};
    const int y = static_cast<int>(ymd.year());
    const int m = static_cast<int>(static_cast<unsigned>(ymd.month()));
    const auto years = [](int from, int to, Granularity g) {
        return TimeSpan{day_of(from, 1, 1), day_of(to, 12, 31), g};
    };
    const auto months = [&](int from, int count, Granularity g) {
        return TimeSpan{day_of(y, from, 1),
                        sys_days{date::year{y} / date::month(static_cast<unsigned>(from + count - 1)) / date::last}, g};
    };
    switch (grain) {
        case Grain::Weekend: {
            const sys_days saturday = week_start(day) + date::days{5};
            return {saturday, saturday + date::days{1}, Granularity::Days};
        }
        case Grain::Week:
        case Grain::Fortnight: {
            const sys_days monday = week_start(day);
            return {monday, monday + date::days{6}, Granularity::Week};
        }
        case Grain::Month: return months(m, 1, Granularity::Month);
        case Grain::Quarter: return months((m - 1) / 3 * 3 + 1, 3, Granularity::Quarter);
        case Grain::Half: return months(m <= 6 ? 1 : 7, 6, Granularity::Half);
        case Grain::Season: {
            const int s = m == 12 ? 4 : m <= 2 ? 4 : m <= 5 ? 1 : m <= 8 ? 2 : 3;
            return season_days(static_cast<Season>(s), m <= 2 ? y - 1 : y);
        }
        case Grain::Year: return years(y, y, Granularity::Year);
        case Grain::Decade: {
            const int from = floor_div(y, 10) * 10;
            return years(from, from + 9, Granularity::Decade);
        }
        case Grain::Century: {
            const int from = floor_div(y, 100) * 100;
            return years(from, from + 99, Granularity::Longer);
        }
        case Grain::Millennium: {
            const int from = floor_div(y, 1000) * 1000;
            return years(from, from + 999, Granularity::Longer);
        }
        default: return TimeSpan::day(day);
    }
}

sys_days move(sys_days day, Grain grain, int count) {
    const year_month_day ymd{day};
    const auto months = [&](int n) {
        const auto moved = ymd.year() / ymd.month() / 1 + date::months{n};
        const auto last = (moved.year() / moved.month() / date::last).day();
        return sys_days{moved.year() / moved.month() / std::min(ymd.day(), last)};
    };
    // Years beyond what a date holds would be nonsense anyway.
    const auto safe = [](long n) { return static_cast<int>(std::clamp(n, -120000L, 120000L)); };
    switch (grain) {
        case Grain::Week:
        case Grain::Weekend: return day + date::days{safe(7L * count)};
        case Grain::Fortnight: return day + date::days{safe(14L * count)};
        case Grain::Month: return months(safe(count));
        case Grain::Quarter: return months(safe(3L * count));
        case Grain::Half: return months(safe(6L * count));
        case Grain::Season:
        case Grain::Year: return months(safe(12L * count));
        case Grain::Decade: return months(safe(120L * count));
        case Grain::Century: return months(safe(1200L * count));
        case Grain::Millennium: return months(safe(12000L * count));
        case Grain::Second:
        case Grain::Minute:
        case Grain::Hour:
        case Grain::Part:
        case Grain::None: return day;
        default: return day + date::days{safe(count)};
    }
}

TimeSpan season_days(Season season, int year) {
    const auto span = [](int y1, int m1, int y2, int m2) {
        return TimeSpan{day_of(y1, m1, 1), sys_days{date::year{y2} / m2 / date::last}, Granularity::Season};
    };
    switch (season) {
        case Season::Spring: return span(year, 3, year, 5);
        case Season::Summer: return span(year, 6, year, 8);
        case Season::Fall: return span(year, 9, year, 11);
        default: return span(year, 12, year + 1, 2);
    }
}

Granularity granularity_of(Grain grain) {
    switch (grain) {
        case Grain::Second:
        case Grain::Minute:
        case Grain::Hour: return Granularity::Instant;
        case Grain::Weekend: return Granularity::Days;
        case Grain::Week:
        case Grain::Fortnight: return Granularity::Week;
        case Grain::Month: return Granularity::Month;
        case Grain::Quarter: return Granularity::Quarter;
        case Grain::Season: return Granularity::Season;
        case Grain::Half: return Granularity::Half;
        case Grain::Year: return Granularity::Year;
        case Grain::Decade: return Granularity::Decade;
        case Grain::Century:
        case Grain::Millennium: return Granularity::Longer;
        default: return Granularity::Day;
    }
}

}  // namespace annalist::text

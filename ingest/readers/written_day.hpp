#pragma once

#include <date/date.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace annalist::ingest {

/// How "03/04/2020" is meant; "24/07/2020" and "07/24/2020" are read either way.
enum class DayOrder { DayFirst, MonthFirst };

/// A day as written in a text, at bytes [begin, end).
struct WrittenDay {
    date::sys_days day{};
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const WrittenDay&) const = default;
};

/// A month and day without a year, as datelines have them ("June 16").
struct YearlessDay {
    date::month_day month_day{};
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The number of the month that a word names, whole or shortened, in the languages of European
/// news, or 0. Case does not count; a full stop at the end is not part of the word.
unsigned month_number(std::string_view word);

/// The days written out in `text`, first to last: "July 24, 2020", "24th of July 2020",
/// "24. Juli 2020", "24 de julio de 2020", "2020-07-24", "24/07/2020", "24.7.20", "2020年7月24日",
/// "Fri Jul 24 10:20:30 UTC 2020". Times of day are not part of the span. At most `limit` of them.
std::vector<WrittenDay> written_days(std::string_view text, DayOrder order,
                                     std::size_t limit = 64);

/// The first of them.
std::optional<WrittenDay> first_written_day(std::string_view text, DayOrder order);

/// "June 16" or "16 June" at the start of `text`, whatever follows.
std::optional<YearlessDay> yearless_day_at_start(std::string_view text);

/// The day in a value meant for machines: ISO 8601 with or without time ("2020-07-24T23:59-08:00"
/// is 24 July: the zone is kept as written), "20200724", RFC 822, seconds or milliseconds since
/// 1970, or any form that `written_days` knows.
std::optional<date::sys_days> machine_day(std::string_view value, DayOrder order);

/// The moment in such a value, to the minute, when it has a time of day and its zone: ISO 8601
/// ("2020-07-24T23:59-08:00", "...Z"), RFC 822 with a zone in figures or GMT, UT, UTC ("Fri, 24 Jul
/// 2020 10:20:30 +0000"), seconds or milliseconds since 1970.
std::optional<date::sys_time<std::chrono::minutes>> machine_moment(std::string_view value);

}  // namespace annalist::ingest

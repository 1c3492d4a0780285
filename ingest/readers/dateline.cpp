#include "ingest/readers/dateline.hpp"

#include <algorithm>
#include <array>

#include "ingest/readers/ascii.hpp"
#include "ingest/readers/written_day.hpp"

namespace annalist::ingest {
namespace {

/// The place and the marks before a dateline's date: "GENEVA, ", "NEW YORK/LONDON, (Agency) ".
bool is_dateline_place(std::string_view place) {
    if (place.empty()) return true;
    if (place.size() > 60) return false;
    std::size_t letters = 0, capitals = 0;
    bool first = true;
    const bool shouts = place.size() > 3 && is_ascii_upper(place[0]) && is_ascii_upper(place[1]) &&
                        is_ascii_upper(place[2]);  // "KIPUSHI, Zairean border, "
    for (char c : place) {
        if (is_ascii_lower(c) && first && !shouts) return false;
        first = c == ' ' || c == '/' || c == '-' || c == '(';
        if (is_ascii_alpha(c)) ++letters;
        if (is_ascii_upper(c)) ++capitals;
        if (is_ascii_digit(c) || c == ';' || c == '"' || c == ':') return false;
    }
    const std::string_view end = trim_ascii(place);
    return letters > 0 && (capitals * 10 >= letters * 6 || end.ends_with(','));
}

/// Whether nothing more stands on the line.
bool is_line_end(std::string_view rest) {
    const auto next = rest.find_first_not_of(" \t\r.");
    return next == std::string_view::npos || rest[next] == '\n';
}

/// What must follow the date of a dateline: perhaps "(Agency)" and then a dash or a colon.
bool is_dateline_end(std::string_view rest) {
    rest = trim_ascii(rest.substr(0, 60));
    if (rest.starts_with(',')) rest = trim_ascii(rest.substr(1));
    if (rest.starts_with('(')) {
        const std::size_t close = rest.find(')');
        if (close == std::string_view::npos) return false;
        rest = trim_ascii(rest.substr(close + 1));
    } else if (rest.starts_with('/')) {  // "BEIJING, July 24, 2020 /Agency/ --"
        const std::size_t close = rest.find('/', 1);
        if (close == std::string_view::npos) return false;
        rest = trim_ascii(rest.substr(close + 1));
    }
    for (std::string_view dash : {"-", "\u2013", "\u2014", ":", "\u2012", "\u2015"}) {
        if (rest.starts_with(dash)) return true;
    }
    return false;
}

}  // namespace

std::optional<date::sys_days> dateline_day(std::string_view text) {
    const std::string_view head = text.substr(0, 140);
    const auto found = first_written_day(head, DayOrder::MonthFirst);
    if (!found || found->begin > 80) return std::nullopt;
    const std::string_view place = head.substr(0, found->begin), rest = head.substr(found->end);
    // "OTTAWA, 9 June 1994" may have a line of its own.
    const bool own_line = trim_ascii(place).ends_with(',') && is_line_end(rest);
    if (!is_dateline_place(place) || !(own_line || is_dateline_end(rest))) return std::nullopt;
    return found->day;
}

std::optional<date::month_day> yearless_dateline(std::string_view text) {
    text = text.substr(0, 120);
    for (std::size_t comma = text.find(','); comma != std::string_view::npos && comma < 80;
         comma = text.find(',', comma + 1)) {
        const std::string_view rest = text.substr(comma + 1);
        const auto day = yearless_day_at_start(rest);
        if (!day) continue;
        std::string_view after = rest.substr(day->end);
        if (after.starts_with('.')) after.remove_prefix(1);
        if (is_dateline_place(text.substr(0, comma + 1)) && is_dateline_end(after))
            return day->month_day;
    }
    return std::nullopt;
}

std::string dateline_agency(std::string_view text) {
    const std::string_view head = text.substr(0, 140);
    const std::size_t open = head.find('('), close = head.find(')', open);
    if (open == std::string_view::npos || close == std::string_view::npos || open == 0) return {};
    const std::string_view name = head.substr(open + 1, close - open - 1);
    const bool capital = !name.empty() && is_ascii_upper(name[0]);
    if (!capital || name.size() > 40 || !is_dateline_end(head.substr(close + 1)) ||
        std::any_of(name.begin(), name.end(), is_ascii_digit))
        return {};
    const auto first_letter = std::find_if(head.begin(), head.begin() + static_cast<long>(open),
                                           [](char c) { return is_ascii_lower(c); });
    // The place is in capitals, or the date stands between it and the agency.
    const bool has_date = std::any_of(head.begin(), head.begin() + static_cast<long>(open), is_ascii_digit);
    if (!has_date && first_letter != head.begin() + static_cast<long>(open)) return {};
    return std::string(name);
}

std::optional<date::sys_days> leading_day(std::string_view text) {
    static constexpr std::array kWeekdays = std::to_array<std::string_view>(
        {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"});
    for (unsigned i = 0; i < kWeekdays.size(); ++i) {
        if (!text.starts_with(kWeekdays[i])) continue;
        const auto found = first_written_day(text.substr(0, 40), DayOrder::MonthFirst);
        if (found && found->begin <= kWeekdays[i].size() + 2 &&
            date::weekday(found->day) == date::weekday(i))
            return found->day;
    }
    return std::nullopt;
}

std::optional<date::sys_days> dateline_day_in(std::string_view text, date::year_month month) {
    const auto day = yearless_dateline(text);
    if (!day || !month.ok() || day->month() != month.month()) return std::nullopt;
    const date::year_month_day ymd = month.year() / *day;
    if (!ymd.ok()) return std::nullopt;
    return date::sys_days(ymd);
}

}  // namespace annalist::ingest

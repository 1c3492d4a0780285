#include "graph/time_span.hpp"

#include <fmt/format.h>

#include <charconv>

namespace annalist {
namespace {

using date::sys_days;
using date::year_month_day;

/// Digits only, all of them; nullopt otherwise.
std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || text[0] == '-' || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

struct Bounds {
    sys_days first, last;
};

std::optional<Bounds> day_bounds(std::string_view text) {
    if (text.size() == 10) {
        const auto day = parse_iso_day(text);
        if (!day) return std::nullopt;
        return Bounds{*day, *day};
    }
    if (text.size() == 7 && text[4] == '-') {
        const auto y = digits(text.substr(0, 4));
        const auto m = digits(text.substr(5));
        if (!y || !m || *m < 1 || *m > 12) return std::nullopt;
        const auto month = date::year{*y} / *m;
        return Bounds{sys_days{month / 1}, sys_days{month / date::last}};
    }
    if (text.size() == 4) {
        const auto y = digits(text);
        if (!y) return std::nullopt;
        return Bounds{sys_days{date::year{*y} / 1 / 1}, sys_days{date::year{*y} / 12 / 31}};
    }
    return std::nullopt;
}

Error bad_day(std::string_view flag, std::string_view value) {
    return {ErrorCode::InvalidArgument,
            fmt::format("{}={}: no such day; write YYYY-MM-DD, YYYY-MM or YYYY", flag, value)};
}

}  // namespace

std::string_view to_string(Granularity granularity) {
    switch (granularity) {
        case Granularity::Instant: return "instant";
        case Granularity::Day: return "day";
        case Granularity::Week: return "week";
        case Granularity::Month: return "month";
        case Granularity::Quarter: return "quarter";
        case Granularity::Season: return "season";
        case Granularity::Half: return "half";
        case Granularity::Year: return "year";
        case Granularity::Decade: return "decade";
        case Granularity::Longer: return "longer";
        case Granularity::Days: return "days";
    }
    return "unknown";
}

Result<DayRange> DayRange::parse(std::string_view from, std::string_view to) {
    DayRange range;
    if (!from.empty()) {
        const auto bounds = day_bounds(from);
        if (!bounds) return bad_day("from", from);
        range.first = bounds->first;
    }
    if (!to.empty()) {
        const auto bounds = day_bounds(to);
        if (!bounds) return bad_day("to", to);
        range.last = bounds->last;
    }
    if (range.last < range.first)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("from={} is after to={}: swap them", from, to)};
    return range;
}

std::string iso_day(sys_days day) {
    const year_month_day ymd{day};
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
}

std::optional<sys_days> parse_iso_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto y = digits(text.substr(0, 4));
    const auto m = digits(text.substr(5, 2));
    const auto d = digits(text.substr(8));
    if (!y || !m || !d) return std::nullopt;
    const year_month_day ymd{date::year{*y}, date::month(static_cast<unsigned>(*m)),
                             date::day(static_cast<unsigned>(*d))};
    if (!ymd.ok()) return std::nullopt;
    return sys_days{ymd};
}

std::string edtf(TimeSpan span, bool approximate) {
    const char* mark = approximate ? "~" : "";
    const year_month_day first{span.first};
    const year_month_day last{span.last};
    const bool from_month_start = first.day() == date::day{1};
    const bool to_month_end = last == last.year() / last.month() / date::last;
    if (span.first == span.last) return iso_day(span.first) + mark;
    if (from_month_start && to_month_end && first.year() == last.year()) {
        if (first.month() == last.month()) return iso_day(span.first).substr(0, 7) + mark;
        if (first.month() == date::January && last.month() == date::December)
            return iso_day(span.first).substr(0, 4) + mark;
    }
    if (from_month_start && to_month_end && first.month() == date::January &&
        last.month() == date::December)
        return iso_day(span.first).substr(0, 4) + mark + "/" + iso_day(span.last).substr(0, 4) + mark;
    return iso_day(span.first) + mark + "/" + iso_day(span.last) + mark;
}

}  // namespace annalist

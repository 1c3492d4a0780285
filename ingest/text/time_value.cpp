#include "ingest/text/time_value.hpp"

#include <fmt/format.h>

#include <cmath>

#include "ingest/text/time_calendar.hpp"

namespace annalist::text {
namespace {

struct UnitCode {
    std::string_view code;
    int factor;   ///< decades are counted as ten years
    bool clock;   ///< written after a T
};

UnitCode code_of(Grain grain) {
    switch (grain) {
        case Grain::Second: return {"S", 1, true};
        case Grain::Minute: return {"M", 1, true};
        case Grain::Hour: return {"H", 1, true};
        case Grain::Weekend: return {"WE", 1, false};
        case Grain::Week: return {"W", 1, false};
        case Grain::Fortnight: return {"W", 2, false};
        case Grain::Month: return {"M", 1, false};
        case Grain::Quarter: return {"Q", 1, false};
        case Grain::Half: return {"M", 6, false};
        case Grain::Year: return {"Y", 1, false};
        case Grain::Decade: return {"Y", 10, false};
        case Grain::Century: return {"Y", 100, false};
        case Grain::Millennium: return {"Y", 1000, false};
        case Grain::None: return {"X", 1, false};
        default: return {"D", 1, false};
    }
}

/// The next finer unit and how many of it one has.
std::pair<Grain, int> finer(Grain grain) {
    switch (grain) {
        case Grain::Minute: return {Grain::Second, 60};
        case Grain::Hour: return {Grain::Minute, 60};
        case Grain::Day: return {Grain::Hour, 24};
        case Grain::Week: return {Grain::Day, 7};
        case Grain::Month: return {Grain::Day, 30};
        case Grain::Quarter: return {Grain::Month, 3};
        case Grain::Year: return {Grain::Month, 12};
        case Grain::Decade: return {Grain::Year, 10};
        case Grain::Century: return {Grain::Year, 100};
        default: return {Grain::None, 1};
    }
}

}  // namespace

std::string_view part_value(DayPart part) {
    switch (part) {
        case DayPart::Morning: return "TMO";
        case DayPart::Afternoon: return "TAF";
        case DayPart::Evening: return "TEV";
        case DayPart::Night: return "TNI";
        case DayPart::Daytime: return "TDT";
        case DayPart::None: break;
    }
    return "";
}

std::string_view season_value(Season season) {
    switch (season) {
        case Season::Spring: return "SP";
        case Season::Summer: return "SU";
        case Season::Fall: return "FA";
        case Season::Winter: return "WI";
        case Season::None: break;
    }
    return "";
}

std::string_view mod_value(Mod mod) {
    switch (mod) {
        case Mod::Before: return "BEFORE";
        case Mod::After: return "AFTER";
        case Mod::OnOrBefore: return "ON_OR_BEFORE";
        case Mod::OnOrAfter: return "ON_OR_AFTER";
        case Mod::LessThan: return "LESS_THAN";
        case Mod::MoreThan: return "MORE_THAN";
        case Mod::EqualOrLess: return "EQUAL_OR_LESS";
        case Mod::EqualOrMore: return "EQUAL_OR_MORE";
        case Mod::Start: return "START";
        case Mod::Mid: return "MID";
        case Mod::End: return "END";
        case Mod::Approx: return "APPROX";
        case Mod::None: break;
    }
    return "";
}

std::string calendar_value(date::sys_days day, Grain grain) {
    const date::year_month_day ymd{day};
    const int y = static_cast<int>(ymd.year());
    const unsigned m = static_cast<unsigned>(ymd.month());
    if (y < 0) return fmt::format("BC{:04}", -y);
    switch (grain) {
        case Grain::Weekend: {
            const auto week = iso_week(day);
            return fmt::format("{:04}-W{:02}-WE", week.year, week.week);
        }
        case Grain::Week:
        case Grain::Fortnight: {
            const auto week = iso_week(day);
            return fmt::format("{:04}-W{:02}", week.year, week.week);
        }
        case Grain::Month: return fmt::format("{:04}-{:02}", y, m);
        case Grain::Quarter: return fmt::format("{:04}-Q{}", y, (m - 1) / 3 + 1);
        case Grain::Half: return fmt::format("{:04}-H{}", y, m <= 6 ? 1 : 2);
        case Grain::Season: {
            const auto span = around(day, Grain::Season);
            const date::year_month_day first{span.first};
            const unsigned month = static_cast<unsigned>(first.month());
            const auto season = month == 3   ? Season::Spring
                                : month == 6 ? Season::Summer
                                : month == 9 ? Season::Fall
                                             : Season::Winter;
            return fmt::format("{:04}-{}", static_cast<int>(first.year()), season_value(season));
        }
        case Grain::Year: return fmt::format("{:04}", y);
        case Grain::Decade: return fmt::format("{:03}X", y / 10);
        case Grain::Century: return fmt::format("{:02}XX", y / 100);
        case Grain::Millennium: return fmt::format("{}XXX", y / 1000);
        default: return iso_day(day);
    }
}

std::string duration_value(const TimeExpr& expr) {
    const auto unit = code_of(expr.count_grain);
    if (expr.count_grain == Grain::None) return "PXX";
    std::string date_part, clock_part;
    const auto add = [&](Grain grain, std::string amount) {
        const auto code = code_of(grain);
        (code.clock ? clock_part : date_part) += amount + std::string(code.code);
    };
    if (expr.count == kUnset) {
        // "decades": tens of years are not years
        if (expr.count_grain == Grain::Decade) return "PXDE";
        if (expr.count_grain == Grain::Century) return "PXCE";
        add(expr.count_grain, "X");
    } else {
        const double count = expr.count * unit.factor;
        const double whole = std::floor(count + 1e-9);
        const double rest = count - whole;
        const auto [next, size] = finer(expr.count_grain);
        if (whole > 0 || rest < 1e-6) add(expr.count_grain, fmt::format("{:.0f}", whole));
        if (rest >= 1e-6) {
            const double small = rest * size;
            if (next == Grain::None) return fmt::format("P{}{}", count, unit.code);
            if (std::lround(small) > 0) add(next, fmt::format("{}", std::lround(small)));
        }
    }
    if (expr.extra > 0) add(expr.extra_grain, fmt::format("{:.0f}", std::floor(expr.extra)));
    return "P" + date_part + (clock_part.empty() ? "" : "T" + clock_part);
}

std::string set_value(const TimeExpr& expr) {
    if (expr.weekday != kUnset)
        return fmt::format("XXXX-WXX-{}{}", expr.weekday, part_value(expr.part));
    if (expr.month != kUnset) return fmt::format("XXXX-{:02}", expr.month);
    if (expr.season != Season::None) return fmt::format("XXXX-{}", season_value(expr.season));
    if (expr.part != DayPart::None) return fmt::format("XXXX-XX-XX{}", part_value(expr.part));
    return duration_value(expr);
}

std::string clock_value(int minute, int second) {
    if (second != kUnset) return fmt::format("T{:02}:{:02}:{:02}", minute / 60, minute % 60, second);
    return fmt::format("T{:02}:{:02}", minute / 60, minute % 60);
}

}  // namespace annalist::text

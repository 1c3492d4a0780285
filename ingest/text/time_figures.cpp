#include <cmath>
#include <string>

#include "ingest/text/time_calendar.hpp"
#include "ingest/text/time_scanner.hpp"

namespace annalist::text {

std::optional<int> UnitScanner::digits_at(std::size_t ahead, std::size_t least, std::size_t most,
                             std::size_t* length) const {
    std::size_t n = 0;
    int value = 0;
    while (n < 9 && is_digit(peek(ahead + n))) value = value * 10 + (peek(ahead + n++) - '0');
    if (n < least || n > most || is_digit(peek(ahead + n))) return std::nullopt;
    *length = n;
    return value;
}

/// 2019-03-06, 2019-03-06T10:00:00Z, 3/6/2019, 6.3.2019, 2019/03/06.
bool UnitScanner::figure_date() {
    std::size_t a = 0, b = 0, c = 0;
    const auto first = digits_at(0, 1, 4, &a);
    if (!first) return false;
    const char separator = peek(a);
    if (separator != '-' && separator != '/' && separator != '.') return false;
    const auto second = digits_at(a + 1, 1, 2, &b);
    if (!second) return false;
    FigureDate date;
    if (peek(a + 1 + b) != separator) {
        if (separator == '-' && a == 4 && b == 2 && *second >= 1 && *second <= 12 &&
            *second != (*first + 1) % 100 && plausible_year(*first) && !is_letter(peek(a + 3)) && peek(a + 3) != '-' ) {
            date.year = *first;
            date.month = *second;
            return push_date(a + 1 + b, date);
        }
        return false;
    }
    const auto third = digits_at(a + b + 2, 1, 4, &c);
    if (!third) return false;
    std::size_t length = a + b + c + 2;
    if (is_letter(peek(length)) && peek(length) != 'T') return false;
    if (peek(length) == separator && is_digit(peek(length + 1))) return false;
    if (a == 4 && c <= 2) {
        date.year = *first;
        date.month = *second;
        date.day = *third;
        if (separator == '.' && (date.month > 12 || date.day > 31)) return false;
    } else if (a <= 2 && (c == 4 || (c == 2 && separator != '.'))) {
        if (separator == '-' && c == 2) return false;  // 10-12-14 is anything
        date.year = c == 4 ? *third : *third + (*third <= 30 ? 2000 : 1900);
        const bool month_first = *second > 12 && *first <= 12;
        const bool day_first = *first > 12 && *second <= 12;
        date.ambiguous = !month_first && !day_first && *first != *second;
        const bool day_leads =
            day_first || (!month_first && (day_first_ || separator == '.'));
        if (separator == '.') date.ambiguous = false;
        if (c == 2) date.ambiguous = true;
        date.month = day_leads ? *second : *first;
        date.day = day_leads ? *first : *second;
    } else {
        return false;
    }
    if (!plausible_year(date.year)) return false;
    if (peek(length) == 'T' && is_digit(peek(length + 1))) length += time_after(length, date);
    return push_date(length, date);
}

/// Reads "T10:00:00.5+01:00" after a date; its length.
std::size_t UnitScanner::time_after(std::size_t ahead, FigureDate& date) const {
    std::size_t h = 0, m = 0, s = 0, used = 1;
    const auto hour = digits_at(ahead + 1, 2, 2, &h);
    if (!hour || *hour > 24 || peek(ahead + 3) != ':') return 0;
    const auto minute = digits_at(ahead + 4, 2, 2, &m);
    if (!minute || *minute > 59) return 0;
    date.minute = *hour * 60 + *minute;
    used = 6;
    if (peek(ahead + used) == ':') {
        const auto second = digits_at(ahead + used + 1, 2, 2, &s);
        if (second) {
            date.second = *second;
            used += 3;
            if (peek(ahead + used) == '.')
                for (++used; is_digit(peek(ahead + used));) ++used;
        }
    }
    if (peek(ahead + used) == 'Z') {
        date.utc = true;
        ++used;
    } else if ((peek(ahead + used) == '+' || peek(ahead + used) == '-') &&
               is_digit(peek(ahead + used + 1))) {
        for (++used; is_digit(peek(ahead + used)) || peek(ahead + used) == ':';) ++used;
    }
    return used;
}

bool UnitScanner::push_date(std::size_t length, FigureDate date) {
    if (date.day != kUnset) {
        const date::year_month_day ymd{date::year{date.year},
                                       date::month{static_cast<unsigned>(date.month)},
                                       date::day{static_cast<unsigned>(date.day)}};
        date.impossible = !ymd.ok();
    }
    auto& unit = push(length);
    unit.number = static_cast<double>(out_.dates.size());
    unit.classes = kIsoDate;
    unit.figures = true;
    out_.dates.push_back(date);
    return true;
}

void UnitScanner::number() {
    const char before = at_ ? text_[at_ - 1] : ' ';
    const bool glued = (is_letter(before) && !behind_wide_sign()) || before == '$' || before == '#' ||
                       (before == '.' && at_ > 1 && is_digit(text_[at_ - 2])) ||
                       (!out_.units.empty() && money_sign());
    if (!glued && before != '/' && before != '-' && figure_date()) return;
    std::size_t length = 0;
    double value = 0;
    bool plain = true;
    while (is_digit(peek(length))) {
        if (length < 15) value = value * 10 + (peek(length) - '0');
        ++length;
    }
    const std::size_t figures = length;
    // 10:35, 10:35:20
    if (figures <= 2 && peek(length) == ':' && is_digit(peek(length + 1)) && value <= 24 &&
        !glued && clock(static_cast<int>(value), length))
        return;
    while (figures <= 3 && peek(length) == ',' && is_digit(peek(length + 1)) &&
           is_digit(peek(length + 2)) && is_digit(peek(length + 3)) &&
           !is_digit(peek(length + 4))) {
        for (int i = 1; i <= 3; ++i) value = value * 10 + (peek(length + i) - '0');
        length += 4;
        plain = false;
    }
    if (peek(length) == '.' && is_digit(peek(length + 1))) {
        std::size_t n = 1;
        double scale = 0.1, part = 0;
        while (is_digit(peek(length + n))) {
            part += scale * (peek(length + n++) - '0');
            scale /= 10;
        }
        // 10.30 p.m.
        if (n == 3 && figures <= 2 && value <= 12 && part < 0.595 && half_day_follows(length + n)) {
            auto& unit = push(length + n);
            unit.number = value * 60 + std::round(part * 100);
            unit.classes = kClock;
            unit.figures = true;
            return;
        }
        value += part;
        length += n;
        plain = false;
    }
    // 1/2
    if (figures == 1 && peek(length) == '/' && is_digit(peek(length + 1)) &&
        !is_digit(peek(length + 2)) && peek(length + 1) != '0' && plain)
        return fraction(value, length);
    // 1990s
    if (plain && figures == 4 && static_cast<int>(value) % 10 == 0 && value >= 1000 &&
        value < 2200) {
        const std::size_t quote = peek(length) == '\'' ? 1 : text_.substr(at_ + length, 3) == "\u2019" ? 3 : 0;
        if (peek(length + quote) == 's' && !is_letter(peek(length + quote + 1))) {
            auto& unit = push(length + quote + 1);
            unit.number = value;
            unit.classes = kDecade;
            unit.figures = true;
            return;
        }
    }
    if (plain && ordinal(static_cast<int>(value), length)) return;
    if (plain && figures == 1 && !glued && value >= 1 && (peek(1) == 'Q' || peek(1) == 'H') &&
        !is_letter(peek(2)) && !is_digit(peek(2)) && value <= (peek(1) == 'Q' ? 4 : 2)) {
        const bool quarter = peek(1) == 'Q';
        auto& unit = push(2);
        unit.number = value;
        unit.classes = quarter ? kQq : kHh;
        return;
    }
    if (plain && figures == 4 && !glued && is_four_figure_clock(static_cast<int>(value), length)) {
        auto& unit = push(length);
        unit.number = std::floor(value / 100) * 60 + std::fmod(value, 100.0);
        unit.classes = kClock;
        unit.figures = true;
        return;
    }
    const char after = peek(length);
    auto& unit = push(length);
    unit.number = value;
    unit.figures = true;
    if (glued || after == '%') return;
    unit.classes = kNum;
    if (!plain) return;
    if (is_letter(after) && after != 'a' && after != 'p' && after != 'A' && after != 'P' &&
        static_cast<unsigned char>(after) < 0x80)
        return;
    if (figures <= 2 && value >= 1 && value <= 31) unit.classes |= kDay;
    if (figures <= 2 && value <= 24) unit.classes |= kHour;
    if (figures == 2) unit.classes |= kYear2;
    if (figures == 4 && value >= 1000 && value < 2200) unit.classes |= kYear;
    if (figures == 4 && value <= 2400 && std::fmod(value, 100.0) < 60) unit.classes |= kHhmm;
}

/// "at 2100 (0300 GMT)", "around 1400 yesterday", "at 0640": the time of day as wire reports write
/// it, told from a year by a leading zero or by what follows.
bool UnitScanner::is_four_figure_clock(int value, std::size_t length) const {
    if (value > 2400 || value % 100 > 59) return false;
    std::size_t end = at_;
    while (end > 0 && is_space(text_[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && is_letter(text_[begin - 1])) --begin;
    const std::string before = in_small_letters(text_.substr(begin, end - begin));
    const bool at = before == "at";
    if (!at && before != "around" && before != "about" && before != "approximately" && before != "before" && before != "after" &&
        before != "until" && before != "since" && before != "by")
        return false;
    if (at && peek(0) == '0') return true;
    std::size_t next = length;
    while (is_space(peek(next))) ++next;
    if (peek(next) == '(' || peek(next) == '[') {
        std::size_t zone = next + 1;
        while (is_digit(peek(zone)) || peek(zone) == ':') ++zone;
        if (zone == next + 1 || !is_space(peek(zone))) return false;
        const std::string name = in_small_letters(text_.substr(at_ + zone + 1, 3));
        return name == "gmt" || name == "utc";
    }
    std::size_t last = next;
    while (is_letter(peek(last))) ++last;
    const std::string after = in_small_letters(text_.substr(at_ + next, last - next));
    if (after == "yesterday" || after == "today" || after == "tonight" || after == "local") return true;
    const bool year_like = value >= 1900 && value < 2060;
    return (at || !year_like) && (after == "on" || after == "this" || after == "last");
}

std::string UnitScanner::in_small_letters(std::string_view word) {
    std::string out(word);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

/// "3-4" with a long dash: the last byte of a wide dash or quotation mark is no letter.
bool UnitScanner::behind_wide_sign() const {
    return at_ >= 3 && text_[at_ - 3] == '\xe2' && text_[at_ - 2] == '\x80';
}

bool UnitScanner::money_sign() const {
    const auto& unit = out_.units.back();
    const auto sign = text_.substr(unit.begin, unit.end - unit.begin);
    return unit.end == at_ && (sign == "\u00a3" || sign == "\u20ac" || sign == "\u00a5");
}

bool UnitScanner::half_day_follows(std::size_t ahead) const {
    if (peek(ahead) == ' ') ++ahead;
    const char c = static_cast<char>(peek(ahead) | 32);
    if (c != 'a' && c != 'p') return false;
    return (peek(ahead + 1) | 32) == 'm' || (peek(ahead + 1) == '.' && (peek(ahead + 2) | 32) == 'm');
}

bool UnitScanner::clock(int hour, std::size_t length) {
    std::size_t m = 0, s = 0;
    const auto minute = digits_at(length + 1, 2, 2, &m);
    if (!minute || *minute > 59 || (hour == 24 && *minute)) return false;
    std::size_t whole = length + 3;
    int second = -1;
    if (peek(whole) == ':') {
        const auto read = digits_at(whole + 1, 2, 2, &s);
        if (!read || *read > 59) return false;
        second = *read;
        whole += 3;
    }
    auto& unit = push(whole);
    unit.number = hour * 60 + *minute;
    unit.seconds = static_cast<std::int16_t>(second);
    unit.classes = kClock;
    unit.figures = true;
    return true;
}

void UnitScanner::fraction(double top, std::size_t length) {
    const double part = top / (peek(length + 1) - '0');
    auto& units = out_.units;
    // "2 1/2" is one number.
    if (!units.empty() && units.back().figures && (units.back().classes & kDay) && spaced_ &&
        part < 1 && !starts_) {
        units.back().number += part;
        units.back().classes = kNum;
        at_ += length + 2;
        units.back().end = static_cast<std::uint32_t>(at_);
        spaced_ = false;
        return;
    }
    auto& unit = push(length + 2);
    unit.number = part;
    unit.classes = part < 1 ? kNum : 0;
    unit.figures = true;
}

bool UnitScanner::ordinal(int value, std::size_t length) {
    if (value < 1 || value > 999) return false;
    const char a = static_cast<char>(peek(length) | 32), b = static_cast<char>(peek(length + 1) | 32);
    if (is_letter(peek(length + 2))) return false;
    const bool fits = (a == 't' && b == 'h') || (a == 's' && b == 't' && value % 10 == 1) ||
                      (a == 'n' && b == 'd' && value % 10 == 2) ||
                      (a == 'r' && b == 'd' && value % 10 == 3);
    if (!fits) return false;
    auto& unit = push(length + 2);
    unit.number = value;
    unit.figures = true;
    unit.classes = kOrd;
    if (value <= 31) unit.classes |= kOrdDay;
    return true;
}

}  // namespace annalist::text

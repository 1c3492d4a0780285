#include "ingest/text/time_join.hpp"

#include <algorithm>
#include <optional>

namespace annalist::text {
namespace {

using Form = TimeExpr::Form;

enum class Gap { None, Nothing, Comma, Of, In, Genitive, On, At, Too };

/// What stands between two neighbours.
Gap gap_between(const TimeExpr& a, const TimeExpr& b, const TimeUnits& text) {
    const auto& units = text.units;
    for (auto i = a.last; i <= b.first; ++i)
        if (units[i].starts && !(units[i - 1].word && units[i - 1].word->abbreviation))
            return Gap::None;
    if (a.last == b.first) return Gap::Nothing;
    if (b.first != a.last + 1) return Gap::None;
    const auto* word = units[a.last].word;
    if (!word) return Gap::None;
    if (word->text == ",") return Gap::Comma;
    if (word->text == "of") return Gap::Of;
    if (word->text == "in") return Gap::In;
    if (word->text == "'s") return Gap::Genitive;
    if (word->text == "on") return Gap::On;
    if (word->text == "at") return Gap::At;
    return Gap::None;
}

bool is_date(const TimeExpr& e) { return e.form == Form::Date; }
bool is_day(const TimeExpr& e) {
    return is_date(e) && e.grain == Grain::Day && e.minute == kUnset;
}
bool is_weekday_only(const TimeExpr& e) {
    return is_date(e) && e.grain == Grain::Day && e.weekday != kUnset && e.day == kUnset && !e.nth;
}
bool is_clock(const TimeExpr& e) {
    return is_date(e) && e.minute != kUnset && e.day == kUnset && e.weekday == kUnset;
}
bool is_part(const TimeExpr& e) { return is_date(e) && e.grain == Grain::Part; }
/// Lacks the year: a month, quarter, half, season, day of the year or holiday.
bool lacks_year(const TimeExpr& e) {
    return is_date(e) && e.base == Base::Open && e.year == kUnset && e.year_shift == kUnset &&
           (e.month != kUnset || e.grain == Grain::Quarter || e.grain == Grain::Half ||
            e.grain == Grain::Season || e.holiday != kUnset || e.nth);
}
bool is_year(const TimeExpr& e) {
    return is_date(e) && e.grain == Grain::Year && e.month == kUnset && e.end_year == kUnset;
}
bool is_month(const TimeExpr& e) { return is_date(e) && e.grain == Grain::Month; }

void take_year(TimeExpr& a, const TimeExpr& year) {
    if (year.year != kUnset) {
        a.year = year.year;
        a.base = Base::Absolute;
    } else {
        a.year_shift = year.year_shift != kUnset ? year.year_shift : year.shift;
        a.base = year.base;
        a.shift_grain = Grain::Year;
    }
    a.direction = Direction::Unknown;
    a.weak = false;
}

/// The expression that two neighbours make together.
std::optional<TimeExpr> join(const TimeExpr& a, const TimeExpr& b, Gap gap) {
    const bool close = gap == Gap::Nothing || gap == Gap::Comma;
    TimeExpr made;
    if (is_weekday_only(a) && is_day(b) && b.day != kUnset && close) {
        made = b;
        made.weekday = a.weekday;
        if (a.part != DayPart::None) made.part = a.part;
        if (a.minute != kUnset) {
            made.minute = a.minute;
            made.second = a.second;
            made.utc = a.utc;
        }
    } else if (is_weekday_only(a) && is_date(b) && b.grain == Grain::Week && b.shift_grain == Grain::Week && (close || gap == Gap::Of)) {
        made = b;
        made.weekday = a.weekday;
        made.grain = Grain::Day;
    } else if (is_clock(a) && is_day(b) && close && b.part == DayPart::None) {
        made = b;
        made.minute = a.minute;
        made.second = a.second;
        made.utc = a.utc;
    } else if (is_clock(a) && is_day(b) && close) {
        made = b;
        made.minute = a.minute;
    } else if (is_day(a) && is_clock(b) && close) {
        made = a;
        made.minute = b.minute;
        made.second = b.second;
        made.utc = b.utc;
    } else if (is_clock(a) && is_part(b) && gap == Gap::In) {
        made = a;
    } else if (is_day(a) && is_part(b) && gap == Gap::Nothing && a.part == DayPart::None) {
        made = a;
        made.part = b.part;
    } else if (is_part(a) && is_day(b) && (gap == Gap::Of || (gap == Gap::Nothing && a.mod == Mod::Mid))) {
        made = b;
        made.part = a.part;
    } else if (a.nth && is_date(b) && (gap == Gap::Of || gap == Gap::In) && !b.nth &&
               (is_month(b) || is_year(b) || b.grain == Grain::Decade || b.grain == Grain::Quarter || b.grain == Grain::Season || b.grain == Grain::Week) &&
               a.grain < b.grain) {
        if (is_month(b) || is_year(b)) {
            made = b;
            made.nth = true;
            made.number = a.number;
            made.grain = a.grain;
            made.weekday = a.weekday;
            // The month or year around the counted unit.
            made.count_grain = b.grain;
        } else {
            return std::nullopt;
        }
    } else if (a.grain == Grain::Half && a.year == kUnset && gap == Gap::Of && is_date(b) &&
               (b.grain == Grain::Decade || b.grain == Grain::Month || b.grain == Grain::Century)) {
        made = b;
        made.mod = a.number == 1 ? Mod::Start : Mod::End;
    } else if (lacks_year(a) && !a.nth && is_year(b) &&
               (gap == Gap::Nothing || gap == Gap::Of || gap == Gap::In || (gap == Gap::Comma && b.year != kUnset)) &&
               !(gap == Gap::Nothing && b.weak)) {
        if (gap == Gap::In && b.year == kUnset) return std::nullopt;
        if (gap == Gap::In && a.grain == Grain::Day) return std::nullopt;
        made = a;
        take_year(made, b);
    } else if (is_year(a) && gap == Gap::Genitive && is_date(b) &&
               (lacks_year(b) || b.grain == Grain::Quarter || b.grain == Grain::None)) {
        made = b;
        take_year(made, a);
        if (made.grain == Grain::None) made.base = a.year != kUnset ? Base::Reference : a.base;
    } else if (lacks_year(a) && a.grain == Grain::Quarter && b.grain == Grain::None && is_date(b) &&
               b.year_shift == -1 && gap == Gap::Nothing) {
        return std::nullopt;
    } else {
        return std::nullopt;
    }
    made.first = a.first;
    made.last = b.last;
    made.confidence = std::min(a.confidence, b.confidence);
    return made;
}

bool is_word(const TimeUnits& text, std::uint32_t at, std::string_view word) {
    return at < text.units.size() && text.units[at].word && text.units[at].word->text == word;
}

bool bare_day(const TimeUnits& text, std::uint32_t at) {
    return at < text.units.size() && (text.units[at].classes & (kDay | kOrdDay)) && text.units[at].figures;
}

/// "to", "-", "and", "through" at `at`.
bool range_word(const TimeUnits& text, std::uint32_t at) {
    return is_word(text, at, "-") || is_word(text, at, "to") || is_word(text, at, "and") ||
           is_word(text, at, "through") || is_word(text, at, "until") || is_word(text, at, "or");
}

/// "over": more than ("for over two weeks"), not throughout ("over the years", "spread over two years").
bool counts_over(const TimeUnits& text, std::uint32_t lead, std::uint32_t size) {
    if (size != 1 || !is_word(text, lead - 1, "over")) return true;
    const auto& first = text.units[lead];
    const bool counted = (first.classes & kNum) || is_word(text, lead, "a") || is_word(text, lead, "an");
    if (!counted || lead < 2 || text.units[lead - 1].starts) return counted;
    for (const char* word : {"for", "just", "after", "in", "of", "by", ",", "than", "within", "took", "last"})
        if (is_word(text, lead - 2, word)) return true;
    return false;
}

}  // namespace

void join_times(std::vector<TimeExpr>& exprs, const TimeUnits& text) {
    std::vector<TimeExpr> out;
    out.reserve(exprs.size());
    for (auto& expr : exprs) {
        TimeExpr next = expr;
        while (!out.empty()) {
            const Gap gap = gap_between(out.back(), next, text);
            if (gap == Gap::None) break;
            auto made = join(out.back(), next, gap);
            if (!made) break;
            out.pop_back();
            next = *made;
        }
        out.push_back(next);
    }
    exprs = std::move(out);
}

void add_range_days(std::vector<TimeExpr>& exprs, const TimeUnits& text) {
    std::vector<TimeExpr> out;
    out.reserve(exprs.size());
    for (std::size_t i = 0; i < exprs.size(); ++i) {
        const auto& e = exprs[i];
        const bool month_day = is_day(e) && e.month != kUnset && e.day != kUnset;
        // "12 to 15 May": the number before
        if (month_day && bare_day(text, e.first) && e.first >= 2 && range_word(text, e.first - 1) &&
            bare_day(text, e.first - 2) && !text.units[e.first].starts &&
            (out.empty() || out.back().last <= e.first - 2)) {
            TimeExpr before = e;
            before.first = e.first - 2;
            before.last = e.first - 1;
            before.day = static_cast<int>(text.units[before.first].number);
            before.weekday = kUnset;
            before.part = DayPart::None;
            before.range = !is_word(text, e.first - 1, "and") && !is_word(text, e.first - 1, "or");
            if (before.day < e.day) out.push_back(before);
        }
        out.push_back(e);
        // "April 24 and 25", "May 12-15"
        const auto next = i + 1 < exprs.size() ? exprs[i + 1].first : static_cast<std::uint32_t>(text.units.size());
        const bool day_last = month_day && e.year == kUnset && bare_day(text, e.last - 1);
        if (day_last && range_word(text, e.last) && bare_day(text, e.last + 1) && e.last + 2 <= next &&
            !text.units[e.last + 1].starts && text.units[e.last + 1].number > e.day &&
            !is_word(text, e.last + 2, "-")) {
            const auto after = e.last + 2;
            const auto* follower = after < text.units.size() ? text.units[after].word : nullptr;
            bool unit_follows = false;
            if (follower && !text.units[after].starts)
                for (const char* word : {"people", "day", "days", "year", "years", "month", "months", "hours", "million", "percent", "week", "weeks"})
                    unit_follows = unit_follows || follower->text == word;
            // "May 12 and 15 people": a noun follows; only signs and known words are safe.
            const bool noun = after < text.units.size() && !follower && !text.units[after].starts &&
                              text.units[after].spaced && is_word(text, e.last, "and");
            if (!unit_follows && !noun) {
                TimeExpr second = e;
                second.first = e.last + 1;
                second.last = e.last + 2;
                second.day = static_cast<int>(text.units[second.first].number);
                second.weekday = kUnset;
                out.back().range = !is_word(text, e.last, "and") && !is_word(text, e.last, "or");
                if (second.day <= 31) out.push_back(second);
            }
        }
    }
    // Two whole expressions with a range word between: "Monday through Wednesday", "1998-2000".
    for (std::size_t i = 0; i + 1 < out.size(); ++i) {
        auto& a = out[i];
        const auto& b = out[i + 1];
        if (a.range || !is_date(a) || !is_date(b) || a.grain != b.grain || b.first != a.last + 1) continue;
        if (text.units[a.last].starts || text.units[b.first].starts) continue;
        const bool dash = is_word(text, a.last, "-") || is_word(text, a.last, "through");
        const bool to = is_word(text, a.last, "to") || is_word(text, a.last, "until");
        const bool between = a.first > 0 && is_word(text, a.first - 1, "between") && is_word(text, a.last, "and");
        if (dash || to || between) a.range = true;
    }
    exprs = std::move(out);
}

void apply_modifiers(std::vector<TimeExpr>& exprs, const TimeUnits& text, const TimeTable& table) {
    const auto& units = text.units;
    const auto is = [&](std::uint32_t at, Symbol symbol) {
        if (!units[at].word) return false;
        for (const auto& sense : units[at].word->senses)
            if (sense.symbol == symbol) return true;
        return false;
    };
    for (std::size_t i = 0; i < exprs.size(); ++i) {
        auto& e = exprs[i];
        if (e.form == Form::Vague && !e.counted) continue;
        if (e.form == Form::Set) continue;
        const bool duration = e.form == Form::Duration || e.counted;
        const auto floor = i ? exprs[i - 1].last : 0;
        const auto ceiling = i + 1 < exprs.size() ? exprs[i + 1].first
                                                  : static_cast<std::uint32_t>(units.size());
        const auto lead = e.first;
        const auto tail = e.last;
        // The longest that fits, before and behind.
        const auto try_beside = [&](std::uint32_t neighbour, bool before) {
            if (!units[neighbour].word) return;
            const TimeModifier* best = nullptr;
            for (const auto& sense : units[neighbour].word->senses)
                for (const auto index : table.modifiers_beside(sense.symbol)) {
                    const auto& m = table.modifiers()[index];
                    const auto size = static_cast<std::uint32_t>(m.words.size());
                    if (m.before != before || (best && best->words.size() >= size)) continue;
                    if (!(duration && m.takes_duration) && !(is_date(e) && m.takes_date)) continue;
                    if (before ? lead < size || lead - size < floor || units[lead].starts
                               : tail + size > ceiling)
                        continue;
                    const auto from = before ? lead - size : tail;
                    bool all = true;
                    for (std::uint32_t k = 0; k < size && all; ++k)
                        all = is(from + k, m.words[k]) &&
                              ((before && k == 0) || !units[from + k].starts);
                    if (!all || (before && m.duration == Mod::MoreThan && !counts_over(text, lead, size)))
                        continue;
                    best = &m;
                }
            if (!best) return;
            const auto size = static_cast<std::uint32_t>(best->words.size());
            (before ? e.first : e.last) = before ? lead - size : tail + size;
            const Mod mod = duration && best->takes_duration ? best->duration : best->date;
            if (mod != Mod::None) e.mod = mod;
            if (mod == Mod::OnOrAfter && !duration) e.open_after = true;
        };
        if (lead > 0) try_beside(lead - 1, true);
        if (tail < units.size()) try_beside(tail, false);
    }
}

}  // namespace annalist::text

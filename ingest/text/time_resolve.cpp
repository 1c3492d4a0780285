#include "ingest/text/time_resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "ingest/text/time_calendar.hpp"
#include "ingest/text/time_value.hpp"

namespace annalist::text {
namespace {

using date::sys_days;
using date::year_month_day;
using Form = TimeExpr::Form;

/// A day, month, week ... that an expression was found to mean.
struct Placed {
    TimeSpan days;
    Grain grain = Grain::Day;
    std::string value;
    TimexAnchor anchor = TimexAnchor::None;
    double confidence = 0.9;
};

int year_of(sys_days day) { return static_cast<int>(year_month_day{day}.year()); }
int month_of(sys_days day) {
    return static_cast<int>(static_cast<unsigned>(year_month_day{day}.month()));
}

bool readable_year(int year) { return year >= -9999 && year <= 9999; }

class Resolver {
public:
    Resolver(std::string_view text, const TimeUnits& units, std::span<const TimeExpr> exprs,
             const TenseReader& tense, sys_days dct, const TimexOptions& options)
        : text_(text), units_(units.units), exprs_(exprs), tense_(tense), dct_(dct), now_(dct),
          options_(options), story_{TimeSpan::day(dct), Grain::Day, {}, TimexAnchor::Published, 0.5},
          story_day_(dct) {}

    std::vector<Timex> run() {
        std::vector<Timex> out;
        out.reserve(exprs_.size());
        for (const auto& e : exprs_) {
            auto made = resolve(e);
            if (made) out.push_back(std::move(*made));
        }
        return out;
    }

private:
    std::optional<Timex> resolve(const TimeExpr& e);
    Placed place(const TimeExpr& e);
    void place_length(const TimeExpr& e, Timex& out) const;
    void read_dateline(const TimeExpr& e, const Placed& placed);
    TimeSpan narrowed(TimeSpan days, const TimeExpr& e) const;

    /// Which of a yearly time's years is meant: `first` and `last` give its days in a year.
    template <class Days>
    int choose_year(const TimeExpr& e, Days days) const;
    Direction direction(const TimeExpr& e) const;

    std::string_view text_;
    std::span<const TimeUnit> units_;
    std::span<const TimeExpr> exprs_;
    const TenseReader& tense_;
    sys_days dct_;
    sys_days now_;  ///< dct, or the day of the section's dateline
    const TimexOptions& options_;
    Placed story_;             ///< the time the story is at
    sys_days story_day_;       ///< the last day it was at
    bool has_day_ = false;     ///< a day was named
    std::optional<sys_days> quarter_;  ///< first day of the quarter last named
    int quarter_age_ = 0;              ///< expressions since
};

Direction Resolver::direction(const TimeExpr& e) const {
    if (e.direction == Direction::Last || e.direction == Direction::Next) return e.direction;
    if (tense_.preceded_by(e.first, "since")) return Direction::Last;
    switch (tense_.around(e.first, e.last)) {
        case Tense::Past:
        case Tense::Perfect: return Direction::Last;
        case Tense::Future: return Direction::Next;
        case Tense::Present:
        case Tense::Unknown: break;
    }
    return Direction::Unknown;
}

template <class Days>
int Resolver::choose_year(const TimeExpr& e, Days days) const {
    const int here = year_of(now_);
    // The last one that has begun and the next one that has not ended.
    int past = here + 1, next = here - 1;
    for (int n = 0; n < 3 && days(past).first > now_; ++n) --past;
    for (int n = 0; n < 3 && days(next).last < now_; ++n) ++next;
    if (e.direction == Direction::Last) {
        return days(past).last >= now_ ? past - 1 : past;
    }
    if (e.direction == Direction::Next) {
        return days(next).first <= now_ ? next + 1 : next;
    }
    if (past == next) return past;
    const int before = (now_ - days(past).last).count();
    const int after = (days(next).first - now_).count();
    switch (direction(e)) {
        // A year away in the tense's direction and next door in the other: the tense was another verb's.
        case Direction::Last: return before > 8 * after && after < 45 ? next : past;
        case Direction::Next: return after > 8 * before && before < 30 ? past : next;
        default: break;
    }
    if (e.direction == Direction::This) return days(here).first <= now_ ? here : here;
    return before <= 2 * after ? past : next;
}

void Resolver::read_dateline(const TimeExpr& e, const Placed& placed) {
    // "NAIROBI, Kenya, Aug. 7 (AP)": capitals at the start of a paragraph, a sign behind the date.
    if (e.grain != Grain::Day || e.month == kUnset || e.first == 0) return;
    std::uint32_t at = e.first;
    for (int n = 0; n < 8 && at > 0 && !units_[at].starts; ++n) --at;
    if (!units_[at].starts) return;
    const auto word = text_.substr(units_[at].begin, units_[at].end - units_[at].begin);
    const bool capitals = word.size() >= 3 && std::all_of(word.begin(), word.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
    // "Bogota, 30 Aug 89 (Agency)": a name, a comma, the whole date.
    const bool named = units_[at].capital && e.year != kUnset && at + 1 < e.first &&
                       units_[e.first - 1].word && units_[e.first - 1].word->text == ",";
    if (!capitals && !named) return;
    if (e.last >= units_.size()) return;
    const auto sign = text_.substr(units_[e.last].begin, units_[e.last].end - units_[e.last].begin);
    if (sign != "(" && sign != "-" && sign != "_" && sign != "\u2014" && sign != "\u2013" && sign != ":") return;
    const int age = (dct_ - placed.days.first).count();
    if (age >= 0 && age <= 10) {
        now_ = placed.days.first;
        story_day_ = now_;
    }
}

Placed Resolver::place(const TimeExpr& e) {
    Placed p;
    p.grain = e.grain;
    p.confidence = e.confidence;
    p.anchor = e.base == Base::Absolute    ? TimexAnchor::None
               : e.base == Base::Reference ? TimexAnchor::Reference
                                           : TimexAnchor::Published;
    const auto day = [](int y, int m, int d) {
        return sys_days{date::year{y} / date::month{static_cast<unsigned>(m)} / date::day{static_cast<unsigned>(d)}};
    };
    const auto calendar = [&](sys_days at, Grain grain) {
        p.days = around(at, grain);
        p.grain = grain;
        p.value = calendar_value(at, grain);
    };
    // Last year's, that year's, a year earlier's ...
    const auto shifted_year = [&]() {
        const int from = e.base == Base::Reference ? year_of(story_.days.first) : year_of(now_);
        return from + e.year_shift;
    };
    if (e.nth) {
        int y = e.year, m = e.month;
        if (y == kUnset && e.year_shift != kUnset) y = shifted_year();
        if (y == kUnset && m == kUnset) {
            const sys_days from = e.base == Base::Reference ? story_.days.first : now_;
            const sys_days at = move(from, e.shift_grain, e.shift);
            y = year_of(at);
            if (e.count_grain == Grain::Month) m = month_of(at);
        } else if (y == kUnset) {
            y = choose_year(e, [&](int year) { return around(day(year, m, 1), Grain::Month); });
        }
        const TimeSpan whole = around(day(y, m == kUnset ? 1 : m, 1), m == kUnset ? Grain::Year : Grain::Month);
        if (e.weekday != kUnset) {
            const auto at = nth_weekday(y, m == kUnset ? (e.number < 0 ? 12 : 1) : m, e.weekday, e.number);
            if (at) calendar(*at, Grain::Day);
            return p;
        }
        const sys_days at = e.number < 0 ? whole.last : move(whole.first, e.grain, e.number - 1);
        if (at > whole.last) return p;
        calendar(e.grain == Grain::Week && e.number > 0 ? at + date::days{3} : at, e.grain);
        if (e.grain == Grain::Week) {
            p.days.first = std::max(e.number < 0 ? whole.last - date::days{6} : at, whole.first);
            p.days.last = std::min(p.days.first + date::days{6}, whole.last);
        }
        return p;
    }
    if (e.holiday != kUnset) {
        const int y = e.year != kUnset         ? e.year
                      : e.year_shift != kUnset ? shifted_year()
                                               : choose_year(e, [&](int year) { return holiday_days(e.holiday, year); });
        const auto days = holiday_days(e.holiday, y);
        calendar(days.first, e.grain == Grain::Week ? Grain::Week : Grain::Day);
        if (e.grain != Grain::Week) p.days = days;
        if (e.grain == Grain::Month) p.value = iso_day(days.first) + "/" + iso_day(days.last);
        if (holiday_estimated(e.holiday)) p.confidence = std::min(p.confidence, 0.6);
        return p;
    }
    if (e.month != kUnset && e.grain != Grain::Week) {
        const Grain grain = e.day != kUnset ? Grain::Day : Grain::Month;
        const auto in_year = [&](int year) {
            const auto month = date::year{year} / date::month{static_cast<unsigned>(e.month)};
            if (grain == Grain::Month) return around(sys_days{month / 1}, Grain::Month);
            const auto last = (month / date::last).day();
            return TimeSpan::day(sys_days{month / std::min(date::day{static_cast<unsigned>(e.day)}, last)});
        };
        int y = e.year;
        if (y == kUnset && e.year_shift != kUnset) y = shifted_year();
        if (y == kUnset && e.base == Base::Reference) y = year_of(story_.days.first);
        if (y == kUnset) {
            if (grain == Grain::Day && e.month == 2 && e.day == 29) {
                // Only leap years have one.
                y = choose_year(e, in_year);
                for (int n = 0; n < 8 && !date::year{y}.is_leap(); ++n) --y;
            } else {
                y = choose_year(e, in_year);
            }
        }
        if (!readable_year(y)) return p;
        const year_month_day ymd{date::year{y}, date::month{static_cast<unsigned>(e.month)},
                                 date::day{static_cast<unsigned>(grain == Grain::Day ? e.day : 1)}};
        if (!ymd.ok()) return p;
        calendar(sys_days{ymd}, grain);
        if (e.weekday != kUnset && grain == Grain::Day && weekday_of(p.days.first) != e.weekday) {
            // "Monday, Oct. 27" on a year where it is a Tuesday: another year, or a mistake.
            if (e.year == kUnset && e.year_shift == kUnset)
                for (const int other : {y - 1, y + 1}) {
                    const auto there = in_year(other).first;
                    if (weekday_of(there) == e.weekday && std::abs((there - now_).count()) < 300) {
                        calendar(there, Grain::Day);
                        return p;
                    }
                }
            p.confidence = std::min(p.confidence, 0.4);
        }
        return p;
    }
    if (e.month != kUnset && e.grain == Grain::Week) {  // the week of March 6
        const int y = e.year != kUnset ? e.year : choose_year(e, [&](int year) {
            return TimeSpan::day(day(year, e.month, std::min(e.day, 28)));
        });
        const year_month_day ymd{date::year{y}, date::month{static_cast<unsigned>(e.month)},
                                 date::day{static_cast<unsigned>(e.day)}};
        if (ymd.ok()) calendar(sys_days{ymd}, Grain::Week);
        return p;
    }
    if (e.weekday != kUnset) {
        if (e.shift_grain == Grain::Week) {  // Monday of last week
            const sys_days from = e.base == Base::Reference ? story_day_ : now_;
            calendar(week_start(move(from, Grain::Week, e.shift)) + date::days{e.weekday - 1}, Grain::Day);
            return p;
        }
        if (e.base == Base::Reference) {
            const int back = (weekday_of(story_day_) - e.weekday + 7) % 7;
            if (e.direction == Direction::Next)
                calendar(story_day_ + date::days{back == 0 ? 7 : 7 - back}, Grain::Day);
            else if (e.direction == Direction::Last)
                calendar(story_day_ - date::days{back == 0 ? 7 : back}, Grain::Day);
            else
                calendar(story_day_ - date::days{back}, Grain::Day);
            if (!has_day_) p.confidence = 0.4;
            return p;
        }
        const int back = (weekday_of(now_) - e.weekday + 7) % 7;
        Direction to = direction(e);
        if (e.direction == Direction::Last) {
            calendar(now_ - date::days{back == 0 ? 7 : back}, Grain::Day);
        } else if (e.direction == Direction::Next) {
            // "next Friday" said on a Tuesday is Friday of next week or this one; the week's reading.
            const sys_days monday = week_start(now_) + date::days{7};
            calendar(monday + date::days{e.weekday - 1}, Grain::Day);
            p.confidence = 0.7;
        } else if (to == Direction::Next) {
            calendar(now_ + date::days{back == 0 ? 0 : 7 - back}, Grain::Day);
        } else {
            calendar(now_ - date::days{back}, Grain::Day);
            if (to == Direction::Unknown) p.confidence = 0.75;
        }
        return p;
    }
    if (e.grain == Grain::Quarter && e.number != kUnset && e.number > 0) {
        int y = e.year;
        if (y == kUnset && e.year_shift != kUnset) y = shifted_year();
        const auto in_year = [&](int year) { return around(day(year, e.number * 3 - 2, 1), Grain::Quarter); };
        if (y == kUnset) {
            y = year_of(now_);
            const auto to = in_year(y).first > now_ ? direction(e) : Direction::Unknown;
            if (in_year(y).first > now_ && to != Direction::Next) --y;
            if (in_year(y).last < now_ && (now_ - in_year(y).last).count() > 240 && direction(e) == Direction::Next) ++y;
        }
        calendar(in_year(y).first, Grain::Quarter);
        if (e.fiscal) p.confidence = 0.5;
        return p;
    }
    if (e.grain == Grain::Quarter && e.month != kUnset) {  // the quarter ended July 31
        p.confidence = 0.6;
    }
    if (e.grain == Grain::Quarter) {  // the quarter, this quarter
        if (e.base == Base::Reference && e.number != 0 && e.shift == 0) {
            calendar(quarter_ ? *quarter_ : move(around(now_, Grain::Quarter).first, Grain::Quarter, -1), Grain::Quarter);
            if (!quarter_) p.confidence = 0.5;
        } else {
            const sys_days from = e.base == Base::Reference && e.number != 0 ? (quarter_ ? *quarter_ : story_.days.first) : now_;
            calendar(move(around(from, Grain::Quarter).first, Grain::Quarter, e.shift), Grain::Quarter);
        }
        return p;
    }
    if (e.grain == Grain::Half) {
        int y = e.year;
        if (y == kUnset && e.year_shift != kUnset) y = shifted_year();
        const auto in_year = [&](int year) { return around(day(year, e.number == 1 ? 1 : 7, 1), Grain::Half); };
        if (y == kUnset) {
            y = year_of(now_);
            if (in_year(y).first > now_ && direction(e) != Direction::Next) --y;
        }
        calendar(in_year(y).first, Grain::Half);
        return p;
    }
    if (e.grain == Grain::Season && e.season != Season::None) {
        const auto in_year = [&](int year) { return season_days(e.season, year); };
        int y = e.year;
        if (y == kUnset && e.year_shift != kUnset) y = shifted_year();
        if (y == kUnset) {
            if (e.direction == Direction::This) {
                y = year_of(now_);
                if (e.season == Season::Winter && month_of(now_) <= 4) --y;
            } else {
                y = choose_year(e, in_year);
            }
        }
        p.days = in_year(y);
        p.value = fmt::format("{:04}-{}", y, season_value(e.season));
        return p;
    }
    if (e.grain == Grain::None) {  // a year earlier, the year-ago period, the 1988 period
        const bool in_quarter = quarter_ && quarter_age_ < 12;
        if (in_quarter) {
            sys_days at = *quarter_;
            if (e.year != kUnset) at = day(e.year, month_of(at), 1);
            else if (e.base == Base::Published) at = day(year_of(now_) + e.year_shift, month_of(at), 1);
            else if (e.year_shift != kUnset) at = move(at, Grain::Year, e.year_shift);
            calendar(at, Grain::Quarter);
        } else if (e.year != kUnset) {
            calendar(day(e.year, 1, 1), Grain::Year);
        } else {
            const sys_days from = story_.grain <= Grain::Year ? story_.days.first : now_;
            calendar(move(from, Grain::Year, e.year_shift == kUnset ? 0 : e.year_shift), Grain::Year);
        }
        return p;
    }
    if (e.grain == Grain::Part) {
        const sys_days from = e.base == Base::Reference ? story_day_ : now_;
        const sys_days at = from + date::days{e.shift};
        p.days = TimeSpan::day(at);
        p.value = iso_day(at);
        if (e.base == Base::Reference && !has_day_) p.confidence = 0.4;
        return p;
    }
    if (e.minute != kUnset && e.base == Base::Reference) {
        // "at midnight on 25 December": the day that follows.
        const auto next = static_cast<std::size_t>(&e - exprs_.data()) + 1;
        if (next < exprs_.size() && exprs_[next].first == e.last + 1 && units_[e.last].word && units_[e.last].word->text == "on" &&
            exprs_[next].form == Form::Date && exprs_[next].grain == Grain::Day && !exprs_[next].impossible) {
            auto day_named = place(exprs_[next]);
            if (!day_named.value.empty()) return day_named;
        }
        p.days = TimeSpan::day(story_day_);
        p.value = iso_day(story_day_);
        if (!has_day_) p.confidence = 0.5;
        return p;
    }
    if (e.year != kUnset) {
        if (e.grain == Grain::Decade || e.grain == Grain::Century || e.grain == Grain::Year) {
            calendar(day(e.year, 1, 1), e.grain);
            if (e.end_year != kUnset) {
                p.days.last = day(e.end_year, 12, 31);
                p.days.granularity = Granularity::Longer;
                p.value = fmt::format("{:04}/{:04}", e.year, e.end_year);
            }
        }
        return p;
    }
    // Counted in units from the article's day or the story's time.
    const Grain unit = e.shift_grain == Grain::None ? e.grain : e.shift_grain;
    sys_days from = now_;
    if (e.base == Base::Reference && !e.weak) {
        if (unit == Grain::Day || unit == Grain::Night) {
            from = story_day_;
            if (!has_day_) p.confidence = 0.4;
        } else if (story_.grain <= unit) {
            from = story_.days.first;
        } else {
            from = story_.days.first;
            p.confidence = 0.4;
        }
    }
    if (unit < Grain::Part) {  // hours and minutes back and forth stay on the day unless they cannot
        const double hours = unit == Grain::Hour ? e.shift : unit == Grain::Minute ? e.shift / 60.0 : e.shift / 3600.0;
        if (std::abs(hours) > 24 * 400) return p;
        const int whole = static_cast<int>(hours / 24);
        p.days = TimeSpan::day(from + date::days{whole});
        if (hours < 0) p.days.first -= date::days{1};
        if (hours > 0) p.days.last += date::days{1};
        p.days.granularity = Granularity::Days;
        p.value = iso_day(from + date::days{whole});
        p.grain = Grain::Day;
        p.confidence = 0.6;
        return p;
    }
    sys_days at = move(from, unit, e.shift);
    if (e.year_shift != kUnset) at = move(at, Grain::Year, e.year_shift);
    if (!readable_year(year_of(at))) return p;
    if (unit == Grain::Weekend) {
        sys_days saturday = week_start(from) + date::days{5};
        if (e.base == Base::Published || e.weak) {
            const int wd = weekday_of(from);
            if (e.shift < 0) saturday -= date::days{7};
            else if (e.shift > 0) saturday += date::days{7};
            else if (wd <= 5 && direction(e) == Direction::Last) saturday -= date::days{7};
        } else {
            saturday = move(saturday, Grain::Week, e.shift);
        }
        calendar(saturday, Grain::Weekend);
        return p;
    }
    calendar(at, e.counted && e.grain >= Grain::Decade ? Grain::Year : e.grain);
    if (e.fiscal) p.confidence = 0.5;
    if (e.counted) {
        // "two years ago" is about then: a year wide, but not a calendar year to the day.
        p.confidence = std::min(p.confidence, 0.8);
    }
    return p;
}

TimeSpan Resolver::narrowed(TimeSpan days, const TimeExpr& e) const {
    if (e.until_now && days.first <= now_) return {days.first, std::min(days.last, now_), Granularity::Days};
    const int length = days.days();
    if (length < 5) return days;
    const auto part = [&](int from, int to) {  // in sixths
        return TimeSpan{days.first + date::days{length * from / 6},
                        days.first + date::days{(length * to + 5) / 6 - 1}, Granularity::Days};
    };
    const bool holds_now = days.first <= now_ && now_ <= days.last;
    switch (e.mod) {
        case Mod::Start: return part(0, 3);
        case Mod::Mid: return part(1, 5);
        case Mod::End: return part(3, 6);
        case Mod::Before:
            if (holds_now && !e.counted) return {days.first, now_, Granularity::Days};
            break;
        case Mod::After:
            if (holds_now) return {now_, days.last, Granularity::Days};
            break;
        default: break;
    }
    return days;
}

void Resolver::place_length(const TimeExpr& e, Timex& out) const {
    if (e.count_grain == Grain::None) return;
    bool back = e.back, ahead = e.ahead;
    if (!back && !ahead) {
        const auto before = e.first > 0 && !units_[e.first].starts && units_[e.first - 1].word
                                ? std::string_view(units_[e.first - 1].word->text)
                                : std::string_view();
        const auto tense = tense_.around(e.first, e.last);
        if (before == "for" || before == "in" || before == "within" || before == "over" || before == "during") {
            if (tense == Tense::Perfect) back = true;
            if (tense == Tense::Future && (before == "in" || before == "within")) ahead = true;
            if (tense == Tense::Past && before == "in" && e.mod == Mod::LessThan) back = true;
        }
    }
    if (!back && !ahead) return;
    const double count = e.count_high != kUnset ? e.count_high : e.count;
    if (count == kUnset || count > 4000) {
        return;
    }
    const int whole = static_cast<int>(std::ceil(count));
    out.anchor = TimexAnchor::Published;
    sys_days other = move(now_, e.count_grain, back ? -whole : whole);
    if (e.count_grain <= Grain::Hour) {
        const double hours = e.count_grain == Grain::Hour ? count : count / 60;
        other = now_ + date::days{(back ? -1 : 1) * static_cast<int>(std::ceil(hours / 24))};
    }
    if (!readable_year(year_of(other))) return;
    out.days = back ? TimeSpan{other, now_, Granularity::Days} : TimeSpan{now_, other, Granularity::Days};
    if (e.mod == Mod::MoreThan || e.mod == Mod::EqualOrMore) (back ? out.open_begin : out.open_end) = true;
}

std::optional<Timex> Resolver::resolve(const TimeExpr& e) {
    Timex out;
    out.span = {units_[e.first].begin, units_[e.last - 1].end};
    out.mod = mod_value(e.mod);
    out.quant = e.quant;
    out.begins_range = e.range;
    out.confidence = e.confidence;
    switch (e.form) {
        case Form::Vague:
            out.type = TimexType::Date;
            out.value = e.vague;
            return out;
        case Form::Duration:
            out.type = TimexType::Duration;
            out.value = duration_value(e);
            place_length(e, out);
            return out;
        case Form::Set:
            out.type = TimexType::Set;
            out.value = set_value(e);
            if (e.times != kUnset) out.freq = fmt::format("{}X", e.times);
            return out;
        case Form::Date: break;
    }
    ++quarter_age_;
    const bool timed = e.minute != kUnset || e.part != DayPart::None || e.grain == Grain::Part;
    out.type = timed ? TimexType::Time : TimexType::Date;
    if (e.impossible) {
        out.confidence = 0.2;
        return out;
    }
    auto placed = place(e);
    const bool outside = !placed.value.empty() &&
                         (year_of(placed.days.first) < 1 || year_of(placed.days.last) > 9999);
    if (placed.value.empty() || outside) {
        out.confidence = 0.2;
        return out;
    }
    read_dateline(e, placed);
    out.value = placed.value;
    out.anchor = placed.anchor;
    out.confidence = placed.confidence;
    if (!options_.dct_known && placed.anchor != TimexAnchor::None) out.confidence *= 0.3;
    if (e.minute != kUnset) {
        out.value += clock_value(e.minute, e.second);
        if (e.utc) out.value += "Z";
        out.minute_of_day = static_cast<std::uint16_t>(e.minute % 1440);
    } else if (e.part != DayPart::None) {
        out.value += part_value(e.part);
    }
    out.days = narrowed(placed.days, e);
    if (e.end_day != kUnset) {
        out.days->last += date::days{e.end_day - e.day};
        out.days->granularity = Granularity::Days;
    }
    if (e.open_after) out.open_end = true;
    if (tense_.preceded_by(e.first, "since")) out.open_end = true;
    if (tense_.preceded_by(e.first, "until") || tense_.preceded_by(e.first, "till") || tense_.preceded_by(e.first, "by"))
        out.open_begin = true;
    // The story moves on, except where it only compares with or counts from another time.
    const bool compares = e.grain == Grain::None;
    if (!compares) {
        story_ = placed;
        if (placed.days.first == placed.days.last) {
            story_day_ = placed.days.first;
            has_day_ = true;
        }
        // Results are of quarters that are over; one to come is an outlook.
        if (placed.grain == Grain::Quarter && e.year_shift == kUnset &&
            (placed.days.last <= now_ || !quarter_)) {
            quarter_ = placed.days.first;
            quarter_age_ = 0;
        }
    }
    return out;
}

}  // namespace

std::vector<Timex> resolve_times(std::string_view text, const TimeUnits& units,
                                 std::span<const TimeExpr> exprs, const TenseReader& tense,
                                 sys_days dct, const TimexOptions& options) {
    return Resolver(text, units, exprs, tense, dct, options).run();
}

}  // namespace annalist::text

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "ingest/text/time_calendar.hpp"
#include "ingest/text/time_resolver.hpp"
#include "ingest/text/time_value.hpp"

namespace annalist::text {

using date::sys_days;
using date::year_month_day;
using Form = TimeExpr::Form;

Direction Resolver::direction(const TimeExpr& e) const {
    if (e.direction == Direction::Last || e.direction == Direction::Next) return e.direction;
    if (tense_.preceded_by(e.first, "since")) return Direction::Last;
    switch (tense_.around(e.first, e.last)) {
        case Tense::Past:
        case Tense::Perfect: return Direction::Last;
        case Tense::Future: return Direction::Next;
        // The present of a timetable: "the envoys meet on Monday".
        case Tense::Present: return e.weekday != kUnset ? Direction::Next : Direction::Unknown;
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

}  // namespace annalist::text

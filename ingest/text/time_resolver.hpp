#pragma once

#include <date/date.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/text/time_resolve.hpp"

namespace annalist::text {

/// A day, month, week ... that an expression was found to mean.
struct Placed {
    TimeSpan days;
    Grain grain = Grain::Day;
    std::string value;
    TimexAnchor anchor = TimexAnchor::None;
    double confidence = 0.9;
};

/// Calendar year and month of a day.
inline int year_of(date::sys_days day) { return static_cast<int>(date::year_month_day{day}.year()); }
inline int month_of(date::sys_days day) {
    return static_cast<int>(static_cast<unsigned>(date::year_month_day{day}.month()));
}

/// Years that values can be written for.
inline bool readable_year(int year) { return year >= -9999 && year <= 9999; }

/// Places the expressions of one article in time, in their order, and keeps the story's time.
class Resolver {
public:
    Resolver(std::string_view text, const TimeUnits& units, std::span<const TimeExpr> exprs,
             const TenseReader& tense, date::sys_days dct, const TimexOptions& options)
        : text_(text), units_(units.units), exprs_(exprs), tense_(tense), dct_(dct), now_(dct),
          options_(options), story_{TimeSpan::day(dct), Grain::Day, {}, TimexAnchor::Published, 0.5},
          story_day_(dct) {}

    std::vector<Timex> run() {
        std::vector<Timex> out;
        out.reserve(exprs_.size());
        auto told = options_.local_days.begin();
        for (const auto& e : exprs_) {
            for (; told != options_.local_days.end() && told->from <= units_[e.first].begin; ++told) {
                now_ = told->day;
                if (!has_day_) story_day_ = now_;
            }
            auto made = resolve(e);
            if (!made) continue;
            if (!out.empty()) place_part(e, *made, out.back());
            last_ = &e;
            out.push_back(std::move(*made));
        }
        return out;
    }

private:
    std::optional<Timex> resolve(const TimeExpr& e);
    Placed place(const TimeExpr& e);
    void place_length(const TimeExpr& e, Timex& out) const;
    /// "the first eight months of this year": the days of a length that is a part of the time behind it.
    void place_part(const TimeExpr& e, const Timex& whole, Timex& part) const;
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
    date::sys_days dct_;
    date::sys_days now_;  ///< dct, or the day of the section's dateline
    const TimexOptions& options_;
    const TimeExpr* last_ = nullptr;  ///< the expression before
    Placed story_;             ///< the time the story is at
    date::sys_days story_day_;       ///< the last day it was at
    bool has_day_ = false;     ///< a day was named
    std::optional<date::sys_days> quarter_;  ///< first day of the quarter last named
    int quarter_age_ = 0;              ///< expressions since
};

}  // namespace annalist::text

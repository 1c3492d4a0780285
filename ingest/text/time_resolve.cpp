#include "ingest/text/time_resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ingest/text/time_calendar.hpp"
#include "ingest/text/time_resolver.hpp"
#include "ingest/text/time_value.hpp"

namespace annalist::text {

using date::sys_days;
using Form = TimeExpr::Form;

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
    // Where the sun rises first it is a day later than at the publisher's.
    if (age >= -1 && age <= 10) {
        now_ = placed.days.first;
        story_day_ = now_;
    }
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

void Resolver::place_part(const TimeExpr& e, const Timex& whole, Timex& part) const {
    if (!last_ || last_->form != Form::Duration || !whole.days || whole.type != TimexType::Date) return;
    if (last_->count == kUnset || last_->count > 400 || last_->count_grain < Grain::Day || last_->count_high != kUnset) return;
    // Only "of" or "in", and an article, stand between the two: without "of", "the last three months" ends now.
    bool of = false;
    for (auto at = last_->last; at < e.first; ++at) {
        const auto word = units_[at].word ? std::string_view(units_[at].word->text) : std::string_view();
        of = of || word == "of";
        if (units_[at].starts || (word != "of" && word != "in" && word != "the" && word != "this")) return;
    }
    if (e.first - last_->last > 2 || (part.days && !of)) return;
    const auto has = [&](std::string_view name) {
        for (auto at = last_->first; at < last_->last; ++at)
            if (units_[at].word && units_[at].word->text == name) return true;
        return false;
    };
    const int count = static_cast<int>(std::ceil(last_->count));
    TimeSpan days = *whole.days;
    if (has("first") || has("opening")) {
        days.last = move(days.first, last_->count_grain, count) - date::days{1};
    } else if (has("last") || has("final") || has("closing")) {
        days.first = move(days.last + date::days{1}, last_->count_grain, -count);
    } else {
        return;
    }
    if (days.first < whole.days->first || days.last > whole.days->last) return;
    days.granularity = Granularity::Days;
    part.days = days;
    part.anchor = whole.anchor;
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

std::vector<Timex> resolve_times(std::string_view text, const TimeUnits& units,
                                 std::span<const TimeExpr> exprs, const TenseReader& tense,
                                 sys_days dct, const TimexOptions& options) {
    return Resolver(text, units, exprs, tense, dct, options).run();
}

}  // namespace annalist::text

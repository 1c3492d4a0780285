#include "ingest/text/time_reader.hpp"

#include <cmath>
#include <string>

#include "ingest/text/time_calendar.hpp"

namespace annalist::text {

bool MatchReader::date() {
    const auto month = word(s_.month);
    auto day = number(s_.day);
    if (!day) day = number(s_.ordday);
    const auto y = year();
    e_.grain = day ? Grain::Day : month ? Grain::Month : Grain::Year;
    if (month) e_.month = *month;
    if (day) e_.day = static_cast<int>(*day);
    if (const auto* end = part(s_.day, 1)) {
        e_.end_day = static_cast<int>(text_.units[end->first].number);
        if (e_.end_day != e_.day + 1) return false;  // a night has two days
    }
    if (const auto daypart = word(s_.daypart)) e_.part = static_cast<DayPart>(*daypart);
    if (!dateline_year()) return false;
    if (y) e_.year = *y;
    e_.direction = rule_.direction;
    e_.base = y ? Base::Absolute : Base::Open;
    if (day && month) {
        const int check_year = y ? *y : 2000;
        const date::year_month_day ymd{date::year{check_year}, date::month(static_cast<unsigned>(*month)),
                                       date::day(static_cast<unsigned>(*day))};
        if (!ymd.ok()) e_.impossible = true;
    }
    // "march", "may" and abbreviations need a capital to be months.
    if (month && part(s_.month)) {
        const auto& unit = text_.units[part(s_.month)->first];
        if (!unit.capital || short_alone(*part(s_.month)) || verb_in_capitals(*part(s_.month))) return false;
    }
    return true;
}

bool MatchReader::shifted(int shift, Grain grain) {
    e_.base = rule_.base;
    e_.shift = shift;
    e_.grain = e_.shift_grain = grain;
    e_.part = rule_.part;
    if (grain == Grain::Second || grain == Grain::Minute || grain == Grain::Hour) return false;
    if (grain == Grain::Fortnight) {
        e_.shift *= 2;
        e_.grain = e_.shift_grain = Grain::Week;
    }
    if (grain == Grain::Night) {
        e_.grain = e_.shift_grain = Grain::Day;
        e_.part = DayPart::Night;
    }
    return true;
}

bool MatchReader::counted(int sign) {
    const auto* p = part(s_.qty);
    const auto quantity = read_quantity(text_.units, p->first);
    const Grain grain = unit();
    e_.counted = true;
    e_.base = rule_.base;
    e_.shift_grain = grain;
    e_.grain = grain;
    if (!quantity || quantity->count == kUnset) {
        // "several years ago": some day before
        e_.form = TimeExpr::Form::Vague;
        e_.vague = sign < 0 ? "PAST_REF" : "FUTURE_REF";
        return true;
    }
    const double count = quantity->count;
    if (std::abs(count) > 20000) return false;
    if (count != std::floor(count)) {
        // half units: in the next finer one
        if (grain == Grain::Year) {
            e_.shift = sign * static_cast<int>(std::lround(count * 12));
            e_.shift_grain = e_.grain = Grain::Month;
            return true;
        }
        e_.confidence = 0.7;
    }
    e_.shift = sign * static_cast<int>(std::lround(count));
    if (grain == Grain::Fortnight) {
        e_.shift *= 2;
        e_.shift_grain = e_.grain = Grain::Week;
    } else if (grain == Grain::Night || grain == Grain::Weekend) {
        e_.shift_grain = e_.grain = grain == Grain::Night ? Grain::Day : Grain::Week;
    }
    return true;
}

bool MatchReader::duration() {
    e_.form = TimeExpr::Form::Duration;
    e_.back = rule_.back;
    e_.ahead = rule_.ahead;
    e_.count_grain = unit();
    const auto* name = part(s_.anyunit) ? part(s_.anyunit) : part(s_.units);
    if (e_.count_grain == Grain::Second && name && is_word(text_.units, name->first, "second") &&
        !rule_.one && !text_.units[parts_.front().first].figures)
        return false;  // "a second group", "one second"
    if (e_.count_grain == Grain::Quarter) {
        // Quarters of something else: "a quarter", "three-quarters".
        const auto* p = part(s_.qty);
        if (p && text_.units[p->first].word && !rule_.back && !rule_.ahead) return false;
        if (name && p && name->first != p->last && is_word(text_.units, p->last, "-")) return false;
        if (rule_.uncounted && !rule_.back && !rule_.ahead) return false;
    }
    if (rule_.one) {
        e_.count = 1;
    } else if (!rule_.uncounted) {
        const auto* p = part(s_.qty);
        const auto quantity = p ? read_quantity(text_.units, p->first) : std::nullopt;
        if (!quantity) return false;
        e_.count = quantity->count;
        e_.count_high = quantity->high;
    }
    if (e_.count != kUnset && rule_.half) {
        if (e_.count_grain == Grain::Year) {
            e_.extra = 6;
            e_.extra_grain = Grain::Month;
        } else {
            e_.count += 0.5;
        }
    }
    return true;
}

bool MatchReader::clock() {
    int minute = 0;
    if (const auto* p = part(s_.clock)) {
        minute = static_cast<int>(text_.units[p->first].number);
        e_.second = text_.units[p->first].seconds >= 0 ? text_.units[p->first].seconds : kUnset;
    } else if (const auto hhmm = number(s_.hhmm)) {
        minute = static_cast<int>(*hhmm) / 100 * 60 + static_cast<int>(*hhmm) % 100;
    } else if (const auto hour = number(s_.hour)) {
        minute = static_cast<int>(*hour) * 60;
    }
    if (const auto half = word(s_.ampm)) {
        if (minute >= 13 * 60 && *half == 12) {
            // "15:00 pm": the figures are clear enough
        } else {
            if (minute >= 13 * 60 || minute < 60) return minute < 60 && *half == 0;
            minute = minute % 720 + *half * 60;
        }
    } else if (const auto daypart = word(s_.daypart)) {
        const auto p = static_cast<DayPart>(*daypart);
        if (minute > 12 * 60) return false;
        if (p == DayPart::Afternoon || p == DayPart::Evening) minute = minute % 720 + 720;
        if (p == DayPart::Night && minute >= 5 * 60) minute = minute % 720 + 720;
    }
    minute += rule_.minutes;
    if (minute < 0 || minute > 1440) return false;
    e_.minute = minute;
    e_.grain = Grain::Minute;
    e_.base = Base::Reference;
    if (const auto* p = part(s_.zone)) e_.utc = text_.units[p->first].word->text != "est" &&
        (text_.units[p->first].word->text == "gmt" || text_.units[p->first].word->text == "utc");
    return true;
}

bool MatchReader::set() {
    e_.form = TimeExpr::Form::Set;
    e_.count = 1;
    e_.count_grain = unit();
    if (has("each")) e_.quant = "EACH";
    if (has("every")) e_.quant = "EVERY";
    if (const auto* p = part(s_.qty)) {
        const auto quantity = read_quantity(text_.units, p->first);
        if (quantity) e_.count = quantity->count;
    }
    if (rule_.number != kUnset) e_.count = rule_.number;
    return true;
}

bool MatchReader::holiday() {
    std::string name, bare;  // as written, and without what only goes with it
    bool capital = false;
    for (const auto& p : parts_) {
        const auto& unit = text_.units[p.first];
        if (!unit.word) continue;  // the number of "the Two Sessions"
        const auto text = std::string_view(unit.word->text);
        if (text == "this" || text == "next" || text == "last" || text == "the" ||
            text == "week")
            continue;
        if (text == "'s" || text == "-" || text == ".") continue;
        capital = capital || unit.capital;
        if (!name.empty()) name += ' ';
        name += text;
        if (text == "weekend" || text == "annual" || text == "china") continue;
        if (!bare.empty()) bare += ' ';
        bare += text;
    }
    auto id = holiday_named(name);
    if (!id) id = holiday_named(bare);
    if (!id || !capital) return false;
    e_.holiday = *id;
    e_.grain = holiday_grain(*id);
    e_.base = Base::Open;
    e_.direction = has("last") ? Direction::Last : has("next") ? Direction::Next : has("this") ? Direction::This : Direction::Unknown;
    return true;
}

bool MatchReader::part_of_day() {
    auto value = word(s_.daypart);
    if (!value) value = word(s_.lone_daypart);
    if (!value) return false;
    e_.part = static_cast<DayPart>(*value);
    e_.grain = Grain::Part;
    e_.shift_grain = Grain::Day;
    e_.shift = rule_.shift;
    e_.base = rule_.base;
    e_.weak = rule_.weak;
    if (has("mid")) e_.mod = Mod::Mid;
    return true;
}

}  // namespace annalist::text

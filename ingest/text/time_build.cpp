#include "ingest/text/time_build.hpp"

#include <cmath>
#include <cstdlib>

#include "ingest/text/time_calendar.hpp"

namespace annalist::text {
namespace {

bool is_word(std::span<const TimeUnit> units, std::uint32_t at, std::string_view text) {
    return at < units.size() && units[at].word && units[at].word->text == text;
}

bool is_number(std::span<const TimeUnit> units, std::uint32_t at) {
    return at < units.size() && (units[at].classes & kNum);
}

std::optional<int> sense(const TimeUnit& unit, Symbol symbol) {
    if (unit.word)
        for (const auto& s : unit.word->senses)
            if (s.symbol == symbol) return s.value;
    return std::nullopt;
}

/// Reads the parts of one match by name.
class Reader {
public:
    Reader(const TimeRule& rule, std::span<const MatchPart> parts, const TimeUnits& text,
           const TimeSymbols& s)
        : rule_(rule), parts_(parts), text_(text), s_(s) {}

    std::optional<TimeExpr> build();

private:
    const MatchPart* part(Symbol symbol, int nth = 0) const {
        for (const auto& p : parts_)
            if (p.symbol == symbol && nth-- == 0) return &p;
        return nullptr;
    }
    bool has(std::string_view word) const {
        for (const auto& p : parts_)
            if (text_.units[p.first].word && text_.units[p.first].word->text == word &&
                p.last == p.first + 1)
                return true;
        return false;
    }
    std::optional<double> number(Symbol symbol) const {
        const auto* p = part(symbol);
        if (!p) return std::nullopt;
        return text_.units[p->first].number;
    }
    std::optional<int> word(Symbol symbol, int nth = 0) const {
        const auto* p = part(symbol, nth);
        if (!p) return std::nullopt;
        return sense(text_.units[p->first], symbol);
    }
    Grain unit(int nth = 0) const {
        for (const Symbol symbol : {s_.unit, s_.anyunit, s_.units, s_.hourunit})
            if (const auto value = word(symbol, nth)) return static_cast<Grain>(*value);
        return rule_.unit;
    }
    std::optional<int> year() const {
        for (const Symbol symbol : {s_.year, s_.aposyear})
            if (const auto value = number(symbol)) return static_cast<int>(*value);
        if (const auto value = number(s_.year2))
            return static_cast<int>(*value) + (*value <= 30 ? 2000 : 1900);
        return std::nullopt;
    }

    /// "Sun" and "Jan" are also names: short forms need their full stop or a number beside them.
    bool short_alone(const MatchPart& p) const {
        const auto& unit = text_.units[p.first];
        if (!unit.word || !unit.word->abbreviation || parts_.size() > 1) return false;
        const auto length = unit.end - unit.begin;
        if (length > unit.word->text.size()) return false;
        const auto next = p.last;
        if (next < text_.units.size() && !text_.units[next].starts) {
            if (text_.units[next].figures) return false;
            if (is_word(text_.units, next, ",") && next + 1 < text_.units.size() &&
                (text_.units[next + 1].figures || has_sense(next + 1, s_.month)))
                return false;
            if (has_sense(next, s_.month) || has_sense(next, s_.daypart)) return false;
            // "Jan-Feb"
            if (is_word(text_.units, next, "-") && next + 1 < text_.units.size() && has_sense(next + 1, s_.month))
                return false;
        }
        if (p.first >= 2 && is_word(text_.units, p.first - 1, "-") && has_sense(p.first - 2, s_.month)) return false;
        return true;
    }
    /// "THE MAYOR MAY RESIGN": among capitals only a preposition makes a month of these verbs.
    bool verb_in_capitals(const MatchPart& p) const {
        const auto& units = text_.units;
        if (parts_.size() > 1 || p.first == 0 || units[p.first].starts || p.last >= units.size()) return false;
        if (!is_word(units, p.first, "may") && !is_word(units, p.first, "march")) return false;
        if (!units[p.first - 1].capital || !units[p.last].capital || units[p.last].starts) return false;
        for (const char* word : {"in", "of", "since", "until", "by", "during", "from", "to", "last", "next", "early", "late", "mid"})
            if (is_word(units, p.first - 1, word)) return false;
        return true;
    }
    /// "4 FEB 90 (" of a dateline: behind a comma and before a sign, the figures are a year.
    bool dateline_year() const {
        const auto* year2 = part(s_.year2);
        if (!year2 || is_word(text_.units, year2->first - 1, "-")) return true;
        const auto first = parts_.front().first;
        if (first == 0 || !is_word(text_.units, first - 1, ",") || year2->last >= text_.units.size()) return false;
        const auto& next = text_.units[year2->last];
        return is_word(text_.units, year2->last, "-") || (!next.word && !next.figures && next.end - next.begin == 1);
    }
    /// A month, year or counted unit that "the second week of" can be of.
    bool container_follows(std::uint32_t at) const {
        if (at >= text_.units.size() || text_.units[at].starts) return false;
        if (has_sense(at, s_.month) || (text_.units[at].classes & (kYear | kDecade))) return true;
        for (const char* word : {"this", "last", "next", "that", "the"})
            if (is_word(text_.units, at, word) && at + 1 < text_.units.size())
                return has_sense(at + 1, s_.unit) || has_sense(at + 1, s_.month);
        return false;
    }
    bool has_sense(std::uint32_t at, Symbol symbol) const {
        return sense(text_.units[at], symbol).has_value();
    }

    bool date();
    bool shifted(int shift, Grain grain);
    bool counted(int sign);
    bool duration();
    bool clock();
    bool set();
    bool holiday();
    bool part_of_day();

    const TimeRule& rule_;
    std::span<const MatchPart> parts_;
    const TimeUnits& text_;
    const TimeSymbols& s_;
    TimeExpr e_;
};

bool Reader::date() {
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

bool Reader::shifted(int shift, Grain grain) {
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

bool Reader::counted(int sign) {
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

bool Reader::duration() {
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

bool Reader::clock() {
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

bool Reader::set() {
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

bool Reader::holiday() {
    std::string name;
    for (const auto& p : parts_) {
        const auto& unit = text_.units[p.first];
        if (!unit.word) return false;
        const auto text = std::string_view(unit.word->text);
        if (text == "this" || text == "next" || text == "last" || text == "the" ||
            text == "week")
            continue;
        if (text == "'s" || text == "-" || text == ".") continue;
        if (!name.empty()) name += ' ';
        name += text;
    }
    const auto id = holiday_named(name);
    if (!id) return false;
    if (!text_.units[parts_.back().first].capital && !text_.units[parts_.front().first].capital)
        return false;
    e_.holiday = *id;
    e_.grain = holiday_grain(*id);
    e_.base = Base::Open;
    e_.direction = has("last") ? Direction::Last : has("next") ? Direction::Next : has("this") ? Direction::This : Direction::Unknown;
    return true;
}

bool Reader::part_of_day() {
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

std::optional<TimeExpr> Reader::build() {
    const auto first_unit = parts_.front().first + rule_.from;
    e_.first = first_unit;
    e_.last = parts_.back().last - rule_.trim;
    if (rule_.only_end) {
        // "the year after" ends there; "the year after the war" does not say which.
        if (e_.last < text_.units.size() && text_.units[e_.last].word == nullptr &&
            !text_.units[e_.last].starts && text_.units[e_.last].spaced)
            return std::nullopt;
    }
    bool ok = true;
    switch (rule_.op) {
        case TimeOp::None: return std::nullopt;
        case TimeOp::Date: ok = date(); break;
        case TimeOp::Iso: {
            const auto& figure = text_.dates[static_cast<std::size_t>(*number(s_.isodate))];
            e_.year = figure.year;
            e_.month = figure.month;
            e_.day = figure.day;
            e_.minute = figure.minute;
            e_.second = figure.second;
            e_.utc = figure.utc;
            e_.impossible = figure.impossible;
            e_.grain = figure.minute != kUnset ? Grain::Minute
                       : figure.day != kUnset  ? Grain::Day
                                               : Grain::Month;
            if (figure.ambiguous) e_.confidence = 0.5;
            break;
        }
        case TimeOp::Years: {
            e_.year = static_cast<int>(*number(s_.year));
            const int tail = static_cast<int>(*number(s_.year2));
            e_.end_year = e_.year / 100 * 100 + tail;
            if (e_.end_year <= e_.year) e_.end_year += 100;
            if (e_.end_year - e_.year > 30) return std::nullopt;
            e_.grain = Grain::Year;
            break;
        }
        case TimeOp::Rel:
            ok = shifted(rule_.shift, unit());
            if (rule_.year_shift != kUnset) e_.year_shift = rule_.year_shift;
            break;
        case TimeOp::RelPart:
            ok = shifted(has("yesterday") ? -1 : has("tomorrow") ? 1 : 0, Grain::Day);
            e_.part = static_cast<DayPart>(*word(s_.daypart));
            break;
        case TimeOp::Weekday: {
            const auto* p = part(s_.weekday);
            if (!p || !text_.units[p->first].capital || short_alone(*p)) return std::nullopt;
            e_.weekday = *word(s_.weekday);
            e_.grain = Grain::Day;
            e_.base = rule_.base == Base::Reference ? Base::Reference : Base::Open;
            e_.direction = rule_.direction;
            if (has("past")) e_.direction = Direction::Last;
            if (has("coming")) e_.direction = Direction::Next;
            if (const auto daypart = word(s_.daypart)) e_.part = static_cast<DayPart>(*daypart);
            break;
        }
        case TimeOp::PastUnit: {
            const Grain grain = unit();
            if (has("last") && grain != Grain::Decade && grain != Grain::Century) {
                ok = shifted(-1, grain);
            } else {
                e_.form = TimeExpr::Form::Duration;
                e_.count = 1;
                e_.count_grain = grain;
                e_.back = true;
            }
            break;
        }
        case TimeOp::TheUnit: {
            const Grain grain = unit();
            if (grain == Grain::Second || grain == Grain::Minute || grain == Grain::Hour ||
                grain == Grain::Decade || grain == Grain::Century || grain == Grain::Millennium)
                return std::nullopt;
            ok = shifted(0, grain);
            e_.base = Base::Reference;
            e_.weak = true;
            break;
        }
        case TimeOp::SeasonOf: {
            e_.season = static_cast<Season>(*word(s_.season));
            e_.grain = Grain::Season;
            e_.direction = rule_.direction;
            e_.base = Base::Open;
            if (const auto y = year()) {
                e_.year = *y;
                e_.base = Base::Absolute;
            }
            break;
        }
        case TimeOp::MonthOf:
            if (!text_.units[part(s_.month)->first].capital) return std::nullopt;
            e_.month = *word(s_.month);
            e_.grain = Grain::Month;
            e_.direction = rule_.direction;
            e_.base = rule_.base == Base::Reference ? Base::Reference : Base::Open;
            break;
        case TimeOp::Quarter: {
            const auto ord = number(s_.ord) ? number(s_.ord) : number(s_.qq);
            if (!ord || *ord < 1 || *ord > 4) return std::nullopt;
            e_.number = static_cast<int>(*ord);
            e_.grain = Grain::Quarter;
            e_.base = Base::Open;
            e_.fiscal = rule_.fiscal;
            if (rule_.year_shift != kUnset) e_.year_shift = rule_.year_shift;
            if (const auto y = year()) {
                e_.year = *y;
                e_.base = Base::Absolute;
            }
            break;
        }
        case TimeOp::Half: {
            int which = rule_.number;
            if (which != kUnset && *number(s_.num) != 2) return std::nullopt;  // two quarters
            if (const auto value = word(s_.ordhalf)) which = *value;
            if (const auto value = number(s_.hh)) which = static_cast<int>(*value);
            e_.number = which;
            e_.grain = Grain::Half;
            e_.base = Base::Open;
            e_.weak = rule_.number == kUnset && !part(s_.hh);
            if (const auto y = year()) {
                e_.year = *y;
                e_.base = Base::Absolute;
                e_.weak = false;
            }
            break;
        }
        case TimeOp::TheQuarter:
            e_.grain = Grain::Quarter;
            e_.base = Base::Reference;
            e_.shift_grain = Grain::Quarter;
            e_.number = has("current") ? 0 : kUnset;
            if (const auto month = word(s_.month)) {  // the quarter ended July 31
                e_.number = ((*month + 10) % 12) / 3 + 1;
                e_.base = Base::Open;
            }
            break;
        case TimeOp::ThePeriod:
            e_.grain = Grain::None;
            e_.base = Base::Reference;
            break;
        case TimeOp::YearAgo:
            e_.grain = Grain::None;  // of what the story compares
            e_.base = Base::Reference;
            e_.year_shift = -1;
            break;
        case TimeOp::YearOf:
            e_.grain = is_word(text_.units, parts_.back().first, "year") ? Grain::Year : Grain::None;
            e_.base = year() ? Base::Reference : Base::Published;
            if (const auto y = year()) e_.year = *y;
            else e_.year_shift = has("last") ? -1 : has("next") ? 1 : 0;
            break;
        case TimeOp::Fiscal:
            e_.grain = e_.shift_grain = Grain::Year;
            e_.fiscal = true;
            e_.shift = rule_.shift;
            e_.base = Base::Published;
            if (const auto y = year()) {
                e_.year = *y;
                e_.base = Base::Absolute;
            }
            break;
        case TimeOp::YearEnd:
            e_.grain = Grain::Day;
            e_.month = 12;
            e_.day = 31;
            e_.base = Base::Open;
            if (const auto y = year()) {
                e_.year = *y;
                e_.base = Base::Absolute;
            }
            break;
        case TimeOp::ToDate:
            e_.grain = e_.shift_grain = Grain::Year;
            e_.base = Base::Published;
            e_.until_now = true;
            break;
        case TimeOp::Decade: {
            if (const auto value = word(s_.decadew)) {
                e_.year = 1900 + *value;
            } else {
                e_.year = static_cast<int>(*number(s_.decade));
            }
            e_.grain = Grain::Decade;
            break;
        }
        case TimeOp::Century: {
            const double ord = *number(s_.ord);
            if (ord < 1 || ord > 22) return std::nullopt;
            e_.year = static_cast<int>(ord - 1) * 100;
            e_.grain = Grain::Century;
            break;
        }
        case TimeOp::Ago: ok = counted(-1); break;
        case TimeOp::Before:
        case TimeOp::After:
            ok = counted(rule_.op == TimeOp::Before ? -1 : 1);
            e_.base = Base::Reference;
            break;
        case TimeOp::Hence: ok = counted(1); break;
        case TimeOp::FromDay: {
            // The distance alone: "two weeks" of "two weeks before Monday".
            const auto* p = part(s_.anyunit);
            ok = duration();
            e_.last = p->last;
            break;
        }
        case TimeOp::VaguePast:
            e_.form = TimeExpr::Form::Vague;
            e_.vague = "PAST_REF";
            break;
        case TimeOp::Dur: ok = duration(); break;
        case TimeOp::Dur2: {
            ok = duration();
            const auto second = read_quantity(text_.units, part(s_.qty, 1)->first);
            if (!second || second->count == kUnset) return std::nullopt;
            e_.extra = second->count;
            e_.extra_grain = unit(1);
            if (e_.extra_grain >= e_.count_grain) return std::nullopt;
            break;
        }
        case TimeOp::DurHalf:
            e_.form = TimeExpr::Form::Duration;
            e_.count = 0.5;
            e_.count_grain = unit();
            break;
        case TimeOp::DurUnknown:
            e_.form = TimeExpr::Form::Duration;
            e_.count_grain = Grain::None;
            break;
        case TimeOp::Set: ok = set(); break;
        case TimeOp::SetWeekday:
            ok = set();
            e_.count = kUnset;
            e_.weekday = word(s_.weekday) ? *word(s_.weekday) : *word(s_.weekdays);
            if (word(s_.daypart)) e_.part = static_cast<DayPart>(*word(s_.daypart));
            if (word(s_.dayparts)) e_.part = static_cast<DayPart>(*word(s_.dayparts));
            break;
        case TimeOp::SetMonth:
            ok = set();
            e_.count = kUnset;
            e_.month = *word(s_.month);
            break;
        case TimeOp::SetSeason:
            ok = set();
            e_.count = kUnset;
            e_.season = static_cast<Season>(*word(s_.season));
            break;
        case TimeOp::SetPart:
            ok = set();
            e_.count = kUnset;
            e_.part = static_cast<DayPart>(*word(s_.daypart));
            break;
        case TimeOp::SetUnknown:
            e_.form = TimeExpr::Form::Set;
            e_.count_grain = Grain::Day;
            break;
        case TimeOp::Freqly: {
            e_.form = TimeExpr::Form::Set;
            e_.count = 1;
            const auto text = std::string_view(text_.units[first_unit].word->text);
            // "a quarterly dividend" is a kind of dividend: no time is said.
            if (text == "quarterly" && e_.last < text_.units.size() &&
                !text_.units[e_.last].starts && text_.units[e_.last].spaced &&
                !text_.units[e_.last].word)
                return std::nullopt;
            e_.count_grain = text == "daily"       ? Grain::Day
                             : text == "nightly"   ? Grain::Day
                             : text == "weekly"    ? Grain::Week
                             : text == "monthly"   ? Grain::Month
                             : text == "quarterly" ? Grain::Quarter
                             : text == "hourly"    ? Grain::Hour
                             : text == "fortnightly" || text == "biweekly" ? Grain::Week
                                                                           : Grain::Year;
            if (text == "fortnightly" || text == "biweekly") e_.count = 2;
            break;
        }
        case TimeOp::Times: {
            ok = set();
            e_.quant = {};
            if (const auto times = word(s_.times)) e_.times = *times;
            if (const auto times = number(s_.num)) e_.times = static_cast<int>(*times);
            break;
        }
        case TimeOp::Clock: ok = clock(); break;
        case TimeOp::Noon:
            e_.minute = *word(s_.noon);
            e_.grain = Grain::Minute;
            e_.base = Base::Reference;
            break;
        case TimeOp::Part: ok = part_of_day(); break;
        case TimeOp::Nth: {
            if (!container_follows(parts_.back().last)) return std::nullopt;
            const auto which = number(s_.ord);
            const auto edge = word(s_.ordlast);
            if (!which && !edge) return std::nullopt;
            e_.number = which ? static_cast<int>(*which) : *edge;
            e_.grain = word(s_.weekday) ? Grain::Day : unit();
            if (word(s_.weekday)) e_.weekday = *word(s_.weekday);
            e_.base = Base::Open;
            e_.nth = true;
            e_.last = parts_.back().last - 1;
            if (e_.grain == Grain::Quarter) return std::nullopt;
            break;
        }
        case TimeOp::WeekOf:
            e_.month = *word(s_.month);
            e_.day = static_cast<int>(*number(s_.day));
            e_.grain = Grain::Week;
            e_.base = Base::Open;
            break;
        case TimeOp::Holiday: ok = holiday(); break;
        case TimeOp::HolidayWeek:
            ok = holiday();
            e_.grain = Grain::Week;
            break;
        case TimeOp::Ref:
        case TimeOp::Recent:
            e_.form = TimeExpr::Form::Vague;
            e_.vague = rule_.op == TimeOp::Recent ? "PAST_REF" : rule_.vague;
            break;
        case TimeOp::FutureAdj:
        case TimeOp::Soon:
        case TimeOp::OneDay:
            e_.form = TimeExpr::Form::Vague;
            e_.vague = "FUTURE_REF";
            break;
    }
    if (!ok) return std::nullopt;
    return e_;
}

}  // namespace

TimeSymbols::TimeSymbols(const TimeTable& table) {
    const auto get = [&](std::string_view name) { return table.symbol(name); };
    month = get("{month}");
    weekday = get("{weekday}");
    weekdays = get("{weekdays}");
    unit = get("{unit}");
    anyunit = get("{anyunit}");
    units = get("{units}");
    season = get("{season}");
    daypart = get("{daypart}");
    dayparts = get("{dayparts}");
    lone_daypart = get("{lone_daypart}");
    holiday = get("{holiday}");
    ampm = get("{ampm}");
    zone = get("{zone}");
    freqly = get("{freqly}");
    times = get("{times}");
    decadew = get("{decadew}");
    ordhalf = get("{ordhalf}");
    ordlast = get("{ordlast}");
    qty = get("{qty}");
    num = get("{num}");
    day = get("{day}");
    ordday = get("{ordday}");
    ord = get("{ord}");
    hour = get("{hour}");
    year = get("{year}");
    year2 = get("{year2}");
    aposyear = get("{aposyear}");
    hhmm = get("{hhmm}");
    clock = get("{clock}");
    isodate = get("{isodate}");
    decade = get("{decade}");
    qq = get("{qq}");
    hh = get("{hh}");
    noon = get("{noon}");
    nearday = get("{nearday}");
    hourunit = get("{hourunit}");
    const Symbol all[] = {num,  day,   ordday,  ord,    hour, year, year2,
                          aposyear, hhmm, clock, isodate, decade, qq, hh};
    std::copy(std::begin(all), std::end(all), of_class);
}

std::optional<TimeQuantity> read_quantity(std::span<const TimeUnit> units, std::uint32_t at) {
    if (at >= units.size()) return std::nullopt;
    TimeQuantity q;
    if (is_number(units, at)) {
        q.count = units[at].number;
        q.last = at + 1;
        // "one and a half"
        if (is_word(units, q.last, "and") && is_word(units, q.last + 1, "a") &&
            is_word(units, q.last + 2, "half")) {
            q.count += 0.5;
            q.last += 3;
            return q;
        }
        if (is_word(units, q.last, "dozen")) {
            q.count *= 12;
            ++q.last;
            return q;
        }
        std::uint32_t then = q.last;
        const bool hyphen = is_word(units, then, "-");
        if (hyphen) ++then;
        if (is_word(units, then, "to") || is_word(units, then, "or")) {
            ++then;
            if (hyphen && is_word(units, then, "-")) ++then;
        } else if (!hyphen) {
            return q;
        }
        if (is_number(units, then) && !units[then].starts && units[then].number > q.count &&
            units[then].number < 100000) {
            q.high = units[then].number;
            q.last = then + 1;
        }
        return q;
    }
    if (!units[at].word) return std::nullopt;
    const auto next = [&](std::string_view word) { return is_word(units, q.last, word); };
    const std::string_view word = units[at].word->text;
    q.last = at + 1;
    if (word == "a" || word == "an") {
        if (next("few") || next("number")) {
            ++q.last;
            if (next("of")) ++q.last;
            return q;
        }
        if (next("couple") || next("dozen")) {
            q.count = next("couple") ? 2 : 12;
            ++q.last;
            if (next("of")) ++q.last;
            return q;
        }
        if (next("single")) ++q.last;
        q.count = 1;
        return q;
    }
    if (word == "couple" || word == "dozens" || word == "hundreds" || word == "thousands" ||
        word == "scores" || word == "tens") {
        if (word == "couple") q.count = 2;
        if (next("of")) ++q.last;
        return q;
    }
    if (word == "quite" && next("a") && is_word(units, q.last + 1, "few")) {
        q.last += 2;
        return q;
    }
    if (word == "several" || word == "few" || word == "many" || word == "numerous" ||
        word == "countless" || word == "various")
        return q;
    return std::nullopt;
}

std::optional<TimeExpr> build_expr(const TimeRule& rule, std::span<const MatchPart> parts,
                                   const TimeUnits& text, const TimeSymbols& symbols) {
    return Reader(rule, parts, text, symbols).build();
}

}  // namespace annalist::text

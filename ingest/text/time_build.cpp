#include "ingest/text/time_build.hpp"

#include <algorithm>
#include <iterator>

#include "ingest/text/time_reader.hpp"

namespace annalist::text {

std::optional<TimeExpr> MatchReader::build() {
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

std::optional<TimeExpr> build_expr(const TimeRule& rule, std::span<const MatchPart> parts,
                                   const TimeUnits& text, const TimeSymbols& symbols) {
    return MatchReader(rule, parts, text, symbols).build();
}

}  // namespace annalist::text

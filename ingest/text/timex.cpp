#include "ingest/text/timex.hpp"

#include "ingest/text/time_lexer.hpp"
#include "ingest/text/time_match.hpp"
#include "ingest/text/time_resolve.hpp"
#include "ingest/text/time_table.hpp"
#include "ingest/text/time_tense.hpp"

namespace annalist::text {

std::vector<Timex> find_timexes(std::string_view text, std::span<const Sentence> sentences,
                                date::sys_days dct, const TimexOptions& options) {
    const TimeTable& table = english_times();
    const TimeUnits units = read_units(text, sentences, table, options.day_first);
    const auto exprs = match_times(units, table);
    const TenseReader tense(text, units.units, table, sentences);
    return resolve_times(text, units, exprs, tense, dct, options);
}

std::string edtf(const Timex& timex) {
    if (!timex.days) return "";
    const bool approximate = timex.mod == "APPROX";
    if (timex.open_end) {
        auto from = *timex.days;
        return annalist::edtf({from.first, from.first, Granularity::Day}, approximate) + "/..";
    }
    if (timex.open_begin) {
        auto to = *timex.days;
        return "../" + annalist::edtf({to.last, to.last, Granularity::Day}, approximate);
    }
    return annalist::edtf(*timex.days, approximate);
}

std::string edtf_range(const Timex& begin, const Timex& end) {
    if (!begin.days || !end.days || end.days->last < begin.days->first) return "";
    return annalist::edtf({begin.days->first, end.days->last, Granularity::Days},
                          begin.mod == "APPROX" || end.mod == "APPROX");
}

std::string_view to_string(TimexType type) {
    switch (type) {
        case TimexType::Date: return "DATE";
        case TimexType::Time: return "TIME";
        case TimexType::Duration: return "DURATION";
        case TimexType::Set: return "SET";
    }
    return "";
}

}  // namespace annalist::text

#pragma once

#include <date/date.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/text_span.hpp"
#include "graph/time_span.hpp"
#include "ingest/text/analysis.hpp"

namespace annalist::text {

/// TimeML's four types of time expression.
enum class TimexType : std::uint8_t { Date, Time, Duration, Set };

/// What the days of a time expression were counted from.
enum class TimexAnchor : std::uint8_t {
    None,       ///< the words name the days alone ("6 March 2019"), or there are no days
    Published,  ///< the article's day or its dateline ("yesterday", "Friday")
    Reference,  ///< the time the story was last said to be at ("the previous day")
};

/// One time expression. `value`, `mod`, `quant` and `freq` are TIMEX3's attributes.
struct Timex {
    TextSpan span;
    TimexType type = TimexType::Date;
    std::string value;   ///< "2020-Q1", "P4M", "PAST_REF"; "" when the words name no possible time
    std::string mod;     ///< "START", "MORE_THAN", ...; "" for none
    std::string quant;   ///< "EVERY", "EACH"; "" for none
    std::string freq;    ///< "2X"; "" for none
    /// The widest interval of days meant. None for durations without a place in time, sets, and
    /// expressions like "soon".
    std::optional<TimeSpan> days;
    bool open_begin = false;  ///< `days` is the end of a time without a begin ("until Monday")
    bool open_end = false;    ///< `days` is the begin of a time without an end ("1990 and beyond")
    bool begins_range = false;  ///< the next expression ends the range this one begins
    TimexAnchor anchor = TimexAnchor::None;
    std::optional<std::uint16_t> minute_of_day;  ///< local time, 0-1439
    double confidence = 0.9;

    bool operator==(const Timex&) const = default;
};

/// Where the article was told from: the day it was there when it was published, from byte `from` on.
struct LocalDay {
    std::size_t from = 0;
    date::sys_days day{};

    bool operator==(const LocalDay&) const = default;
};

/// What is known of an article beside its text.
struct TimexOptions {
    /// Day before month in "3/4/2019", as the publisher's country writes it.
    bool day_first = false;
    /// False when the day of publication is a guess: what hangs on it gets a low confidence.
    bool dct_known = true;
    /// Sections told from places where it was another day than `dct`, in the order of the text.
    std::vector<LocalDay> local_days;
};

/// Every time expression of an article, in text order, not overlapping. `text` is valid UTF-8,
/// `sentences` its analysis: their spans and tokens' tags help, but only the spans are needed.
/// `dct` is the day of publication. Linear in the text.
/// Source of extents and values: TimeML 1.2.1 and the TIMEX3 annotation guidelines.
std::vector<Timex> find_timexes(std::string_view text, std::span<const Sentence> sentences,
                                date::sys_days dct, const TimexOptions& options = {});

/// The days as EDTF, an open end as "..": "2019-03-06", "2019-03/..". "" when there are none.
std::string edtf(const Timex& timex);

/// From the first day of `begin` to the last of `end`, the two ends of a range ("from 12 to 15
/// May", "Monday through Wednesday"), as EDTF. "" when one has no days or they are in the wrong order.
std::string edtf_range(const Timex& begin, const Timex& end);

/// "DATE", "TIME", "DURATION", "SET".
std::string_view to_string(TimexType type);

}  // namespace annalist::text

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "ingest/text/analysis.hpp"
#include "ingest/text/time_table.hpp"

namespace annalist::text {

/// What a number or a figure group may stand for, one bit each. timex_rules_en.tsv names them in {}.
enum NumberClass : std::uint16_t {
    kNum = 1 << 0,       ///< {num}: any number
    kDay = 1 << 1,       ///< {day}: 1-31 in figures
    kOrdDay = 1 << 2,    ///< {ordday}: 1st-31st
    kOrd = 1 << 3,       ///< {ord}: first, 21st
    kHour = 1 << 4,      ///< {hour}: 0-24
    kYear = 1 << 5,      ///< {year}: 1000-2199, "nineteen ninety-six"
    kYear2 = 1 << 6,     ///< {year2}: two figures
    kAposYear = 1 << 7,  ///< {aposyear}: '98
    kHhmm = 1 << 8,      ///< {hhmm}: 0000-2400
    kClock = 1 << 9,     ///< {clock}: 10:35
    kIsoDate = 1 << 10,  ///< {isodate}: 2019-03-06, 3/6/2019
    kDecade = 1 << 11,   ///< {decade}: 1990s, '90s
    kQq = 1 << 12,       ///< {qq}: Q3, 3Q
    kHh = 1 << 13,       ///< {hh}: H1, 1H
};
inline constexpr int kNumberClasses = 14;

/// A date or time written in figures. Fields not written are kUnset.
struct FigureDate {
    int year = kUnset, month = kUnset, day = kUnset;
    int minute = kUnset, second = kUnset;
    bool utc = false;
    bool ambiguous = false;   ///< "3/4/2019" could be read either way
    bool impossible = false;  ///< "2019-02-31"
};

/// One word, number or sign. 40 bytes; articles have one for every five bytes of text.
struct TimeUnit {
    std::uint32_t begin = 0, end = 0;  ///< bytes of the text
    const TimeWord* word = nullptr;    ///< when the tables know it
    double number = 0;                 ///< of a number; minutes of a clock; index of a FigureDate
    std::uint16_t classes = 0;         ///< NumberClass bits
    std::int16_t seconds = -1;         ///< of a clock written with seconds
    bool starts = false;               ///< first of a sentence or paragraph
    bool capital = false;
    bool spaced = false;               ///< white space before it
    bool figures = false;              ///< written in digits
};

struct TimeUnits {
    std::vector<TimeUnit> units;
    std::vector<FigureDate> dates;
};

/// Cuts `text` into units. Spans of `sentences` mark where expressions may not run across.
TimeUnits read_units(std::string_view text, std::span<const Sentence> sentences,
                     const TimeTable& table, bool day_first);

}  // namespace annalist::text

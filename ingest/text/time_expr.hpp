#pragma once

#include <cstdint>
#include <string_view>

namespace annalist::text {

/// The unit a time is counted in or known to, from fine to coarse.
enum class Grain : std::uint8_t {
    None, Second, Minute, Hour, Part, Night, Day, Weekend, Week, Fortnight, Month, Quarter, Season,
    Half, Year, Decade, Century, Millennium
};

/// Parts of the day as TIMEX3 writes them: TMO, TAF, TEV, TNI, TDT.
enum class DayPart : std::uint8_t { None, Morning, Afternoon, Evening, Night, Daytime };

enum class Season : std::uint8_t { None, Spring, Summer, Fall, Winter };

/// What the counting of a time starts from.
enum class Base : std::uint8_t {
    Absolute,   ///< the words give the year
    Published,  ///< the article's day
    Reference,  ///< the time the story is at
    Open,       ///< year or week unsaid: tense and neighbours decide
};

enum class Direction : std::uint8_t { Unknown, Last, This, Next };

enum class Mod : std::uint8_t {
    None, Before, After, OnOrBefore, OnOrAfter, LessThan, MoreThan, EqualOrLess, EqualOrMore, Start,
    Mid, End, Approx
};

inline constexpr int kUnset = -32768;

/// What one time expression says, before it is placed in time. Units are positions in the row
/// the lexer made; fields not said are kUnset.
struct TimeExpr {
    enum class Form : std::uint8_t { Date, Duration, Set, Vague };

    std::uint32_t first = 0, last = 0;  ///< units [first, last)
    Form form = Form::Date;
    Base base = Base::Absolute;
    Direction direction = Direction::Unknown;
    Grain grain = Grain::None;       ///< what the words name: a month, a day ...
    Grain shift_grain = Grain::None;
    int shift = 0;                   ///< in shift_grain, from the base
    int year = kUnset;
    int year_shift = kUnset;         ///< "last year" joined to a month or quarter: -1
    int month = kUnset;
    int day = kUnset;
    int end_day = kUnset;            ///< "the night of 3-4 June"
    int weekday = kUnset;            ///< 1 Monday - 7 Sunday
    int number = kUnset;             ///< which quarter, half, week or day; -1 the last
    Season season = Season::None;
    int holiday = kUnset;
    int end_year = kUnset;           ///< "1998-99"
    int minute = kUnset;             ///< of the day
    int second = kUnset;
    DayPart part = DayPart::None;
    double count = kUnset;           ///< of a duration or set; kUnset: how many is not said ("years")
    double count_high = kUnset;      ///< "two to three weeks"
    Grain count_grain = Grain::None;
    double extra = 0;                ///< a second part of a duration: "two hours and ten minutes"
    Grain extra_grain = Grain::None;
    Mod mod = Mod::None;
    std::string_view quant;          ///< static text
    int times = kUnset;              ///< "twice a week": 2
    std::string_view vague;          ///< static text: PAST_REF ...
    bool fiscal = false;
    bool utc = false;                ///< the clock is Greenwich's
    bool back = false;               ///< a duration that ends at the base: "the past two weeks"
    bool ahead = false;              ///< a duration that begins at the base: "the next two weeks"
    bool weak = false;               ///< means something only when the story has a day ("the morning")
    bool until_now = false;          ///< "year to date"
    bool open_after = false;         ///< "1990 and beyond"
    bool counted = false;            ///< "two years ago": takes the modifiers of durations
    bool range = false;              ///< begins a range that the next expression ends
    bool nth = false;                ///< "the second week": means something only of a month or year
    bool impossible = false;         ///< "31 February": an expression without a value
    double confidence = 0.9;
};

}  // namespace annalist::text

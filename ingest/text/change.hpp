#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/text_span.hpp"
#include "ingest/text/analysis.hpp"
#include "ingest/text/quantity.hpp"

namespace annalist::text {

/// What a change is measured against: "year-on-year", "from a year earlier", "compared with March".
struct Comparison {
    std::string basis;  ///< "year-on-year", "quarter-on-quarter", "month-on-month", "week-on-week",
                        ///< "day-on-day"; "" when the words name something else ("with March")
    TextSpan words;

    bool operator==(const Comparison&) const = default;
};

/// The first comparison of a sentence; nullopt when it makes none.
std::optional<Comparison> find_comparison(std::string_view text, const Sentence& sentence);

/// A rise or fall: "rose by 3 percent, from 40 to 41.2 billion dollars, year on year".
struct Change {
    std::uint32_t word = 0;  ///< the token that says so: "rose", "up", "decline", "higher"
    int direction = 0;       ///< 1 up, -1 down
    std::optional<Quantity> by, from, to;
    std::optional<Comparison> comparison;

    bool operator==(const Change&) const = default;
};

/// The changes of a sentence that have an amount, in order of their words. `quantities` are the
/// sentence's own, as find_quantities gives them.
std::vector<Change> find_changes(std::string_view text, const Sentence& sentence,
                                 const std::vector<Quantity>& quantities);

/// 1 for a lemma that says a rise ("grow", "up", "higher"), -1 for a fall, 0 for neither.
int direction_of(std::string_view lemma);

}  // namespace annalist::text

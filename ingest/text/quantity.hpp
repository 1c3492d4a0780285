#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/text_span.hpp"
#include "ingest/text/analysis.hpp"

namespace annalist::text {

/// How an amount is hedged: "nearly", "more than".
enum class Hedge : std::uint8_t { None, About, MoreThan, LessThan };

/// A number with its unit in a sentence.
struct Quantity {
    std::uint32_t first = 0;            ///< tokens [first, last), hedging words not included
    std::uint32_t last = 0;
    TextSpan span;
    double value = 0;                   ///< in plain units: "27.2 billion dollars" is 27200000000
    std::optional<double> high;         ///< upper end of a range, `value` is then the lower
    std::string unit;                   ///< ISO 4217 for money, "%", "pp" (percentage points), "t",
                                        ///< "bbl", "bbl/d", "" for a bare number
    Hedge hedge = Hedge::None;

    bool operator==(const Quantity&) const = default;
};

/// The quantities of a sentence, in order, not overlapping. Ordinals, years standing alone, days of
/// a month, times of day and numbers inside names are none. A bare "$" is the US dollar.
std::vector<Quantity> find_quantities(std::string_view text, const Sentence& sentence);

}  // namespace annalist::text

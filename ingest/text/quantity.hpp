#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/text_span.hpp"
#include "ingest/text/analysis.hpp"

namespace annalist::text {

/// How an amount is hedged.
enum class Hedge : std::uint8_t {
    None,
    About,     ///< "about", "some", "or so"
    Nearly,    ///< "nearly", "almost", "close to"
    MoreThan,  ///< "more than", "over"
    LessThan,  ///< "less than", "under"
    AtLeast,   ///< "at least", "no less than", "or more"
    AtMost,    ///< "at most", "up to", "as much as", "or less"
};

/// "more than" and so on; "" for None.
std::string_view to_string(Hedge hedge);

/// A number with its unit in a sentence.
struct Quantity {
    std::uint32_t first = 0;            ///< tokens [first, last), hedging words not included
    std::uint32_t last = 0;
    TextSpan span;
    double value = 0;                   ///< in plain units: "27.2 billion dollars" is 27200000000
    std::optional<double> high;         ///< upper end of a range, `value` is then the lower
    std::string unit;                   ///< ISO 4217 for money, "%", "pp" (percentage points), "bp"
                                        ///< (basis points), "t", "bbl", "bbl/d", "" for a bare number
    std::string per;                    ///< of a rate: "year", "month", "week", "day", "hour",
                                        ///< "capita", "barrel", "tonne" ...; else ""
    Hedge hedge = Hedge::None;

    bool operator==(const Quantity&) const = default;
};

/// The quantities of a sentence, in order, not overlapping. Ordinals, years standing alone, days of
/// a month, times of day and numbers inside names are none. A bare "$" is the US dollar.
std::vector<Quantity> find_quantities(std::string_view text, const Sentence& sentence);

}  // namespace annalist::text

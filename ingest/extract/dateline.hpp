#pragma once

#include <optional>
#include <string_view>

#include "graph/event.hpp"
#include "ingest/lexicon/lexicon.hpp"

namespace annalist::ingest {

/// The line that opens a wire report: "GENEVA, June 16, 2021 (Agency) -".
struct Dateline {
    TextSpan span;   ///< up to and including the dash
    Place place;     ///< empty when no known town stands in it
};

/// The dateline at the start of `text`, nullopt when there is none. Source: the common forms of
/// agency copy (place in capitals or as a known town, then date or agency, then a dash).
std::optional<Dateline> find_dateline(std::string_view text, const Lexicon& lexicon);

}  // namespace annalist::ingest

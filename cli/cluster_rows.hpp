#pragma once

#include <iosfwd>
#include <string_view>

#include "graph/result.hpp"
#include "ingest/text/analyzer.hpp"

namespace annalist::cli {

/// Reads rows {id, text, events: [{id, trigger: [begin, end]}]} as JSON lines, offsets in code points,
/// and writes for each {id, events: [{id, trigger, cluster}]}: triggers with one cluster tell of one
/// event, in whichever articles they stand. Events with "scored": false are left out. With `baseline` reports under one lemma are one event
/// throughout, to compare with. All rows are held in memory. Returns how many rows were left out, each
/// named with its line on `errors` as `input`:LINE. Errors: Io, Corruption (the merging tables).
Result<std::size_t> cluster_rows(std::string_view input, bool baseline, const text::Analyzer& analyzer, std::istream& in,
                                 std::ostream& out, std::ostream& errors);

}  // namespace annalist::cli

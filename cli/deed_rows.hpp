#pragma once

#include <string>
#include <string_view>

#include "ingest/pipeline.hpp"

namespace annalist::cli {

/// One line of `annalist code --form pairs`: {id, events: [{type, confidence, args: [{role, start, end}]}]}, offsets in code points.
/// RETREAT and CONCEDE are one type there, YIELD.
std::string pairs_row(std::string_view id, const Article& article, const ingest::Pipeline& pipeline);

/// One line of `annalist code --form plover`: {id, events: [{type, mode, source, target, confidence, sense}]}, at most two events a sentence.
/// Countries are ISO 3166 alpha-3, bodies of states IGO. What stays inside one country has it as source and target.
std::string plover_row(std::string_view id, const Article& article, const ingest::Pipeline& pipeline);

}  // namespace annalist::cli

#pragma once

#include <string>
#include <string_view>

#include "graph/event.hpp"
#include "ingest/pipeline.hpp"

namespace annalist::cli {

/// The lines of `annalist code --form full` for one article: each event with all that is known of it
/// as one JSON object (docs/cli.md has the members), in the order of their first mentions, lines parted
/// by line ends without a last one; "" when there are no events. Offsets are code points of the text.
std::string full_rows(std::string_view id, const ArticleFacts& facts, const ingest::Knowledge& knowledge);

}  // namespace annalist::cli

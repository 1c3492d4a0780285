#pragma once

#include <string>
#include <string_view>

#include "ingest/text/analysis.hpp"

namespace annalist::text {

/// The dependency tree of a sentence as lines of text, one a word in order, branches drawn to their
/// heads, with tag, relation and the type of a name. Ends with a line end.
std::string draw_tree(std::string_view text, const Sentence& sentence);

}  // namespace annalist::text

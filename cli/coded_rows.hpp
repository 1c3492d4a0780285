#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/event.hpp"
#include "ingest/extract/incidents.hpp"

namespace annalist::cli {

/// One line of `annalist code --form diplomacy`: the meetings, calls, visits, messages, agreements
/// and figures of an article as JSON, without a line end. Offsets are code points of the article's
/// text; days that nothing in the text states are empty.
std::string diplomacy_row(std::string_view id, const ArticleFacts& facts);

/// One line of `annalist code --form incident`: the attacks and kidnappings of an article as JSON,
/// without a line end. Offsets are code points of `text`.
std::string incident_row(std::string_view id, std::string_view text, const std::vector<ingest::Incident>& incidents);

}  // namespace annalist::cli

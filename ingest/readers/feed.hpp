#pragma once

#include <string_view>

#include "ingest/readers/raw_article.hpp"
#include "ingest/readers/readers.hpp"

namespace annalist::ingest {

/// Reads the items of an RSS 2.0, RSS 1.0 (RDF) or Atom feed. The text is the item's full content
/// (content:encoded, Atom content); where there is none, its summary, with a warning when that is
/// short. `feed` is UTF-8. A damaged feed gives the items before the damage, then an error.
/// Never expands entities that the document defines. False when the sink stopped.
/// Errors: InvalidArgument (not a feed, or damaged; the message says where).
Result<bool> read_feed(std::string_view feed, const ReadLimits& limits, PlausibleDays plausible,
                       const RawSink& sink);

}  // namespace annalist::ingest

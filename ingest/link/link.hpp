#pragma once

#include "graph/event.hpp"
#include "ingest/extract/extract.hpp"

namespace annalist::ingest {

/// Gives an article's events their ids and its actors their places in `actors`. Events that two
/// articles tell of the same named actors, kind and stated days get the same id, whichever comes
/// first; all others an id of the article's own.
ArticleFacts link(const Article& article, Extraction extraction, std::string stamp);

}  // namespace annalist::ingest

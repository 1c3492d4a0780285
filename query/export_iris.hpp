#pragma once

#include <string>
#include <string_view>

#include "graph/id.hpp"

// Names of our things on the web of data, the same in JSON-LD and in Turtle. They are URNs: a store
// is nobody's web site.
namespace annalist::query {

/// "urn:annalist:KIND:NAME", bytes of the name that a URN cannot hold percent-encoded.
std::string iri(std::string_view kind, std::string_view name);

std::string event_iri(EventId event);
std::string article_iri(ArticleId article);

/// "http://www.wikidata.org/entity/Q15031".
std::string wikidata_iri(std::string_view id);

}  // namespace annalist::query

#pragma once

#include <string>

#include "ingest/readers/html_tree.hpp"

namespace annalist::ingest {

/// What the page's schema.org JSON-LD says about its article. Fields are as written; empty means
/// not said.
struct LinkedData {
    std::string type;  ///< "NewsArticle"
    std::string headline;
    std::string body;
    std::string published;
    std::string modified;
    std::string author;
    std::string publisher;
    std::string url;
    std::string language;
};

/// Reads every `<script type="application/ld+json">`: objects, lists and @graph. The first node of
/// an article's type speaks; a WebPage fills in what no article says. Damaged JSON is mended where
/// only raw line breaks or comment marks damage it, else passed over.
/// Source: schema.org Article; JSON-LD 1.1.
LinkedData read_linked_data(const HtmlTree& page);

}  // namespace annalist::ingest

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/html_tree.hpp"

namespace annalist::ingest {

/// What the class, id, role and itemprop of an element say about its part in the page.
struct PartOfPage {
    bool furniture = false;  ///< navigation, sharing, related links, comments, adverts, consent
    bool surely = false;     ///< furniture by a word that is never wrong: footer, navigation
    bool comments = false;   ///< readers' comments; implies furniture
    bool quotation = false;  ///< a post of a social network, quoted in the text
    bool hidden = false;     ///< not shown to a reader
    int body = 0;            ///< 3: says it is the article's body, 1: hints at it, 0: says nothing
    bool date = false;       ///< speaks of a day of publication
    bool modified = false;   ///< speaks of a day of change
};

/// Judges one element. The words are those that web publishing systems use; none is a site's own.
PartOfPage part_of_page(const HtmlTree& page, std::size_t node);

/// "articleBody__main-text" gives article, body, main, text; lower case.
std::vector<std::string> class_words(std::string_view value);

}  // namespace annalist::ingest

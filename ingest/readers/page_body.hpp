#pragma once

#include <cstdint>
#include <string>

#include "ingest/readers/html_tree.hpp"
#include "ingest/readers/page_blocks.hpp"

namespace annalist::ingest {

/// The article's text in a page, and where it stands.
struct PageBody {
    std::string text;          ///< paragraphs separated by "\n\n"; empty when the page has none
    std::uint32_t node = 0;    ///< the element taken as the article's container
    std::uint32_t first = 0;   ///< the first text node of the body
};

/// Finds the article's text: the element whose blocks score highest by length, links, common words
/// and the part that classes give them; within it, every block but furniture and short neighbours
/// of furniture. Works in any language that separates words.
/// Ideas from: boilerpipe (Kohlschütter 2010), jusText (Pomikálek 2011), Readability.
PageBody find_body(const HtmlTree& page, const PageBlocks& cut);

}  // namespace annalist::ingest

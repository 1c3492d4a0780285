#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "ingest/readers/class_words.hpp"
#include "ingest/readers/html_tree.hpp"

namespace annalist::ingest {

/// A run of text that a browser would show as one block: a paragraph, a heading, a list item.
struct PageBlock {
    std::string text;            ///< whitespace single, trimmed, never empty
    std::uint32_t node = 0;      ///< the nearest block-level element around it
    std::uint32_t first = 0;     ///< its first text node
    Tag tag = Tag::Other;        ///< of `node`, or of the list item, cell or heading around it
    std::uint32_t link_bytes = 0;
    std::uint32_t words = 0;
    std::uint32_t common_words = 0;  ///< articles, pronouns, prepositions: prose has them
    bool furniture = false;      ///< below an element that is not part of the text
    std::uint8_t label = 0;      ///< strongest claim of an element around it to be the body

    double link_density() const {
        return static_cast<double>(link_bytes) / static_cast<double>(text.size());
    }
    bool is_heading() const { return tag >= Tag::H1 && tag <= Tag::H6; }
};

/// A page cut into blocks, with each element's part in the page.
struct PageBlocks {
    std::vector<PageBlock> blocks;    ///< in document order
    std::vector<PartOfPage> parts;    ///< by node
};

/// Cuts the page. Scripts, forms, hidden elements and the like give no block.
PageBlocks cut_into_blocks(const HtmlTree& page);

/// Number of words; a run of ideographs counts one word for two characters.
std::uint32_t count_words(std::string_view text);

}  // namespace annalist::ingest

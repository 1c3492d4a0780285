#pragma once

#include <string_view>
#include <vector>

#include "graph/text_span.hpp"

namespace annalist::text {

/// The tokens of one sentence, never empty.
struct RawSentence {
    std::vector<TextSpan> tokens;
    bool split = false;  ///< a piece of a sentence too long to parse whole

    bool operator==(const RawSentence&) const = default;
};

/// More tokens than this are cut at clause marks.
inline constexpr std::size_t kLongestSentence = 160;

/// Cuts an article into sentences of treebank tokens. A blank line always ends a sentence; a single
/// line end does when lines are paragraphs (some line is longer than 160 bytes) or a list item
/// follows. A dateline ("BEIJING, April 7 (AFP) -") is a sentence of its own. Linear time.
std::vector<RawSentence> split_sentences(std::string_view text);

}  // namespace annalist::text

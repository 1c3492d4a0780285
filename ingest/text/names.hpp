#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "ingest/text/analysis.hpp"

namespace annalist::text {

/// The best allowed sequence of BIO tags ("O", "B-PER", "I-PER", ...), an index into `tags` by word:
/// I-X only after B-X or I-X. `scores` holds tags.size() numbers a word. Ties go to the earlier tag.
std::vector<std::uint8_t> best_tags(std::span<const float> scores,
                                    const std::vector<std::string_view>& tags);

/// Names as entities, from a BIO sequence.
std::vector<Entity> entities_of(const std::vector<std::uint8_t>& sequence,
                                const std::vector<std::string_view>& tags);

/// Sets the names of a sentence right where grammar knows better than the network: two persons
/// joined by "and" are two names, ", Inc." belongs to the body before it, and no name begins or
/// ends with an article, preposition, conjunction or mark. `words` are the sentence's tokens.
void tidy_names(const std::vector<std::string_view>& words, Sentence& sentence);

}  // namespace annalist::text

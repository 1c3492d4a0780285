#pragma once

#include <string_view>
#include <vector>

#include "ingest/text/analysis.hpp"

namespace annalist::text {

/// Makes the names of one article agree: a name takes the type that most of its occurrences have
/// ("Lindholm" is a person where "Anna Lindholm" is), and proper nouns that were overlooked in one
/// sentence are names when the same words are names in another. Linear time.
void agree_on_names(std::string_view text, std::vector<Sentence>& sentences);

}  // namespace annalist::text

#pragma once

#include <optional>
#include <string_view>

#include "graph/event.hpp"
#include "ingest/lexicon/lexicon.hpp"

namespace annalist::ingest {

/// The words of a mention's sentence that name its place: the town, else the state or its seat, the
/// first behind a preposition of place before any other. nullopt when the sentence does not name it
/// ("here" under a dateline) or it has none. `text` is the article's.
std::optional<TextSpan> place_words(const Mention& mention, std::string_view text, const Lexicon& lexicon);

}  // namespace annalist::ingest

#pragma once

#include <string>

#include "graph/result.hpp"
#include "storage/store.hpp"

namespace annalist::web {

/// One article with its text and the mentions in it: for each the event, the actors by name, and
/// the spans of sentence, trigger, time words and participants as byte offsets into the text.
/// Errors: NotFound; as the store's.
Result<std::string> article_json(const storage::Store& store, ArticleId id);

}  // namespace annalist::web

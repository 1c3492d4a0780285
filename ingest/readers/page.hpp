#pragma once

#include <string_view>

#include "ingest/readers/page_date.hpp"
#include "ingest/readers/raw_article.hpp"
#include "ingest/readers/readers.hpp"

namespace annalist::ingest {

/// The article of an HTML page: body, title, address, publisher, author, language and day.
/// `page` is UTF-8 (see decode_page). A page without an article gives an empty text.
/// Errors: InvalidArgument (nested or branched beyond the limits).
Result<RawArticle> read_page(std::string_view page, const ReadLimits& limits,
                             PlausibleDays plausible);

/// The text of an HTML fragment, as feeds and JSON rows carry them: all its blocks but furniture,
/// paragraphs separated by "\n\n".
Result<std::string> fragment_text(std::string_view fragment, const ReadLimits& limits);

/// True when text holds markup that `fragment_text` should take away.
bool looks_like_markup(std::string_view text);

}  // namespace annalist::ingest

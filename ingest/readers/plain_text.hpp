#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ingest/readers/page_date.hpp"
#include "ingest/readers/raw_article.hpp"

namespace annalist::ingest {

enum class FirstLine {
    MayBeTitle,  ///< the first line is the title when a blank line follows it
    IsText,      ///< the title is known from elsewhere
};

/// Reads plain text, also when it was copied off a web page: the title, a head of lines such as
/// "By A. Writer", "Published: 24 July 2020" or "Source: The Daily", the paragraphs, and a tail.
/// Left out is the furniture of pages: share lines, adverts, lists of other articles under a
/// heading, readers' comments with all that follows them, and lines that are only a date.
/// Hard-wrapped lines are joined into paragraphs.
///
/// The day comes from the first of: the head (basis "head"), a dateline with a year
/// ("dateline"), a weekday with its date before the first words ("lead"), the tail ("tail"); a dateline without a year only together with a year in the
/// copyright line ("dateline+copyright"). `text` is UTF-8.
RawArticle read_plain_text(std::string_view text, FirstLine first_line, PlausibleDays plausible);

/// True for a line that holds a date and nothing else but a weekday, a time of day and words such
/// as "Published on".
bool is_date_line(std::string_view line);

}  // namespace annalist::ingest

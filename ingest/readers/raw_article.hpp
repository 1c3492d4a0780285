#pragma once

#include <date/date.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "graph/result.hpp"
#include "ingest/readers/page_date.hpp"

namespace annalist::ingest {

/// One document as its format gives it, before what all formats have in common is done: limits,
/// language, the day, the id. Strings are valid UTF-8.
struct RawArticle {
    std::string url;
    std::string title;
    std::string publisher;
    std::string author;
    std::string language;  ///< as declared, "en-GB"; may be empty or wrong
    std::string source_id;
    std::string text;      ///< paragraphs separated by "\n\n"
    std::optional<PublishedDay> published;
    std::vector<std::string> warnings;  ///< without the origin
    std::string where;     ///< the place in the input: ":17", ": item 3" or empty
};

/// Where readers of one format send their documents. An error's message carries no file name; the
/// place in the file is at its start (":17: ...", ": item 3: ..."). False to stop.
using RawSink = std::function<bool(Result<RawArticle>)>;

}  // namespace annalist::ingest

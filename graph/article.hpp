#pragma once

#include <date/date.h>

#include <string>
#include <string_view>

#include "graph/id.hpp"

namespace annalist {

/// One document, as read. All strings are valid UTF-8; spans of mentions point into `text`.
struct Article {
    ArticleId id;
    std::string url;
    std::string title;
    std::string publisher;
    std::string author;
    date::sys_days published{};      ///< DCT: the day of publication
    std::string published_basis;     ///< where the day was read: "json-ld", "dateline", "tail" ...
    std::string language = "en";     ///< ISO 639-1
    std::string text;                ///< title not included

    bool operator==(const Article&) const = default;
};

/// The id of an article with this content; the url does not count.
ArticleId article_id(std::string_view title, date::sys_days published, std::string_view text);

}  // namespace annalist

#pragma once

#include <date/date.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/readers/html_tree.hpp"
#include "ingest/readers/linked_data.hpp"
#include "ingest/readers/page_blocks.hpp"
#include "ingest/readers/page_body.hpp"

namespace annalist::ingest {

/// The day of publication with the rule that found it.
struct PublishedDay {
    date::sys_days day{};
    std::string basis;  ///< "json-ld", "meta", "time", "byline", "url", "dateline", "tail" ...
    /// The moment, where the source gave the hour and its zone.
    std::optional<date::sys_time<std::chrono::minutes>> moment = std::nullopt;

    bool operator==(const PublishedDay&) const = default;
};

/// Days that may be believed: both ends included.
struct PlausibleDays {
    date::sys_days first, last;

    bool contains(date::sys_days day) const { return first <= day && day <= last; }
};

/// The publication day of a page, by the first rule that finds a plausible one: JSON-LD
/// datePublished, meta tags, `<time>`, the URL, elements that a class calls a date, a dateline (one
/// without a year when the URL has its month), text near the headline, scripts' data, last the day
/// of modification. A time stamp in UTC yields to the neighbouring day that URL or page show, and
/// any stamp to an earlier day in the URL.
/// Zones are kept as written: "2020-07-24T23:59-08:00" is 24 July.
std::optional<PublishedDay> page_day(const HtmlTree& page, const PageBlocks& cut,
                                     const PageBody& body, const LinkedData& data,
                                     std::string_view url, std::string_view language,
                                     PlausibleDays plausible);

}  // namespace annalist::ingest

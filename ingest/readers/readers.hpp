#pragma once

#include <date/date.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/article.hpp"
#include "graph/result.hpp"

namespace annalist::ingest {

/// Bounds on what one input may cost. Whatever exceeds one is refused by name; nothing is cut.
struct ReadLimits {
    std::size_t document_bytes = 32u << 20;  ///< one HTML page, feed or text file, after inflating
    std::size_t line_bytes = 16u << 20;      ///< one JSON line, or one object of a JSON array
    std::size_t article_bytes = 4u << 20;    ///< the text of one article
    std::size_t inflate_ratio = 250;         ///< gzip output over input, once 64 MiB came out
    std::size_t html_depth = 2000;           ///< open elements at one place of a page
    std::size_t html_nodes = 2'000'000;      ///< elements and texts of a page
};

struct ReadOptions {
    /// The day of articles that carry none of their own. Nullopt: such articles are errors.
    std::optional<date::sys_days> default_date;
    /// No article is from after this day. Nullopt: today (UTC), and a day more for time zones.
    std::optional<date::sys_days> as_of;
    /// False takes articles in any language; true refuses those surely not in English.
    bool english_only = true;
    ReadLimits limits;
    /// Told how many bytes of input were read since the last call, as stored (not inflated).
    std::function<void(std::uint64_t)> on_bytes;
};

// Article::published_basis is one of: "json-ld", "meta", "time", "url", "byline", "page text",
// "script" (HTML; with "+url" or "+page text" where these corrected it, with " modified" when only
// the day of a change is known), "feed", "feed updated", "row", "head", "dateline", "dateline+url",
// "dateline+copyright", "lead", "tail", "updated line", and "given" for ReadOptions::default_date.

/// One article with what should be known about its reading.
struct ReadArticle {
    Article article;
    std::string origin;     ///< "news/a.html", "dump.jsonl:17", "feed.xml: item 3"
    std::string source_id;  ///< the id that the source itself gave it, or empty
    /// When it was published, where the source gives the hour and its zone.
    std::optional<date::sys_time<std::chrono::minutes>> moment;
    std::vector<std::string> warnings;  ///< each names the origin and what was done
};

/// Called once per article or failure, in input order. Answers false to stop reading.
/// A failure's message names the file, the line or entry in it, and the reason.
using ArticleSink = std::function<bool(Result<ReadArticle>)>;

struct ReadSummary {
    std::uint64_t files = 0;
    std::uint64_t articles = 0;
    std::uint64_t failures = 0;
    std::uint64_t warnings = 0;
    bool stopped = false;  ///< the sink asked for it

    bool operator==(const ReadSummary&) const = default;
};

/// For `--help`: what a PATH may be, and what a folder walk takes.
inline constexpr std::string_view kReadHelp =
    "PATH is a file, a folder or - for standard input. Formats, told by content and then by name:\n"
    "HTML pages, RSS/Atom/RDF feeds, JSON lines, JSON arrays, plain text; each also gzipped.\n"
    "A folder is walked in name order and gives its .txt .text .html .htm .xhtml .xml .rss .atom\n"
    ".rdf .json .jsonl .ndjson files, also with .gz; left out are hidden files, links to folders,\n"
    "README.* and *.expected.json.\n";

/// Reads every article under `path` into `sink`: a file of any known format, a folder, or "-"
/// for standard input. Memory is bounded by the limits, not by the size of the input.
/// Failures of files and articles go to `sink`; the rest is read on.
ReadSummary read_path(const std::string& path, const ReadOptions& options,
                      const ArticleSink& sink);

/// Reads one document or stream that is at hand; `name` stands for its path in messages and
/// tells the format where the content does not.
ReadSummary read_stream(std::istream& in, const std::string& name, const ReadOptions& options,
                        const ArticleSink& sink);

/// True when a folder walk takes a file of this name (the last part of its path).
bool is_readable_name(std::string_view file_name);

}  // namespace annalist::ingest

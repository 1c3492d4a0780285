#include "ingest/readers/json_rows.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <array>
#include <string>

#include "ingest/readers/ascii.hpp"
#include "ingest/readers/charset.hpp"
#include "ingest/readers/dateline.hpp"
#include "ingest/readers/page.hpp"
#include "ingest/readers/plain_text.hpp"
#include "ingest/readers/url_day.hpp"
#include "ingest/readers/written_day.hpp"

namespace annalist::ingest {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

template <std::size_t N>
using Keys = std::array<std::string_view, N>;

constexpr auto kId = std::to_array<std::string_view>({"id", "_id", "guid", "uuid", "article_id", "doc_id", "uid"});
constexpr auto kUrl = std::to_array<std::string_view>({"url", "link", "uri", "canonical_url", "article_url", "web_url", "source_url", "permalink"});
constexpr auto kTitle = std::to_array<std::string_view>({"title", "headline", "heading", "name"});
constexpr auto kPublisher = std::to_array<std::string_view>({"publisher", "publication", "source", "outlet", "site", "site_name", "sitename", "source_name", "newspaper", "agency"});
constexpr auto kAuthor = std::to_array<std::string_view>({"author", "authors", "byline", "creator", "by"});
constexpr auto kLanguage = std::to_array<std::string_view>({"language", "lang", "inlanguage"});
constexpr auto kDay = std::to_array<std::string_view>({"published", "dct", "date", "published_at", "publishedat", "publish_date", "date_published", "datepublished", "published_date", "publication_date", "pub_date", "pubdate", "date_publish", "timestamp", "created", "created_at", "time", "day"});
constexpr auto kText = std::to_array<std::string_view>({"text", "body", "content", "article", "articlebody", "article_body", "maintext", "main_text", "fulltext", "full_text", "content_html", "html", "content_text", "story", "description"});

std::string as_text(const element& value);

/// A string; of an object its name or value; of a list the parts, joined.
std::string as_text(const element& value) {
    if (value.is_string()) return std::string(value.get_string().value());
    if (value.is_int64()) return std::to_string(value.get_int64().value());
    if (value.is_object()) {
        for (const char* key : {"name", "title", "value", "$date", "rendered"}) {
            element inner;
            if (value.at_key(key).get(inner) == simdjson::SUCCESS && !inner.is_object() && !inner.is_array())
                return as_text(inner);
        }
        return {};
    }
    simdjson::dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return {};
    std::string text;
    for (const element part : list) {
        if (part.is_array()) continue;
        const std::string piece = as_text(part);
        if (piece.empty()) continue;
        if (!text.empty()) text += ", ";
        text += piece;
    }
    return text;
}

/// The first of these keys, in their order, with a text; case and hyphens in keys do not count.
template <std::size_t N>
std::string field(const object& row, const Keys<N>& keys) {
    std::size_t best = N;
    std::string found;
    for (const auto [key, value] : row) {
        std::string name = ascii_lower(key);
        for (char& c : name) {
            if (c == '-' || c == ' ') c = '_';
        }
        for (std::size_t i = 0; i < best; ++i) {
            if (name != keys[i]) continue;
            std::string text = as_text(value);
            if (trim_ascii(text).empty()) continue;
            found = std::move(text);
            best = i;
        }
    }
    return found;
}

/// A list of paragraphs is a text too.
std::string text_field(const object& row) {
    for (std::string_view key : kText) {
        for (const auto [name, value] : row) {
            if (!equals_ignoring_case(name, key)) continue;
            simdjson::dom::array list;
            if (value.get(list) != simdjson::SUCCESS) {
                std::string text = as_text(value);
                if (!trim_ascii(text).empty()) return text;
                continue;
            }
            std::string text;
            for (const element part : list) {
                if (!part.is_string()) continue;
                if (!text.empty()) text += "\n\n";
                text += std::string_view(part.get_string().value());
            }
            if (!text.empty()) return text;
        }
    }
    return {};
}

/// The address speaks where the row has no field with a day and its text no dateline.
void take_day_from_url(RawArticle& article, PlausibleDays plausible) {
    if (article.published || article.url.empty()) return;
    std::string basis = "url";
    auto day = day_in_url(article.url);
    if (const auto month = month_in_url(article.url); !day && month) {
        day = dateline_day_in(article.text, *month);
        basis = "dateline+url";
    }
    if (day && plausible.contains(*day)) article.published = PublishedDay{*day, basis, std::nullopt};
}

Result<RawArticle> article_of(const object& row, const ReadLimits& limits, PlausibleDays plausible) {
    std::string text = text_field(row);
    if (text.empty())
        return Error{ErrorCode::InvalidArgument, "no text (none of the fields text, body, content)"};
    if (looks_like_markup(text)) {
        if (ascii_lower(std::string_view(text).substr(0, 2000)).find("<html") != std::string::npos) {
            auto page = read_page(text, limits, plausible);
            if (!page) return page.error();
            text = std::move(page->text);
        } else {
            auto plain = fragment_text(text, limits);
            if (!plain) return plain.error();
            text = std::move(*plain);
        }
    }
    RawArticle article = read_plain_text(text, FirstLine::IsText, plausible);
    const auto set = [](std::string& target, std::string value) {
        if (!value.empty()) target = std::move(value);
    };
    set(article.source_id, field(row, kId));
    set(article.url, field(row, kUrl));
    set(article.title, field(row, kTitle));
    set(article.publisher, field(row, kPublisher));
    set(article.author, field(row, kAuthor));
    set(article.language, field(row, kLanguage));
    if (article.publisher.starts_with("http") && article.url.empty())
        article.url = std::move(article.publisher);
    const std::string day = field(row, kDay);
    if (day.empty()) {
        take_day_from_url(article, plausible);
        return article;
    }
    const auto written = machine_day(day, DayOrder::MonthFirst);
    if (!written) {
        article.warnings.push_back(fmt::format("date \"{}\" not understood", day.substr(0, 40)));
    } else if (!plausible.contains(*written)) {
        article.warnings.push_back(fmt::format("date \"{}\" not believed", day.substr(0, 40)));
    } else {
        article.published = PublishedDay{*written, "row", machine_moment(day)};
    }
    return article;
}

Error placed(std::string place, const Error& error) {
    return {error.code, place + ": " + error.message};
}

/// Sends one row on, with its place. False to stop.
bool send(Result<RawArticle> article, std::string place, const RawSink& sink) {
    if (!article) return sink(placed(std::move(place), article.error()));
    article->where = std::move(place);
    return sink(std::move(article));
}

/// Finds where one JSON value ends, fed piece by piece. Knows strings and brackets only.
class ValueScan {
public:
    /// Bytes of `text` up to the end of the value, or npos when it goes on.
    std::size_t feed(std::string_view text) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char c = text[i];
            if (in_string_) {
                if (escaped_) escaped_ = false;
                else if (c == '\\') escaped_ = true;
                else if (c == '"') in_string_ = false;
                continue;
            }
            if (c == '"') in_string_ = true;
            else if (c == '{' || c == '[') ++depth_;
            else if ((c == '}' || c == ']') && --depth_ <= 0) return i + 1;
        }
        return std::string_view::npos;
    }

private:
    int depth_ = 0;
    bool in_string_ = false, escaped_ = false;
};

/// Takes one bracketed value off the stream.
/// Errors: InvalidArgument (longer than a row may be, or cut short).
Result<std::string> take_value(InputStream& in, std::size_t limit) {
    ValueScan scan;
    std::size_t scanned = 0;
    for (std::size_t want = 64 << 10;; want *= 2) {
        auto bytes = in.peek(std::min(want, limit + 1));
        if (!bytes) return bytes.error();
        const std::size_t end = scan.feed(bytes->substr(scanned));
        if (end != std::string_view::npos) {
            std::string value(bytes->substr(0, scanned + end));
            in.take(value.size());
            return value;
        }
        scanned = bytes->size();
        if (scanned > limit)
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("larger than {} MiB", limit >> 20)};
        if (scanned < std::min(want, limit + 1))
            return Error{ErrorCode::InvalidArgument, "JSON is cut short"};
    }
}

/// Takes white space and these marks; the next byte, or '\0' at the end.
Result<char> next_byte(InputStream& in, std::string_view skip) {
    for (;;) {
        auto bytes = in.peek(4096);
        if (!bytes) return bytes.error();
        if (bytes->empty()) return '\0';
        std::size_t i = 0;
        while (i < bytes->size() && (is_ascii_space((*bytes)[i]) || skip.find((*bytes)[i]) != skip.npos))
            ++i;
        const bool found = i < bytes->size();
        const char c = found ? (*bytes)[i] : '\0';
        in.take(i);
        if (found) return c;
    }
}

Result<bool> read_array(InputStream& in, const ReadLimits& limits, PlausibleDays plausible,
                        const RawSink& sink) {
    in.take(1);  // the bracket
    for (std::size_t entry = 1;; ++entry) {
        auto c = next_byte(in, ",");
        if (!c) return c.error();
        if (*c == ']') return true;
        const std::string place = fmt::format(": entry {}", entry);
        if (*c != '{')
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("entry {}: {}", entry,
                                     *c == '\0' ? "JSON is cut short" : "not a JSON object")};
        auto value = take_value(in, limits.line_bytes);
        if (!value) return Error{value.error().code, fmt::format("entry {}: {}", entry, value.error().message)};
        if (!send(read_json_row(*value, limits, plausible), place, sink)) return false;
    }
}

}  // namespace

Result<RawArticle> read_json_row(std::string_view row, const ReadLimits& limits,
                                 PlausibleDays plausible) {
    static thread_local simdjson::dom::parser parser;
    if (const auto bad = invalid_utf8_at(row))
        return Error{ErrorCode::InvalidArgument, fmt::format("invalid UTF-8 at byte {}", *bad)};
    const simdjson::padded_string padded(row);
    element root;
    if (const auto error = parser.parse(padded).get(root); error != simdjson::SUCCESS)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("not JSON: {}", simdjson::error_message(error))};
    object fields;
    if (root.get(fields) != simdjson::SUCCESS)
        return Error{ErrorCode::InvalidArgument, "not a JSON object"};
    return article_of(fields, limits, plausible);
}

Result<bool> read_json_lines(InputStream& in, const ReadLimits& limits, PlausibleDays plausible,
                             const RawSink& sink) {
    for (std::size_t number = 1;; ++number) {
        auto line = in.next_line(limits.line_bytes);
        if (!line) return line.error();
        if (!*line) return true;
        const auto place = [&] { return fmt::format(":{}", number); };
        if ((*line)->too_long) {
            const Error error{ErrorCode::InvalidArgument,
                              fmt::format("line longer than {} MiB", limits.line_bytes >> 20)};
            if (!sink(placed(place(), error))) return false;
            continue;
        }
        std::string_view row = trim_ascii((*line)->text);
        if (number == 1 && row.starts_with("\xEF\xBB\xBF")) row.remove_prefix(3);
        if (row.empty()) continue;
        if (!send(read_json_row(row, limits, plausible), place(), sink)) return false;
    }
}

Result<bool> read_json_document(InputStream& in, const ReadLimits& limits,
                                PlausibleDays plausible, const RawSink& sink) {
    auto first = next_byte(in, "\xEF\xBB\xBF");
    if (!first) return first.error();
    if (*first == '[') return read_array(in, limits, plausible, sink);
    if (*first != '{') return Error{ErrorCode::InvalidArgument, "not a JSON object or array"};

    auto document = take_value(in, limits.document_bytes);
    if (!document) return document.error();
    if (const auto bad = invalid_utf8_at(*document))
        return Error{ErrorCode::InvalidArgument, fmt::format("invalid UTF-8 at byte {}", *bad)};
    simdjson::dom::parser parser;
    const simdjson::padded_string padded(*document);
    object root;
    if (const auto error = parser.parse(padded).get(root); error != simdjson::SUCCESS)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("not JSON: {}", simdjson::error_message(error))};
    for (const char* key : {"articles", "items", "data", "results", "documents", "entries", "docs"}) {
        simdjson::dom::array list;
        if (root.at_key(key).get(list) != simdjson::SUCCESS) continue;
        std::size_t entry = 0;
        for (const element item : list) {
            const std::string place = fmt::format(": entry {}", ++entry);
            object row;
            auto article = item.get(row) == simdjson::SUCCESS
                               ? article_of(row, limits, plausible)
                               : Result<RawArticle>(Error{ErrorCode::InvalidArgument, "not a JSON object"});
            if (!send(std::move(article), place, sink)) return false;
        }
        return true;
    }
    if (!send(article_of(root, limits, plausible), "", sink)) return false;
    // More objects may follow, each over many lines.
    for (std::size_t entry = 2;; ++entry) {
        auto c = next_byte(in, "");
        if (!c) return c.error();
        if (*c == '\0') return true;
        if (*c != '{') return Error{ErrorCode::InvalidArgument, fmt::format("entry {}: not a JSON object", entry)};
        auto value = take_value(in, limits.line_bytes);
        if (!value) return Error{value.error().code, fmt::format("entry {}: {}", entry, value.error().message)};
        if (!send(read_json_row(*value, limits, plausible), fmt::format(": entry {}", entry), sink))
            return false;
    }
}

}  // namespace annalist::ingest

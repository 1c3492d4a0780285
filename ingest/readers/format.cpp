#include "ingest/readers/format.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "ingest/readers/ascii.hpp"

namespace annalist::ingest {
namespace {

constexpr std::size_t kMarkupProbe = 8 << 10;

std::string_view without_mark(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    while (!head.empty() && is_ascii_space(head.front())) head.remove_prefix(1);
    return head;
}

/// The first byte after the bracket that is no white space.
char after_bracket(std::string_view head) {
    const std::string_view rest = without_mark(head.substr(1));
    return rest.empty() ? '\0' : rest.front();
}

/// True when the first line holds a whole JSON object and more follows.
bool is_json_lines(std::string_view head, bool whole, std::string_view extension) {
    if (extension == "jsonl" || extension == "ndjson") return true;
    const std::size_t end = head.find('\n');
    if (end == std::string_view::npos) return !whole && extension != "json";
    const std::string_view line = trim_ascii(head.substr(0, end));
    if (!line.ends_with('}') || line.size() < 3) return false;
    const std::string_view next = without_mark(head.substr(end));
    return next.empty() ? !whole : next.starts_with('{');
}

Format markup_format(std::string_view head, std::string_view extension) {
    const std::string lower = ascii_lower(head.substr(0, kMarkupProbe));
    const auto at = [&](std::string_view tag) { return lower.find(tag); };
    const std::size_t html = std::min({at("<html"), at("<!doctype html"), at("<body"), at("<head>")});
    const std::size_t feed = std::min({at("<rss"), at("<feed"), at("<rdf:rdf"), at("<atom:feed")});
    if (feed < html) return Format::Feed;
    if (html != std::string::npos) return Format::Html;
    if (lower.starts_with("<?xml")) return Format::Feed;  // its reader names what it is
    for (std::string_view tag : {"<p", "<div", "<meta", "<article", "<h1", "<span", "<a ", "<title",
                                 "<!--", "<script", "<table", "<main", "<section"}) {
        if (lower.starts_with(tag)) return Format::Html;
    }
    if (extension == "xml" || extension == "rss" || extension == "atom" || extension == "rdf")
        return Format::Feed;
    if (extension == "html" || extension == "htm" || extension == "xhtml") return Format::Html;
    return Format::PlainText;
}

}  // namespace

std::string_view format_extension(std::string_view name) {
    static constexpr auto kKnown = std::to_array<std::string_view>(
        {"txt", "text", "html", "htm", "xhtml", "xml", "rss", "atom", "rdf", "json", "jsonl",
         "ndjson"});
    if (name.size() > 3 && equals_ignoring_case(name.substr(name.size() - 3), ".gz"))
        name.remove_suffix(3);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) return {};
    for (std::string_view known : kKnown) {
        if (equals_ignoring_case(name.substr(dot + 1), known)) return known;
    }
    return {};
}

Format detect_format(std::string_view head, bool whole, std::string_view name) {
    const std::string_view extension = format_extension(name);
    head = without_mark(head);
    if (head.starts_with('<')) return markup_format(head, extension);
    if (head.starts_with('{') && (after_bracket(head) == '"' || after_bracket(head) == '}'))
        return is_json_lines(head, whole, extension) ? Format::JsonLines : Format::JsonDocument;
    if (head.starts_with('[') && (after_bracket(head) == '{' || after_bracket(head) == ']'))
        return Format::JsonDocument;
    if (extension == "html" || extension == "htm" || extension == "xhtml") return Format::Html;
    if (extension == "jsonl" || extension == "ndjson") return Format::JsonLines;
    if (extension == "json") return Format::JsonDocument;
    if (extension == "rss" || extension == "atom" || extension == "rdf" || extension == "xml")
        return Format::Feed;
    return Format::PlainText;
}

}  // namespace annalist::ingest

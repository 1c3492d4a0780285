#include "ingest/readers/feed.hpp"

#include <fmt/format.h>

#include <pugixml.hpp>
#include <sstream>
#include <string>

#include "ingest/readers/ascii.hpp"
#include "ingest/readers/page.hpp"
#include "ingest/readers/plain_text.hpp"
#include "ingest/readers/written_day.hpp"

namespace annalist::ingest {
namespace {

/// A shorter summary is a teaser.
constexpr std::size_t kFullText = 800;

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// True for `<content:encoded>` and its like: the prefix is a habit, the local name decides, save
/// where a media element has the same one.
bool is_named(const pugi::xml_node& node, std::string_view local) {
    return local_name(node) == local && !std::string_view(node.name()).starts_with("media:") &&
           !std::string_view(node.name()).starts_with("itunes:");
}

pugi::xml_node child(const pugi::xml_node& parent, std::string_view local) {
    for (const pugi::xml_node& node : parent.children()) {
        if (is_named(node, local)) return node;
    }
    return {};
}

/// All characters below a node; XHTML content is written out as markup again.
std::string content_of(const pugi::xml_node& node) {
    if (!node) return {};
    std::string text;
    bool has_elements = false;
    for (const pugi::xml_node& part : node.children()) {
        if (part.type() == pugi::node_element) has_elements = true;
        if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) text += part.value();
    }
    if (!has_elements) return text;
    std::ostringstream markup;
    for (const pugi::xml_node& part : node.children())
        part.print(markup, "", pugi::format_raw, pugi::encoding_utf8);
    return markup.str();
}

/// One line of text: markup and entities resolved.
std::string line_of(const pugi::xml_node& node, const ReadLimits& limits) {
    std::string text = content_of(node);
    if (text.find_first_of("<&") != std::string::npos) {
        auto page = HtmlTree::parse(text, limits);
        if (page) text = page->inner_text(0);
    }
    std::string line;
    append_collapsed(line, text);
    return std::string(trim_ascii(line));
}

/// "editor@example.org (A. Writer)" names A. Writer.
std::string author_name(std::string text) {
    const std::size_t open = text.find('('), close = text.rfind(')');
    if (text.find('@') != std::string::npos && open != std::string::npos && close > open)
        return text.substr(open + 1, close - open - 1);
    return text;
}

std::string item_url(const pugi::xml_node& item) {
    for (const pugi::xml_node& node : item.children()) {
        if (!is_named(node, "link")) continue;
        const std::string_view rel = node.attribute("rel").value();
        if (*node.attribute("href").value() && (rel.empty() || rel == "alternate"))
            return node.attribute("href").value();
        const std::string_view text = trim_ascii(node.child_value());
        if (text.starts_with("http")) return std::string(text);
    }
    const pugi::xml_node guid = child(item, "guid");
    const std::string_view text = trim_ascii(guid.child_value());
    return text.starts_with("http") ? std::string(text) : std::string();
}

class FeedReader {
public:
    FeedReader(const pugi::xml_node& root, const ReadLimits& limits, PlausibleDays plausible)
        : root_(root), limits_(limits), plausible_(plausible) {
        channel_ = child(root, "channel");
        if (!channel_) channel_ = root;
        publisher_ = line_of(child(channel_, "title"), limits);
        language_ = line_of(child(channel_, "language"), limits);
        if (language_.empty()) language_ = root.attribute("xml:lang").value();
    }

    /// Sends every item on. False when the sink stopped.
    bool read(const RawSink& sink) {
        for (const pugi::xml_node& parent : {channel_, root_}) {
            for (const pugi::xml_node& item : parent.children()) {
                if (!is_named(item, "item") && !is_named(item, "entry")) continue;
                ++count_;
                const std::string place = fmt::format(": item {}", count_);
                auto article = read_item(item);
                if (!article) {
                    if (!sink(Error{article.error().code, place + ": " + article.error().message}))
                        return false;
                    continue;
                }
                article->where = place;
                if (!sink(std::move(article))) return false;
            }
            if (channel_ == root_) break;
        }
        return true;
    }

private:
    Result<RawArticle> read_item(const pugi::xml_node& item) {
        std::string content = content_of(child(item, "encoded"));
        if (trim_ascii(content).empty()) content = content_of(child(item, "content"));
        const bool summary = trim_ascii(content).empty();
        if (summary) content = content_of(child(item, "description"));
        if (trim_ascii(content).empty()) content = content_of(child(item, "summary"));
        auto text = plain(content);
        if (!text) return text.error();
        RawArticle article = read_plain_text(*text, FirstLine::IsText, plausible_);
        if (article.text.empty())
            return Error{ErrorCode::InvalidArgument, "the item has no text"};
        if (summary && article.text.size() < kFullText)
            article.warnings.push_back("the feed has only a summary of this item");
        article.title = line_of(child(item, "title"), limits_);
        article.url = item_url(item);
        article.publisher = publisher_;
        article.language = language_;
        article.source_id = line_of(child(item, "guid"), limits_);
        if (article.source_id.empty()) article.source_id = line_of(child(item, "id"), limits_);
        const pugi::xml_node author = child(item, "author");
        std::string name = line_of(child(item, "creator"), limits_);
        if (name.empty()) name = line_of(child(author, "name"), limits_);
        if (name.empty()) name = author_name(line_of(author, limits_));
        if (!name.empty()) article.author = std::move(name);
        set_day(item, article);
        return article;
    }

    Result<std::string> plain(const std::string& content) const {
        if (content.find_first_of("<&") == std::string::npos) return content;
        return fragment_text(content, limits_);
    }

    void set_day(const pugi::xml_node& item, RawArticle& article) const {
        for (const char* name : {"pubDate", "published", "issued", "date", "created", "updated"}) {
            const std::string value = line_of(child(item, name), limits_);
            if (value.empty()) continue;
            const auto day = machine_day(value, DayOrder::MonthFirst);
            if (!day || !plausible_.contains(*day)) {
                article.warnings.push_back(fmt::format("date \"{}\" not understood", value.substr(0, 40)));
                continue;
            }
            article.published = PublishedDay{
                *day, std::string_view(name) == "updated" ? "feed updated" : "feed", machine_moment(value)};
            return;
        }
    }

    pugi::xml_node root_, channel_;
    const ReadLimits& limits_;
    PlausibleDays plausible_;
    std::string publisher_, language_;
    std::size_t count_ = 0;
};

}  // namespace

Result<bool> read_feed(std::string_view feed, const ReadLimits& limits, PlausibleDays plausible,
                       const RawSink& sink) {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(feed.data(), feed.size(), pugi::parse_default, pugi::encoding_utf8);
    pugi::xml_node root = document.document_element();
    if (root && local_name(root) != "rss" && local_name(root) != "feed" && local_name(root) != "RDF")
        return Error{ErrorCode::Unsupported,
                     fmt::format("XML of an unknown kind (root element {})",
                                 std::string_view(root.name()).substr(0, 40))};
    if (root && !FeedReader(root, limits, plausible).read(sink)) return false;
    if (!parsed)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("damaged XML at byte {}: {}", parsed.offset, parsed.description())};
    return true;
}

}  // namespace annalist::ingest

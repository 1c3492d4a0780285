#include "ingest/readers/linked_data.hpp"

#include <simdjson.h>

#include <optional>
#include <string_view>

#include "ingest/readers/ascii.hpp"

namespace annalist::ingest {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

constexpr int kMaxDepth = 32;

/// Nodes about something else on the page, below which no article of this page lies.
bool is_foreign_key(std::string_view key) {
    return key == "itemListElement" || key == "comment" || key == "comments" || key == "review" ||
           key == "mentions" || key == "hasPart" || key == "about" || key == "image" ||
           key == "video" || key == "isPartOf" || key == "author" || key == "publisher" ||
           key == "potentialAction" || key == "citation" || key == "articleBody";
}

/// 3 for an article, 1 for a page or a loose object, 0 for what says nothing about the article.
int rank_of_type(std::string_view type) {
    if (type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" ||
        type == "SocialMediaPosting" || type == "Review" || type == "ReportageNewsArticle" ||
        type == "Recipe" || type == "CreativeWork" || type == "PressRelease" || type == "Story")
        return 3;
    if (type.ends_with("Page") || type.ends_with("Event") || type == "Product" || type.empty() ||
        type == "VideoObject" || type == "PodcastEpisode")
        return type == "VideoObject" ? 0 : 1;
    return 0;
}

// A copy that lives as long as the loop over it: `value.get_array().value()` would not.
simdjson::dom::array items(const element& value) {
    simdjson::dom::array list;
    [[maybe_unused]] const auto error = value.get(list);
    return list;
}

simdjson::dom::object fields(const element& value) {
    simdjson::dom::object node;
    [[maybe_unused]] const auto error = value.get(node);
    return node;
}

std::string first_string(const element& value) {
    if (value.is_string()) return std::string(value.get_string().value());
    if (value.is_array()) {
        for (const element item : items(value)) {
            if (auto text = first_string(item); !text.empty()) return text;
        }
    }
    return {};
}

std::string field(const simdjson::dom::object& node, std::string_view key) {
    element value;
    if (node.at_key(key).get(value) != simdjson::SUCCESS) return {};
    return first_string(value);
}

/// The name of a person or organisation given as text, object or list of these.
std::string name_of(const element& value) {
    if (value.is_string()) return std::string(value.get_string().value());
    if (value.is_object()) return field(fields(value), "name");
    std::string names;
    if (value.is_array()) {
        for (const element item : items(value)) {
            if (item.is_array()) continue;
            const std::string name = name_of(item);
            if (name.empty()) continue;
            if (!names.empty()) names += ", ";
            names += name;
        }
    }
    return names;
}

std::string name_field(const simdjson::dom::object& node, std::string_view key) {
    element value;
    if (node.at_key(key).get(value) != simdjson::SUCCESS) return {};
    return name_of(value);
}

/// The "@id" of a node referred to.
std::string id_field(const simdjson::dom::object& node, std::string_view key) {
    simdjson::dom::object inner;
    if (node.at_key(key).get(inner) != simdjson::SUCCESS) return {};
    return field(inner, "@id");
}

class Walker {
public:
    void walk(const element& value, int depth) {
        if (depth > kMaxDepth) return;
        if (value.is_array()) {
            for (const element item : items(value)) walk(item, depth + 1);
        } else if (value.is_object()) {
            const simdjson::dom::object node = fields(value);
            take(node);
            for (const auto [key, inner] : node) {
                if (!is_foreign_key(key)) walk(inner, depth + 1);
            }
        }
    }

    LinkedData result() && {
        fill(article_, page_);
        return std::move(article_);
    }

private:
    void take(const simdjson::dom::object& node) {
        const std::string type = field(node, "@type");
        const int rank = rank_of_type(type);
        if (rank == 0) return;
        LinkedData said;
        said.type = type;
        said.headline = field(node, "headline");
        said.body = field(node, "articleBody");
        said.published = field(node, "datePublished");
        if (said.published.empty() && rank == 3) said.published = field(node, "dateCreated");
        said.modified = field(node, "dateModified");
        said.author = name_field(node, "author");
        said.publisher = name_field(node, "publisher");
        said.url = field(node, "url");
        if (rank == 3 && said.url.empty()) said.url = field(node, "mainEntityOfPage");
        if (rank == 3 && said.url.empty()) said.url = id_field(node, "mainEntityOfPage");
        said.language = field(node, "inLanguage");
        fill(rank == 3 ? article_ : page_, said);
    }

    static void fill(LinkedData& into, const LinkedData& from) {
        const auto one = [](std::string& target, const std::string& source) {
            if (target.empty()) target = source;
        };
        one(into.type, from.type);
        one(into.headline, from.headline);
        one(into.body, from.body);
        one(into.published, from.published);
        one(into.modified, from.modified);
        one(into.author, from.author);
        one(into.publisher, from.publisher);
        one(into.url, from.url);
        one(into.language, from.language);
    }

    LinkedData article_, page_;
};

/// Takes away CDATA and comment marks around the JSON and turns raw control bytes into spaces.
std::string mended(std::string_view script) {
    std::string json(script);
    for (char& c : json) {
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    for (std::string_view mark : {"<![CDATA[", "//]]>", "]]>", "<!--", "-->", "//"}) {
        const std::string_view trimmed = trim_ascii(json);
        if (trimmed.starts_with(mark)) json = std::string(trimmed.substr(mark.size()));
        const std::string_view rest = trim_ascii(json);
        if (rest.ends_with(mark)) json = std::string(rest.substr(0, rest.size() - mark.size()));
    }
    while (!json.empty() && (is_ascii_space(json.back()) || json.back() == ';')) json.pop_back();
    return json;
}

}  // namespace

LinkedData read_linked_data(const HtmlTree& page) {
    Walker walker;
    simdjson::dom::parser parser;
    for (std::size_t i = 0; i < page.size(); ++i) {
        if (page[i].tag != Tag::Script) continue;
        if (ascii_lower(page.attribute(i, "type")).find("ld+json") == std::string::npos) continue;
        for (std::size_t child = i + 1; child < page[i].end; ++child) {
            if (page[child].tag != Tag::Text) continue;
            const simdjson::padded_string json(page.text(child));
            element root;
            if (parser.parse(json).get(root) == simdjson::SUCCESS) {
                walker.walk(root, 0);
                continue;
            }
            const simdjson::padded_string repaired(mended(page.text(child)));
            if (parser.parse(repaired).get(root) == simdjson::SUCCESS) walker.walk(root, 0);
        }
    }
    return std::move(walker).result();
}

}  // namespace annalist::ingest

#include "ingest/readers/html_tree.hpp"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <unordered_map>

#include "ingest/readers/ascii.hpp"

namespace annalist::ingest {
namespace {

/// libxml2 searches the stack of open elements at each end tag that matches none; this bounds the
/// product of both, which a hostile page could make quadratic.
constexpr std::uint64_t kMaxSearchedElements = 50'000'000;

/// libxml2 compares each attribute of a tag with all before it; this bounds the sum of squares of
/// their numbers over a page.
constexpr std::uint64_t kMaxAttributePairs = 50'000'000;

/// Where a tag that begins at `at` ends; counts the words in it, which are at least as many as its
/// attributes.
std::size_t skip_tag(std::string_view page, std::size_t at, std::uint64_t& words) {
    char previous = ' ';
    for (; at < page.size(); ++at) {
        const char c = page[at];
        if (c == '>') break;
        if ((c == '"' || c == '\'') && previous == '=') {
            at = std::min(page.find(c, at + 1), page.size());
            ++words;
            continue;
        }
        if (is_ascii_space(c) || c == '/') {
            words += !is_ascii_space(previous);
        }
        if (!is_ascii_space(c)) previous = c;
        else if (previous != '=') previous = c;
    }
    return at;
}

/// True when comparing the attributes of the page's tags would take too long.
bool has_too_many_attributes(std::string_view page) {
    std::uint64_t pairs = 0;
    for (std::size_t at = page.find('<'); at < page.size(); at = page.find('<', at)) {
        ++at;
        if (at < page.size() && is_ascii_alpha(page[at])) {
            const std::string_view name = page.substr(at, 6);
            std::uint64_t words = 0;
            at = skip_tag(page, at, words);
            pairs += words * words;
            if (pairs > kMaxAttributePairs) return true;
            if (equals_ignoring_case(name, "script")) at = page.find("</", at);
        } else if (page.substr(at).starts_with("!--")) {
            at = page.find("-->", at);
        }
    }
    return false;
}

Tag tag_of(std::string_view name) {
    static const std::unordered_map<std::string_view, Tag> kTags = {
        {"a", Tag::A}, {"abbr", Tag::Abbr}, {"address", Tag::Address}, {"article", Tag::Article},
        {"aside", Tag::Aside}, {"b", Tag::B}, {"blockquote", Tag::Blockquote},
        {"body", Tag::Body}, {"br", Tag::Br}, {"button", Tag::Button}, {"center", Tag::Center},
        {"cite", Tag::Cite}, {"dd", Tag::Dd}, {"details", Tag::Details},
        {"dialog", Tag::Dialog}, {"div", Tag::Div}, {"dl", Tag::Dl}, {"dt", Tag::Dt},
        {"em", Tag::Em}, {"fieldset", Tag::Fieldset}, {"figcaption", Tag::Figcaption},
        {"figure", Tag::Figure}, {"font", Tag::Font}, {"footer", Tag::Footer},
        {"form", Tag::Form}, {"h1", Tag::H1}, {"h2", Tag::H2}, {"h3", Tag::H3}, {"h4", Tag::H4},
        {"h5", Tag::H5}, {"h6", Tag::H6}, {"head", Tag::Head}, {"header", Tag::Header},
        {"hr", Tag::Hr}, {"html", Tag::Html}, {"i", Tag::I}, {"iframe", Tag::Iframe},
        {"img", Tag::Img}, {"input", Tag::Input}, {"label", Tag::Label}, {"li", Tag::Li},
        {"link", Tag::Link}, {"main", Tag::Main}, {"menu", Tag::Menu}, {"meta", Tag::Meta},
        {"nav", Tag::Nav}, {"noscript", Tag::Noscript}, {"object", Tag::Object}, {"ol", Tag::Ol},
        {"option", Tag::Option}, {"p", Tag::P}, {"pre", Tag::Pre}, {"q", Tag::Q},
        {"script", Tag::Script}, {"section", Tag::Section}, {"select", Tag::Select},
        {"small", Tag::Small}, {"span", Tag::Span}, {"strong", Tag::Strong},
        {"style", Tag::Style}, {"sub", Tag::Sub}, {"summary", Tag::Summary}, {"sup", Tag::Sup},
        {"svg", Tag::Svg}, {"table", Tag::Table}, {"tbody", Tag::Tbody}, {"td", Tag::Td},
        {"template", Tag::Template}, {"textarea", Tag::Textarea}, {"tfoot", Tag::Tfoot},
        {"th", Tag::Th}, {"thead", Tag::Thead}, {"time", Tag::Time}, {"title", Tag::Title},
        {"tr", Tag::Tr}, {"u", Tag::U}, {"ul", Tag::Ul}, {"video", Tag::Video},
        {"audio", Tag::Audio},
    };
    const auto found = kTags.find(name);
    return found == kTags.end() ? Tag::Other : found->second;
}

std::string_view view(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

/// Length of the white space character at the start of `text`, 0 when it starts with another.
std::size_t space_length(std::string_view text) {
    if (is_ascii_space(text[0])) return 1;
    if (text.starts_with("\xC2\xA0")) return 2;                         // no-break space
    if (text.starts_with("\xC2\xAD")) return 0;                         // soft hyphen: below
    if (text.size() < 3 || (text[0] != '\xE2' && text[0] != '\xE3')) return 0;
    if (text.starts_with("\xE2\x80")) {
        const auto last = static_cast<unsigned char>(text[2]);
        if (last >= 0x80 && last <= 0x8A) return 3;                     // en quad to hair space
        if (last == 0xA8 || last == 0xA9 || last == 0xAF) return 3;     // separators, narrow nbsp
    }
    if (text.starts_with("\xE3\x80\x80")) return 3;                     // ideographic space
    return 0;
}

/// Length of an invisible character that carries no text: soft hyphen, zero-width, mark.
std::size_t invisible_length(std::string_view text) {
    if (text.starts_with("\xC2\xAD")) return 2;
    if (text.starts_with("\xE2\x80\x8B") || text.starts_with("\xE2\x81\xA0") ||
        text.starts_with("\xEF\xBB\xBF") || text.starts_with("\xE2\x80\x8E") ||
        text.starts_with("\xE2\x80\x8F"))
        return 3;
    return 0;
}

}  // namespace

void append_collapsed(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const auto byte = static_cast<unsigned char>(rest[0]);
        if (byte > 0x20 && byte < 0x7F) {
            out.push_back(rest[0]);
            ++i;
        } else if (const std::size_t space = space_length(rest)) {
            if (!out.empty() && out.back() != ' ' && out.back() != '\n') out.push_back(' ');
            i += space;
        } else if (const std::size_t nothing = invisible_length(rest)) {
            i += nothing;
        } else {
            if (byte >= 0x20 && byte != 0x7F) out.push_back(rest[0]);  // no other control bytes
            ++i;
        }
    }
}

/// Receives libxml2's SAX events and lays the nodes down.
class HtmlTreeBuilder {
public:
    HtmlTreeBuilder(const ReadLimits& limits, std::size_t page_size) : limits_(limits) {
        tree_.bytes_.reserve(page_size);
        tree_.nodes_.push_back({});
        open_.push_back(0);
    }

    void attach(htmlParserCtxtPtr parser) { parser_ = parser; }

    void start(std::string_view name, const xmlChar** attributes) {
        if (open_.size() > limits_.html_depth)
            return stop(fmt::format("elements nested deeper than {}", limits_.html_depth));
        if (!add_node(tag_of(name))) return;
        HtmlNode& node = tree_.nodes_.back();
        node.first_byte = static_cast<std::uint32_t>(tree_.attributes_.size());
        for (; attributes && attributes[0]; attributes += 2) {
            HtmlTree::Attribute attribute;
            std::tie(attribute.name, attribute.name_size) = keep(view(attributes[0]));
            if (attributes[1])
                std::tie(attribute.value, attribute.value_size) = keep(view(attributes[1]));
            tree_.attributes_.push_back(attribute);
            ++node.size;
        }
        open_.push_back(static_cast<std::uint32_t>(tree_.nodes_.size() - 1));
    }

    void end() {
        if (open_.size() <= 1) return;
        tree_.nodes_[open_.back()].end = static_cast<std::uint32_t>(tree_.nodes_.size());
        open_.pop_back();
    }

    void characters(std::string_view text) {
        HtmlNode& last = tree_.nodes_.back();
        const bool continues = last.tag == Tag::Text && last.parent == open_.back() &&
                               last.first_byte + last.size == tree_.bytes_.size();
        if (continues) {
            last.size += keep(text).second;
            return;
        }
        if (!add_node(Tag::Text)) return;
        HtmlNode& node = tree_.nodes_.back();
        std::tie(node.first_byte, node.size) = keep(text);
        node.end = static_cast<std::uint32_t>(tree_.nodes_.size());
    }

    void unmatched_end_tag() {
        searched_ += open_.size();
        if (searched_ > kMaxSearchedElements) stop("too many end tags without a start");
    }

    Result<HtmlTree> finish() {
        while (open_.size() > 1) end();
        tree_.nodes_[0].end = static_cast<std::uint32_t>(tree_.nodes_.size());
        if (failure_) return *failure_;
        return std::move(tree_);
    }

private:
    bool add_node(Tag tag) {
        if (failure_) return false;
        if (tree_.nodes_.size() >= limits_.html_nodes) {
            stop(fmt::format("more than {} elements", limits_.html_nodes));
            return false;
        }
        HtmlNode node;
        node.tag = tag;
        node.parent = open_.back();
        node.depth = static_cast<std::uint16_t>(open_.size());
        tree_.nodes_.push_back(node);
        return true;
    }

    std::pair<std::uint32_t, std::uint32_t> keep(std::string_view text) {
        const auto begin = static_cast<std::uint32_t>(tree_.bytes_.size());
        tree_.bytes_.append(text);
        return {begin, static_cast<std::uint32_t>(text.size())};
    }

    void stop(std::string reason) {
        if (!failure_) failure_ = Error{ErrorCode::InvalidArgument, std::move(reason)};
        xmlStopParser(parser_);
    }

    const ReadLimits& limits_;
    htmlParserCtxtPtr parser_ = nullptr;
    HtmlTree tree_;
    std::vector<std::uint32_t> open_;
    std::uint64_t searched_ = 0;
    std::optional<Error> failure_;
};

namespace {

HtmlTreeBuilder& builder(void* context) { return *static_cast<HtmlTreeBuilder*>(context); }

void on_start(void* context, const xmlChar* name, const xmlChar** attributes) {
    builder(context).start(view(name), attributes);
}
void on_end(void* context, const xmlChar*) { builder(context).end(); }
void on_text(void* context, const xmlChar* text, int size) {
    builder(context).characters({reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
}
void on_error(void* context, xmlErrorPtr error) {
    if (error && error->code == XML_ERR_TAG_NAME_MISMATCH) builder(context).unmatched_end_tag();
}

htmlSAXHandler handlers() {
    htmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElement = on_start;
    sax.endElement = on_end;
    sax.characters = on_text;
    sax.cdataBlock = on_text;  // the text of scripts and styles
    sax.ignorableWhitespace = on_text;
    sax.serror = on_error;
    return sax;
}

}  // namespace

Result<HtmlTree> HtmlTree::parse(std::string_view page, const ReadLimits& limits) {
    if (has_too_many_attributes(page))
        return Error{ErrorCode::InvalidArgument, "tags with too many attributes"};
    HtmlTreeBuilder building(limits, page.size());
    htmlSAXHandler sax = handlers();
    const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
        htmlCreateMemoryParserCtxt(page.data(), static_cast<int>(page.size())),
        &htmlFreeParserCtxt);
    if (!parser) return building.finish();  // an empty page
    *parser->sax = sax;
    parser->userData = &building;
    building.attach(parser.get());
    htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NONET |
                                         HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOIMPLIED);
    xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(parser.get());
    return building.finish();
}

const HtmlTree::Attribute* HtmlTree::find(std::size_t node, std::string_view name) const {
    if (nodes_[node].tag == Tag::Text) return nullptr;
    for (std::uint32_t i = 0; i < nodes_[node].size; ++i) {
        const Attribute& attribute = attributes_[nodes_[node].first_byte + i];
        if (std::string_view(bytes_).substr(attribute.name, attribute.name_size) == name)
            return &attribute;
    }
    return nullptr;
}

std::string_view HtmlTree::attribute(std::size_t node, std::string_view name) const {
    const Attribute* found = find(node, name);
    if (!found) return {};
    return std::string_view(bytes_).substr(found->value, found->value_size);
}

bool HtmlTree::has_attribute(std::size_t node, std::string_view name) const {
    return find(node, name) != nullptr;
}

std::string HtmlTree::inner_text(std::size_t node) const {
    std::string text;
    for (std::size_t i = node; i < nodes_[node].end;) {
        const Tag tag = nodes_[i].tag;
        if (tag == Tag::Script || tag == Tag::Style || tag == Tag::Svg || tag == Tag::Template) {
            i = nodes_[i].end;
            continue;
        }
        if (tag == Tag::Text) {
            append_collapsed(text, this->text(i));
        } else if (tag == Tag::Br || tag == Tag::P || tag == Tag::Div || tag == Tag::Li) {
            append_collapsed(text, " ");
        }
        ++i;
    }
    while (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

}  // namespace annalist::ingest

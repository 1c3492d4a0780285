#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/result.hpp"
#include "ingest/readers/readers.hpp"

namespace annalist::ingest {

/// Elements that some rule asks about; all others are Other.
enum class Tag : std::uint8_t {
    Text, Other,
    A, Abbr, Address, Article, Aside, B, Blockquote, Body, Br, Button, Center, Cite, Dd, Details,
    Dialog, Div, Dl, Dt, Em, Fieldset, Figcaption, Figure, Font, Footer, Form, H1, H2, H3, H4, H5,
    H6, Head, Header, Hr, Html, I, Iframe, Img, Input, Label, Li, Link, Main, Menu, Meta, Nav,
    Noscript, Object, Ol, Option, P, Pre, Q, Script, Section, Select, Small, Span, Strong, Style,
    Sub, Summary, Sup, Svg, Table, Tbody, Td, Template, Textarea, Tfoot, Th, Thead, Time, Title,
    Tr, U, Ul, Video, Audio
};

/// An element or a piece of text. Nodes stand in document order, so the nodes below node `n` are
/// those from n + 1 to `end`.
struct HtmlNode {
    Tag tag = Tag::Other;
    std::uint16_t depth = 0;
    std::uint32_t parent = 0;
    std::uint32_t end = 0;         ///< one past the last node below this one
    std::uint32_t first_byte = 0;  ///< of a text, or of the attributes' list
    std::uint32_t size = 0;        ///< bytes of a text, or number of attributes
};

/// A parsed page. Node 0 is the document itself; entities are resolved; texts of scripts are kept
/// as text nodes below them.
class HtmlTree {
public:
    /// `page` is valid UTF-8. Never fetches anything.
    /// Errors: InvalidArgument (nested or branched beyond the limits).
    /// Parser: libxml2's HTML SAX interface, which has no depth limit of its own.
    static Result<HtmlTree> parse(std::string_view page, const ReadLimits& limits);

    const std::vector<HtmlNode>& nodes() const { return nodes_; }
    const HtmlNode& operator[](std::size_t node) const { return nodes_[node]; }
    std::size_t size() const { return nodes_.size(); }

    /// The characters of a text node, as they stand.
    std::string_view text(std::size_t node) const {
        return std::string_view(bytes_).substr(nodes_[node].first_byte, nodes_[node].size);
    }
    /// All text below `node` except scripts and styles, whitespace made single, trimmed.
    std::string inner_text(std::size_t node) const;

    /// The value of an attribute, empty when absent. Names are lower case.
    std::string_view attribute(std::size_t node, std::string_view name) const;
    bool has_attribute(std::size_t node, std::string_view name) const;

private:
    friend class HtmlTreeBuilder;

    struct Attribute {
        std::uint32_t name = 0, name_size = 0, value = 0, value_size = 0;
    };

    const Attribute* find(std::size_t node, std::string_view name) const;

    std::vector<HtmlNode> nodes_;
    std::vector<Attribute> attributes_;
    std::string bytes_;
};

/// Appends `text` with every run of whitespace (also no-break and zero-width spaces) as one space;
/// no space at the start of `out` or after a space or line end there.
void append_collapsed(std::string& out, std::string_view text);

}  // namespace annalist::ingest

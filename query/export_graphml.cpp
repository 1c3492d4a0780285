#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <span>

#include "query/export_fields.hpp"
#include "query/json_writer.hpp"

// GraphML as Gephi, NetworkX, igraph, graphology and Cytoscape read it: real ids, edge ids unique
// over the file, keys before the graph and not named d0, d1 ... (Gephi takes those for yEd's), no
// direction per edge, booleans as true and false, nothing beyond XML 1.0's characters. yEd shows
// only the labels of its own shapes, and Neo4j's APOC takes labels and types from attributes of the
// elements.
namespace annalist::query {
namespace {

std::string_view type_name(FieldType type) {
    switch (type) {
        case FieldType::Text:
            return "string";
        case FieldType::Truth:
            return "boolean";
        case FieldType::Int:
            return "int";
        case FieldType::Long:
            return "long";
        case FieldType::Real:
            return "double";
    }
    return "string";
}

}  // namespace

const std::string_view kGraphmlHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
    "         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
    "         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

void append_xml(std::string& out, std::string_view text) {
    if (!is_utf8(text)) {
        append_xml(out, valid_utf8(text));
        return;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        switch (byte) {
            case '&': out += "&amp;"; continue;
            case '<': out += "&lt;"; continue;
            case '>': out += "&gt;"; continue;
            case '"': out += "&quot;"; continue;
            case '\r': out += "&#13;"; continue;  // a reader makes a raw one a line feed
            case '\t':
            case '\n': out += text[i]; continue;
            default: break;
        }
        const std::string_view rest = text.substr(i, 3);
        if (byte < 0x20)
            out += "\xEF\xBF\xBD";
        else if (rest == "\xEF\xBF\xBE" || rest == "\xEF\xBF\xBF") {  // U+FFFE and U+FFFF
            out += "\xEF\xBF\xBD";
            i += 2;
        } else
            out += text[i];
    }
}

void append_xml_attribute(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t blank = std::min(text.find_first_of("\t\n", at), text.size());
        append_xml(out, text.substr(at, blank - at));
        if (blank < text.size()) out += text[blank] == '\t' ? "&#9;" : "&#10;";
        at = blank + 1;
    }
}

namespace {

/// Appends `value` as the content of a <data>.
void append_value(std::string& out, std::string_view value) { append_xml(out, value); }
void append_value(std::string& out, bool value) { out += value ? "true" : "false"; }
template <class Number>
void append_value(std::string& out, Number value) {
    fmt::format_to(std::back_inserter(out), "{}", value);
}

/// Writes fields as <data> elements of keys "n_label", "e_label" ...
auto data_writer(std::string& out, char element) {
    return [&out, element](const Field& field, auto value) {
        fmt::format_to(std::back_inserter(out), "      <data key=\"{}_{}\">", element, field.name);
        append_value(out, value);
        out += "</data>\n";
    };
}

void write_keys(std::string& out, std::span<const Field> fields, std::string_view element) {
    for (const Field& field : fields)
        fmt::format_to(std::back_inserter(out),
                       "  <key id=\"{}_{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>\n",
                       element.front(), field.name, element, field.name, type_name(field.type));
}

constexpr std::string_view kYedHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
    "         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
    "         xmlns:y=\"http://www.yworks.com/xml/graphml\"\n"
    "         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
    "http://www.yworks.com/xml/schema/graphml/1.1/ygraphml.xsd\">\n"
    "  <key id=\"n_graphics\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n"
    "  <key id=\"e_graphics\" for=\"edge\" yfiles.type=\"edgegraphics\"/>\n";

/// A box as wide as the name, about: yEd fits none to its label when it opens a file.
void write_box(std::string& out, std::string_view name) {
    const auto letters = std::ranges::count_if(name, [](char c) { return (c & 0xC0) != 0x80; });
    fmt::format_to(std::back_inserter(out),
                   "      <data key=\"n_graphics\"><y:ShapeNode><y:Geometry height=\"30\" "
                   "width=\"{}\"/><y:NodeLabel>",
                   20 + 8 * letters);
    append_xml(out, name);
    out += "</y:NodeLabel><y:Shape type=\"roundrectangle\"/></y:ShapeNode></data>\n";
}

void write_arrow(std::string& out, const Edge& edge) {
    fmt::format_to(std::back_inserter(out),
                   "      <data key=\"e_graphics\"><y:PolyLineEdge><y:Arrows source=\"none\" "
                   "target=\"{}\"/><y:EdgeLabel>",
                   edge.pair.symmetric ? "none" : "standard");
    append_xml(out, edge_label(edge.event));
    out += "</y:EdgeLabel></y:PolyLineEdge></data>\n";
}

/// ":Actor:Person", as Neo4j writes labels.
std::string node_labels(ActorKind kind) {
    std::string name{to_string(kind)};
    name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return ":Actor:" + name;
}

/// The event's kind as a type of relationship: "MEET", "THIRD_PARTY".
std::string relationship(const Event& event) {
    std::string name = event_kind(event);
    std::ranges::transform(name, name.begin(), [](unsigned char c) {
        return c == '-' ? '_' : static_cast<char>(std::toupper(c));
    });
    return name;
}

}  // namespace

Result<ExportCount> export_graphml(const storage::Store& store, const EventQuery& query,
                                   GraphmlFlavor flavor, Output& out) {
    // Two walks, so that nodes come first and no edges are held. Between them an article may come
    // in; its edges are left out when they have an actor that is no node yet.
    const auto actors = edge_actors(store, query);
    if (!actors) return actors.error();

    ExportCount count;
    const bool yed = flavor == GraphmlFlavor::Yed, apoc = flavor == GraphmlFlavor::Apoc;
    out.text() += yed ? kYedHead : kGraphmlHead;
    write_keys(out.text(), kNodeFields, "node");
    write_keys(out.text(), kEdgeFields, "edge");
    out.text() += "  <graph id=\"annals\" edgedefault=\"directed\">\n";
    ActorBook book{store};
    for (const auto& [id, sum] : *actors) {
        const auto actor = book.find(id);
        if (!actor) return actor.error();
        fmt::format_to(std::back_inserter(out.text()), "    <node id=\"{}\"",
                       node_text((*actor)->key));
        if (apoc)
            fmt::format_to(std::back_inserter(out.text()), " labels=\"{}\"",
                           node_labels((*actor)->kind));
        out.text() += ">\n";
        if (yed) write_box(out.text(), (*actor)->name);
        node_fields(**actor, sum, data_writer(out.text(), 'n'));
        out.text() += "    </node>\n";
        ++count.nodes;
        if (!out.keep_going()) return count;
    }
    const auto walked = walk_named_edges(store, query, book, *actors, [&](const Edge& edge) {
        fmt::format_to(std::back_inserter(out.text()),
                       "    <edge id=\"{}\" source=\"{}\" target=\"{}\"",
                       edge_text(edge.event.id, edge.number), node_text(edge.from.key),
                       node_text(edge.to.key));
        if (apoc)
            fmt::format_to(std::back_inserter(out.text()), " label=\"{}\"",
                           relationship(edge.event));
        out.text() += ">\n";
        if (yed) write_arrow(out.text(), edge);
        edge_fields(edge, data_writer(out.text(), 'e'));
        out.text() += "    </edge>\n";
        ++count.edges;
        return out.keep_going();
    });
    if (!walked) return walked.error();
    count.events = *walked;
    out.text() += "  </graph>\n</graphml>\n";
    return count;
}

}  // namespace annalist::query

#include <fmt/format.h>

#include <iterator>

#include "query/export_fields.hpp"
#include "query/json_writer.hpp"

// The DOT language of Graphviz: a directed multigraph; pairs without a direction have dir=none. A
// backslash begins an escape in most attributes, an ampersand may begin an HTML entity.
namespace annalist::query {
namespace {

/// Whether text[at], an ampersand, begins what Graphviz reads as an entity ("&amp;", "&#38;").
bool begins_entity(std::string_view text, std::size_t at) {
    const std::size_t end = text.find_first_not_of(
        "#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", at + 1);
    return end != std::string_view::npos && end > at + 1 && text[end] == ';';
}

void append_quoted(std::string& out, std::string_view text) {
    if (!is_utf8(text)) {
        append_quoted(out, valid_utf8(text));
        return;
    }
    out += '"';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"' || c == '\\')
            out.append(1, '\\').append(1, c);
        else if (c == '\n')
            out += "\\n";
        else if (c == '&' && begins_entity(text, i))
            out += "&amp;";
        else if (static_cast<unsigned char>(c) < 0x20 && c != '\t')
            out += "\xEF\xBF\xBD";
        else
            out += c;
    }
    out += '"';
}

void append_value(std::string& out, std::string_view value) { append_quoted(out, value); }
void append_value(std::string& out, bool value) { out += value ? "true" : "false"; }
template <class Number>
void append_value(std::string& out, Number value) {
    fmt::format_to(std::back_inserter(out), "\"{}\"", value);
}

/// Writes attributes behind "[" or behind "name=value, ".
auto attribute_writer(std::string& out) {
    return [&out](const Field& field, auto value) {
        if (!out.ends_with('[') && !out.ends_with(' ')) out += ", ";
        out.append(field.name).append("=");
        append_value(out, value);
    };
}

}  // namespace

Result<ExportCount> export_dot(const storage::Store& store, const EventQuery& query, Output& out) {
    const auto actors = edge_actors(store, query);
    if (!actors) return actors.error();

    ExportCount count;
    out.text() +=
        "digraph annals {\n  graph [charset=\"UTF-8\"];\n  node [shape=box, style=rounded];\n";
    ActorBook book{store};
    for (const auto& [id, sum] : *actors) {
        const auto actor = book.find(id);
        if (!actor) return actor.error();
        out.text() += "  ";
        append_quoted(out.text(), node_text((*actor)->key));
        out.text() += " [";
        node_fields(**actor, sum, attribute_writer(out.text()));
        out.text() += "];\n";
        ++count.nodes;
        if (!out.keep_going()) return count;
    }
    const auto walked = walk_named_edges(store, query, book, *actors, [&](const Edge& edge) {
        std::string& text = out.text();
        text += "  ";
        append_quoted(text, node_text(edge.from.key));
        text += " -> ";
        append_quoted(text, node_text(edge.to.key));
        fmt::format_to(std::back_inserter(text), " [id=\"{}\", dir={}, ",
                       edge_text(edge.event.id, edge.number),
                       edge.pair.symmetric ? "none" : "forward");
        edge_fields(edge, attribute_writer(text));
        text += "];\n";
        ++count.edges;
        return out.keep_going();
    });
    if (!walked) return walked.error();
    count.events = *walked;
    out.text() += "}\n";
    return count;
}

}  // namespace annalist::query

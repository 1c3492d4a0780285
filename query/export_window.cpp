#include "query/export_window.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "query/export_parts.hpp"

namespace annalist::query {
namespace {

constexpr std::string_view kKeys =
    "  <key id=\"n_label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
    "  <key id=\"n_key\" for=\"node\" attr.name=\"key\" attr.type=\"string\"/>\n"
    "  <key id=\"n_kind\" for=\"node\" attr.name=\"kind\" attr.type=\"string\"/>\n"
    "  <key id=\"n_country\" for=\"node\" attr.name=\"country\" attr.type=\"string\"/>\n"
    "  <key id=\"e_weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
    "  <key id=\"e_events\" for=\"edge\" attr.name=\"events\" attr.type=\"long\"/>\n"
    "  <graph id=\"annals\" edgedefault=\"directed\">\n";

void append_number(std::string& out, std::uint64_t value) {
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

void append_node(std::string& out, const Actor& actor) {
    out += "    <node id=\"n";
    append_number(out, actor.id.value);
    out += "\"><data key=\"n_label\">";
    append_xml(out, actor.name);
    out += "</data><data key=\"n_key\">";
    append_xml(out, actor.key);
    out += "</data><data key=\"n_kind\">";
    out += to_string(actor.kind);
    if (!actor.country.empty()) {
        out += "</data><data key=\"n_country\">";
        append_xml(out, actor.country);
    }
    out += "</data></node>\n";
}

}  // namespace

Result<ExportCount> export_window_graphml(const storage::Store& store, const WindowGraph& graph,
                                          const ByteSink& sink) {
    Output out(sink);
    ExportCount count;
    out.text() += kGraphmlHead;
    out.text() += kKeys;
    // Both are in the order of ids: one pass over all actors finds those of the graph.
    const std::size_t nodes = num_vertices(graph);
    std::size_t next = 0;
    const auto named = store.scan_actors([&](const Actor& actor) {
        if (next == nodes) return false;
        if (actor.id != graph[next]) return true;
        ++next;
        append_node(out.text(), actor);
        return out.keep_going();
    });
    if (!named) return named.error();
    if (next != nodes && out.wanted())
        return Error{ErrorCode::Corruption, fmt::format("actor {}: has events, and no record", graph[next].value)};
    count.nodes = next;
    for (std::size_t v = 0; v < nodes && out.wanted(); ++v) {
        std::string source = "    <edge source=\"n";
        append_number(source, graph[v].value);
        source += "\" target=\"n";
        const auto [begin, end] = out_edges(v, graph);
        for (auto edge = begin; edge != end; ++edge) {
            std::string& text = out.text();
            const WindowEdge& props = graph[*edge];
            text += source;
            append_number(text, graph[target(*edge, graph)].value);
            text += "\"><data key=\"e_weight\">";
            append_number(text, static_cast<std::uint64_t>(std::llround(props.weight)));
            text += "</data><data key=\"e_events\">";
            append_number(text, props.events);
            text += "</data></edge>\n";
            ++count.edges;
            count.events += props.events;
            if (!out.keep_going()) break;
        }
    }
    out.text() += "  </graph>\n</graphml>\n";
    count.cut_short = !out.finish();
    return count;
}

}  // namespace annalist::query

#include <fmt/format.h>

#include <iterator>
#include <span>

#include "query/export_fields.hpp"

// GEXF 1.3 after its XML schema: a dynamic graph of intervals, both ends included, whose edges have
// a kind so that Gephi keeps parallel ones apart. graphology (Gephi Lite) drops start and end, so
// both days are values of the edge as well; it calls values by their id, others by their title:
// both are the name.
namespace annalist::query {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\"\n"
    "      xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
    "      xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\">\n"
    "  <meta>\n    <creator>Annalist</creator>\n  </meta>\n"
    "  <graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"dateTime\" "
    "timerepresentation=\"interval\">\n";

std::string_view type_name(FieldType type) {
    switch (type) {
        case FieldType::Text:
            return "string";
        case FieldType::Truth:
            return "boolean";
        case FieldType::Int:
            return "integer";
        case FieldType::Long:
            return "long";
        case FieldType::Real:
            return "double";
    }
    return "string";
}

/// Those that GEXF has attributes of its own for.
bool has_attribute(const Field& field) { return field.name == "label" || field.name == "weight"; }

void write_attributes(std::string& out, std::span<const Field> fields, std::string_view element) {
    fmt::format_to(std::back_inserter(out), "    <attributes class=\"{}\">\n", element);
    for (const Field& field : fields)
        if (!has_attribute(field))
            fmt::format_to(std::back_inserter(out),
                           "      <attribute id=\"{}\" title=\"{}\" type=\"{}\"/>\n", field.name,
                           field.name, type_name(field.type));
    out += "    </attributes>\n";
}

void append_value(std::string& out, std::string_view value) { append_xml_attribute(out, value); }
void append_value(std::string& out, bool value) { out += value ? "true" : "false"; }
template <class Number>
void append_value(std::string& out, Number value) {
    fmt::format_to(std::back_inserter(out), "{}", value);
}

auto value_writer(std::string& out) {
    return [&out](const Field& field, auto value) {
        if (has_attribute(field)) return;
        fmt::format_to(std::back_inserter(out), "          <attvalue for=\"{}\" value=\"",
                       field.name);
        append_value(out, value);
        out += "\"/>\n";
    };
}

/// The label, the whole days from first to last, and what is open before them, all in attributes.
void write_label_and_days(std::string& out, std::string_view label, date::sys_days first,
                          date::sys_days last) {
    out += " label=\"";
    append_xml_attribute(out, label);
    fmt::format_to(std::back_inserter(out),
                   "\" start=\"{}T00:00:00Z\" end=\"{}T23:59:59Z\">\n        <attvalues>\n",
                   iso_day(first), iso_day(last));
}

void write_edge(std::string& out, const Edge& edge) {
    fmt::format_to(
        std::back_inserter(out),
        "      <edge id=\"{}\" source=\"{}\" target=\"{}\" type=\"{}\" kind=\"{}\" weight=\"{}\"",
        edge_text(edge.event.id, edge.number), node_text(edge.from.key), node_text(edge.to.key),
        edge.pair.symmetric ? "undirected" : "directed", event_kind(edge.event), edge.event.count);
    write_label_and_days(out, edge_label(edge.event), edge.event.days.first, edge.event.days.last);
    edge_fields(edge, value_writer(out));
    out += "        </attvalues>\n      </edge>\n";
}

}  // namespace

Result<ExportCount> export_gexf(const storage::Store& store, const EventQuery& query, Output& out) {
    const auto actors = edge_actors(store, query);
    if (!actors) return actors.error();

    ExportCount count;
    out.text() += kHead;
    write_attributes(out.text(), kNodeFields, "node");
    write_attributes(out.text(), kEdgeFields, "edge");
    out.text() += "    <nodes>\n";
    ActorBook book{store};
    for (const auto& [id, sum] : *actors) {
        const auto actor = book.find(id);
        if (!actor) return actor.error();
        // An actor is there from its first event to its last, so that no edge lacks an end.
        fmt::format_to(std::back_inserter(out.text()), "      <node id=\"{}\"",
                       node_text((*actor)->key));
        write_label_and_days(out.text(), (*actor)->name, sum.first, sum.last);
        node_fields(**actor, sum, value_writer(out.text()));
        out.text() += "        </attvalues>\n      </node>\n";
        ++count.nodes;
        if (!out.keep_going()) return count;
    }
    out.text() += "    </nodes>\n    <edges>\n";
    const auto walked = walk_named_edges(store, query, book, *actors, [&](const Edge& edge) {
        write_edge(out.text(), edge);
        ++count.edges;
        return out.keep_going();
    });
    if (!walked) return walked.error();
    count.events = *walked;
    out.text() += "    </edges>\n  </graph>\n</gexf>\n";
    return count;
}

}  // namespace annalist::query

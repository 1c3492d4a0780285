#include "query/export_fields.hpp"
#include "query/json_writer.hpp"

// Cytoscape JSON, as Cytoscape (.cyjs), cytoscape.js and NetworkX's cytoscape_graph read it: ids
// are strings, `name` and `interaction` are the columns that Cytoscape shows, `value` and `key` are
// NetworkX's names for the ids.
namespace annalist::query {
namespace {

auto member_writer(JsonWriter& json) {
    return [&json](const Field& field, auto value) { json.field(field.name, value); };
}

}  // namespace

Result<ExportCount> export_cytoscape(const storage::Store& store, const EventQuery& query,
                                     Output& out) {
    const auto actors = edge_actors(store, query);
    if (!actors) return actors.error();

    ExportCount count;
    out.text() +=
        R"({"format_version":"1.0","generated_by":"annalist","target_cytoscapejs_version":"~3",)"
        R"("data":{"name":"annals","shared_name":"annals"},"directed":true,"multigraph":true,)"
        "\"elements\":{\"nodes\":[";
    ActorBook book{store};
    for (const auto& [id, sum] : *actors) {
        const auto actor = book.find(id);
        if (!actor) return actor.error();
        out.text() += count.nodes == 0 ? "\n" : ",\n";
        JsonWriter json{out.text()};
        const std::string node = node_text((*actor)->key);
        json.begin_object();
        json.key("data");
        json.begin_object();
        json.field("id", node);
        json.field("value", node);
        json.field("name", (*actor)->name);
        json.field("shared_name", (*actor)->name);
        node_fields(**actor, sum, member_writer(json));
        json.end_object();
        json.end_object();
        ++count.nodes;
        if (!out.keep_going()) return count;
    }
    out.text() += "\n],\"edges\":[";
    const auto walked = walk_named_edges(store, query, book, *actors, [&](const Edge& edge) {
        out.text() += count.edges == 0 ? "\n" : ",\n";
        JsonWriter json{out.text()};
        const std::string id = edge_text(edge.event.id, edge.number);
        json.begin_object();
        json.key("data");
        json.begin_object();
        json.field("id", id);
        json.field("key", id);
        json.field("source", node_text(edge.from.key));
        json.field("target", node_text(edge.to.key));
        json.field("name", edge_label(edge.event));
        json.field("interaction", event_kind(edge.event));
        json.field("shared_interaction", event_kind(edge.event));
        edge_fields(edge, member_writer(json));
        json.end_object();
        json.end_object();
        ++count.edges;
        return out.keep_going();
    });
    if (!walked) return walked.error();
    count.events = *walked;
    out.text() += "\n]}}\n";
    return count;
}

}  // namespace annalist::query

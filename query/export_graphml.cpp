#include <fmt/format.h>

#include <array>
#include <iterator>

#include "query/export_parts.hpp"
#include "query/json_writer.hpp"

// GraphML as Gephi, NetworkX, igraph, graphology and Cytoscape read it: real ids, edge ids unique over
// the file, keys before the graph and not named d0, d1 ... (Gephi takes those for yEd's), no
// direction per edge, booleans as true and false, nothing beyond XML 1.0's characters.
namespace annalist::query {
namespace {

struct Key {
    std::string_view id, element, name, type;
};

constexpr std::array kKeys{
    Key{"n_label", "node", "label", "string"},
    Key{"n_key", "node", "key", "string"},
    Key{"n_kind", "node", "kind", "string"},
    Key{"n_country", "node", "country", "string"},
    Key{"n_wikidata", "node", "wikidata", "string"},
    Key{"n_events", "node", "events", "long"},
    Key{"n_first", "node", "first", "string"},
    Key{"n_last", "node", "last", "string"},
    Key{"e_label", "edge", "label", "string"},
    Key{"e_weight", "edge", "weight", "double"},
    Key{"e_event", "edge", "event", "string"},
    Key{"e_type", "edge", "event_type", "string"},
    Key{"e_mode", "edge", "mode", "string"},
    Key{"e_kind", "edge", "kind", "string"},
    Key{"e_status", "edge", "status", "string"},
    Key{"e_start", "edge", "start", "string"},
    Key{"e_end", "edge", "end", "string"},
    Key{"e_days", "edge", "days", "string"},
    Key{"e_precision", "edge", "date_precision", "string"},
    Key{"e_assumed", "edge", "assumed", "boolean"},
    Key{"e_t", "edge", "t", "long"},
    Key{"e_symmetric", "edge", "symmetric", "boolean"},
    Key{"e_city", "edge", "city", "string"},
    Key{"e_country", "edge", "country", "string"},
    Key{"e_count", "edge", "count", "int"},
    Key{"e_reports", "edge", "reports", "int"},
    Key{"e_confidence", "edge", "confidence", "double"},
    Key{"e_known", "edge", "known", "string"},
    Key{"e_cameo", "edge", "cameo", "string"},
    Key{"e_goldstein", "edge", "goldstein", "double"},
};

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

namespace {

void data(std::string& out, std::string_view key, std::string_view value) {
    if (value.empty()) return;
    out += "      <data key=\"";
    out += key;
    out += "\">";
    append_xml(out, value);
    out += "</data>\n";
}

template <class Number>
void number(std::string& out, std::string_view key, Number value) {
    fmt::format_to(std::back_inserter(out), "      <data key=\"{}\">{}</data>\n", key, value);
}

void write_node(std::string& out, const Actor& actor, const NodeSum& sum) {
    fmt::format_to(std::back_inserter(out), "    <node id=\"{}\">\n", node_text(actor.key));
    data(out, "n_label", actor.name);
    data(out, "n_key", actor.key);
    data(out, "n_kind", to_string(actor.kind));
    data(out, "n_country", actor.country);
    data(out, "n_wikidata", actor.wikidata);
    number(out, "n_events", sum.events);
    data(out, "n_first", iso_day(sum.first));
    data(out, "n_last", iso_day(sum.last));
    out += "    </node>\n";
}

void write_edge(std::string& out, const Event& event, const EventPair& pair, std::size_t index,
                std::string_view from, std::string_view to) {
    const bool assumed = event.time_basis == TimeBasis::Published;
    fmt::format_to(std::back_inserter(out), "    <edge id=\"{}\" source=\"{}\" target=\"{}\">\n",
                   edge_text(event.id, index), node_text(from), node_text(to));
    data(out, "e_label", edge_label(event));
    number(out, "e_weight", static_cast<double>(event.count));
    data(out, "e_event", event_text(event.id));
    data(out, "e_type", to_string(event.type));
    data(out, "e_mode", to_string(event.mode));
    data(out, "e_kind", to_string(contact_of(event.type, event.mode)));
    data(out, "e_status", to_string(event.status));
    data(out, "e_start", iso_day(event.days.first));
    data(out, "e_end", iso_day(event.days.last));
    data(out, "e_days", edtf(event.days, assumed));
    data(out, "e_precision", to_string(event.days.granularity));
    data(out, "e_assumed", assumed ? "true" : "false");
    const auto start = std::chrono::duration_cast<std::chrono::seconds>(event.days.first.time_since_epoch());
    number(out, "e_t", start.count());
    data(out, "e_symmetric", pair.symmetric ? "true" : "false");
    data(out, "e_city", event.place.city);
    data(out, "e_country", event.place.country);
    number(out, "e_count", event.count);
    number(out, "e_reports", event.mentions);
    number(out, "e_confidence", event.confidence);
    data(out, "e_known", iso_day(event.known));
    data(out, "e_cameo", cameo_code(event.type, event.mode));
    number(out, "e_goldstein", goldstein(event.type, event.mode));
    out += "    </edge>\n";
}

}  // namespace

Result<ExportCount> export_graphml(const storage::Store& store, const EventQuery& query, Output& out) {
    // Two walks, so that nodes come first and no edges are held. Between them an article may come
    // in; its edges are left out when they have an actor that is no node yet.
    const auto actors = edge_actors(store, query);
    if (!actors) return actors.error();

    ExportCount count;
    out.text() += kGraphmlHead;
    for (const Key& key : kKeys)
        fmt::format_to(std::back_inserter(out.text()),
                       "  <key id=\"{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>\n", key.id,
                       key.element, key.name, key.type);
    out.text() += "  <graph id=\"annals\" edgedefault=\"directed\">\n";
    ActorBook book{store};
    for (const auto& [id, sum] : *actors) {
        const auto actor = book.find(id);
        if (!actor) return actor.error();
        write_node(out.text(), **actor, sum);
        ++count.nodes;
        if (!out.keep_going()) return count;
    }
    Result<void> failure;
    const auto walked = walk_edges(store, query, [&](const Event& event, const EventPair& pair,
                                                     std::size_t index) {
        if (!actors->contains(pair.from) || !actors->contains(pair.to)) return true;
        const auto from = book.find(pair.from);
        const auto to = book.find(pair.to);
        if (!from || !to) {
            failure = from ? to.error() : from.error();
            return false;
        }
        write_edge(out.text(), event, pair, index, (*from)->key, (*to)->key);
        ++count.edges;
        return out.keep_going();
    });
    if (!failure) return failure.error();
    if (!walked) return walked.error();
    count.events = *walked;
    out.text() += "  </graph>\n</graphml>\n";
    return count;
}

}  // namespace annalist::query

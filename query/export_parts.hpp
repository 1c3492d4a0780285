#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "graph/event.hpp"
#include "graph/event_pairs.hpp"
#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "query/event_words.hpp"
#include "query/events.hpp"
#include "query/export.hpp"
#include "storage/store.hpp"

// What the exporters share; no header of query/ but theirs includes it.
namespace annalist::query {

/// Hands bytes on in large pieces, and remembers when they are no longer wanted.
class Output {
public:
    explicit Output(const ByteSink& sink) : sink_(sink) { buffer_.reserve(kPiece + 4096); }

    std::string& text() { return buffer_; }
    /// Call after each record; false when no more is wanted.
    bool keep_going();
    /// Hands on the rest; false when it was not wanted.
    bool finish();
    bool wanted() const { return wanted_; }

private:
    static constexpr std::size_t kPiece = 64 * 1024;
    bool hand_on();

    const ByteSink& sink_;
    std::string buffer_;
    bool wanted_ = true;
};

/// What a node table says of an actor besides its name.
struct NodeSum {
    std::uint64_t events = 0;
    date::sys_days first{}, last{};
};

/// The actors of a query's events that have edges, by id.
Result<std::map<ActorId, NodeSum>> edge_actors(const storage::Store& store, const EventQuery& query);

/// Events of a query, up to its limit, and of each its pairs. `sink` returning false ends the walk.
using EdgeSink = std::function<bool(const Event&, const EventPair&, std::size_t number)>;
Result<std::uint64_t> walk_edges(const storage::Store& store, const EventQuery& query,
                                 const EdgeSink& sink);

/// An edge with its ends.
struct Edge {
    const Event& event;
    const EventPair& pair;
    std::size_t number;  ///< of the pair in the event
    const Actor& from;
    const Actor& to;
    Role from_role, to_role;
};
using NamedEdgeSink = std::function<bool(const Edge&)>;

/// The same, with actors, and of those edges only whose both ends are among `nodes`: between a walk
/// that gathers the nodes and this one an article may come in. Errors: those of the store.
Result<std::uint64_t> walk_named_edges(const storage::Store& store, const EventQuery& query,
                                       ActorBook& book, const std::map<ActorId, NodeSum>& nodes,
                                       const NamedEdgeSink& sink);

/// Events of a query, up to its limit, with their actors. `sink` returning false ends the walk.
using ItemSink = std::function<bool(const EventItem&)>;
Result<std::uint64_t> walk_items(const storage::Store& store, const EventQuery& query,
                                 ActorBook& book, const ItemSink& sink);

/// "4c5f...-0": the event's id and the pair's number in it.
std::string edge_text(EventId event, std::size_t number);

/// What an edge is called: the event's label, else event_kind().
std::string edge_label(const Event& event);

/// An actor's key as an XML name token, other characters as '_' and two hexadecimal digits.
std::string node_text(std::string_view key);

/// The beginning of a GraphML file, up to its keys.
extern const std::string_view kGraphmlHead;

/// Appends text as XML content. Characters that XML 1.0 does not have become U+FFFD.
void append_xml(std::string& out, std::string_view text);

/// The same for an attribute's value, where line ends and tabs must be written as references.
void append_xml_attribute(std::string& out, std::string_view text);

/// The exporters, one per format.
Result<ExportCount> export_gexf(const storage::Store& store, const EventQuery& query, Output& out);
Result<ExportCount> export_cytoscape(const storage::Store& store, const EventQuery& query,
                                     Output& out);
Result<ExportCount> export_dot(const storage::Store& store, const EventQuery& query, Output& out);
Result<ExportCount> export_csv_events(const storage::Store& store, const EventQuery& query,
                                      Output& out);
enum class GraphmlFlavor { Gephi, Yed, Apoc };
Result<ExportCount> export_graphml(const storage::Store& store, const EventQuery& query,
                                   GraphmlFlavor flavor, Output& out);
Result<ExportCount> export_csv(const storage::Store& store, const EventQuery& query, Output& out);
Result<ExportCount> export_csv_nodes(const storage::Store& store, const EventQuery& query, Output& out);
Result<ExportCount> export_jsonl(const storage::Store& store, const EventQuery& query, Output& out);
Result<ExportCount> export_timelinejs(const storage::Store& store, const EventQuery& query,
                                      Output& out);
Result<ExportCount> export_ical(const storage::Store& store, const EventQuery& query, Output& out);
Result<ExportCount> export_jsonld(const storage::Store& store, const EventQuery& query,
                                  Output& out);
Result<ExportCount> export_turtle(const storage::Store& store, const EventQuery& query,
                                  Output& out);
Result<ExportCount> export_ntriples(const storage::Store& store, const EventQuery& query,
                                    Output& out);
Result<ExportCount> export_plover(const storage::Store& store, const EventQuery& query,
                                  Output& out);

}  // namespace annalist::query

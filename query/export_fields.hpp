#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "query/export_parts.hpp"

// What graphs say of an actor and of an edge: one list for GraphML, GEXF, Cytoscape and DOT, so
// that a name means the same in each of them.
namespace annalist::query {

enum class FieldType { Text, Truth, Int, Long, Real };

struct Field {
    std::string_view name;
    FieldType type;
};

inline constexpr std::array kNodeFields{
    Field{"label", FieldType::Text},    Field{"key", FieldType::Text},
    Field{"kind", FieldType::Text},     Field{"country", FieldType::Text},
    Field{"wikidata", FieldType::Text}, Field{"events", FieldType::Long},
    Field{"first", FieldType::Text},    Field{"last", FieldType::Text},
};

inline constexpr std::array kEdgeFields{
    Field{"label", FieldType::Text},
    Field{"weight", FieldType::Real},
    Field{"event", FieldType::Text},
    Field{"event_type", FieldType::Text},
    Field{"mode", FieldType::Text},
    Field{"kind", FieldType::Text},
    Field{"status", FieldType::Text},
    Field{"start", FieldType::Text},
    Field{"end", FieldType::Text},
    Field{"days", FieldType::Text},
    Field{"date_precision", FieldType::Text},
    Field{"assumed", FieldType::Truth},
    Field{"t", FieldType::Long},
    Field{"symmetric", FieldType::Truth},
    Field{"source_role", FieldType::Text},
    Field{"target_role", FieldType::Text},
    Field{"city", FieldType::Text},
    Field{"country", FieldType::Text},
    Field{"count", FieldType::Int},
    Field{"reports", FieldType::Int},
    Field{"confidence", FieldType::Real},
    Field{"known", FieldType::Text},
    Field{"cameo", FieldType::Text},
    Field{"goldstein", FieldType::Real},
};

/// Calls write(field, value) for each field that has a value, in the order of kNodeFields; texts
/// that are empty are left out. Values are string_view, bool, uint64, int64 or double.
template <class Write>
void node_fields(const Actor& actor, const NodeSum& sum, const Write& write) {
    std::size_t at = 0;
    const auto text = [&](std::string_view value) {
        const Field& field = kNodeFields[at++];
        if (!value.empty()) write(field, value);
    };
    text(actor.name);
    text(actor.key);
    text(to_string(actor.kind));
    text(actor.country);
    text(actor.wikidata);
    write(kNodeFields[at++], std::uint64_t{sum.events});
    text(iso_day(sum.first));
    text(iso_day(sum.last));
}

/// The same for kEdgeFields.
template <class Write>
void edge_fields(const Edge& edge, const Write& write) {
    const Event& event = edge.event;
    const bool assumed = event.time_basis == TimeBasis::Published;
    std::size_t at = 0;
    const auto text = [&](std::string_view value) {
        const Field& field = kEdgeFields[at++];
        if (!value.empty()) write(field, value);
    };
    const auto other = [&](auto value) { write(kEdgeFields[at++], value); };
    text(edge_label(event));
    other(static_cast<double>(event.count));
    text(event_text(event.id));
    text(to_string(event.type));
    text(to_string(event.mode));
    text(to_string(contact_of(event.type, event.mode)));
    text(to_string(event.status));
    text(iso_day(event.days.first));
    text(iso_day(event.days.last));
    text(edtf(event.days, assumed));
    text(to_string(event.days.granularity));
    other(assumed);
    other(std::int64_t{event.days.first.time_since_epoch().count()} * 86400);
    other(edge.pair.symmetric);
    text(to_string(edge.from_role));
    text(to_string(edge.to_role));
    text(event.place.city);
    text(event.place.country);
    other(std::uint64_t{event.count});
    other(std::uint64_t{event.mentions});
    other(event.confidence);
    text(iso_day(event.known));
    text(cameo_code(event.type, event.mode));
    other(goldstein(event.type, event.mode));
}

}  // namespace annalist::query

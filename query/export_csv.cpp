#include <fmt/format.h>

#include "query/csv_row.hpp"
#include "query/export_parts.hpp"

namespace annalist::query {
namespace {

/// The days as Gephi reads time from a table: one closed interval.
std::string timeset(date::sys_days first, date::sys_days last) {
    return fmt::format("<[{}, {}]>", iso_day(first), iso_day(last));
}

}  // namespace

Result<ExportCount> export_csv(const storage::Store& store, const EventQuery& query, Output& out) {
    ExportCount count;
    out.text() +=
        "Source,Target,Type,Id,Label,Weight,Start,End,SourceName,TargetName,Event,EventType,Mode,"
        "Kind,Status,Days,DatePrecision,Assumed,City,Country,Count,Reports,Confidence,Known,Cameo,"
        "Goldstein,timeset\r\n";
    ActorBook book{store};
    Result<void> failure;
    const auto walked = walk_edges(store, query, [&](const Event& event, const EventPair& pair,
                                                     std::size_t index) {
        const auto from = book.find(pair.from);
        const auto to = book.find(pair.to);
        if (!from || !to) {
            failure = from ? to.error() : from.error();
            return false;
        }
        const bool assumed = event.time_basis == TimeBasis::Published;
        CsvRow{out.text()}
            .text((*from)->key)
            .text((*to)->key)
            .text(pair.symmetric ? "Undirected" : "Directed")
            .text(edge_text(event.id, index))
            .text(edge_label(event))
            .number(std::uint64_t{event.count})
            .text(iso_day(event.days.first))
            .text(iso_day(event.days.last))
            .text((*from)->name)
            .text((*to)->name)
            .text(event_text(event.id))
            .text(to_string(event.type))
            .text(to_string(event.mode))
            .text(to_string(contact_of(event.type, event.mode)))
            .text(to_string(event.status))
            .text(edtf(event.days, assumed))
            .text(to_string(event.days.granularity))
            .text(assumed ? "true" : "false")
            .text(event.place.city)
            .text(event.place.country)
            .number(std::uint64_t{event.count})
            .number(std::uint64_t{event.mentions})
            .number(event.confidence)
            .text(iso_day(event.known))
            .text(cameo_code(event.type, event.mode))
            .number(goldstein(event.type, event.mode))
            .text(timeset(event.days.first, event.days.last))
            .end();
        ++count.edges;
        return out.keep_going();
    });
    if (!failure) return failure.error();
    if (!walked) return walked.error();
    count.events = *walked;
    return count;
}

Result<ExportCount> export_csv_nodes(const storage::Store& store, const EventQuery& query,
                                     Output& out) {
    const auto actors = edge_actors(store, query);
    if (!actors) return actors.error();
    ExportCount count;
    out.text() += "Id,Label,Kind,Country,Wikidata,Events,First,Last,timeset\r\n";
    ActorBook book{store};
    for (const auto& [id, sum] : *actors) {
        const auto actor = book.find(id);
        if (!actor) return actor.error();
        CsvRow{out.text()}
            .text((*actor)->key)
            .text((*actor)->name)
            .text(to_string((*actor)->kind))
            .text((*actor)->country)
            .text((*actor)->wikidata)
            .number(sum.events)
            .text(iso_day(sum.first))
            .text(iso_day(sum.last))
            .text(timeset(sum.first, sum.last))
            .end();
        ++count.nodes;
        if (!out.keep_going()) break;
    }
    return count;
}

}  // namespace annalist::query

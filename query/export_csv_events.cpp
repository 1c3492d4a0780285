#include "query/csv_row.hpp"
#include "query/export_parts.hpp"

namespace annalist::query {
namespace {

/// One cell of all actors: "Xi Jinping; Vladimir Putin".
template <class Part>
std::string listed(const EventItem& item, Part part) {
    std::string cell;
    for (const NamedActor& actor : item.actors)
        cell.append(cell.empty() ? "" : "; ").append(part(actor));
    return cell;
}

}  // namespace

Result<ExportCount> export_csv_events(const storage::Store& store, const EventQuery& query,
                                      Output& out) {
    ExportCount count;
    out.text() +=
        "Id,First,Last,Days,DatePrecision,Assumed,Type,Mode,Kind,Status,Actors,Roles,Keys,City,"
        "Country,"
        "Count,Confidence,Mentions,Label,Known,Goldstein\r\n";
    ActorBook book{store};
    const auto walked = walk_items(store, query, book, [&](const EventItem& item) {
        const Event& event = item.event;
        CsvRow{out.text()}
            .code(event_text(event.id))
            .text(iso_day(event.days.first))
            .text(iso_day(event.days.last))
            .text(item.edtf())
            .text(to_string(event.days.granularity))
            .text(event.time_basis == TimeBasis::Published ? "true" : "false")
            .text(to_string(event.type))
            .text(to_string(event.mode))
            .text(to_string(contact_of(event.type, event.mode)))
            .text(to_string(event.status))
            .text(
                listed(item, [](const NamedActor& actor) { return std::string_view{actor.name}; }))
            .text(listed(item, [](const NamedActor& actor) { return to_string(actor.role); }))
            .text(listed(item, [](const NamedActor& actor) { return std::string_view{actor.key}; }))
            .text(event.place.city)
            .text(event.place.country)
            .number(std::uint64_t{event.count})
            .number(event.confidence)
            .number(std::uint64_t{event.mentions})
            .text(event.label)
            .text(iso_day(event.known))
            .number(goldstein(event.type, event.mode))
            .end();
        ++count.events;
        return out.keep_going();
    });
    if (!walked) return walked.error();
    return count;
}

}  // namespace annalist::query

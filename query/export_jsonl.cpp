#include "query/events.hpp"
#include "query/export_parts.hpp"
#include "query/json_answers.hpp"

namespace annalist::query {

Result<ExportCount> export_jsonl(const storage::Store& store, const EventQuery& query, Output& out) {
    ExportCount count;
    ActorBook book{store};
    Result<void> failure;
    const auto walked = walk_events(store, query, [&](const Event& event) {
        if (query.limit != 0 && count.events == query.limit) return false;
        auto actors = book.named(event.actors);
        if (!actors) {
            failure = actors.error();
            return false;
        }
        JsonWriter json{out.text()};
        write_event(json, {event, *std::move(actors)});
        out.text() += '\n';
        ++count.events;
        return out.keep_going();
    });
    if (!failure) return failure.error();
    if (!walked) return walked.error();
    return count;
}

}  // namespace annalist::query

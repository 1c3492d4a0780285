#include "query/export_parts.hpp"
#include "query/json_answers.hpp"

namespace annalist::query {

Result<ExportCount> export_jsonl(const storage::Store& store, const EventQuery& query, Output& out) {
    ExportCount count;
    ActorBook book{store};
    const auto walked = walk_items(store, query, book, [&](const EventItem& item) {
        JsonWriter json{out.text()};
        write_event(json, item);
        out.text() += '\n';
        ++count.events;
        return out.keep_going();
    });
    if (!walked) return walked.error();
    return count;
}

}  // namespace annalist::query

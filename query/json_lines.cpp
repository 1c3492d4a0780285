#include "query/json_lines.hpp"

#include "query/export_parts.hpp"
#include "query/json_answers.hpp"

namespace annalist::query {
namespace {

/// One line; false when no more is wanted.
template <class Entry>
bool add_line(Output& out, const Entry& entry, void (*write)(JsonWriter&, const Entry&)) {
    JsonWriter json{out.text()};
    write(json, entry);
    out.text() += '\n';
    return out.keep_going();
}

template <class Entry>
bool write_all(const std::vector<Entry>& entries, void (*write)(JsonWriter&, const Entry&),
               const ByteSink& sink) {
    Output out{sink};
    for (const Entry& entry : entries)
        if (!add_line(out, entry, write)) return false;
    return out.finish();
}

}  // namespace

bool write_lines(const MetAnswer& answer, const ByteSink& sink) {
    return write_all(answer.pairs, write_pair, sink);
}

bool write_lines(const FigureAnswer& answer, const ByteSink& sink) {
    return write_all(answer.series, write_series, sink);
}

bool write_lines(const std::vector<Actor>& actors, const ByteSink& sink) {
    return write_all(actors, write_listed_actor, sink);
}

Result<bool> write_lines(const storage::Store& store, const TimelineQuery& query,
                         const ByteSink& sink) {
    Output out{sink};
    const auto walked = walk_timeline(
        store, query, [&](const TimelineGroup& group) { return add_line(out, group, write_group); });
    if (!walked) return walked.error();
    return out.finish();
}

}  // namespace annalist::query

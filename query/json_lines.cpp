#include "query/json_lines.hpp"

#include <optional>

#include "query/export_parts.hpp"
#include "query/json_answers.hpp"

namespace annalist::query {
namespace {

template <class Entry>
bool write_all(const std::vector<Entry>& entries, void (*write)(JsonWriter&, const Entry&),
               const ByteSink& sink) {
    Output out{sink};
    for (const Entry& entry : entries) {
        JsonWriter json{out.text()};
        write(json, entry);
        out.text() += '\n';
        if (!out.keep_going()) return false;
    }
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
    std::optional<JsonWriter> json;  // of the line begun; a long one is handed on in pieces
    const TimelineSink groups{[&](const std::string& label, DayRange days) {
                                  json.emplace(out.text());
                                  begin_group(*json, label, days);
                                  return true;
                              },
                              [&](const EventItem& item) {
                                  write_event(*json, item);
                                  return out.keep_going();
                              },
                              [&](std::uint64_t left_out) {
                                  end_group(*json, left_out);
                                  out.text() += '\n';
                                  return out.keep_going();
                              }};
    const auto walked = walk_timeline(store, query, groups);
    if (!walked) return walked.error();
    return out.finish();
}

}  // namespace annalist::query

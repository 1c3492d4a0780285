#include "web/lines.hpp"

#include <memory>
#include <utility>

#include "query/actors.hpp"
#include "query/json_lines.hpp"

namespace annalist::web {
namespace {

Response lines(std::function<bool(const ByteSink&)> stream) {
    Response response;
    response.type = query::export_info(query::ExportFormat::JsonLines).media_type;
    response.stream = std::move(stream);
    return response;
}

/// What was found, which the stream keeps.
template <class Answer>
Result<Response> lines_of(Result<Answer> found) {
    if (!found) return found.error();
    const auto kept = std::make_shared<const Answer>(*std::move(found));
    return lines([kept](const ByteSink& out) { return query::write_lines(*kept, out); });
}

}  // namespace

std::function<bool(const ByteSink&)> stream_of(const storage::Store& store, query::EventQuery query,
                                               query::ExportFormat format) {
    return [&store, query = std::move(query), format](const ByteSink& out) {
        const auto written = query::export_events(store, query, format, out);
        return written && !written->cut_short;  // a broken end, so that nobody takes it for whole
    };
}

Result<Response> stream_met(const Call& call) {
    const auto query = query::parse_met_query(call.parameters, call.store);
    if (!query) return query.error();
    return lines_of(query::who_met(call.store, *query));
}

Result<Response> stream_events(const Call& call) {
    auto query = query::parse_event_query(call.parameters, call.store);
    if (!query) return query.error();
    return lines(stream_of(call.lasting, *std::move(query), query::ExportFormat::JsonLines));
}

Result<Response> stream_timeline(const Call& call) {
    auto query = query::parse_timeline_query(call.parameters, call.store);
    if (!query) return query.error();
    return lines([&store = call.lasting, query = *std::move(query)](const ByteSink& out) {
        const auto whole = query::write_lines(store, query, out);
        return whole && *whole;
    });
}

Result<Response> stream_actors(const Call& call) {
    const auto limit = query::read_limit(call.parameters, "limit");
    if (!limit) return limit.error();
    return lines_of(query::find_actors(call.store, call.parameters.first("name"), *limit));
}

Result<Response> stream_figures(const Call& call) {
    const auto query = query::parse_figure_query(call.parameters, call.store);
    if (!query) return query.error();
    return lines_of(query::find_figures(call.store, *query));
}

}  // namespace annalist::web

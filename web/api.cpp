#include "web/api.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <span>

#include "query/actors.hpp"
#include "query/decisions.hpp"
#include "query/events.hpp"
#include "query/explain.hpp"
#include "query/export.hpp"
#include "query/figures.hpp"
#include "query/json_answers.hpp"
#include "query/json_writer.hpp"
#include "query/link_walk.hpp"
#include "query/met.hpp"
#include "query/timeline.hpp"
#include "web/article_json.hpp"
#include "web/lines.hpp"
#include "web/openapi.hpp"
#include "web/page.hpp"
#include "web/problem.hpp"
#include "web/timed_store.hpp"
#include "web/token.hpp"

namespace annalist::web {
namespace {

Response json_response(std::string body) {
    Response response;
    response.body = std::move(body);
    return response;
}

/// The answer to a question that is parsed, asked and written as JSON.
template <class Parse, class Ask>
Result<Response> answer_question(const Call& call, Parse parse, Ask ask) {
    const auto query = parse(call.parameters, call.store);
    if (!query) return query.error();
    const auto found = ask(call.store, *query);
    if (!found) return found.error();
    return json_response(query::to_json(*found));
}

std::optional<std::size_t> whole_number(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Parameters as the route knows them, its own limit filled in; faults for all that it does not.
std::vector<Fault> read_parameters(const Route& route, const Request& request, bool streams,
                                   query::Parameters& parameters) {
    std::vector<Fault> faults;
    const auto known = parameters_of(route);
    for (const auto& [name, value] : request.parameters) {
        query::Parameters one;
        one.add(name, value);
        const auto& plain = one.entries().front().first;
        const auto info = std::ranges::find(known, plain, &query::ParameterInfo::name);
        if (info == known.end()) {
            const auto checked = route.question ? query::check_names(one, *route.question)
                                                : Result<void>{};
            faults.push_back({plain, !checked ? checked.error().message
                                              : plain + ": no such parameter here"});
        } else if (!info->repeatable && parameters.has(plain)) {
            faults.push_back({plain, plain + ": given twice"});
        } else {
            parameters.add(name, value);
        }
    }
    if (streams || route.default_limit == 0) return faults;  // or it counts or has one entry
    if (!parameters.has("limit")) {
        parameters.add("limit", std::to_string(route.default_limit));
    } else {
        const auto limit = whole_number(parameters.first("limit"));
        if (!limit || *limit == 0 || *limit > kLargestLimit)
            faults.push_back({"limit", fmt::format("limit={}: write a number from 1 to {}{}",
                                                   parameters.first("limit"), kLargestLimit,
                                                   route.lines == nullptr
                                                       ? ""
                                                       : "; as application/x-ndjson the list is whole")});
    }
    return faults;
}

/// A tag for what this request gets from the store as it is now. FNV-1a, 64 bits.
std::string version_tag(const storage::Store& store, const Request& request, bool streams) {
    std::uint64_t hash = 0xcbf29ce484222325;
    const auto add = [&](std::string_view text) {
        for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
        hash = (hash ^ 0xFF) * 0x100000001b3;
    };
    add(store.identity());
    add(request.path);
    if (streams) add("streamed");
    for (const auto& [name, value] : request.parameters) {
        add(name);
        add(value);
    }
    return fmt::format("{:x}-{:016x}", store.version(), hash);
}

Response not_allowed(const Request& request, bool changes) {
    auto refused = problem(405, changes ? "only GET, HEAD and POST are answered" : "only GET and HEAD are answered",
                           request.path);
    refused.headers.emplace_back("Allow", changes ? "GET, HEAD, POST" : "GET, HEAD");
    return refused;
}

/// A POST to a route that takes one.
Response change(const Route& route, const Request& request, const Changes& changes) {
    if (request.has_body)
        return problem(413, "no route here takes a body; write the parameters into the query", request.path);
    if (changes.store == nullptr || changes.token.empty())
        return problem(403, "this server takes no decisions; one started with --token-file does", request.path);
    if (!bears_token(request.authorization, changes.token)) {
        auto refused = problem(401, request.authorization.empty()
                                        ? "a token is needed: Authorization: Bearer TOKEN"
                                        : "that is not the token of this server",
                               request.path);
        refused.headers.emplace_back("WWW-Authenticate", "Bearer");
        return refused;
    }
    query::Parameters parameters;
    std::vector<Fault> faults;
    for (const auto& [name, value] : request.parameters) {
        query::Parameters one;
        one.add(name, value);
        const std::string& plain = one.entries().front().first;
        const auto info =
            std::ranges::find(route.change_parameters, plain, &query::ParameterInfo::name);
        if (info == route.change_parameters.end())
            faults.push_back({plain, plain + ": no such parameter here"});
        else if (!info->repeatable && parameters.has(plain))
            faults.push_back({plain, plain + ": given twice"});
        else
            parameters.add(plain, value);
    }
    if (!faults.empty()) return problem(faults, request.path);
    auto response = route.change(*changes.store, parameters);
    if (!response) return problem(response.error(), request.path);
    return *std::move(response);
}

}  // namespace

Result<Response> answer_met(const Call& call) {
    return answer_question(call, query::parse_met_query, query::who_met);
}

Result<Response> answer_events(const Call& call) {
    return answer_question(call, query::parse_event_query, query::find_events);
}

Result<Response> answer_rank(const Call& call) {
    return answer_question(call, query::parse_rank_query,
                           [&](const storage::Store& store, const query::RankQuery& query) {
                               return query::rank_actors(store, query, call.windows);
                           });
}

Result<Response> answer_communities(const Call& call) {
    return answer_question(call, query::parse_communities_query,
                           [&](const storage::Store& store, const query::CommunitiesQuery& query) {
                               return query::find_communities(store, query, call.windows);
                           });
}

Result<Response> answer_ego(const Call& call) {
    return answer_question(call, query::parse_ego_query, query::find_ego);
}

Result<Response> answer_path(const Call& call) {
    return answer_question(call, query::parse_path_query, query::find_path);
}

Result<Response> answer_compare(const Call& call) {
    return answer_question(call, query::parse_compare_query, query::compare_ranges);
}

Result<Response> answer_timeline(const Call& call) {
    return answer_question(call, query::parse_timeline_query, query::make_timeline);
}

Result<Response> answer_figures(const Call& call) {
    return answer_question(call, query::parse_figure_query, query::find_figures);
}

Result<Response> answer_counts(const Call& call) {
    const auto query = query::parse_timeline_query(call.parameters, call.store);
    if (!query) return query.error();
    std::map<date::sys_days, std::uint64_t> counts;  // by the first day of the period
    std::uint64_t all = 0;
    const auto count = [&](date::sys_days first) {
        ++counts[query::period_of(first, query->by).first];
        ++all;
    };
    query::LinkWalk walk{call.store, query->events};
    const auto walked = walk.all(
        [&](const Event& event) {
            count(event.days.first);
            return true;
        },
        [&](std::span<const Link> links) {
            for (const Link& link : links) count(link.first);
            return true;
        });
    if (!walked) return walked.error();
    std::string body;
    query::JsonWriter json(body);
    json.begin_object();
    json.field("events", all);
    json.key("groups");
    json.begin_array();
    for (const auto& [first, events] : counts) {
        json.begin_object();
        json.field("from", iso_day(first));
        json.field("to", iso_day(query::period_of(first, query->by).last));
        json.field("events", events);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json_response(std::move(body));
}

Result<Response> answer_event(const Call& call) {
    const auto id = query::parse_event_id(call.id);
    if (!id) return id.error();
    const auto explanation = query::explain(call.store, *id);
    if (!explanation) return explanation.error();
    return json_response(query::to_json(*explanation));
}

Result<Response> answer_actors(const Call& call) {
    const auto limit = whole_number(call.parameters.first("limit")).value_or(20);
    const auto actors = query::find_actors(call.store, call.parameters.first("name"), limit);
    if (!actors) return actors.error();
    return json_response(query::to_json(*actors));
}

Result<Response> answer_actor(const Call& call) {
    const auto days =
        DayRange::parse(call.parameters.first("from"), call.parameters.first("to"));
    if (!days) return days.error();
    const auto partners = whole_number(call.parameters.first("limit")).value_or(10);
    const auto profile = query::actor_profile(call.store, call.id, *days, partners);
    if (!profile) return profile.error();
    return json_response(query::to_json(*profile));
}

Result<Response> answer_article(const Call& call) {
    const auto id = query::parse_article_id(call.id);
    if (!id) return id.error();
    auto body = article_json(call.store, *id);
    if (!body) return body.error();
    return json_response(*std::move(body));
}

Result<Response> answer_graph(const Call& call) {
    const auto format = query::parse_export_format(call.parameters.first("format"),
                                                   call.parameters.first("flavor"));
    if (!format) return format.error();
    auto query = query::parse_event_query(call.parameters, call.store);
    if (!query) return query.error();
    Response response;
    const query::ExportInfo& info = query::export_info(*format);
    response.type = info.media_type;
    response.headers.emplace_back("Content-Disposition",
                                  fmt::format("attachment; filename=\"{}\"", info.file));
    response.stream = stream_of(call.lasting, *std::move(query), *format);
    return response;
}

Result<Response> answer_stats(const Call& call) {
    const auto stats = call.store.stats();
    if (!stats) return stats.error();
    return json_response(query::to_json(*stats));
}

Result<Response> answer_decisions(const Call& call) {
    const auto decisions = query::list_decisions(call.store);
    if (!decisions) return decisions.error();
    return json_response(query::to_json(*decisions));
}

Result<Response> make_decision(storage::Store& store, const query::Parameters& parameters) {
    const auto wanted = query::parse_decision(parameters, store);
    if (!wanted) return wanted.error();
    const auto made = store.decide(*wanted);
    if (!made) return made.error();
    if (auto synced = store.sync(); !synced) return synced.error();
    auto response = json_response(query::to_json(query::DecisionItem{*made, 0}));
    response.status = 201;
    return response;
}

Result<Response> answer_health(const Call& call) {
    const auto stats = call.store.stats();
    if (!stats) return stats.error();
    return json_response(R"({"status":"ok"})");
}

Result<Response> answer_openapi(const Call&) { return json_response(openapi_document()); }

Response answer(const storage::Store& store, const Request& request, const Serving& serving, const Changes& changes) {
    std::string id;
    const Route* route = find_route(request.path, id);
    const bool reading = request.method == "GET" || request.method == "HEAD";
    if (route == nullptr) {
        auto page = page_file(request);
        if (!page) return problem(404, "there is no such path; /openapi.json lists them all",
                                  request.path);
        return reading ? *std::move(page) : not_allowed(request, false);
    }
    if (request.method == "POST" && route->change != nullptr) return change(*route, request, changes);
    if (!reading) return not_allowed(request, route->change != nullptr);
    const bool as_lines = request.prefers_lines && route->lines != nullptr;
    const bool streams = as_lines || route->schema == "Graph";
    const auto now = TimedStore::Clock::now();
    const bool limited = serving.answer_time < TimedStore::Clock::time_point::max() - now;
    const TimedStore timed{store, limited ? now + serving.answer_time : TimedStore::Clock::time_point::max(),
                           request.gone};
    Call call{limited || request.gone ? timed : store, store, id, {}, serving.windows};
    const auto faults = read_parameters(*route, request, streams, call.parameters);
    if (!faults.empty()) return problem(faults, request.path);
    std::string tag;
    if (route->versioned) {
        tag = version_tag(store, request, as_lines);  // before the answer: a newer one then has an older tag
        if (matches_etag(request.if_none_match, tag) ||
            matches_etag(request.if_none_match, tag + "-gz")) {
            Response known;  // the server makes a 304 of it
            known.etag = tag;
            return known;
        }
    }
    auto response = as_lines ? route->lines(call) : route->answer(call);
    if (timed.over())
        return problem(503, "the answer takes too long; narrow it by from, to, actor, kind or limit", request.path);
    if (!response) return problem(response.error(), request.path);
    response->etag = tag;
    return *std::move(response);
}

}  // namespace annalist::web

#include "web/routes.hpp"

#include <algorithm>
#include <iterator>

#include "query/decisions.hpp"
#include "web/api.hpp"
#include "web/lines.hpp"

namespace annalist::web {
namespace {

using query::ParameterInfo;
using query::Question;

constexpr ParameterInfo kActorsOwn[] = {
    {"name", "NAME", "beginning of a name or alias", false},
    {"limit", "N", "at most so many", false},
};
constexpr ParameterInfo kActorOwn[] = {
    {"from", "DAY", "first day counted, included: YYYY-MM-DD, YYYY-MM or YYYY", false},
    {"to", "DAY", "last day counted, included", false},
    {"limit", "N", "at most so many partners", false},
};
constexpr ParameterInfo kGraphOwn[] = {
    {"format",
     "graphml|gexf|cytoscape|dot|csv|csv-nodes|csv-events|jsonl|timelinejs|"
     "ical|jsonld|turtle|ntriples|plover",
     "form of the file, one of those listed below; graphml when left out", false},
    {"flavor", "gephi|yed|apoc", "for whom GraphML is meant; gephi when left out", false},
};

constexpr ParameterInfo kCountsOwn[] = {
    {"by", "day|week|month|year", "length of a period; month when left out", false},
};

const Route kRoutes[] = {
    {"/v1/met", "Who met whom: pairs of actors, or one actor's counterparts", "", Question::Met, "",
     {}, 100, "Met", true, answer_met, "", {}, "", nullptr, stream_met, "pairs"},
    {"/v1/events", "Events, by day, page by page", "", Question::Events, "", {}, 100, "EventPage",
     true, answer_events, "", {}, "", nullptr, stream_events, "events"},
    {"/v1/events/{id}", "One event with every sentence that reports it", "16 hexadecimal digits",
     std::nullopt, "", {}, 0, "Explanation", true, answer_event},
    {"/v1/timeline", "Events in groups of a day, week, month or year", "", Question::Timeline, "",
     {}, 200, "Timeline", true, answer_timeline, "", {}, "", nullptr, stream_timeline, "groups"},
    {"/v1/counts", "How many events began in each day, week, month or year", "", Question::Graph,
     "limit", kCountsOwn, 0, "Counts", true, answer_counts},
    {"/v1/actors", "Actors with a name that begins so", "", std::nullopt, "", kActorsOwn, 20,
     "Actors", true, answer_actors, "", {}, "", nullptr, stream_actors, "actors"},
    {"/v1/actors/{id}", "One actor: names, roles, partners",
     "key (country:CHN) or name of the actor", std::nullopt, "", kActorOwn, 10, "Actor", true,
     answer_actor},
    {"/v1/figures", "Quantities as series: trade, shares, deaths", "", Question::Figures, "", {},
     500, "Figures", true, answer_figures, "", {}, "", nullptr, stream_figures, "series"},
    {"/v1/articles/{id}", "One article with what was read in it", "16 hexadecimal digits",
     std::nullopt, "", {}, 0, "Article", true, answer_article},
    {"/v1/graph", "The events as a graph, streamed", "", Question::Graph, "", kGraphOwn, 0, "Graph",
     true, answer_graph},
    {"/v1/rank", "Who is central in the network of a time", "", Question::Rank, "", {}, 100, "Rank",
     true, answer_rank},
    {"/v1/communities", "Actors who have more to do with each other than with the rest", "",
     Question::Communities, "", {}, 100, "Communities", true, answer_communities},
    {"/v1/ego", "Who is around an actor, by steps", "", Question::Ego, "", {}, 100, "Ego", true,
     answer_ego},
    {"/v1/path", "How word could have come from one actor to another through meetings", "", Question::Path,
     "", {}, 0, "Path", true, answer_path},
    {"/v1/compare", "Who met whom in one time and not in another, or more, or less", "",
     Question::Compare, "", {}, 100, "Comparison", true, answer_compare},
    {"/v1/decisions", "What was decided by hand about actors and events", "", std::nullopt, "", {}, 0,
     "Decisions", true, answer_decisions, "Decides something by hand; with a token",
     query::decision_parameters(), "Decision", make_decision},
    {"/v1/stats", "How much the store holds", "", std::nullopt, "", {}, 0, "Stats", true,
     answer_stats},
    {"/healthz", "Whether the server and its store answer", "", std::nullopt, "", {}, 0, "Health",
     false, answer_health},
    {"/openapi.json", "This description", "", std::nullopt, "", {}, 0, "OpenApi", false,
     answer_openapi},
};

}  // namespace

std::span<const Route> routes() { return kRoutes; }

const Route* find_route(std::string_view path, std::string& id) {
    constexpr std::string_view kId = "{id}";
    for (const Route& route : kRoutes) {
        if (!route.path.ends_with(kId)) {
            if (route.path == path) return &route;
            continue;
        }
        const auto stem = route.path.substr(0, route.path.size() - kId.size());
        if (!path.starts_with(stem) || path.size() == stem.size()) continue;
        const auto rest = path.substr(stem.size());
        if (rest.find('/') != std::string_view::npos) continue;
        id = rest;
        return &route;
    }
    return nullptr;
}

std::vector<ParameterInfo> parameters_of(const Route& route) {
    std::vector<ParameterInfo> all;
    if (route.question) {
        const auto known = query::parameters_of(*route.question);
        all.assign(known.begin(), known.end());
    }
    std::erase_if(all, [&](const ParameterInfo& info) { return info.name == route.leaves_out; });
    std::ranges::copy(route.more, std::back_inserter(all));
    for (ParameterInfo& info : all)
        if (info.name == "limit" && route.default_limit != 0)
            info.help = route.question == Question::Ego ? "at most so many of each hop, from 1 to 10000"
                                                        : "at most so many, from 1 to 10000";
    return all;
}

}  // namespace annalist::web

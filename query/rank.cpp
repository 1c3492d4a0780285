#include "query/rank.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tuple>

#include "graph/centrality.hpp"

namespace annalist::query {
namespace {

constexpr std::array kMeasures{Measure::PageRank, Measure::Betweenness, Measure::Degree,
                               Measure::Strength, Measure::Closeness};

Result<std::vector<double>> scores_of(const Window& window, Measure measure) {
    if ((measure == Measure::Betweenness || measure == Measure::Closeness) &&
        all_paths_cost(window.contacts) > kMaxAllPathsCost)
        return Error{
            ErrorCode::InvalidArgument,
            fmt::format("measure={}: {} actors with {} pairs are too many for it; narrow the "
                        "window by from, to, kind, type or country, or take another measure",
                        to_string(measure), num_vertices(window.contacts),
                        num_edges(window.contacts) / 2)};
    switch (measure) {
        case Measure::PageRank:
            return page_rank(window.acts, 0.85, 100);
        case Measure::Betweenness:
            return betweenness(window.contacts);
        case Measure::Degree:
            return degrees(window.contacts);
        case Measure::Strength:
            return strengths(window.contacts);
        case Measure::Closeness:
            return closeness(window.contacts);
    }
    return std::vector<double>{};
}

/// Without the last digits, which depend on the order of adding.
double rounded(double score) { return std::round(score * 1e12) / 1e12; }

}  // namespace

std::string_view to_string(Measure measure) {
    switch (measure) {
        case Measure::PageRank:
            return "pagerank";
        case Measure::Betweenness:
            return "betweenness";
        case Measure::Degree:
            return "degree";
        case Measure::Strength:
            return "strength";
        case Measure::Closeness:
            return "closeness";
    }
    return {};
}

Result<RankQuery> parse_rank_query(const Parameters& parameters, const storage::Store& store) {
    RankQuery query;
    if (const std::string name = parameters.first("measure"); !name.empty()) {
        const auto found =
            std::ranges::find_if(kMeasures, [&](Measure m) { return to_string(m) == name; });
        if (found == kMeasures.end())
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("measure={}: write pagerank, betweenness, degree, strength or "
                                     "closeness",
                                     name)};
        query.measure = *found;
    }
    auto events = parse_event_query(parameters, store);
    if (!events) return events.error();
    query.events = *std::move(events);
    return query;
}

Result<RankAnswer> rank_actors(const storage::Store& store, const RankQuery& query,
                               WindowCache* windows) {
    const auto made =
        windows != nullptr ? windows->get(store, query.events) : make_window(store, query.events);
    if (!made) return made.error();
    const Window& window = **made;
    auto scores = scores_of(window, query.measure);
    if (!scores) return scores.error();
    for (double& score : *scores) score = rounded(score);
    const auto score_of = [&](std::size_t v) { return (*scores)[v]; };

    RankAnswer answer;
    answer.measure = query.measure;
    answer.total_actors = scores->size();
    answer.events = window.events;
    std::vector<std::size_t> order(scores->size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{}, score_of);
    // Names decide between equals, also about who is cut off.
    const std::size_t limit =
        query.events.limit == 0 ? order.size() : std::min(query.events.limit, order.size());
    std::size_t end = limit;
    while (end > 0 && end < order.size() && score_of(order[end]) == score_of(order[end - 1])) ++end;
    const auto degree = degrees(window.contacts), strength = strengths(window.contacts);
    ActorBook book{store};
    for (std::size_t i = 0; i < end; ++i) {
        const std::size_t v = order[i];
        auto actor = book.named(window.contacts[v]);
        if (!actor) return actor.error();
        const bool equal = i > 0 && score_of(v) == score_of(order[i - 1]);
        answer.actors.push_back({equal ? answer.actors.back().rank : i + 1, *std::move(actor),
                                 score_of(v), static_cast<std::uint64_t>(degree[v]),
                                 static_cast<std::uint64_t>(strength[v])});
    }
    std::ranges::sort(answer.actors, [](const RankedActor& a, const RankedActor& b) {
        return std::tie(a.rank, a.actor.name, a.actor.key) <
               std::tie(b.rank, b.actor.name, b.actor.key);
    });
    answer.actors.resize(limit);
    return answer;
}

}  // namespace annalist::query

#include "query/path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "query/ego.hpp"
#include "query/event_filter.hpp"
#include "query/explain.hpp"
#include "query/link_walk.hpp"
#include "query/met.hpp"

namespace annalist::query {
namespace {

/// How an actor is reached.
struct Label {
    date::sys_days day;  // the first on which word can be there
    ActorId before;
    Link link;

    auto key() const {
        return std::tie(day, link.first, link.last, before, link.event, link.relation);
    }
};

using Labels = std::unordered_map<ActorId, Label>;

/// Finds earliest arrivals by rounds, one more step in each: those whom a round reaches earlier
/// than all rounds before are asked in the next one.
class Search {
public:
    Search(const storage::Store& store, const PathQuery& query, const EventQuery& events)
        : query_(query), walk_(store, events), days_(events.days) {
        best_.emplace(query.from, days_.first);
        rounds_.push_back({{query.from, {days_.first, {}, {}}}});
    }

    /// Labels of the way, in its order; empty when there is none.
    Result<std::vector<Label>> run() {
        std::size_t last = 0;  // the round that reached the end best
        for (int hop = 1; hop <= query_.hops && !rounds_.back().empty(); ++hop) {
            if (const auto done = round(); !done) return done.error();
            if (!rounds_.back().contains(query_.to)) continue;
            last = rounds_.size() - 1;
            if (query_.order == PathOrder::Fewest) break;
        }
        std::vector<Label> way;
        ActorId at = query_.to;
        for (; last > 0; --last) {
            way.push_back(rounds_[last].at(at));
            at = way.back().before;
        }
        std::ranges::reverse(way);
        return way;
    }

    Result<EventId> event_of(const Link& link) { return walk_.event_of(link); }
    ActorBook& book() { return walk_.book(); }

private:
    Result<void> round() {
        Labels reached;
        std::vector<std::pair<ActorId, date::sys_days>> turns;
        for (const auto& [actor, label] : rounds_.back())
            if (actor != query_.to) turns.emplace_back(actor, label.day);
        std::ranges::sort(turns);
        for (const auto& [actor, day] : turns) {
            if (too_late(day)) continue;
            Result<void> failure;
            const auto take = [&](std::span<const Link> links) {
                for (const Link& link : links)
                    if (failure) failure = step(actor, day, link, reached);
                return static_cast<bool>(failure);
            };
            const auto walked = walk_.of(
                actor, {day, days_.last}, [&](const Event& event) { return take(links_of(event)); },
                take);
            if (!failure) return failure;
            if (!walked) return walked;
        }
        for (const auto& [actor, label] : reached) best_[actor] = label.day;
        rounds_.push_back(std::move(reached));
        return {};
    }

    /// Whether nothing that goes on from that day can be better than what was found.
    bool too_late(date::sys_days day) const {
        const auto end = best_.find(query_.to);
        return end != best_.end() && day >= end->second;
    }

    Result<void> step(ActorId from, date::sys_days since, const Link& link, Labels& reached) {
        if (link.from == link.to || (link.from != from && link.to != from)) return {};
        const ActorId to = link.other(from);
        const date::sys_days day = std::max(since, link.first);
        if (day > link.last || day > days_.last) return {};
        if (const auto known = best_.find(to); known != best_.end() && day >= known->second)
            return {};
        const Label label{day, from, link};
        const auto there = reached.find(to);
        if (there != reached.end() && there->second.key() <= label.key()) return {};
        const auto a = book().find(from);
        if (!a) return a.error();
        const auto b = book().find(to);
        if (!b) return b.error();
        if (own_country(**a, **b)) return {};
        reached.insert_or_assign(to, label);
        return {};
    }

    const PathQuery& query_;
    LinkWalk walk_;
    DayRange days_;
    std::unordered_map<ActorId, date::sys_days> best_;  // over all rounds so far
    std::vector<Labels> rounds_;
};

}  // namespace

Result<PathQuery> parse_path_query(const Parameters& parameters, const storage::Store& store) {
    PathQuery query;
    const auto hops = read_hops(parameters, query.hops);
    if (!hops) return hops.error();
    query.hops = *hops;
    const std::string order = parameters.first("order");
    if (order == "fewest")
        query.order = PathOrder::Fewest;
    else if (!order.empty() && order != "earliest")
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("order={}: write earliest or fewest", order)};
    if (parameters.all("actor").size() != 2)
        return Error{ErrorCode::InvalidArgument, "actor: name two, from whom and to whom"};
    Parameters rest;
    for (const auto& [name, value] : parameters.entries())
        if (name != "order") rest.add(name, value);
    auto events = parse_event_query(rest, store);
    if (!events) return events.error();
    query.events = *std::move(events);
    query.from = query.events.all_actors[0];
    query.to = query.events.all_actors[1];
    query.events.all_actors.clear();
    if (query.from == query.to)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("actor: \"{}\" and \"{}\" are the same",
                                 parameters.all("actor")[0], parameters.all("actor")[1])};
    return query;
}

Result<PathAnswer> find_path(const storage::Store& store, const PathQuery& query) {
    EventQuery events = query.events;
    events.kinds = kinds_or_meetings(events);
    Search search{store, query, events};
    PathAnswer answer;
    auto from = search.book().named(query.from);
    if (!from) return from.error();
    auto to = search.book().named(query.to);
    if (!to) return to.error();
    answer.from = *std::move(from);
    answer.to = *std::move(to);

    const auto way = search.run();
    if (!way) return way.error();
    for (const Label& label : *way) {
        const auto id = search.event_of(label.link);
        if (!id) return id.error();
        auto event = store.event(*id);
        if (!event) return event.error();
        if (!*event)
            return Error{
                ErrorCode::Corruption,
                fmt::format("event {}: is in an index, and has no record", event_text(*id))};
        if (query.events.as_known_on) {
            event = event_as_known(store, **event, *query.events.as_known_on);
            if (!event) return event.error();
            if (!*event)
                return Error{ErrorCode::Corruption,
                             fmt::format("event {}: was found, and is not known on that day",
                                         event_text(*id))};
        }
        auto actors = search.book().named((*event)->actors);
        if (!actors) return actors.error();
        auto before = search.book().named(label.before);
        if (!before) return before.error();
        auto after = search.book().named(label.link.other(label.before));
        if (!after) return after.error();
        auto sentence = telling_sentence(store, *id, query.events.as_known_on);
        if (!sentence) return sentence.error();
        answer.steps.push_back({*std::move(before),
                                *std::move(after),
                                {**std::move(event), *std::move(actors)},
                                label.day,
                                *std::move(sentence)});
    }
    return answer;
}

}  // namespace annalist::query

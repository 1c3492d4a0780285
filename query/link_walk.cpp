#include "query/link_walk.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace annalist::query {
namespace {

constexpr std::size_t kMergedActors = 16;  // beyond so many scans one over the range is cheaper

LinkFilter filter_of(const EventQuery& query) {
    LinkFilter filter;
    filter.types = query.types;
    filter.modes = query.modes;
    filter.kinds = query.kinds;
    filter.statuses = query.statuses;
    filter.min_confidence = query.min_confidence;
    filter.include_assumed = query.include_assumed;
    return filter;
}

bool needs_events(const EventQuery& query) { return !query.words.empty() || query.as_known_on; }

bool has(std::span<const ActorId> actors, ActorId actor) {
    return std::ranges::find(actors, actor) != actors.end();
}

}  // namespace

LinkWalk::LinkWalk(const storage::Store& store, const EventQuery& query)
    : store_(store), query_(query), test_(filter_of(query)), filter_(store, query), book_(store) {}

Result<void> LinkWalk::open() {
    if (links_) return {};
    auto links = store_.links();
    if (!links) return links.error();
    links_ = *std::move(links);
    return {};
}

Result<EventId> LinkWalk::event_of(const Link& link) {
    if (link.event.value != 0) return link.event;
    if (const auto opened = open(); !opened) return opened.error();
    return links_->event_of(link);
}

Result<bool> LinkWalk::wanted(const Link& link) {
    if (!test_(link) || !query_.place.empty()) return false;
    const auto takes_part = [&](ActorId id) { return link.from == id || link.to == id; };
    if (!std::ranges::all_of(query_.all_actors, takes_part)) return false;
    if (!query_.any_actors.empty() && !std::ranges::any_of(query_.any_actors, takes_part))
        return false;
    if (query_.countries.empty()) return true;
    const auto from = book_.find(link.from);
    if (!from) return from.error();
    const auto to = book_.find(link.to);
    if (!to) return to.error();
    return std::ranges::all_of(query_.countries, [&](const std::string& code) {
        const auto belongs = [&](const Actor& actor) {
            return actor.country == code ||
                   (actor.kind == ActorKind::Country && actor.key == "country:" + code);
        };
        return belongs(**from) || belongs(**to);
    });
}

Result<void> LinkWalk::walk(std::optional<ActorId> also, DayRange days, const EventSink& told,
                            const LinkSink& coded) {
    if (const auto opened = open(); !opened) return opened;
    std::span<const ActorId> before;  // any-actors whose events have come already
    Result<void> failure;
    bool more = true;
    const auto event = [&](const Event& each) {
        if (also && std::ranges::find(each.actors, *also, &EventActor::actor) == each.actors.end())
            return true;
        for (const EventActor& one : each.actors)
            if (has(before, one.actor)) return true;
        const auto matches = filter_.matches(each);
        if (!matches) {
            failure = matches.error();
            return more = false;
        }
        return more = !*matches || told(each);
    };
    std::vector<Link> kept;
    const auto links = [&](std::span<const Link> some) {
        kept.clear();
        for (const Link& link : some) {
            if (also && link.from != *also && link.to != *also) continue;
            if (has(before, link.from) || has(before, link.to)) continue;
            const auto matches = wanted(link);
            if (!matches) {
                failure = matches.error();
                return more = false;
            }
            if (*matches) kept.push_back(link);
        }
        return more = kept.empty() || coded(kept);
    };

    const EventQuery& query = query_;
    std::vector<ActorId> all = query.all_actors;
    if (also) all.push_back(*also);
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    Result<void> scanned;
    if (all.size() >= 2)
        scanned = links_->between(all[0], all[1], days, event, links);
    else if (all.size() == 1)
        scanned = links_->of(all[0], days, event, links);
    else if (query.any_actors.empty() || query.any_actors.size() > kMergedActors)
        scanned = links_->all(days, event, links);
    else
        for (std::size_t i = 0; i < query.any_actors.size() && more && scanned; ++i) {
            before = std::span(query.any_actors).first(i);
            scanned = has(before, query.any_actors[i])
                          ? Result<void>{}
                          : links_->of(query.any_actors[i], days, event, links);
        }
    return failure ? scanned : failure;
}

Result<void> LinkWalk::all(const EventSink& told, const LinkSink& coded) {
    if (!needs_events(query_)) return walk({}, query_.days, told, coded);
    EventQuery query = query_;
    query.order = Order::OldestFirst;
    query.after.reset();
    return walk_events(store_, query, told, filter_.words());
}

Result<void> LinkWalk::of(ActorId actor, DayRange days, const EventSink& told,
                          const LinkSink& coded) {
    if (!needs_events(query_)) return walk(actor, days, told, coded);
    EventQuery query = query_;
    query.all_actors.push_back(actor);
    query.days = days;
    query.order = Order::OldestFirst;
    query.after.reset();
    return walk_events(store_, query, told, filter_.words());
}

}  // namespace annalist::query

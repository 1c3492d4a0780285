#include "query/events.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "query/event_filter.hpp"
#include "query/link_walk.hpp"

namespace annalist::query {
namespace {

/// The store's order: first day, last day descending, id.
auto order_key(const Event& event) {
    return std::tuple(event.days.first, -event.days.last.time_since_epoch().count(), event.id.value);
}
auto order_key(const Cursor& cursor) {
    return std::tuple(cursor.first, -cursor.last.time_since_epoch().count(), cursor.id.value);
}

constexpr std::size_t kMergedActors = 16;  // beyond so many scans one over the range is cheaper

/// How many events are fetched one by one rather than found by the scan that would be taken else. One
/// that is fetched costs what ten do in a scan.
std::size_t worth_fetching(const EventQuery& query, DayRange days) {
    if (!query.all_actors.empty() || !query.any_actors.empty()) return 200;
    const bool narrow = days.first != DayRange{}.first && days.last != DayRange{}.last;
    return narrow ? 2'000 : 20'000;
}

/// Gives these events as a scan over the days would. Holds them.
Result<void> fetch(const storage::Store& store, const std::vector<EventId>& ids, DayRange days,
                   const storage::EventVisitor& visit) {
    std::vector<Event> events;
    for (const EventId id : ids) {
        auto event = store.event(id);
        if (!event) return event.error();
        // Since the ids were found it may have become part of another.
        if (*event && (*event)->id == id && days.overlaps((*event)->days))
            events.push_back(**std::move(event));
    }
    std::ranges::sort(events, {}, [](const Event& event) { return order_key(event); });
    for (const Event& event : events)
        if (!visit(event)) break;
    return {};
}

/// Scans what the query's words, actors and `days` leave to be looked at, in the store's order.
Result<void> narrowest_scan(const storage::Store& store, const EventQuery& query,
                            const EventFilter& filter, DayRange days,
                            const storage::EventVisitor& visit) {
    if (!query.words.empty()) {
        const auto few = filter.words()->few(worth_fetching(query, days));
        if (!few) return few.error();
        if (*few != nullptr) return fetch(store, (*few)->ids, days, visit);
    }
    std::vector<ActorId> all = query.all_actors;
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    if (all.size() >= 2) return store.scan_pair(all[0], all[1], days, visit);
    if (all.size() == 1) return store.scan_actor(all[0], days, visit);
    if (query.any_actors.empty() || query.any_actors.size() > kMergedActors)
        return store.scan(days, visit);
    if (query.any_actors.size() == 1) return store.scan_actor(query.any_actors[0], days, visit);

    std::map<decltype(order_key(std::declval<Event>())), Event> merged;
    for (const ActorId actor : query.any_actors) {
        const auto scanned = store.scan_actor(actor, days, [&](const Event& event) {
            merged.try_emplace(order_key(event), event);
            return true;
        });
        if (!scanned) return scanned;
    }
    for (const auto& [key, event] : merged)
        if (!visit(event)) break;
    return {};
}

bool behind(const Event& event, const EventQuery& query) {
    if (!query.after) return true;
    return query.order == Order::OldestFirst ? order_key(event) > order_key(*query.after)
                                             : order_key(event) < order_key(*query.after);
}

/// Oldest first, from the store's own order: nothing is held.
Result<void> stream(const storage::Store& store, const EventQuery& query, EventFilter& filter,
                    const EventSink& sink) {
    DayRange days = query.days;
    if (query.after) days.first = std::max(days.first, query.after->first);
    Result<void> failure;
    const auto scanned = narrowest_scan(store, query, filter, days, [&](const Event& event) {
        if (!behind(event, query)) return true;
        const auto matches = filter.matches(event);
        if (!matches) {
            failure = matches.error();
            return false;
        }
        return !*matches || sink(event);
    });
    return failure ? scanned : failure;
}

/// As known on a day: an event's own days may have been others then, so all that its actors allow
/// is looked at, made what it was, and put in order again.
Result<std::vector<Event>> as_known(const storage::Store& store, const EventQuery& query,
                                    EventFilter& filter) {
    std::vector<Event> events;
    Result<void> failure;
    const auto scanned = narrowest_scan(store, query, filter, DayRange{}, [&](const Event& event) {
        const auto then = event_as_known(store, event, *query.as_known_on);
        if (!then) {
            failure = then.error();
            return false;
        }
        if (!*then || !query.days.overlaps((*then)->days) || !behind(**then, query)) return true;
        const auto matches = filter.matches(**then);
        if (!matches) {
            failure = matches.error();
            return false;
        }
        if (*matches) events.push_back(**then);
        return true;
    });
    if (!failure) return failure.error();
    if (!scanned) return scanned.error();
    std::ranges::sort(events, {}, [](const Event& event) { return order_key(event); });
    return events;
}

/// Newest first with at most `keep` events (0: all), from the end of the store's order.
Result<std::vector<Event>> newest(const storage::Store& store, const EventQuery& query,
                                  EventFilter& filter, std::size_t keep) {
    std::deque<Event> last;
    DayRange days = query.days;
    if (query.after) days.last = std::min(days.last, query.after->first);
    Result<void> failure;
    const auto scanned = narrowest_scan(store, query, filter, days, [&](const Event& event) {
        if (!behind(event, query)) return true;
        const auto matches = filter.matches(event);
        if (!matches) {
            failure = matches.error();
            return false;
        }
        if (*matches) last.push_back(event);
        if (keep != 0 && last.size() > keep) last.pop_front();
        return true;
    });
    if (!failure) return failure.error();
    if (!scanned) return scanned.error();
    return std::vector<Event>(last.rbegin(), last.rend());
}

Result<void> walk(const storage::Store& store, const EventQuery& query, std::size_t keep,
                  const EventSink& sink, std::shared_ptr<WordEvents> words = nullptr) {
    EventFilter filter{store, query, std::move(words)};
    if (!query.as_known_on && query.order == Order::OldestFirst)
        return stream(store, query, filter, sink);
    auto events = query.as_known_on ? as_known(store, query, filter)
                                    : newest(store, query, filter, keep);
    if (!events) return events.error();
    if (query.as_known_on && query.order == Order::NewestFirst) std::ranges::reverse(*events);
    for (const Event& event : *events)
        if (!sink(event)) break;
    return {};
}

}  // namespace

std::string EventItem::edtf() const {
    return annalist::edtf(event.days, event.time_basis == TimeBasis::Published);
}

Result<void> walk_events(const storage::Store& store, const EventQuery& query,
                         const EventSink& sink, std::shared_ptr<WordEvents> words) {
    return walk(store, query, 0, sink, std::move(words));
}

Result<EventPage> find_events(const storage::Store& store, const EventQuery& query) {
    std::vector<Event> events;
    bool more = false;
    const std::size_t keep = query.limit == 0 ? 0 : query.limit + 1;
    const auto walked = walk(store, query, keep, [&](const Event& event) {
        if (query.limit != 0 && events.size() == query.limit) {
            more = true;
            return false;
        }
        events.push_back(event);
        return true;
    });
    if (!walked) return walked.error();

    EventPage page;
    ActorBook book{store};
    for (Event& event : events) {
        auto actors = book.named(event.actors);
        if (!actors) return actors.error();
        page.events.push_back({std::move(event), *std::move(actors)});
    }
    if (more) {
        const Event& last = page.events.back().event;
        page.next = cursor_text({last.days.first, last.days.last, last.id}, query);
    }
    return page;
}

Result<std::uint64_t> count_events(const storage::Store& store, const EventQuery& query) {
    std::uint64_t count = 0;
    LinkWalk links{store, query};
    const auto walked = links.all(
        [&](const Event&) {
            ++count;
            return true;
        },
        [&](std::span<const Link> some) {
            count += some.size();
            return true;
        });
    if (!walked) return walked.error();
    return count;
}

}  // namespace annalist::query

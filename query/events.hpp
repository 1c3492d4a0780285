#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "graph/event.hpp"
#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "query/word_events.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// An event with its actors by name, in the order of Event::actors.
struct EventItem {
    Event event;
    std::vector<NamedActor> actors;

    /// The days as EDTF, with "~" when they are only assumed from the publication day.
    std::string edtf() const;
};

struct EventPage {
    std::vector<EventItem> events;
    std::string next;  ///< cursor of the next page; "" at the end
};

/// Receives matching events in order; false ends the walk.
using EventSink = std::function<bool(const Event&)>;

/// Walks the events of a query, without regard to `limit`. Takes the narrowest scan that the
/// query allows: few events that have the words, pair, actor, or range. Oldest first it streams; newest first, or as known on a
/// day, it holds the matching events. With `as_known_on` an event is what the reports published by
/// then amount to, so a later correction does not show.
/// `words` is what a walk before it found out about the same words and day of knowledge.
Result<void> walk_events(const storage::Store& store, const EventQuery& query,
                         const EventSink& sink, std::shared_ptr<WordEvents> words = nullptr);

/// One page of at most `limit` events.
Result<EventPage> find_events(const storage::Store& store, const EventQuery& query);

/// How many events match, without regard to `limit` and cursor.
Result<std::uint64_t> count_events(const storage::Store& store, const EventQuery& query);

}  // namespace annalist::query

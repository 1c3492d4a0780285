#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/event.hpp"
#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// Asks of single events whether a query means them; its day range, cursor and as-known-on day
/// apart. Holds names and nothing of the events. Not thread-safe.
class EventFilter {
public:
    /// Both must outlive the filter.
    EventFilter(const storage::Store& store, const EventQuery& query)
        : store_(store), query_(query), book_(store) {}

    Result<bool> matches(const Event& event);

    /// Matches but for `kinds`, which the caller wants to look at himself.
    Result<bool> matches_but_kind(const Event& event);

private:
    Result<bool> has_countries(const Event& event);
    Result<bool> has_words(const Event& event) const;

    const storage::Store& store_;
    const EventQuery& query_;
    ActorBook book_;
};

bool has_kind(const Event& event, const std::vector<Contact>& kinds);

/// What the event was by the reports published up to and on `day`; nullopt when there was none yet.
Result<std::optional<Event>> event_as_known(const storage::Store& store, const Event& event,
                                            date::sys_days day);

}  // namespace annalist::query

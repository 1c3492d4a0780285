#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "graph/event.hpp"
#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "query/word_events.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// Asks of single events whether a query means them; its day range, cursor and as-known-on day
/// apart. Holds names, and of the events the ids that its words mean. Not thread-safe.
class EventFilter {
public:
    /// Both must outlive the filter. `words` is what another filter knows of the same words.
    EventFilter(const storage::Store& store, const EventQuery& query,
                std::shared_ptr<WordEvents> words = nullptr)
        : query_(query),
          book_(store),
          words_(words ? std::move(words)
                       : std::make_shared<WordEvents>(store, query.words, query.as_known_on)) {}

    Result<bool> matches(const Event& event);

    /// Matches but for `kinds`, which the caller wants to look at himself.
    Result<bool> matches_but_kind(const Event& event);

    /// Which events have the words of the query, when there are any.
    const std::shared_ptr<WordEvents>& words() const { return words_; }

private:
    Result<bool> has_countries(const Event& event);

    const EventQuery& query_;
    ActorBook book_;
    std::shared_ptr<WordEvents> words_;
};

bool has_kind(const Event& event, const std::vector<Contact>& kinds);

/// What the event was by the reports published up to and on `day`; nullopt when there was none yet.
Result<std::optional<Event>> event_as_known(const storage::Store& store, const Event& event,
                                            date::sys_days day);

}  // namespace annalist::query

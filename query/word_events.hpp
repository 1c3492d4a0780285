#pragma once

#include <date/date.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "graph/event.hpp"
#include "graph/result.hpp"
#include "query/word_query.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// Events by id, or all but these.
struct EventSet {
    std::vector<EventId> ids;  ///< ascending
    bool all_but = false;

    bool has(EventId id) const;
};

/// No more events than this are held for one part of a question; words that are commoner are looked for in
/// the texts. 8 bytes each.
inline constexpr std::size_t kMostWordEvents = 4'000'000;

/// The events of a question about words, by the store's index: those that articles tell, with what was
/// published by `known`. nullopt when the store has no index, or a part has more than `most` events.
/// Errors: Io, Corruption.
Result<std::optional<EventSet>> word_events(const storage::Store& store, const WordQuery& query,
                                            date::sys_days known, std::size_t most = kMostWordEvents);

/// Answers a question about words for one event after another: by the index where it can, else by
/// their texts. Events of imported tables are not in the index; where such are, an event that has the name
/// of one of their relations is looked at, and every event once there are decisions about any. The
/// index is read once, at the first question. For one thread; ends before the store.
class WordEvents {
public:
    WordEvents(const storage::Store& store, WordQuery query,
               std::optional<date::sys_days> as_known_on)
        : store_(store), query_(std::move(query)), as_known_on_(as_known_on) {}

    Result<bool> has(const Event& event);

    /// All events that it can be, when they are no more than `most`: cheaper to fetch than to find
    /// by a scan. Null where only a scan tells.
    Result<const EventSet*> few(std::size_t most);

    /// For tests and measurements: by the texts alone.
    void ignore_index() { asked_ = true; }

private:
    Result<void> ask();
    Result<bool> in_texts(const Event& event) const;

    const storage::Store& store_;
    WordQuery query_;
    std::optional<date::sys_days> as_known_on_;
    bool asked_ = false;
    std::optional<EventSet> found_;
    std::set<std::string> coded_;  // names of relations
};

}  // namespace annalist::query

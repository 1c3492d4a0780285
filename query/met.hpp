#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "storage/store.hpp"

namespace annalist::query {

enum class MetOrder { Times, First, Last, Name };

/// Who met whom. `events.kinds` left empty asks for meetings and visits; `events.limit` counts pairs.
struct MetQuery {
    EventQuery events;
    bool by_country = false;  ///< fold persons, organisations and countries to countries
    MetOrder order = MetOrder::Times;
};

/// The events of two actors, or of the one asked for (always `a`) and a counterpart.
struct MetPair {
    NamedActor a, b;  ///< folded by country, id is 0 for a country that is no actor of the store
    std::uint64_t times = 0;   ///< four calls in one event are 4
    std::uint64_t events = 0;
    std::string first, last;   ///< EDTF of the first and the last event
    EventId last_event;
    std::map<std::string, std::uint64_t> kinds;  ///< times by kind: "meet", "video", "call" ...
    std::vector<std::string> places;             ///< commonest first, at most five
};

struct MetAnswer {
    std::vector<MetPair> pairs;
    std::uint64_t total_pairs = 0;   ///< before `limit`
    std::uint64_t events = 0;        ///< distinct events behind them
    std::map<std::string, std::uint64_t> other_kinds;  ///< times by kind that match but for the kind
    std::optional<NamedActor> actor; ///< the one whose counterparts these are; none for pairs
};

/// The kinds that a question about contacts means: those asked for; meetings and visits when neither
/// kinds nor types nor modes are.
std::vector<Contact> kinds_or_meetings(const EventQuery& query);

/// Reads the parameters of an EventQuery and `by` (actor or country), `order` (times, first, last
/// or name; `oldest` and `newest` are first and last). Errors: as parse_event_query.
Result<MetQuery> parse_met_query(const Parameters& parameters, const storage::Store& store);

/// Pairs that come together in matching events (pairs_of says which of an event's actors do), the
/// most frequent first by default; equals by last day descending, then name. With exactly one actor
/// asked for, that actor's counterparts.
Result<MetAnswer> who_met(const storage::Store& store, const MetQuery& query);

}  // namespace annalist::query

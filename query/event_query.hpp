#pragma once

#include <date/date.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.hpp"
#include "graph/id.hpp"
#include "graph/ontology.hpp"
#include "graph/result.hpp"
#include "graph/time_span.hpp"
#include "query/parameters.hpp"
#include "query/word_query.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// By the day it began. The default is the store's own order: first day, last day descending, id.
enum class Order { OldestFirst, NewestFirst };

/// A place that events must be at: the city of that name, or anywhere in that country.
struct PlaceFilter {
    std::string city;     ///< folded; "" for none
    std::string country;  ///< ISO 3166 alpha-3; "" for none

    bool operator==(const PlaceFilter&) const = default;
    bool empty() const { return city.empty() && country.empty(); }
};

/// Where a page ended, so that the next one goes on behind it, whatever came in meanwhile.
struct Cursor {
    date::sys_days first, last;
    EventId id;

    bool operator==(const Cursor&) const = default;
};

/// Which events are meant. Conditions are combined with "and"; within a list "any of these" holds
/// unless said otherwise; an empty list or value asks for nothing.
struct EventQuery {
    std::vector<ActorId> all_actors;      ///< each of them takes part
    std::vector<ActorId> any_actors;      ///< at least one of them takes part
    std::vector<std::string> countries;   ///< of each one an actor takes part (ISO 3166 alpha-3)
    std::vector<EventType> types;
    std::vector<Mode> modes;
    std::vector<Contact> kinds;
    std::vector<Status> statuses{Status::Occurred, Status::Ongoing};  ///< empty: every status
    PlaceFilter place;
    WordQuery words;                      ///< asked of its labels, sentences and titles
    DayRange days;
    std::optional<date::sys_days> as_known_on;  ///< only reports published by that day count
    double min_confidence = 0.0;          ///< in [0, 1]
    bool include_assumed = true;          ///< with TimeBasis::Published, whose days are a guess
    std::size_t limit = 0;                ///< 0: no limit
    Order order = Order::OldestFirst;
    std::optional<Cursor> after;
};

inline constexpr std::size_t kMaxLimit = 1'000'000;

/// Reads a query from named values (parameters_of): `actor` (repeated: all take part), `any-actor`
/// (repeated: one of them), `country`, `type`, `mode`, `kind`, `status` ("all" for every one),
/// `place`, `words`, `from`, `to`, `as-known-on`, `min-confidence`, `assumed` (yes or no), `limit`,
/// `order` (oldest or newest), `cursor`. Values of `type`, `mode`, `kind`, `status` may be lists
/// with commas. Other names are left alone.
/// Errors: InvalidArgument and NotFound, naming the parameter and what to write instead; names of
/// actors fail as resolve_actor says.
Result<EventQuery> parse_event_query(const Parameters& parameters, const storage::Store& store);

/// Single parameters, for questions that are not about events. Errors: as parse_event_query.
Result<std::size_t> read_limit(const Parameters& parameters, std::string_view name);
Result<double> read_confidence(const Parameters& parameters);
Result<std::optional<date::sys_days>> read_as_known_on(const Parameters& parameters);
Result<std::vector<std::string>> read_countries(const Parameters& parameters,
                                                const storage::Store& store);
Result<std::vector<ActorId>> read_actors(const Parameters& parameters, std::string_view name,
                                         const storage::Store& store);

/// The single words of some texts, folded as names are.
std::vector<std::string> folded_words(const std::vector<std::string>& texts);

/// All of a query but its limit and cursor as a text that no other query has.
std::string filters_text(const EventQuery& query);

/// The text of a cursor for this query, and back; text of a cursor of another query is refused.
std::string cursor_text(const Cursor& cursor, const EventQuery& query);
Result<Cursor> parse_cursor(std::string_view text, const EventQuery& query);

/// An event's id as people write it: 16 hexadecimal digits.
std::string event_text(EventId id);
/// Errors: InvalidArgument.
Result<EventId> parse_event_id(std::string_view text);

/// An article's id, likewise.
std::string article_text(ArticleId id);
/// Errors: InvalidArgument.
Result<ArticleId> parse_article_id(std::string_view text);

}  // namespace annalist::query

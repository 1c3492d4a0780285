#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "graph/result.hpp"
#include "query/event_query.hpp"
#include "query/events.hpp"
#include "storage/store.hpp"

namespace annalist::query {

enum class Period { Day, Week, Month, Year };

/// `top` other than 0 keeps in each group the most telling events: most reports, then surest.
struct TimelineQuery {
    EventQuery events;
    Period by = Period::Month;
    std::size_t top = 0;
};

/// The events that began in one period.
struct TimelineGroup {
    std::string label;              ///< EDTF: "2020-07"; a week by its Monday and Sunday
    DayRange days;
    std::vector<EventItem> events;  ///< by day
    std::uint64_t left_out = 0;     ///< more than `top`
};

struct Timeline {
    std::vector<TimelineGroup> groups;  ///< in the order asked for; periods without events are absent
    std::uint64_t events = 0;           ///< in the groups
    std::string next;                   ///< cursor, when `limit` cut the timeline short
};

/// Reads the parameters of an EventQuery, `by` (day, week, month, year) and `top`.
Result<TimelineQuery> parse_timeline_query(const Parameters& parameters,
                                           const storage::Store& store);

Result<Timeline> make_timeline(const storage::Store& store, const TimelineQuery& query);

/// Receives a timeline piece by piece; what returns false ends the walk.
struct TimelineSink {
    std::function<bool(const std::string& label, DayRange days)> begin;  ///< of a group
    std::function<bool(const EventItem& item)> event;
    std::function<bool(std::uint64_t left_out)> end;  ///< of the group
};

/// The same groups and events as make_timeline, none of them kept but what `top` must choose among (newest
/// first or as known on a day, the events are kept: see walk_events).
Result<void> walk_timeline(const storage::Store& store, const TimelineQuery& query,
                           const TimelineSink& sink);

/// The period that a day lies in.
DayRange period_of(date::sys_days day, Period by);

}  // namespace annalist::query

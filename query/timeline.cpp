#include "query/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "query/export_parts.hpp"

namespace annalist::query {
namespace {

std::string label_of(DayRange days, Period by) {
    switch (by) {
        case Period::Day: return iso_day(days.first);
        case Period::Week: return iso_day(days.first) + "/" + iso_day(days.last);
        case Period::Month: return iso_day(days.first).substr(0, 7);
        case Period::Year: return iso_day(days.first).substr(0, 4);
    }
    return {};
}

/// Keeps the `top` events that most reports tell of, then the surest, in their old order.
void keep_top(TimelineGroup& group, std::size_t top) {
    if (top == 0 || group.events.size() <= top) return;
    std::vector<const EventItem*> ranked;
    for (const EventItem& item : group.events) ranked.push_back(&item);
    std::ranges::stable_sort(ranked, [](const EventItem* a, const EventItem* b) {
        return std::tie(b->event.mentions, b->event.confidence) <
               std::tie(a->event.mentions, a->event.confidence);
    });
    ranked.resize(top);
    std::vector<EventItem> kept;
    for (const EventItem& item : group.events)
        if (std::ranges::find(ranked, &item) != ranked.end()) kept.push_back(item);
    group.left_out += group.events.size() - kept.size();
    group.events = std::move(kept);
}

}  // namespace

DayRange period_of(date::sys_days day, Period by) {
    const date::year_month_day ymd{day};
    switch (by) {
        case Period::Day: return {day, day};
        case Period::Week: {
            const date::sys_days monday = day - (date::weekday{day} - date::Monday);
            return {monday, monday + date::days{6}};
        }
        case Period::Month:
            return {date::sys_days{ymd.year() / ymd.month() / 1},
                    date::sys_days{ymd.year() / ymd.month() / date::last}};
        case Period::Year:
            return {date::sys_days{ymd.year() / 1 / 1}, date::sys_days{ymd.year() / 12 / 31}};
    }
    return {day, day};
}

Result<TimelineQuery> parse_timeline_query(const Parameters& parameters,
                                           const storage::Store& store) {
    TimelineQuery query;
    const std::string by = parameters.first("by");
    if (by == "day")
        query.by = Period::Day;
    else if (by == "week")
        query.by = Period::Week;
    else if (by == "year")
        query.by = Period::Year;
    else if (!by.empty() && by != "month")
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("by={}: write day, week, month or year", by)};
    const auto top = read_limit(parameters, "top");
    if (!top) return top.error();
    query.top = *top;
    auto events = parse_event_query(parameters, store);
    if (!events) return events.error();
    query.events = *std::move(events);
    return query;
}

Result<Timeline> make_timeline(const storage::Store& store, const TimelineQuery& query) {
    auto page = find_events(store, query.events);
    if (!page) return page.error();
    Timeline timeline;
    timeline.next = std::move(page->next);
    for (EventItem& item : page->events) {
        const DayRange days = period_of(item.event.days.first, query.by);
        if (timeline.groups.empty() || timeline.groups.back().days != days)
            timeline.groups.push_back({label_of(days, query.by), days, {}, 0});
        timeline.groups.back().events.push_back(std::move(item));
    }
    for (TimelineGroup& group : timeline.groups) {
        keep_top(group, query.top);
        timeline.events += group.events.size();
    }
    return timeline;
}

Result<void> walk_timeline(const storage::Store& store, const TimelineQuery& query,
                           const TimelineSink& sink) {
    ActorBook book{store};
    TimelineGroup group;  // with the events that may be among the top
    bool open = false, wanted = true;
    const auto end = [&] {
        if (!open) return true;
        keep_top(group, query.top);
        for (const EventItem& item : group.events)
            if (!sink.event(item)) return false;
        return sink.end(group.left_out);
    };
    const auto add = [&](const EventItem& item) {
        const DayRange days = period_of(item.event.days.first, query.by);
        if (!open || group.days != days) {
            if (!end()) return false;
            group = {label_of(days, query.by), days, {}, 0};
            open = true;
            if (!sink.begin(group.label, days)) return false;
        }
        if (query.top == 0) return sink.event(item);
        group.events.push_back(item);
        if (group.events.size() > 2 * query.top + 64) keep_top(group, query.top);
        return true;
    };
    const auto walked = walk_items(store, query.events, book,
                                   [&](const EventItem& item) { return wanted = add(item); });
    if (!walked) return walked.error();
    if (wanted) end();
    return {};
}

}  // namespace annalist::query

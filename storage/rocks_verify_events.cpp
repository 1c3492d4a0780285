#include <algorithm>
#include <map>

#include "storage/bytes.hpp"
#include "storage/rocks_verify.hpp"

namespace annalist::storage {
namespace {

bool takes_part(const Event& event, ActorId actor) {
    return std::ranges::any_of(event.actors, [&](const EventActor& a) { return a.actor == actor; });
}

/// Bytes of an index's keys before the bucket.
std::size_t prefix_of(Table table) {
    switch (table) {
        case Table::ByActor:
            return 4;
        case Table::ByPair:
            return 8;
        default:
            return 0;
    }
}

/// Whether the actors of an index key's prefix take part in the event.
bool rightly_under(std::string_view prefix, const Event& event) {
    ByteReader reader(prefix);
    std::optional<ActorId> before;
    while (reader.left() > 0) {
        const ActorId actor{reader.big32()};
        if (!takes_part(event, actor) || (before && *before >= actor)) return false;
        before = actor;
    }
    return true;
}

}  // namespace

void Verification::check_events() {
    each(Table::Events, [&](std::string_view key, std::string_view value) {
        ++events_;
        const auto event = decode_event(value, {ByteReader(key).big64()});
        require(key.size() == 8 && event, Table::Events, key, "cannot be read");
        if (event) check_event(*event, key);
    });
}

void Verification::check_event(const Event& event, std::string_view key) {
    const auto mentions = store_.mentions_of(event.id, now_);
    if (!mentions) {
        note(mentions.error());
        return;
    }
    require(!mentions->empty(), Table::Events, key, "is reported by nothing");
    if (mentions->empty()) return;
    require(conclude(*mentions) == event, Table::Events, key, "is not what its reports conclude");
    for (const EventActor& a : event.actors)
        require(value_of(Table::Actors, actor_key(a.actor)).has_value(), Table::Events, key,
                "has an actor that is not there");
    for (const IndexEntry& entry : entries_of(event))
        require(value_of(entry.table, entry.key) == entry.value, entry.table, entry.key,
                "is missing or differs from its event");
    for (const std::string& count : counts_of(event)) {
        const auto sum = value_of(Table::Counts, count);
        require(sum && decode_sum(*sum).value_or(0) > 0, Table::Counts, count, "is missing");
    }
}

void Verification::check_mentions() {
    each(Table::Mentions, [&](std::string_view key, std::string_view value) {
        ++mentions_;
        const auto report = parse_report_key(key, 8);
        const EventId event{ByteReader(key).big64()};
        const auto mention =
            report ? decode_mention(value, event, report->day, report->article, report->ordinal)
                   : std::nullopt;
        require(mention.has_value(), Table::Mentions, key, "cannot be read");
        if (!mention) return;
        require(event_of(event).has_value(), Table::Mentions, key,
                "reports an event that is not there");
        const auto contribution = contribution_of(report->article);
        require(contribution && report->ordinal < contribution->mentions.size() &&
                    contribution->mentions[report->ordinal] == event,
                Table::Mentions, key, "is not listed by its article");
    });
}

void Verification::check_entries(Table table) {
    each(table,
         [&](std::string_view key, std::string_view value) { check_entry(table, key, value); });
}

void Verification::check_entry(Table table, std::string_view key, std::string_view value) {
    const std::size_t prefix = prefix_of(table);
    const auto span = parse_span_key(key, prefix);
    require(span.has_value(), table, key, "cannot be read");
    if (!span) return;
    const auto event = event_of({span->id});
    require(event.has_value(), table, key, "leads to an event that is not there");
    if (!event) return;
    const bool many = table == Table::ByPair && event->actors.size() > kActorsInPairEntry;
    require(rightly_under(key.substr(0, prefix), *event), table, key,
            "lists an event under somebody not in it");
    require(span_key(key.substr(0, prefix), event->days, event->id) == key, table, key,
            "lists an event under other days than its own");
    require(value == (many ? std::string{} : encode_entry(*event)), table, key,
            "differs from its event");
}

void Verification::check_counts() {
    std::string pair;
    each(Table::Counts, [&](std::string_view key, std::string_view value) {
        require(key.size() == 13 && decode_sum(value), Table::Counts, key, "cannot be read");
        if (key.size() != 13 || key.substr(0, 8) == pair) return;
        pair = key.substr(0, 8);
        check_counts_of(pair);
    });
}

void Verification::check_counts_of(std::string_view pair) {
    std::map<std::string, std::int64_t> counted;
    const ActorId a{ByteReader(pair).big32()}, b{ByteReader(pair.substr(4)).big32()};
    const std::string prefix(pair);
    const auto events = database_.scan(
        Table::ByPair, prefix, behind(prefix), now_,
        [&](std::string_view key, std::string_view value) -> Result<bool> {
            const auto span = parse_span_key(key, prefix.size());
            if (!span) return true;  // told by check_entries
            const auto event = value.empty()
                                   ? event_of({span->id})
                                   : decode_entry(value, {span->id}, span->first, span->last);
            if (!event || !is_real(event->status)) return true;
            const date::year_month_day day{span->first};
            ++counted[count_key(a, b, day.year() / day.month(), event->type)];
            return true;
        });
    if (!events) note(events.error());
    const auto kept =
        database_.scan(Table::Counts, prefix, behind(prefix), now_,
                       [&](std::string_view key, std::string_view value) -> Result<bool> {
                           const auto found = counted.find(std::string(key));
                           const std::int64_t expected = found == counted.end() ? 0 : found->second;
                           require(decode_sum(value) == expected, Table::Counts, key,
                                   "is not the number of such events");
                           return true;
                       });
    if (!kept) note(kept.error());
}

}  // namespace annalist::storage

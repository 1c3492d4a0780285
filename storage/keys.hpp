#pragma once

#include <date/date.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/event.hpp"

namespace annalist::storage {

// Keys are fixed-width and big-endian, so that the order of bytes is the order of time:
//   day     4 bytes: days since 1970-01-01, sign bit flipped
//   ~day    4 bytes: the same with all bits inverted, so that later days come first
//   month   4 bytes: 12 * year + month - 1, sign bit flipped
//   actor   4 bytes      article, event   8 bytes      ordinal   4 bytes      bucket   1 byte
// A pair of actors is its lower id, then its higher.

/// Spans of like length are kept together, so that what overlaps a range starts at most one bucket
/// length before it. Stored: the numbers never change.
enum class Bucket : std::uint8_t {
    Day = 1,
    Week = 2,     ///< up to 7 days
    Month = 3,    ///< up to 31
    Quarter = 4,  ///< up to 92
    Year = 5,     ///< up to 366
    Decade = 6,   ///< up to 3653
    Longer = 7,
};

inline constexpr std::array kBuckets{Bucket::Day,  Bucket::Week,   Bucket::Month, Bucket::Quarter,
                                     Bucket::Year, Bucket::Decade, Bucket::Longer};

/// The bucket of a span, by its number of days alone.
Bucket bucket_of(TimeSpan span);

/// The longest span of a bucket in days; nullopt when there is no bound.
std::optional<int> longest(Bucket bucket);

/// One bit for each bucket.
constexpr std::uint32_t bit(Bucket bucket) { return 1U << static_cast<unsigned>(bucket); }

std::string article_key(ArticleId article);
std::string event_key(EventId event);
std::string actor_key(ActorId actor);
/// The key of a pair; the order of a and b does not matter.
std::string pair_key(ActorId a, ActorId b);
/// In the ledger.
std::string sequence_key(std::uint64_t sequence);
/// day, article
std::string article_day_key(date::sys_days day, ArticleId article);
/// event, day, article, ordinal
std::string mention_key(EventId event, date::sys_days known, ArticleId article,
                        std::uint32_t ordinal);
/// actor, day, article, ordinal
std::string affiliation_key(ActorId actor, date::sys_days seen, ArticleId article,
                            std::uint32_t ordinal);
/// pair, month, type
std::string count_key(ActorId a, ActorId b, date::year_month month, EventType type);
/// day, article, event: the last event of a record of one bulletin's coded events
std::string coded_day_key(date::sys_days day, ArticleId article, EventId last);
/// actor, day of the record's last event, 4 bytes of run, 2 of number: the records that one import
/// made of an actor are a run, and those of a run that end on one day are numbered
std::string coded_actor_key(ActorId actor, date::sys_days last, std::uint32_t run,
                            std::uint16_t number);
/// pair, then likewise
std::string coded_pair_key(ActorId a, ActorId b, date::sys_days last, std::uint32_t run,
                           std::uint16_t number);
/// The day, as the first 4 bytes of a key.
std::string day_key(date::sys_days day);
/// The day at byte `at` of a key that is long enough.
date::sys_days day_at(std::string_view key, std::size_t at);
std::string relation_key(std::uint32_t relation);
/// The data set, a zero byte, actor
std::string coded_name_key(std::string_view dataset, ActorId actor);
/// The folded name, a zero byte, actor
std::string name_key(std::string_view folded, ActorId actor);

/// prefix, bucket, first day, ~last day, then the event's id
std::string span_key(std::string_view prefix, TimeSpan span, EventId event);
/// prefix, bucket, first day, ~last day, then article and ordinal
std::string span_key(std::string_view prefix, TimeSpan span, ArticleId article,
                     std::uint32_t ordinal);

/// Bytes between a prefix and the id in a span key.
inline constexpr std::size_t kSpanBytes = 9;

/// The first key of `bucket` under `prefix` that can overlap `days`.
std::string span_begin(std::string_view prefix, Bucket bucket, DayRange days);
/// Behind the last such key.
std::string span_end(std::string_view prefix, Bucket bucket, DayRange days);

/// What a span key says; `prefix` is the number of bytes before the bucket.
struct SpanKey {
    date::sys_days first, last;
    std::uint64_t id = 0;       ///< of the event or article
    std::uint32_t ordinal = 0;  ///< 0 for events
};
std::optional<SpanKey> parse_span_key(std::string_view key, std::size_t prefix);

/// The last fields of mention and affiliation keys; the key's first `skip` bytes are left out.
struct ReportKey {
    date::sys_days day;
    ArticleId article;
    std::uint32_t ordinal = 0;
};
std::optional<ReportKey> parse_report_key(std::string_view key, std::size_t skip);

struct CountKey {
    date::year_month month;
    EventType type;
};
/// The last fields of a count key; its first `skip` bytes are left out.
std::optional<CountKey> parse_count(std::string_view key, std::size_t skip);

/// The day of an article_day_key.
std::optional<date::sys_days> parse_article_day(std::string_view key);

/// The key behind every key that begins with `prefix`; empty when there is none.
std::string behind(std::string prefix);

/// "0a1b2c" for messages.
std::string hex(std::string_view bytes);

}  // namespace annalist::storage

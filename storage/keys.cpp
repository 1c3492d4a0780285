#include "storage/keys.hpp"

#include <algorithm>
#include <limits>

#include "storage/bytes.hpp"

namespace annalist::storage {
namespace {

constexpr std::uint32_t kSign = 0x80000000U;

std::uint32_t day_bits(date::sys_days day) {
    return static_cast<std::uint32_t>(day.time_since_epoch().count()) ^ kSign;
}

date::sys_days day_of(std::uint32_t bits) {
    return date::sys_days{date::days{static_cast<std::int32_t>(bits ^ kSign)}};
}

std::uint32_t month_bits(date::year_month month) {
    const int months = 12 * static_cast<int>(month.year()) +
                       static_cast<int>(static_cast<unsigned>(month.month())) - 1;
    return static_cast<std::uint32_t>(months) ^ kSign;
}

/// Fields of a key in their order.
class Key {
public:
    explicit Key(std::string_view prefix = {}) { key_.reserve(40), key_.append(prefix); }
    Key& u8(std::uint8_t v) { return add(v, 1); }
    Key& u16(std::uint16_t v) { return add(v, 2); }
    Key& u32(std::uint32_t v) { return add(v, 4); }
    Key& u64(std::uint64_t v) { return add(v, 8); }
    Key& day(date::sys_days v) { return u32(day_bits(v)); }
    Key& day_descending(date::sys_days v) { return u32(~day_bits(v)); }
    std::string take() { return std::move(key_); }

private:
    Key& add(std::uint64_t value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            key_.push_back(static_cast<char>(value >> shift));
        return *this;
    }
    std::string key_;
};

}  // namespace

Bucket bucket_of(TimeSpan span) {
    const std::int64_t days = std::int64_t{span.last.time_since_epoch().count()} -
                              span.first.time_since_epoch().count() + 1;
    for (const Bucket bucket : kBuckets) {
        const auto bound = longest(bucket);
        if (!bound || days <= *bound) return bucket;
    }
    return Bucket::Longer;
}

std::optional<int> longest(Bucket bucket) {
    switch (bucket) {
        case Bucket::Day:
            return 1;
        case Bucket::Week:
            return 7;
        case Bucket::Month:
            return 31;
        case Bucket::Quarter:
            return 92;
        case Bucket::Year:
            return 366;
        case Bucket::Decade:
            return 3653;
        case Bucket::Longer:
            break;
    }
    return std::nullopt;
}

std::string article_key(ArticleId article) { return Key().u64(article.value).take(); }
std::string event_key(EventId event) { return Key().u64(event.value).take(); }
std::string actor_key(ActorId actor) { return Key().u32(actor.value).take(); }
std::string sequence_key(std::uint64_t sequence) { return Key().u64(sequence).take(); }

std::string pair_key(ActorId a, ActorId b) {
    const auto [low, high] = std::minmax(a, b);
    return Key().u32(low.value).u32(high.value).take();
}

std::string article_day_key(date::sys_days day, ArticleId article) {
    return Key().day(day).u64(article.value).take();
}

std::string mention_key(EventId event, date::sys_days known, ArticleId article,
                        std::uint32_t ordinal) {
    return Key().u64(event.value).day(known).u64(article.value).u32(ordinal).take();
}

std::string affiliation_key(ActorId actor, date::sys_days seen, ArticleId article,
                            std::uint32_t ordinal) {
    return Key().u32(actor.value).day(seen).u64(article.value).u32(ordinal).take();
}

std::string count_key(ActorId a, ActorId b, date::year_month month, EventType type) {
    return Key(pair_key(a, b)).u32(month_bits(month)).u8(static_cast<std::uint8_t>(type)).take();
}

std::string coded_day_key(date::sys_days day, ArticleId article, EventId last) {
    return Key().day(day).u64(article.value).u64(last.value).take();
}

std::string coded_actor_key(ActorId actor, date::sys_days last, std::uint32_t run,
                            std::uint16_t number) {
    return Key().u32(actor.value).day(last).u32(run).u16(number).take();
}

std::string coded_pair_key(ActorId a, ActorId b, date::sys_days last, std::uint32_t run,
                           std::uint16_t number) {
    const auto [low, high] = std::minmax(a, b);
    return Key().u32(low.value).u32(high.value).day(last).u32(run).u16(number).take();
}

std::string day_key(date::sys_days day) { return Key().day(day).take(); }

date::sys_days day_at(std::string_view key, std::size_t at) {
    return day_of(ByteReader(key.substr(at, 4)).big32());
}

std::string relation_key(std::uint32_t relation) { return Key().u32(relation).take(); }

std::string coded_name_key(std::string_view dataset, ActorId actor) {
    return Key(dataset).u8(0).u32(actor.value).take();
}

std::string name_key(std::string_view folded, ActorId actor) {
    return Key(folded).u8(0).u32(actor.value).take();
}

std::string span_key(std::string_view prefix, TimeSpan span, EventId event) {
    return Key(prefix)
        .u8(static_cast<std::uint8_t>(bucket_of(span)))
        .day(span.first)
        .day_descending(span.last)
        .u64(event.value)
        .take();
}

std::string span_key(std::string_view prefix, TimeSpan span, ArticleId article,
                     std::uint32_t ordinal) {
    return Key(span_key(prefix, span, EventId{article.value})).u32(ordinal).take();
}

std::string span_begin(std::string_view prefix, Bucket bucket, DayRange days) {
    const auto bound = longest(bucket);
    std::int64_t first = std::numeric_limits<std::int32_t>::min();
    if (bound)
        first = std::max(first, std::int64_t{days.first.time_since_epoch().count()} - (*bound - 1));
    return Key(prefix)
        .u8(static_cast<std::uint8_t>(bucket))
        .day(date::sys_days{date::days{static_cast<std::int32_t>(first)}})
        .take();
}

std::string span_end(std::string_view prefix, Bucket bucket, DayRange days) {
    if (days.last == date::sys_days::max())
        return Key(prefix).u8(static_cast<std::uint8_t>(bucket) + 1).take();
    return Key(prefix).u8(static_cast<std::uint8_t>(bucket)).day(days.last + date::days{1}).take();
}

std::optional<SpanKey> parse_span_key(std::string_view key, std::size_t prefix) {
    if (key.size() < prefix + kSpanBytes) return std::nullopt;
    ByteReader reader(key.substr(prefix + 1));
    SpanKey span;
    span.first = day_of(reader.big32());
    span.last = day_of(~reader.big32());
    span.id = reader.big64();
    if (reader.left() != 0) span.ordinal = reader.big32();
    if (!reader.done() || span.last < span.first) return std::nullopt;
    const Bucket bucket = bucket_of({span.first, span.last, Granularity::Day});
    if (static_cast<std::uint8_t>(key[prefix]) != static_cast<std::uint8_t>(bucket))
        return std::nullopt;
    return span;
}

std::optional<ReportKey> parse_report_key(std::string_view key, std::size_t skip) {
    if (key.size() < skip) return std::nullopt;
    ByteReader reader(key.substr(skip));
    ReportKey report;
    report.day = day_of(reader.big32());
    report.article = {reader.big64()};
    report.ordinal = reader.big32();
    if (!reader.done()) return std::nullopt;
    return report;
}

std::optional<CountKey> parse_count(std::string_view key, std::size_t skip) {
    if (key.size() != skip + 5) return std::nullopt;
    ByteReader reader(key.substr(skip));
    const std::int64_t months = static_cast<std::int32_t>(reader.big32() ^ kSign);
    const std::uint8_t type = reader.byte();
    if (type < static_cast<std::uint8_t>(EventType::Agree) ||
        type > static_cast<std::uint8_t>(EventType::Statement))
        return std::nullopt;
    const std::int64_t year = months >= 0 ? months / 12 : -((11 - months) / 12);
    if (year < std::int64_t{static_cast<int>(date::year::min())} ||
        year > std::int64_t{static_cast<int>(date::year::max())})
        return std::nullopt;
    const auto month = static_cast<unsigned>(months - 12 * year) + 1;
    return CountKey{date::year{static_cast<int>(year)} / date::month{month},
                    static_cast<EventType>(type)};
}

std::optional<date::sys_days> parse_article_day(std::string_view key) {
    if (key.size() != 12) return std::nullopt;
    return day_of(ByteReader(key).big32());
}

std::string behind(std::string prefix) {
    while (!prefix.empty() && prefix.back() == '\xff') prefix.pop_back();
    if (!prefix.empty())
        prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
    return prefix;
}

std::string hex(std::string_view bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text.push_back(kDigits[byte >> 4]);
        text.push_back(kDigits[byte & 15]);
    }
    return text;
}

}  // namespace annalist::storage

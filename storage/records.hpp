#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.hpp"
#include "storage/coded.hpp"

namespace annalist::storage {

// Records are built of the pieces of storage/bytes.hpp. Each begins with kRecordVersion; what its
// key says is not said again. A decoder gives nullopt for bytes that no encoder of this version
// wrote: a wrong version, a number out of its range, too few bytes or some left over.

/// Of all records; another layout takes another number, and a new schema of the store.
inline constexpr std::uint8_t kRecordVersion = 1;

// In the layouts below: `span` is two varints, begin and length; `day` the zigzag number of days
// since 1970-01-01; `days` the first day and a varint, last minus first; lists begin with their
// number of items as a varint; an enum is a byte.

/// url, title, publisher, author, day published, basis, language, text
std::string encode(const Article& article);
std::optional<Article> decode_article(std::string_view record, ArticleId id);

/// key, kind, name, list of aliases, country, wikidata
std::string encode(const Actor& actor);
std::optional<Actor> decode_actor(std::string_view record, ActorId id);

/// role, varint body, country, words span
std::string encode(const Affiliation& affiliation);
std::optional<Affiliation> decode_affiliation(std::string_view record, ActorId actor,
                                              date::sys_days seen, ArticleId article);

/// type, mode, status, granularity, time basis, byte of flags (1 time words, 2 minute of day),
/// days, timex, [span], [varint minute], city, country, list of (role, varint actor, span), varint
/// count, varint sequence, label, varint attributed to, sentence span, trigger span, frame, real
/// confidence
std::string encode(const Mention& mention);
std::optional<Mention> decode_mention(std::string_view record, EventId event, date::sys_days known,
                                      ArticleId article, std::uint32_t ordinal);

/// An event as index entries hold it; the key says id and days: type, mode, status, granularity,
/// time basis, city, country, list of (role, varint actor), varint count, label, real confidence,
/// varint mentions, day known
std::string encode_entry(const Event& event);
std::optional<Event> decode_entry(std::string_view record, EventId id, date::sys_days first,
                                  date::sys_days last);

/// days, then the entry
std::string encode(const Event& event);
std::optional<Event> decode_event(std::string_view record, EventId id);

/// byte of flags (1 value, 2 upper value, 4 change, 8 period), indicator, list of varint parties,
/// [real value], [real upper value], unit, [real change], basis, [days, granularity], words span,
/// sentence span, real confidence, day known
std::string encode(const Figure& figure);
std::optional<Figure> decode_figure(std::string_view record, ArticleId article,
                                    std::uint32_t ordinal);

/// data set, name, type, mode, real confidence
std::string encode(const Relation& relation);
std::optional<Relation> decode_relation(std::string_view record, std::uint32_t id);

/// What one article gave to the store: with the records it points at, its ArticleFacts.
struct Contribution {
    std::uint64_t sequence = 0;  ///< in the ledger
    std::string stamp;
    std::vector<Actor> actors;  ///< as the article has them, with the store's ids, without keys
    std::vector<ActorId> affiliations;  ///< whose they are, by place in the article
    std::vector<EventId> mentions;      ///< which event each reports, by ordinal
    std::vector<TimeSpan> figures;      ///< the span by which each is listed, by ordinal

    bool operator==(const Contribution&) const = default;
};

/// varint sequence, stamp, list of (varint id, kind, name, list of aliases, country, wikidata),
/// list of varint actors, list of 8-byte events, list of (days, granularity)
std::string encode(const Contribution& contribution);
std::optional<Contribution> decode_contribution(std::string_view record);

}  // namespace annalist::storage

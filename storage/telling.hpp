#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.hpp"

namespace annalist::storage {

class Identities;

// What the reports of one told event say of it, as far as it tells whether two told events are one.
// It is made of what articles say alone, with their actors as the standing decisions have them, so
// that it is the same whatever came first.

/// Somebody in a telling. A *side* is whom one acts for: a country, or the actor itself where it has
/// none (a body of several states, an armed group).
struct Party {
    ActorId actor;
    std::uint64_t side = 0;
    ActorKind kind = ActorKind::Person;
    Role role = Role::Participant;

    auto operator<=>(const Party&) const = default;
};

/// The side of a country, by its code.
std::uint64_t side_of(std::string_view country);
/// The side of an actor that has no country.
std::uint64_t side_of(ActorId actor);

/// The tellings of one told event, brought together: sets without doubles, sorted.
struct Telling {
    std::uint16_t kind = 0;                ///< kind_of(): what is never one with another kind
    std::uint8_t statuses = 0;             ///< a bit, 1 << status, for each
    bool video = false;                    ///< one report says that it was by video link
    TimeSpan days;                         ///< the best known: stated before assumed, then the shortest
    TimeBasis basis = TimeBasis::Published;
    std::vector<Party> parties;            ///< one for each actor
    std::vector<std::string> cities, countries;  ///< folded; where it was
    std::uint32_t count = 1;               ///< the highest
    std::vector<std::uint32_t> sequences;  ///< those said
    std::vector<std::uint32_t> words;      ///< hashes of words beside names and times: kMostWords at most
    std::vector<ArticleId> articles;

    bool operator==(const Telling&) const = default;

    bool says(Status status) const { return (statuses >> static_cast<unsigned>(status) & 1U) != 0; }
};

inline constexpr std::size_t kMostWords = 24;

/// A contact's number, or type and mode of another deed.
std::uint16_t kind_of(EventType type, Mode mode);
/// Whether the kind is a contact, and not another deed.
constexpr bool is_contact(std::uint16_t kind) { return kind < 0x100; }

/// What one article says of each told event, by id. `facts` has the store's told ids; actors that
/// are one by `who` are one party, as if the article had named that one. Coded tables say nothing
/// here: their events stay as they are.
std::vector<std::pair<EventId, Telling>> tellings_of(const ArticleFacts& facts, const Identities& who);

/// Adds what another telling of the same told event says. The order does not matter.
void join(Telling& telling, const Telling& other);

/// How a telling may be brought together with others.
enum class Dating : std::uint8_t {
    Useless,  ///< not at all: nobody to compare, no days, or a deed without its day
    Close,    ///< a day, known or assumed, or a run of at most kLongestRun days
    Coarse,   ///< within a span of at most kLongestSpan days ("last week", "in July")
};
inline constexpr int kLongestRun = 14;
inline constexpr int kLongestSpan = 31;
Dating dating_of(const Telling& telling);

/// The blocks of a telling: one for each pair of its sides (of the first twelve), by kind. Only
/// tellings of a common block are compared. Empty when it is Useless.
std::vector<std::uint64_t> blocks_of(const Telling& telling);

/// One entry of the index of blocks, in its order.
struct BlockEntry {
    bool coarse = false;
    std::uint64_t block = 0;
    date::sys_days first{};
    std::uint8_t length = 1;  ///< in days
    EventId id;

    auto operator<=>(const BlockEntry&) const = default;
    date::sys_days last() const { return first + date::days{length - 1}; }
};
std::vector<BlockEntry> entries_of(EventId id, const Telling& telling);

/// byte coarse, 8 bytes block, day, byte length, event
std::string block_key(const BlockEntry& entry);
std::optional<BlockEntry> parse_block_key(std::string_view key);

/// big-endian 2 bytes kind, bytes statuses, video, granularity, basis, zigzag first day, varint length,
/// list of (varint actor, 8 bytes side, kind, role), lists of cities, countries, varint count, list
/// of varint sequences, list of 4-byte words, list of 8-byte articles
std::string encode(const Telling& telling);
std::optional<Telling> decode_telling(std::string_view record);

}  // namespace annalist::storage

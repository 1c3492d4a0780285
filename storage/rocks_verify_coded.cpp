#include <algorithm>
#include <array>
#include <map>

#include "storage/bytes.hpp"
#include "storage/rocks_verify.hpp"

namespace annalist::storage {
namespace {

constexpr std::size_t kGroups = 4096;

std::uint64_t mixed(std::uint64_t hash) {
    hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDU;
    hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53U;
    return hash ^ (hash >> 33);
}

std::uint64_t print_of(const CodedEntry& entry) {
    const auto day = static_cast<std::uint64_t>(entry.day.time_since_epoch().count());
    std::uint64_t hash = mixed(day << 32 | entry.relation);
    hash = mixed(hash ^ (std::uint64_t{entry.source} << 32 | entry.target));
    return mixed(hash + entry.count);
}

/// Sums of what is expected less what is found, for groups of actors or pairs: all 0 when each event
/// stands in the index exactly as in its bulletin. Fixed memory, no order needed.
class CodedBalance {
public:
    void add(std::uint64_t owner, const CodedEntry& entry) { sum(owner) += mixed(print_of(entry) ^ owner); }
    void take(std::uint64_t owner, const CodedEntry& entry) { sum(owner) -= mixed(print_of(entry) ^ owner); }
    bool even() const {
        for (const std::uint64_t sum : sums_)
            if (sum != 0) return false;
        return true;
    }
    bool even(std::uint64_t owner) const { return sums_[mixed(owner) % kGroups] == 0; }

private:
    std::uint64_t& sum(std::uint64_t owner) { return sums_[mixed(owner) % kGroups]; }
    std::array<std::uint64_t, kGroups> sums_{};
};

std::uint64_t pair_of(const CodedEntry& entry) {
    const auto [low, high] = std::minmax(entry.source, entry.target);
    return std::uint64_t{low} << 32 | high;
}

}  // namespace

void Verification::check_coded() {
    const auto words = store_.dictionary(true);
    if (!words) {
        note(words.error());
        return;
    }
    std::uint32_t relations = 0;
    each(Table::Relations, [&](std::string_view key, std::string_view value) {
        ++relations;
        const auto relation = key.size() == 4 ? decode_relation(value, ByteReader(key).big32()) : std::nullopt;
        require(relation && relation->id == relations && relations < (*words)->relations.size() &&
                    *relation == (*words)->relations[relations],
                Table::Relations, key, "is not the relation of this number");
    });
    require(relations + 1 == (*words)->relations.size(), Table::Relations, relation_key(relations + 1), "is missing");
    each(Table::CodedNames, [&](std::string_view key, std::string_view value) {
        ++coded_names_;
        const bool sound = key.size() > 5 && decode_actor(value, {});
        require(sound && value_of(Table::Actors, key.substr(key.size() - 4)), Table::CodedNames, key,
                "cannot be read, or is of an actor that is not there");
    });
    CodedBalance actors, pairs;
    std::string bulletin;
    each(Table::CodedDays, [&](std::string_view key, std::string_view value) {
        require(key.size() == 20, Table::CodedDays, key, "cannot be read");
        if (key.size() != 20) return;
        const date::sys_days day = day_at(key, 0);
        if (key.substr(0, 12) != bulletin) {
            bulletin = key.substr(0, 12);
            const auto article = value_of(Table::Articles, key.substr(4, 8));
            require(article.has_value(), Table::CodedDays, key, "is of a bulletin that is not there");
        }
        EventId last;
        bool sound = true, sorted = true;
        sound = unpack_day(value, day, [&](const CodedEntry& entry) {
            sound = sound && (*words)->has(entry);
            if (!sound) return;
            ++mentions_;
            const EventId id = (*words)->id_of(entry);
            if (!who().holds(id)) ++events_;
            sorted = sorted && last < id;
            last = id;
            actors.add(entry.source, entry);
            if (entry.target != entry.source) actors.add(entry.target, entry);
            pairs.add(pair_of(entry), entry);
        }) && sound;
        require(sound, Table::CodedDays, key, "cannot be read");
        require(sorted && coded_day_key(day, ArticleId{ByteReader(key.substr(4)).big64()}, last) == key,
                Table::CodedDays, key, "is not in the order of its events");
    });
    each(Table::CodedByActor, [&](std::string_view key, std::string_view value) {
        date::sys_days last;
        const ActorId actor{key.size() == 14 ? ByteReader(key).big32() : 0};
        const bool sound = key.size() == 14 && unpack_actor(value, actor, day_at(key, 4), [&](const CodedEntry& entry) {
            last = entry.day;
            actors.take(actor.value, entry);
        });
        require(sound, Table::CodedByActor, key, "cannot be read");
        require(!sound || last == day_at(key, 4), Table::CodedByActor, key, "does not end on its day");
    });
    each(Table::CodedByPair, [&](std::string_view key, std::string_view value) {
        date::sys_days last;
        const bool long_enough = key.size() == 18;
        ByteReader reader(key);
        const ActorId low{long_enough ? reader.big32() : 0}, high{long_enough ? reader.big32() : 0};
        const bool sound = long_enough && unpack_pair(value, low, high, day_at(key, 8), [&](const CodedEntry& entry) {
            last = entry.day;
            pairs.take(pair_of(entry), entry);
        });
        require(sound, Table::CodedByPair, key, "cannot be read");
        require(!sound || last == day_at(key, 8), Table::CodedByPair, key, "does not end on its day");
    });
    if (!actors.even()) name_uneven(Table::CodedByActor, [&](std::uint64_t actor) { return !actors.even(actor); });
    if (!pairs.even()) name_uneven(Table::CodedByPair, [&](std::uint64_t pair) { return !pairs.even(pair); });
}

void Verification::name_uneven(Table table, const std::function<bool(std::uint64_t)>& suspect) {
    std::map<std::uint64_t, std::uint64_t> sums;  // of suspects alone
    const bool by_actor = table == Table::CodedByActor;
    const auto count = [&](std::uint64_t owner, const CodedEntry& entry, bool more) {
        if (!suspect(owner)) return;
        std::uint64_t& sum = sums[owner];
        sum = more ? sum + print_of(entry) : sum - print_of(entry);
    };
    each(Table::CodedDays, [&](std::string_view key, std::string_view value) {
        if (key.size() != 20) return;
        static_cast<void>(unpack_day(value, day_at(key, 0), [&](const CodedEntry& entry) {
            if (!by_actor) return count(pair_of(entry), entry, true);
            count(entry.source, entry, true);
            if (entry.target != entry.source) count(entry.target, entry, true);
        }));
    });
    each(table, [&](std::string_view key, std::string_view value) {
        ByteReader reader(key);
        if (by_actor && key.size() == 14) {
            const ActorId actor{reader.big32()};
            static_cast<void>(unpack_actor(value, actor, day_at(key, 4), [&](const CodedEntry& entry) {
                count(actor.value, entry, false);
            }));
        } else if (!by_actor && key.size() == 18) {
            const ActorId low{reader.big32()}, high{reader.big32()};
            static_cast<void>(unpack_pair(value, low, high, day_at(key, 8), [&](const CodedEntry& entry) {
                count(pair_of(entry), entry, false);
            }));
        }
    });
    for (const auto& [owner, sum] : sums) {
        const ActorId low{static_cast<std::uint32_t>(owner >> 32)}, high{static_cast<std::uint32_t>(owner)};
        require(sum == 0, table, by_actor ? actor_key(high) : pair_key(low, high),
                "its events are not those of the bulletins");
    }
}

}  // namespace annalist::storage

#pragma once

#include <date/date.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "graph/id.hpp"
#include "storage/bytes.hpp"

namespace annalist::storage {

/// A coded event as the packed tables hold it: all numbers are the store's own.
struct CodedEntry {
    date::sys_days day;
    std::uint32_t source = 0, relation = 0, target = 0;
    std::uint32_t count = 1;

    bool operator==(const CodedEntry&) const = default;
};

// Coded events are kept many to a record, some bytes each. Numbers are the varints of
// storage/bytes.hpp; the day of a record's last event stands in its key. Layout of each record:
//   day     per event: source, relation * 2 + many, target, [count]
//           in the order of event ids, all of one bulletin
//   actor   last day - first day; per event: day step * 4 + many * 2 + outgoing, counterpart,
//           relation, [count]; in the order of days and ids, the first step from the first day
//   pair    last day - first day; per event: day step * 4 + many * 2 + from the lower, relation,
//           [count]; likewise
// `many` is 1 where the event counts more than once and its count follows; it is 0 else.

/// Most events of a record. Records of an actor span at most kPackDays.
inline constexpr std::size_t kPackEvents = 256;
inline constexpr int kPackDays = 366;

/// Events of one bulletin.
std::string pack_day(std::span<const CodedEntry> events);
/// Events of the actor, by day.
std::string pack_actor(ActorId actor, std::span<const CodedEntry> events);
/// Events between two actors, by day.
std::string pack_pair(std::span<const CodedEntry> events);

/// Reads varints where speed counts; ok() as ByteReader's.
class PackReader {
public:
    explicit PackReader(std::string_view bytes)
        : at_(reinterpret_cast<const unsigned char*>(bytes.data())), end_(at_ + bytes.size()) {}

    bool more() const { return at_ < end_; }
    bool ok() const { return ok_; }
    std::uint32_t next() {
        if (at_ < end_ && *at_ < 0x80) return *at_++;
        return next_long();
    }

private:
    std::uint32_t next_long() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 35 && at_ < end_; shift += 7) {
            const unsigned char byte = *at_++;
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte >= 0x80) continue;
            if (value <= std::numeric_limits<std::uint32_t>::max())
                return static_cast<std::uint32_t>(value);
            break;
        }
        ok_ = false;
        at_ = end_;
        return 0;
    }

    const unsigned char* at_;
    const unsigned char* end_;
    bool ok_ = true;
};

/// Calls `take(const CodedEntry&)` for each event of a record of one day. False when damaged.
template <class Take>
bool unpack_day(std::string_view record, date::sys_days day, Take&& take) {
    PackReader in(record);
    CodedEntry entry;
    entry.day = day;
    while (in.more()) {
        entry.source = in.next();
        const std::uint32_t relation = in.next();
        entry.relation = relation >> 1;
        entry.target = in.next();
        entry.count = (relation & 1) != 0 ? in.next() : 1;
        if (!in.ok()) return false;
        take(entry);
    }
    return in.ok();
}

/// First day of a record of an actor or pair whose last day is `last`.
inline date::sys_days first_day(std::string_view record, date::sys_days last) {
    return last - date::days{static_cast<int>(PackReader(record).next() & 0x7FFFFFFFU)};
}

/// Likewise for a record of an actor.
template <class Take>
bool unpack_actor(std::string_view record, ActorId actor, date::sys_days last, Take&& take) {
    PackReader in(record);
    CodedEntry entry;
    entry.day = last - date::days{static_cast<int>(in.next() & 0x7FFFFFFFU)};
    while (in.more()) {
        const std::uint32_t head = in.next();
        const std::uint32_t other = in.next();
        entry.day += date::days{static_cast<int>(head >> 2)};
        entry.source = (head & 1) != 0 ? actor.value : other;
        entry.target = (head & 1) != 0 ? other : actor.value;
        entry.relation = in.next();
        entry.count = (head & 2) != 0 ? in.next() : 1;
        if (!in.ok()) return false;
        take(entry);
    }
    return in.ok();
}

/// Likewise for a record of a pair.
template <class Take>
bool unpack_pair(std::string_view record, ActorId low, ActorId high, date::sys_days last,
                 Take&& take) {
    PackReader in(record);
    CodedEntry entry;
    entry.day = last - date::days{static_cast<int>(in.next() & 0x7FFFFFFFU)};
    while (in.more()) {
        const std::uint32_t head = in.next();
        entry.day += date::days{static_cast<int>(head >> 2)};
        entry.source = (head & 1) != 0 ? low.value : high.value;
        entry.target = (head & 1) != 0 ? high.value : low.value;
        entry.relation = in.next();
        entry.count = (head & 2) != 0 ? in.next() : 1;
        if (!in.ok()) return false;
        take(entry);
    }
    return in.ok();
}

}  // namespace annalist::storage

#include "storage/packs.hpp"

namespace annalist::storage {
namespace {

std::uint64_t days_between(date::sys_days first, date::sys_days last) {
    return static_cast<std::uint64_t>((last - first).count());
}

/// Step, whether a count follows, and direction.
std::uint64_t head(const CodedEntry& event, date::sys_days before, bool direction) {
    return days_between(before, event.day) << 2 | (event.count > 1 ? 2U : 0U) | (direction ? 1U : 0U);
}

}  // namespace

std::string pack_day(std::span<const CodedEntry> events) {
    ByteWriter out;
    for (const CodedEntry& event : events) {
        out.varint(event.source);
        out.varint(std::uint64_t{event.relation} << 1 | (event.count > 1 ? 1U : 0U));
        out.varint(event.target);
        if (event.count > 1) out.varint(event.count);
    }
    return out.take();
}

std::string pack_actor(ActorId actor, std::span<const CodedEntry> events) {
    ByteWriter out;
    date::sys_days before = events.front().day;
    out.varint(days_between(before, events.back().day));
    for (const CodedEntry& event : events) {
        const bool outgoing = event.source == actor.value;
        out.varint(head(event, before, outgoing));
        out.varint(outgoing ? event.target : event.source);
        out.varint(event.relation);
        if (event.count > 1) out.varint(event.count);
        before = event.day;
    }
    return out.take();
}

std::string pack_pair(std::span<const CodedEntry> events) {
    ByteWriter out;
    date::sys_days before = events.front().day;
    out.varint(days_between(before, events.back().day));
    for (const CodedEntry& event : events) {
        out.varint(head(event, before, event.source <= event.target));
        out.varint(event.relation);
        if (event.count > 1) out.varint(event.count);
        before = event.day;
    }
    return out.take();
}

}  // namespace annalist::storage

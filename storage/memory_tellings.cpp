#include "storage/memory_tellings.hpp"

namespace annalist::storage {

std::shared_ptr<const Telling> MemoryTellings::telling(EventId id) {
    const auto found = tellings_.find(id);
    return found == tellings_.end() ? nullptr : found->second;
}

std::vector<BlockEntry> MemoryTellings::entries(bool coarse, std::uint64_t block, date::sys_days first,
                                                date::sys_days last) {
    std::vector<BlockEntry> found;
    for (auto it = entries_.lower_bound({coarse, block, first, 0, EventId{}});
         it != entries_.end() && it->coarse == coarse && it->block == block && it->first <= last; ++it)
        found.push_back(*it);
    return found;
}

std::optional<Part> MemoryTellings::part(EventId told) {
    const auto found = parts_.find(told);
    return found == parts_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<EventId> MemoryTellings::parts_of(EventId whole) {
    std::vector<EventId> ids;
    for (auto it = wholes_.lower_bound({whole, EventId{}}); it != wholes_.end() && it->first == whole; ++it)
        ids.push_back(it->second);
    return ids;
}

Regrouping MemoryTellings::change(const std::map<EventId, Telling>& changed, const Pinned& before,
                                  const Pinned& after) {
    const Regrouping regrouping = *regroup(*this, changed, before, after);
    for (const auto& [id, telling] : changed) {
        if (const auto old = this->telling(id))
            for (const BlockEntry& entry : entries_of(id, *old)) entries_.erase(entry);
        for (const BlockEntry& entry : entries_of(id, telling)) entries_.insert(entry);
        tellings_[id] = std::make_shared<const Telling>(telling);
    }
    for (const auto& [id, part] : regrouping.parts) {
        if (const auto old = this->part(id)) wholes_.erase({old->whole, id});
        parts_.erase(id);
        if (!part) continue;
        parts_.emplace(id, *part);
        wholes_.emplace(part->whole, id);
    }
    return regrouping;
}

}  // namespace annalist::storage

#pragma once

#include <map>
#include <memory>
#include <set>

#include "storage/merging.hpp"

namespace annalist::storage {

/// Tellings and parts in plain containers.
class MemoryTellings final : public Tellings {
public:
    std::shared_ptr<const Telling> telling(EventId id) override;
    std::vector<BlockEntry> entries(bool coarse, std::uint64_t block, date::sys_days first,
                                    date::sys_days last) override;
    std::optional<Part> part(EventId told) override;
    std::vector<EventId> parts_of(EventId whole) override;

    /// Puts these tellings in the place of what was told of the events, and the parts that change with
    /// them, or with what is pinned. Gives the parts that changed.
    Regrouping change(const std::map<EventId, Telling>& changed, const Pinned& before, const Pinned& after);
    /// Calls visit(id, telling) for each, by id.
    template <class Visit>
    void each(const Visit& visit) const {
        for (const auto& [id, telling] : tellings_) visit(id, *telling);
    }

private:
    std::map<EventId, std::shared_ptr<const Telling>> tellings_;
    std::set<BlockEntry> entries_;
    std::map<EventId, Part> parts_;
    std::set<std::pair<EventId, EventId>> wholes_;
};

}  // namespace annalist::storage

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "storage/merging.hpp"
#include "storage/rocks_database.hpp"

namespace annalist::storage {

/// The tellings of a store as of `at` (null: now). Reads each thing once: for one batch, before it is
/// written.
class RocksTellings final : public Tellings {
public:
    RocksTellings(const Database& database, const rocksdb::Snapshot* at) : database_(database), at_(at) {}

    std::shared_ptr<const Telling> telling(EventId id) override;
    std::vector<BlockEntry> entries(bool coarse, std::uint64_t block, date::sys_days first,
                                    date::sys_days last) override;
    std::optional<Part> part(EventId told) override;
    std::vector<EventId> parts_of(EventId whole) override;

private:
    const Database& database_;
    const rocksdb::Snapshot* at_;
    std::unordered_map<EventId, std::shared_ptr<const Telling>> tellings_;
    std::map<std::tuple<bool, std::uint64_t, date::sys_days, date::sys_days>, std::vector<BlockEntry>> entries_;
};

/// What told events are part of by the rules: as of `at`, and with what a batch is about to change.
class PartsNow {
public:
    PartsNow(const Database& database, const rocksdb::Snapshot* at, const Regrouping* changed = nullptr)
        : database_(database), at_(at), changed_(changed) {}

    /// The whole that a told event is part of; nullopt for one that stands by itself.
    Result<std::optional<EventId>> whole(EventId told) const;
    /// Its told events, by id; none where nothing was brought together.
    Result<std::vector<EventId>> told(EventId whole) const;

private:
    const Database& database_;
    const rocksdb::Snapshot* at_;
    const Regrouping* changed_;
};

}  // namespace annalist::storage

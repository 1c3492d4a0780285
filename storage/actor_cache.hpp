#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <unordered_map>

#include "graph/actor.hpp"

namespace annalist::storage {

/// Actors that were read, for as long as the store's version stays the same. Names are what answers
/// about pairs need most; a record read again costs a twentieth of one looked up. Safe from many
/// threads at once. Memory: at most kMost actors, some megabytes.
class ActorCache {
public:
    static constexpr std::size_t kMost = 1 << 15;

    std::optional<Actor> find(ActorId id, std::uint64_t version) const {
        const std::shared_lock lock(lock_);
        if (version != version_) return std::nullopt;
        const auto found = known_.find(id);
        return found == known_.end() ? std::nullopt : std::optional{found->second};
    }

    /// Keeps an actor that was read after `version` was. What was read of an older version is let
    /// go.
    void keep(const Actor& actor, std::uint64_t version) {
        const std::unique_lock lock(lock_);
        if (version < version_) return;
        if (version > version_ || known_.size() >= kMost) known_.clear();
        version_ = version;
        known_.insert_or_assign(actor.id, actor);
    }

private:
    mutable std::shared_mutex lock_;
    std::unordered_map<ActorId, Actor> known_;
    std::uint64_t version_ = 0;
};

}  // namespace annalist::storage

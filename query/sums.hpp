#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "graph/id.hpp"

// Tables that count over links: a few nanoseconds for each.
namespace annalist::query {

/// Sums by a number that is never 0: an open table of powers of two.
template <class Key, class Sum>
class Sums {
public:
    Sum& operator[](Key key) {
        if (2 * (size_ + 1) > slots_.size()) grow();
        Slot& slot = place(key);
        if (slot.key == 0) {
            slot.key = key;
            ++size_;
        }
        return slot.sum;
    }
    std::size_t size() const { return size_; }
    template <class Take>
    void each(const Take& take) const {
        for (const Slot& slot : slots_)
            if (slot.key != 0) take(slot.key, slot.sum);
    }

private:
    struct Slot {
        Key key = 0;
        Sum sum{};
    };

    Slot& place(Key key) {
        const std::uint64_t hash = std::uint64_t{key} * 0x9E3779B97F4A7C15U;
        for (std::size_t at = hash >> shift_;; at = (at + 1) & (slots_.size() - 1))
            if (slots_[at].key == 0 || slots_[at].key == key) return slots_[at];
    }
    void grow() {
        std::vector<Slot> old = std::move(slots_);
        slots_.assign(old.empty() ? 64 : 4 * old.size(), {});
        shift_ = old.empty() ? 58 : shift_ - 2;
        for (const Slot& slot : old)
            if (slot.key != 0) place(slot.key) = slot;
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
    unsigned shift_ = 64;
};

/// The unordered pair of two actors as such a number.
inline std::uint64_t pair_number(ActorId a, ActorId b) {
    const auto [low, high] = std::minmax(a.value, b.value);
    return std::uint64_t{low} << 32 | high;
}

/// A number for each actor, 0 at first; costs memory only where actors are touched.
class Marks {
public:
    std::uint32_t& operator[](ActorId actor) {
        const std::size_t page = actor.value / kPage;
        if (page >= pages_.size()) pages_.resize(page + 1);
        if (!pages_[page]) pages_[page] = std::make_unique<std::uint32_t[]>(kPage);
        return pages_[page][actor.value % kPage];
    }

private:
    static constexpr std::size_t kPage = 2048;
    std::vector<std::unique_ptr<std::uint32_t[]>> pages_;
};

}  // namespace annalist::query

#include "query/link_counts.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <tuple>

namespace annalist::query {
namespace {

/// A filter laid out for asking: what a link may be, by number.
class Filter {
public:
    explicit Filter(const LinkFilter& asked)
        : confidence_(static_cast<float>(asked.min_confidence)), assumed_(asked.include_assumed) {
        for (const std::uint32_t relation : asked.relations) {
            if (relations_.size() <= relation) relations_.resize(relation + 1, false);
            relations_[relation] = true;
        }
        any_relation_ = asked.relations.empty();
        for (std::size_t i = 0; i < types_.size(); ++i) types_[i] = asked.types.empty();
        for (const EventType type : asked.types) types_[static_cast<std::size_t>(type)] = true;
        for (std::size_t i = 0; i < statuses_.size(); ++i) statuses_[i] = asked.statuses.empty();
        for (const Status status : asked.statuses) statuses_[static_cast<std::size_t>(status)] = true;
    }

    bool operator()(const Link& link) const {
        return (any_relation_ || (link.relation < relations_.size() && relations_[link.relation])) &&
               types_[static_cast<std::size_t>(link.type)] &&
               statuses_[static_cast<std::size_t>(link.status)] && link.confidence >= confidence_ &&
               (assumed_ || link.basis != TimeBasis::Published);
    }

private:
    std::vector<char> relations_;
    std::array<bool, 32> types_{};
    std::array<bool, 16> statuses_{};
    float confidence_;
    bool any_relation_ = true, assumed_;
};

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

}  // namespace

std::function<bool(const Link&)> LinkFilter::test() const { return Filter(*this); }

Result<std::vector<Counterpart>> counterparts(storage::Links& links, ActorId actor, DayRange days,
                                              const LinkFilter& filter) {
    const Filter wanted(filter);
    struct Sum {
        std::uint32_t events = 0, times = 0;
        date::sys_days first, last;
    };
    Sums<std::uint32_t, Sum> sums;
    const auto scanned = links.of(actor, days, [&](std::span<const Link> some) {
        for (const Link& link : some) {
            if (!wanted(link)) continue;
            Sum& sum = sums[link.other(actor).value];
            if (sum.events == 0) {
                sum.first = link.first;
                sum.last = link.last;
            }
            ++sum.events;
            sum.times += link.count;
            sum.first = std::min(sum.first, link.first);
            sum.last = std::max(sum.last, link.last);
        }
        return true;
    });
    if (!scanned) return scanned.error();
    std::vector<Counterpart> found;
    found.reserve(sums.size());
    sums.each([&](std::uint32_t id, const Sum& sum) {
        found.push_back({ActorId{id}, sum.events, sum.times, sum.first, sum.last});
    });
    std::ranges::sort(found, [](const Counterpart& a, const Counterpart& b) {
        return a.times != b.times ? a.times > b.times : a.actor < b.actor;
    });
    return found;
}

Result<std::vector<PairCount>> busiest_pairs(storage::Links& links, DayRange days,
                                             const LinkFilter& filter, std::size_t limit) {
    const Filter wanted(filter);
    struct Sum {
        std::uint32_t events = 0, times = 0;
    };
    Sums<std::uint64_t, Sum> sums;
    const auto scanned = links.all(days, [&](std::span<const Link> some) {
        for (const Link& link : some) {
            if (link.from == link.to || !wanted(link)) continue;
            const auto [low, high] = std::minmax(link.from.value, link.to.value);
            Sum& sum = sums[std::uint64_t{low} << 32 | high];
            ++sum.events;
            sum.times += link.count;
        }
        return true;
    });
    if (!scanned) return scanned.error();
    std::vector<PairCount> found;
    found.reserve(sums.size());
    sums.each([&](std::uint64_t pair, const Sum& sum) {
        found.push_back({ActorId{static_cast<std::uint32_t>(pair >> 32)},
                         ActorId{static_cast<std::uint32_t>(pair)}, sum.events, sum.times});
    });
    const auto more = [](const PairCount& x, const PairCount& y) {
        return x.times != y.times ? x.times > y.times : std::tie(x.a, x.b) < std::tie(y.a, y.b);
    };
    limit = std::min(limit, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(limit), more);
    found.resize(limit);
    return found;
}

Result<EgoNet> ego_net(storage::Links& links, ActorId actor, DayRange days,
                       const LinkFilter& filter, int hops) {
    const Filter wanted(filter);
    EgoNet net;
    net.actors.push_back(actor);
    // When an actor was met, counted from 1; whose turn last came to it. A pair counts at the turn of
    // the one met first, if both have one.
    Marks met, seen;
    met[actor] = 1;
    std::size_t end = 1;
    std::uint32_t turn = 0;
    for (int hop = 0; hop < hops; ++hop) {
        const std::size_t begin = turn;
        for (std::size_t i = begin; i < end; ++i) {
            const ActorId centre = net.actors[i];
            ++turn;
            const auto scanned = links.of(centre, days, [&](std::span<const Link> some) {
                for (const Link& link : some) {
                    const ActorId other = link.other(centre);
                    if (other == centre || !wanted(link)) continue;
                    std::uint32_t& last = seen[other];
                    if (last == turn) continue;
                    last = turn;
                    std::uint32_t& number = met[other];
                    if (number == 0) {
                        net.actors.push_back(other);
                        number = static_cast<std::uint32_t>(net.actors.size());
                    }
                    if (number > turn) ++net.pairs;
                }
                return true;
            });
            if (!scanned) return scanned.error();
        }
        end = net.actors.size();
    }
    return net;
}

Result<WindowGraph> window_graph(storage::Links& links, DayRange days, const LinkFilter& filter) {
    const Filter wanted(filter);
    WindowGraphBuilder builder;
    std::vector<Link> some;
    const auto scanned = links.all(days, [&](std::span<const Link> given) {
        some.clear();
        std::ranges::copy_if(given, std::back_inserter(some), wanted);
        builder.add(some);
        return true;
    });
    if (!scanned) return scanned.error();
    return builder.build();
}

}  // namespace annalist::query

#include "query/link_counts.hpp"

#include <algorithm>
#include <tuple>

#include "query/sums.hpp"

namespace annalist::query {

Result<std::vector<Counterpart>> counterparts(storage::Links& links, ActorId actor, DayRange days,
                                              const LinkFilter& filter) {
    const LinkTest wanted(filter);
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
    const LinkTest wanted(filter);
    struct Sum {
        std::uint32_t events = 0, times = 0;
    };
    Sums<std::uint64_t, Sum> sums;
    const auto scanned = links.all(days, [&](std::span<const Link> some) {
        for (const Link& link : some) {
            if (link.from == link.to || !wanted(link)) continue;
            Sum& sum = sums[pair_number(link.from, link.to)];
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
    const LinkTest wanted(filter);
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
    const LinkTest wanted(filter);
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

#include "graph/event_pairs.hpp"

#include <algorithm>
#include <optional>

namespace annalist {
namespace {

/// Whether two roles face each other, and who acts then.
struct Sides {
    bool pair = true;
    bool symmetric = true;
};

bool acted_upon(Role role) { return role == Role::Target || role == Role::Host; }

Sides sides(Role a, Role b, bool one_sided) {
    if (a == Role::Source && b == Role::Source) return {one_sided, true};
    if (acted_upon(a) && acted_upon(b)) return {one_sided, true};
    if (a == Role::Source && acted_upon(b)) return {true, false};
    if (b == Role::Source && acted_upon(a)) return {true, false};
    return {true, true};
}

}  // namespace

std::vector<EventPair> pairs_of(const Event& event) {
    const auto& actors = event.actors;
    const auto has = [&](auto wanted) { return std::ranges::any_of(actors, wanted); };
    // Only sources, or only targets: then they are among themselves, as in "A and B agreed".
    const bool sources = has([](const EventActor& a) { return a.role == Role::Source; });
    const bool others = has([](const EventActor& a) { return a.role != Role::Source; });
    const bool beyond_targets = has([](const EventActor& a) { return !acted_upon(a.role); });
    const bool one_sided = (sources && !others) || !beyond_targets;

    std::vector<EventPair> pairs;
    for (std::size_t i = 0; i < actors.size(); ++i) {
        for (std::size_t j = i + 1; j < actors.size(); ++j) {
            const EventActor& a = actors[i];
            const EventActor& b = actors[j];
            if (a.actor == b.actor) continue;
            const Sides side = sides(a.role, b.role, one_sided);
            if (!side.pair) continue;
            if (side.symmetric)
                pairs.push_back({std::min(a.actor, b.actor), std::max(a.actor, b.actor), true});
            else if (a.role == Role::Source)
                pairs.push_back({a.actor, b.actor, false});
            else
                pairs.push_back({b.actor, a.actor, false});
        }
    }
    std::ranges::sort(pairs);
    const auto repeated = std::ranges::unique(pairs);
    pairs.erase(repeated.begin(), repeated.end());
    return pairs;
}

}  // namespace annalist

#include "query/ego.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "query/link_walk.hpp"
#include "query/sums.hpp"

namespace annalist::query {
namespace {

/// What is known of an actor of the hop that is being found.
struct Found {
    std::uint64_t events = 0, times = 0;
    std::uint64_t most = 0;  // times with `through`
    ActorId through;
};

/// Finds hops one after the other.
class Rings {
public:
    Rings(const storage::Store& store, const EventQuery& query, ActorId centre)
        : walk_(store, query), ring_{centre} {
        place_[centre] = 1;
    }

    /// The next hop; empty when nobody new is reached.
    Result<Sums<std::uint32_t, Found>> next() {
        Sums<std::uint32_t, Found> found;
        for (const ActorId centre : ring_) {
            Sums<std::uint32_t, std::uint64_t> here;  // times with this centre
            const auto told = [&](const Event& event) {
                const std::vector<Link> links = links_of(event);
                for (const Link& link : links) {
                    if (link.from != centre && link.to != centre) continue;
                    const ActorId other = link.other(centre);
                    if (other == centre || known(other)) continue;
                    here[other.value] += link.count;
                    // An event with several of the ring is one event: it counts at the first of
                    // them.
                    if (std::ranges::any_of(links, [&](const Link& each) {
                            return (each.from == other || each.to == other) &&
                                   before(each.other(other), centre);
                        }))
                        continue;
                    ++found[other.value].events;
                    found[other.value].times += link.count;
                }
                return true;
            };
            const auto coded = [&](std::span<const Link> links) {
                for (const Link& link : links) {
                    const ActorId other = link.other(centre);
                    if (other == centre || known(other)) continue;
                    here[other.value] += link.count;
                    ++found[other.value].events;
                    found[other.value].times += link.count;
                }
                return true;
            };
            if (const auto walked = walk_.of(centre, told, coded); !walked) return walked.error();
            here.each([&](std::uint32_t other, std::uint64_t times) {
                Found& sum = found[other];
                if (times <= sum.most) return;
                sum.most = times;
                sum.through = centre;
            });
        }
        begin_ = end_;
        ring_.clear();
        found.each([&](std::uint32_t id, const Found&) { ring_.push_back({id}); });
        std::ranges::sort(ring_);
        for (const ActorId actor : ring_) place_[actor] = ++end_;
        return found;
    }

    ActorBook& book() { return walk_.book(); }

private:
    bool known(ActorId actor) { return place_[actor] != 0; }
    /// Whether both are of the ring that is asked, the first before the second.
    bool before(ActorId a, ActorId b) { return place_[a] > begin_ && place_[a] < place_[b]; }

    LinkWalk walk_;
    std::vector<ActorId> ring_;          // whose turn it is, by id
    Marks place_;                        // of each actor known, from 1: by hop, then id
    std::uint32_t begin_ = 0, end_ = 1;  // places before the ring, and with it
};

Result<EgoHop> named(const Sums<std::uint32_t, Found>& found, bool first, std::size_t limit,
                     ActorBook& book) {
    EgoHop hop;
    Result<void> failure;
    found.each([&](std::uint32_t id, const Found& sum) {
        if (!failure) return;
        auto actor = book.named(ActorId{id});
        if (!actor) {
            failure = actor.error();
            return;
        }
        EgoActor each{*std::move(actor), sum.events, sum.times, {}};
        if (!first) {
            auto through = book.named(sum.through);
            if (!through) {
                failure = through.error();
                return;
            }
            each.through = *std::move(through);
        }
        hop.actors.push_back(std::move(each));
    });
    if (!failure) return failure.error();
    std::ranges::sort(hop.actors, [](const EgoActor& a, const EgoActor& b) {
        return std::tie(b.events, b.times, a.actor.name, a.actor.key) <
               std::tie(a.events, a.times, b.actor.name, b.actor.key);
    });
    hop.total_actors = hop.actors.size();
    if (limit != 0 && hop.actors.size() > limit) hop.actors.resize(limit);
    return hop;
}

}  // namespace

Result<int> read_hops(const Parameters& parameters, int otherwise) {
    if (!parameters.has("hops")) return otherwise;
    const auto hops = read_limit(parameters, "hops");
    if (!hops || *hops == 0 || *hops > static_cast<std::size_t>(kMaxHops))
        return Error{ErrorCode::InvalidArgument, fmt::format("hops={}: write a number from 1 to {}",
                                                             parameters.first("hops"), kMaxHops)};
    return static_cast<int>(*hops);
}

Result<EgoQuery> parse_ego_query(const Parameters& parameters, const storage::Store& store) {
    EgoQuery query;
    const auto hops = read_hops(parameters, query.hops);
    if (!hops) return hops.error();
    query.hops = *hops;
    if (parameters.all("actor").size() != 1)
        return Error{ErrorCode::InvalidArgument, "actor: name the one to look around"};
    auto events = parse_event_query(parameters, store);
    if (!events) return events.error();
    query.events = *std::move(events);
    query.actor = query.events.all_actors.front();
    query.events.all_actors.clear();
    return query;
}

Result<EgoAnswer> find_ego(const storage::Store& store, const EgoQuery& query) {
    Rings rings{store, query.events, query.actor};
    EgoAnswer answer;
    auto centre = rings.book().named(query.actor);
    if (!centre) return centre.error();
    answer.actor = *std::move(centre);
    for (int hop = 1; hop <= query.hops; ++hop) {
        const auto found = rings.next();
        if (!found) return found.error();
        if (found->size() == 0) break;
        auto actors = named(*found, hop == 1, query.events.limit, rings.book());
        if (!actors) return actors.error();
        answer.hops.push_back(*std::move(actors));
    }
    return answer;
}

}  // namespace annalist::query

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "graph/event_pairs.hpp"
#include "query/ego.hpp"
#include "query/met.hpp"
#include "query/path.hpp"
#include "storage/rocks_store.hpp"
#include "tests/query/random_annals.hpp"
#include "tests/storage/sample_facts.hpp"

namespace annalist::query {
namespace {

/// The pairs of all events that a query means.
std::vector<std::pair<EventPair, Event>> pairs_in(const storage::Store& store, const EventQuery& query) {
    std::vector<std::pair<EventPair, Event>> pairs;
    EXPECT_TRUE(walk_events(store, query, [&](const Event& event) {
        for (const EventPair& pair : pairs_of(event)) pairs.emplace_back(pair, event);
        return true;
    }));
    return pairs;
}

/// The earliest day at which each actor can be reached in at most so many steps, by trying every pair
/// in every round.
std::map<ActorId, date::sys_days> arrivals(const storage::Store& store, const EventQuery& query, ActorId from, int hops) {
    const auto pairs = pairs_in(store, query);
    ActorBook book{store};
    std::map<ActorId, date::sys_days> best{{from, query.days.first}};
    for (int hop = 0; hop < hops; ++hop) {
        auto next = best;
        for (const auto& [pair, event] : pairs)
            for (const auto& [a, b] : {std::pair(pair.from, pair.to), std::pair(pair.to, pair.from)}) {
                if (!best.contains(a) || own_country(**book.find(a), **book.find(b))) continue;
                const auto day = std::max(best[a], event.days.first);
                if (day > event.days.last || day > query.days.last) continue;
                if (!next.contains(b) || day < next[b]) next[b] = day;
            }
        best = std::move(next);
    }
    return best;
}

void compare(const storage::Store& store, std::uint32_t seed) {
    std::mt19937_64 random{seed};
    const auto actors = static_cast<std::uint32_t>(store.stats()->actors);
    std::size_t found = 0, missed = 0, longest = 0;
    for (int i = 0; i < 400; ++i) {
        PathQuery query;
        query.events = query_test::random_query(random, actors);
        query.events.all_actors.clear();
        query.events.any_actors.clear();
        if (query.events.types.empty()) query.events.types.assign({EventType::Consult, EventType::Agree, EventType::Accuse});
        query.from = {1 + static_cast<std::uint32_t>(random() % actors)};
        query.to = {1 + static_cast<std::uint32_t>(random() % actors)};
        if (query.from == query.to) continue;
        query.hops = 1 + static_cast<int>(random() % 5);
        query.order = random() % 2 == 0 ? PathOrder::Earliest : PathOrder::Fewest;
        const auto path = find_path(store, query);
        ASSERT_TRUE(path) << path.error().message;

        auto reachable = arrivals(store, query.events, query.from, query.hops);
        ASSERT_EQ(!path->steps.empty(), reachable.contains(query.to)) << seed << " " << i;
        if (path->steps.empty()) {
            ++missed;
            continue;
        }
        ++found;
        longest = std::max(longest, path->steps.size());
        ASSERT_LE(path->steps.size(), static_cast<std::size_t>(query.hops));
        // Every step is an event of its two actors, and none is before the one before.
        auto day = query.events.days.first;
        ActorId at = query.from;
        for (const PathStep& step : path->steps) {
            EXPECT_EQ(step.from.id, at);
            at = step.to.id;
            EXPECT_GE(step.by, day);
            day = step.by;
            EXPECT_LE(step.event.event.days.first, day);
            EXPECT_GE(step.event.event.days.last, day);
            const auto pairs = pairs_of(step.event.event);
            EXPECT_TRUE(std::ranges::any_of(pairs, [&](const EventPair& pair) {
                return std::minmax(pair.from, pair.to) == std::minmax(step.from.id, step.to.id);
            }));
        }
        EXPECT_EQ(at, query.to);
        // None is quicker; of the shortest none is.
        const int steps = static_cast<int>(path->steps.size());
        const int asked = query.order == PathOrder::Earliest ? query.hops : steps;
        EXPECT_EQ(day, arrivals(store, query.events, query.from, asked)[query.to]) << seed << " " << i;
        const auto fewer = arrivals(store, query.events, query.from, steps - 1);
        if (query.order == PathOrder::Fewest)
            EXPECT_FALSE(fewer.contains(query.to)) << seed << " " << i;
        else
            EXPECT_TRUE(!fewer.contains(query.to) || fewer.at(query.to) > day) << seed << " " << i;
    }
    EXPECT_GT(found, 20U);
    EXPECT_GT(missed, 5U);
    EXPECT_GE(longest, 2U);
}

TEST(PathsOfRandomAnnals, AreTheEarliestAndTheShortestThatThereAre) {
    storage::TemporaryFolder folder;
    for (std::uint32_t seed = 1; seed <= 2; ++seed) {
        const auto memory = storage::make_memory_store();
        query_test::fill_random_annals(*memory, seed);
        compare(*memory, seed);
        const auto disk = storage::open_rocks_store(folder.path() / std::to_string(seed), storage::OpenMode::Create);
        ASSERT_TRUE(disk);
        query_test::fill_random_annals(**disk, seed);
        compare(**disk, seed);
    }
}

TEST(EgoOfRandomAnnals, IsBreadthFirstWithTheEventsOfTheHopBefore) {
    const auto store = storage::make_memory_store();
    query_test::fill_random_annals(*store, 5);
    std::mt19937_64 random{5};
    const auto actors = static_cast<std::uint32_t>(store->stats()->actors);
    std::size_t second = 0;
    for (int i = 0; i < 60; ++i) {
        EgoQuery query;
        query.events = query_test::random_query(random, actors);
        query.events.all_actors.clear();
        query.events.any_actors.clear();
        query.actor = {1 + static_cast<std::uint32_t>(random() % actors)};
        query.hops = 3;
        const auto answer = find_ego(*store, query);
        ASSERT_TRUE(answer);
        const auto pairs = pairs_in(*store, query.events);
        std::map<ActorId, int> distance{{query.actor, 0}};
        for (int hop = 1; hop <= 3; ++hop) {
            std::map<ActorId, std::map<EventId, std::uint64_t>> reached;  // count of each event
            for (const auto& [pair, event] : pairs)
                for (const auto& [a, b] : {std::pair(pair.from, pair.to), std::pair(pair.to, pair.from)})
                    if (distance.contains(a) && distance[a] == hop - 1 && !distance.contains(b))
                        reached[b][event.id] = event.count;
            ASSERT_EQ(answer->hops.size() >= static_cast<std::size_t>(hop), !reached.empty());
            if (reached.empty()) break;
            const EgoHop& found = answer->hops[static_cast<std::size_t>(hop - 1)];
            EXPECT_EQ(found.total_actors, reached.size());
            for (const EgoActor& each : found.actors) {
                const auto& events = reached[each.actor.id];
                std::uint64_t times = 0;
                for (const auto& [id, count] : events) times += count;
                EXPECT_EQ(each.events, events.size()) << i << " " << hop << " " << each.actor.key;
                EXPECT_EQ(each.times, times);
                EXPECT_EQ(each.through.has_value(), hop > 1);
                if (each.through) {
                    EXPECT_EQ(distance.at(each.through->id), hop - 1);
                    ++second;
                }
            }
            for (const auto& [actor, events] : reached) distance[actor] = hop;
        }
    }
    EXPECT_GT(second, 20U);
}

}  // namespace
}  // namespace annalist::query

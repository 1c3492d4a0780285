#include "query/link_walk.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "storage/rocks_store.hpp"
#include "tests/query/random_annals.hpp"
#include "tests/storage/sample_facts.hpp"

namespace annalist::query {
namespace {

using Ids = std::vector<std::uint64_t>;

Ids by_events(const storage::Store& store, const EventQuery& query) {
    Ids ids;
    EXPECT_TRUE(walk_events(store, query, [&](const Event& event) {
        ids.push_back(event.id.value);
        return true;
    }));
    std::ranges::sort(ids);
    return ids;
}

/// The ids of a walk; how many of them came as links is added to `links`.
template <class Walk>
Ids by_links(LinkWalk& walker, Walk walk, std::size_t& links) {
    Ids ids;
    std::vector<Link> coded;
    EXPECT_TRUE(walk(
        [&](const Event& event) {
            ids.push_back(event.id.value);
            return true;
        },
        [&](std::span<const Link> some) {
            coded.insert(coded.end(), some.begin(), some.end());
            return true;
        }));
    for (const Link& link : coded) {
        const auto id = walker.event_of(link);
        EXPECT_TRUE(id);
        ids.push_back(id->value);
    }
    links += coded.size();
    std::ranges::sort(ids);
    return ids;
}

void compare(const storage::Store& store, std::uint32_t seed) {
    std::mt19937_64 random{seed};
    const auto stats = store.stats();
    ASSERT_TRUE(stats);
    const auto actors = static_cast<std::uint32_t>(stats->actors);
    std::size_t events = 0, links = 0;
    for (int i = 0; i < 150; ++i) {
        EventQuery query = query_test::random_query(random, actors);
        LinkWalk walk{store, query};
        const Ids expected = by_events(store, query);
        events += expected.size();
        ASSERT_EQ(by_links(walk, [&](const auto& told, const auto& coded) { return walk.all(told, coded); }, links),
                  expected)
            << seed << " " << i;
        EventQuery further = query;
        further.all_actors.push_back({1 + static_cast<std::uint32_t>(random() % actors)});
        ASSERT_EQ(by_links(walk, [&](const auto& told, const auto& coded) {
                      return walk.of(further.all_actors.back(), told, coded);
                  }, links),
                  by_events(store, further))
            << seed << " " << i;
    }
    EXPECT_GT(links, 500U);
    EXPECT_GT(events, links / 2);
}

TEST(LinkWalk, GivesTheEventsThatWalkingEventsGivesInMemory) {
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        const auto store = storage::make_memory_store();
        query_test::fill_random_annals(*store, seed);
        compare(*store, seed);
    }
}

TEST(LinkWalk, GivesTheEventsThatWalkingEventsGivesOnDisk) {
    storage::TemporaryFolder folder;
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        const auto store = storage::open_rocks_store(folder.path() / std::to_string(seed), storage::OpenMode::Create);
        ASSERT_TRUE(store);
        query_test::fill_random_annals(**store, seed);
        compare(**store, seed);
    }
}

TEST(LinkWalk, EndsWhenNoMoreIsWanted) {
    const auto store = storage::make_memory_store();
    query_test::fill_random_annals(*store, 1);
    EventQuery of_some;
    of_some.any_actors = {{1}, {2}, {3}};
    for (const EventQuery& query : {EventQuery{}, of_some}) {
        LinkWalk walk{*store, query};
        std::size_t calls = 0;
        EXPECT_TRUE(walk.all([&](const Event&) { return ++calls < 3; },
                             [&](std::span<const Link>) { return ++calls < 3; }));
        EXPECT_EQ(calls, 3U);
    }
}

}  // namespace
}  // namespace annalist::query

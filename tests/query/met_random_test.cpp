#include <gtest/gtest.h>

#include <algorithm>

#include "query/json_answers.hpp"
#include "storage/rocks_store.hpp"
#include "tests/query/met_by_events.hpp"
#include "tests/query/random_annals.hpp"
#include "tests/storage/sample_facts.hpp"

namespace annalist::query {
namespace {

void compare(const storage::Store& store, std::uint32_t seed) {
    std::mt19937_64 random{seed};
    const auto actors = static_cast<std::uint32_t>(store.stats()->actors);
    std::size_t pairs = 0;
    for (int i = 0; i < 300; ++i) {
        MetQuery query;
        query.events = query_test::random_query(random, actors);
        query.by_country = random() % 3 == 0;
        query.order = static_cast<MetOrder>(random() % 4);
        query.events.limit = random() % 3 == 0 ? 0 : 1 + random() % 10;
        const auto expected = query_test::who_met_by_events(store, query);
        const auto found = who_met(store, query);
        ASSERT_TRUE(expected && found);
        ASSERT_EQ(to_json(*found), to_json(*expected)) << seed << " " << i;
        pairs += found->pairs.size();
    }
    EXPECT_GT(pairs, 300U);
}

TEST(WhoMetOfRandomAnnals, IsTheSameAsFromEachEventInMemory) {
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        const auto store = storage::make_memory_store();
        query_test::fill_random_annals(*store, seed);
        compare(*store, seed);
    }
}

TEST(WhoMetOfRandomAnnals, IsTheSameAsFromEachEventOnDisk) {
    storage::TemporaryFolder folder;
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        const auto store = storage::open_rocks_store(folder.path() / std::to_string(seed), storage::OpenMode::Create);
        ASSERT_TRUE(store);
        query_test::fill_random_annals(**store, seed);
        compare(**store, seed);
    }
}

}  // namespace
}  // namespace annalist::query

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "sample_facts.hpp"
#include "storage/rocks_store.hpp"

namespace annalist::storage {
namespace {

/// One writer and some readers at once: each answer must be that of one moment.
void read_while_writing(Store& store) {
    constexpr int kArticles = 150;
    // Every article moves event 1 to a later day and reports one more event of the same two actors.
    std::atomic<bool> done{false};
    std::atomic<int> read{0};
    ASSERT_TRUE(store.put(
        SampleArticle("2020-01-01", "0").meeting(1, "2020-01-01", {"person:a", "person:b"})));
    const auto look =
        [&] {
            while (!done) {
                std::size_t in_pair = 0, firsts = 0;
                const auto scanned = store.scan_pair({1}, {2}, {}, [&](const Event& event) {
                    ++in_pair;
                    firsts += event.id == EventId{1} ? 1 : 0;
                    return true;
                });
                EXPECT_TRUE(scanned);
                EXPECT_EQ(firsts, 1U)
                    << "an event that moves is seen once, neither twice nor not at all";
                const auto articles = store.stats();
                EXPECT_TRUE(articles);
                EXPECT_LE(in_pair, articles->articles);
                const auto mentions = store.mentions_of({1});
                EXPECT_TRUE(mentions);
                EXPECT_GE(mentions->size(), 1U);
                ++read;
            }
        };
    std::thread one(look), two(look);
    for (int i = 1; i < kArticles; ++i) {
        const date::sys_days day = date::sys_days{date::year{2020} / 1 / 1} + date::days{i};
        SampleArticle article(iso_day(day), std::to_string(i));
        // Later reports are surer, so that each moves the event, and some to another bucket.
        const TimeSpan when = i % 3 == 0 ? TimeSpan{day, day + date::days{i % 9}, Granularity::Days}
                                         : TimeSpan::day(day);
        article.meeting(1, when, {"person:a", "person:b"});
        article.last_mention().confidence = 0.5 + i / 1000.0;
        article.meeting(1000 + static_cast<std::uint64_t>(i), when, {"person:a", "person:b"});
        EXPECT_TRUE(store.put(article));
    }
    while (read < 20) std::this_thread::yield();
    done = true;
    one.join();
    two.join();
    const auto report = store.verify();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->problems, std::vector<std::string>{});
    EXPECT_EQ(store.stats()->events, static_cast<std::uint64_t>(kArticles));
}

TEST(Concurrency, ReadersOfTheMemoryStoreSeeOneMoment) { read_while_writing(*make_memory_store()); }

TEST(Concurrency, ReadersOfTheRocksStoreSeeOneMoment) {
    TemporaryFolder folder;
    read_while_writing(**open_rocks_store(folder.path() / "store", OpenMode::Create));
}

/// A reader who meets actors and events while others decide about them finds what they are.
void read_while_deciding(Store& store) {
    std::mt19937_64 random(11);
    for (int i = 0; i < 30; ++i) ASSERT_TRUE(store.put(random_facts(random)));
    std::atomic<bool> done{false};
    std::atomic<int> read{0};
    std::thread reader([&] {
        while (!done) {
            std::vector<Event> events;
            EXPECT_TRUE(store.scan({}, [&](const Event& event) { return events.push_back(event), true; }));
            for (const Event& event : events)
                for (const EventActor& a : event.actors) {
                    const auto actor = store.actor(a.actor);
                    EXPECT_TRUE(actor && *actor) << a.actor.value;
                }
            EXPECT_TRUE(store.find_actors("", 100));
            ++read;
        }
    });
    for (int i = 0; i < 100; ++i) {
        static_cast<void>(static_cast<bool>(store.decide(random_decision(random, store))));
        if (i % 10 == 0) {
            EXPECT_TRUE(store.put(random_facts(random)));
        }
    }
    while (read < 3) std::this_thread::yield();
    done = true;
    reader.join();
    EXPECT_EQ(store.verify()->problems, std::vector<std::string>{});
}

TEST(Concurrency, ReadersOfTheMemoryStoreMeetNobodyUnknownWhileOthersDecide) {
    read_while_deciding(*make_memory_store());
}

TEST(Concurrency, ReadersOfTheRocksStoreMeetNobodyUnknownWhileOthersDecide) {
    TemporaryFolder folder;
    read_while_deciding(**open_rocks_store(folder.path() / "store", OpenMode::Create));
}

TEST(Concurrency, TwoWritersTakeTurns) {
    TemporaryFolder folder;
    const auto store = *open_rocks_store(folder.path() / "store", OpenMode::Create);
    const auto write = [&](std::uint64_t seed) {
        std::mt19937_64 random(seed);
        for (int i = 0; i < 60; ++i) EXPECT_TRUE(store->put(random_facts(random)));
    };
    std::thread one(write, 1), two(write, 2), again(write, 1);
    one.join();
    two.join();
    again.join();
    EXPECT_EQ(store->stats()->articles, 120U);
    EXPECT_EQ(store->verify()->problems, std::vector<std::string>{});
}

}  // namespace
}  // namespace annalist::storage

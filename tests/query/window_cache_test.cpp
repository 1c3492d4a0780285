#include "query/window_cache.hpp"

#include <atomic>
#include <thread>

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class WindowCaches : public AnnalsTest {
protected:
    std::shared_ptr<const Window> window(const Parameters& parameters) {
        const auto found = cache.get(*store, parsed(parameters));
        EXPECT_TRUE(found);
        return *found;
    }
    WindowCache cache{1 << 20};
};

TEST_F(WindowCaches, TheSameQuestionGetsTheSameWindow) {
    const auto first = window({{"kind", "meet"}});
    EXPECT_EQ(first->events, 3U);
    EXPECT_EQ(window({{"kind", "meet"}}), first);
    EXPECT_EQ(window({{"kind", "meet"}, {"limit", "5"}, {"order", "newest"}}), first) << "neither changes the window";
    EXPECT_NE(window({{"kind", "visit"}}), first);
    EXPECT_EQ(window({{"kind", "visit"}})->events, 1U);
    EXPECT_EQ(cache.size(), 2U);
}

TEST_F(WindowCaches, AStoreThatHasTakenSomethingInIsAskedAnew) {
    const auto before = window({{"kind", "meet"}});
    window({{"kind", "visit"}});
    TestArticle article("The Courier", "2020-12-02", "Again", "Xi and Putin met on 1 December.");
    article.says({.event = 0x0c01, .days = on("2020-12-01"),
                  .who = {{"person:xi-jinping", Role::Participant}, {"person:vladimir-putin", Role::Participant}},
                  .trigger = "met"});
    ASSERT_TRUE(store->put(article.facts()));
    EXPECT_EQ(window({{"kind", "meet"}})->events, before->events + 1);
    EXPECT_EQ(cache.size(), 1U) << "windows of the store as it was are dropped";
    const auto other = storage::make_memory_store();
    EXPECT_EQ((*cache.get(*other, parsed({{"kind", "meet"}})))->events, 0U) << "another store";
}

TEST_F(WindowCaches, TheMemoryLimitHolds) {
    const std::size_t one = window({{"to", "2020-12"}})->bytes();
    WindowCache small{one * 3 + 2000};
    for (int month = 1; month <= 12; ++month) {
        EventQuery query = parsed({{"from", "2010"}, {"to", "2020-12"}});
        query.min_confidence = month / 1000.0;
        ASSERT_TRUE(small.get(*store, query));
        EXPECT_LE(small.bytes(), one * 3 + 2000);
    }
    EXPECT_GE(small.size(), 2U);
    EXPECT_LT(small.size(), 12U);
    WindowCache none{10};
    EXPECT_TRUE(none.get(*store, parsed({})));
    EXPECT_EQ(none.size(), 0U);
    EXPECT_EQ(none.bytes(), 0U);
}

TEST_F(WindowCaches, ManyThreadsGetWhatTheyAskFor) {
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 50; ++i) {
                EventQuery query;
                query.kinds = {(t + i) % 2 == 0 ? Contact::Meet : Contact::Visit};
                const auto found = cache.get(*store, query);
                if (!found || (*found)->events != ((t + i) % 2 == 0 ? 3U : 1U)) ++wrong;
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
    EXPECT_EQ(cache.size(), 2U);
}

}  // namespace
}  // namespace annalist::query

#include "web/timed_store.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/web/sample_annals.hpp"
#include "web/api.hpp"

namespace annalist::web {
namespace {

using namespace std::chrono_literals;

TEST(TimedStore, GivesWhatTheStoreGivesWhileThereIsTime) {
    const auto store = testing::sample_store();
    const TimedStore timed{*store, TimedStore::Clock::now() + 1h};
    std::size_t events = 0, expected = 0;
    ASSERT_TRUE(store->scan({}, [&](const Event&) { return ++expected > 0; }));
    ASSERT_TRUE(timed.scan({}, [&](const Event&) { return ++events > 0; }));
    EXPECT_EQ(events, expected);
    EXPECT_FALSE(timed.over());
    events = 0;
    ASSERT_TRUE(timed.scan({}, [&](const Event&) { return ++events < 3; })) << "the visitor's own end is no error";
    EXPECT_EQ(events, 3U);
}

TEST(TimedStore, EndsEveryScanWhenTheTimeIsOver) {
    const auto store = testing::sample_store();
    TimedStore timed{*store, TimedStore::Clock::now() - 1s};
    const auto event = [](const Event&) { return true; };
    const auto link = [](std::span<const Link>) { return true; };
    EXPECT_FALSE(timed.scan({}, event));
    EXPECT_TRUE(timed.over());
    EXPECT_FALSE(timed.scan_actor({1}, {}, event));
    EXPECT_FALSE(timed.scan_pair({1}, {2}, {}, event));
    EXPECT_FALSE(timed.scan_actors([](const Actor&) { return true; }));
    EXPECT_FALSE(timed.scan_figures({}, [](const Figure&) { return true; }));
    const auto links = timed.links();
    ASSERT_TRUE(links);
    EXPECT_FALSE((*links)->all({}, link));
    EXPECT_FALSE((*links)->of({1}, {}, event, link));
    EXPECT_FALSE(timed.put({}));
}

TEST(TimedStore, EndsAScanWhenTheClientIsGone) {
    const auto store = testing::sample_store();
    bool gone = false;
    int looks = 0;
    TimedStore timed{*store, TimedStore::Clock::now() + 1h, [&] {
                         ++looks;
                         return gone;
                     }};
    const auto event = [](const Event&) { return true; };
    EXPECT_TRUE(timed.scan({}, event));
    EXPECT_EQ(looks, 0) << "quick answers do not ask";
    std::this_thread::sleep_for(TimedStore::kBetweenLooks);
    for (int i = 0; i < 16; ++i) EXPECT_TRUE(timed.scan({}, event));
    EXPECT_GT(looks, 0);
    gone = true;
    std::this_thread::sleep_for(TimedStore::kBetweenLooks);
    bool ended = false;
    for (int i = 0; i < 16 && !ended; ++i) ended = !timed.scan({}, event);
    EXPECT_TRUE(ended);
    EXPECT_TRUE(timed.over());
}

TEST(AnswerTime, AnAnswerThatTakesTooLongIsA503ThatSaysWhatToDo) {
    const auto store = testing::sample_store();
    const Serving hurried{nullptr, TimedStore::Clock::duration::min()};
    for (const char* path : {"/v1/met", "/v1/events", "/v1/timeline", "/v1/counts", "/v1/rank", "/v1/communities"}) {
        Request request;
        request.method = "GET";
        request.path = path;
        const auto refused = answer(*store, request, hurried);
        EXPECT_EQ(refused.status, 503) << path << refused.body;
        EXPECT_NE(refused.body.find("narrow it"), std::string::npos) << refused.body;
        EXPECT_TRUE(refused.etag.empty()) << "another try may have the time";
        EXPECT_EQ(answer(*store, request, {nullptr, 1h}).status, 200) << path;
    }
}

}  // namespace
}  // namespace annalist::web

#include "query/export_sources.hpp"

#include <algorithm>

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class Sources : public AnnalsTest {
protected:
    std::vector<std::string> publishers(SourceBook& book, EventId id) {
        const auto sources = book.of(**store->event(id));
        EXPECT_TRUE(sources);
        std::vector<std::string> names;
        for (const SourceArticle& source : *sources) names.push_back(source.publisher);
        return names;
    }

    /// Two rows of 2020-09-11, which a bulletin reports.
    void import_rows() {
        storage::CodedTable table;
        table.dataset = "rows";
        table.actors = {**store->actor_by_key("country:CHN"), **store->actor_by_key("country:RUS")};
        for (Actor& actor : table.actors) actor.id = {};
        table.relations.push_back(
            {0, "rows", "Make a visit", EventType::Consult, Mode::Visit, 0.7});
        table.rows = {{day("2020-09-11"), 0, 0, 1}, {day("2020-09-11"), 1, 0, 0}};
        ASSERT_TRUE(store->import_table(table));
    }
};

TEST_F(Sources, AreTheArticlesThatReportAnEventByDay) {
    SourceBook book{*store, std::nullopt};
    EXPECT_EQ(publishers(book, {kMoscow}),
              (std::vector<std::string>{"The Courier", "Evening Post"}));
    EXPECT_EQ(publishers(book, {kLetter}), (std::vector<std::string>{"The Courier"}));
}

TEST_F(Sources, AsKnownOnADayAreThoseOfThatDay) {
    SourceBook book{*store, day("2020-09-15")};
    EXPECT_EQ(publishers(book, {kMoscow}), (std::vector<std::string>{"The Courier"}));
}

TEST_F(Sources, EveryEventOfABulletinHasItAndNoOther) {
    import_rows();
    SourceBook book{*store, std::nullopt};
    int events = 0;
    EXPECT_TRUE(store->scan({day("2020-09-11"), day("2020-09-11")}, [&](const Event& event) {
        const auto names = publishers(book, event.id);
        if (event.label == "Make a visit") {
            ++events;
            EXPECT_EQ(names, std::vector<std::string>{"rows"});
        } else {
            EXPECT_EQ(std::ranges::count(names, "rows"), 0);
        }
        return true;
    }));
    EXPECT_EQ(events, 2);
}

TEST_F(Sources, AnEventWithAnotherReportThanTheBulletinsHasBoth) {
    import_rows();
    EventId visit;
    EXPECT_TRUE(store->scan({}, [&](const Event& event) {
        if (event.label == "Make a visit") visit = event.id;
        return true;
    }));
    ASSERT_TRUE(
        store->put(TestArticle("Evening Post", "2020-09-12", "T", "China visited Russia.")
                       .says({.event = visit.value,
                              .mode = Mode::Visit,
                              .days = on("2020-09-11"),
                              .who = {{"country:CHN", Role::Source}, {"country:RUS", Role::Target}},
                              .trigger = "visited"})
                       .facts()));
    SourceBook book{*store, std::nullopt};
    EXPECT_TRUE(store->scan({day("2020-09-11"), day("2020-09-11")}, [&](const Event& event) {
        publishers(book, event.id);
        return true;
    }));
    EXPECT_EQ(publishers(book, visit), (std::vector<std::string>{"rows", "Evening Post"}));
}

}  // namespace
}  // namespace annalist::query

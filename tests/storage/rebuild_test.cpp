#include "storage/rebuild.hpp"

#include <gtest/gtest.h>

#include <tuple>

#include "sample_facts.hpp"
#include "storage/rocks_engine.hpp"
#include "storage/rocks_store.hpp"
#include "storage/store_folder.hpp"

namespace annalist::storage {
namespace {

TEST(Rebuild, GivesTheSameStoreAgain) {
    TemporaryFolder folder;
    const auto source = *open_rocks_store(folder.path() / "old", OpenMode::Create);
    std::mt19937_64 random(8);
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(source->put(random_facts(random)));
        if (i % 9 == 4) static_cast<void>(static_cast<bool>(source->decide(random_decision(random, *source))));
        if (i % 40 != 10) continue;
        CodedTable table = random_table(random, 60);
        ASSERT_TRUE(source->import_table(table));
    }
    const std::uint64_t put = source->stats()->articles;
    EXPECT_GT(put, 130U);
    ASSERT_TRUE(source->decide(random_decision(random, *source)));
    EXPECT_GT(source->decisions()->size(), 5U);
    const auto target = *open_rocks_store(folder.path() / "new", OpenMode::Create);
    const auto articles = rebuild(*source, *target);
    ASSERT_TRUE(articles) << articles.error().message;
    EXPECT_EQ(*articles, put);
    EXPECT_EQ(dump(*target), dump(*source));
    EXPECT_EQ(target->verify()->problems, std::vector<std::string>{});
}

TEST(Rebuild, TakesDecisionsWhereTheyWereMade) {
    TemporaryFolder folder;
    const auto source = *open_rocks_store(folder.path() / "old", OpenMode::Create);
    ASSERT_TRUE(source->put(SampleArticle("2020-07-24", "One").meeting(7, "2020-07-23", {"person:a", "person:b"})));
    Decision split;
    split.kind = DecisionKind::SplitActor;
    split.actors = {"person:a"};
    split.places = {{SampleArticle("2020-07-24", "One").facts().article.id, std::nullopt}};
    split.made = date::sys_seconds{std::chrono::seconds{1'600'000'000}};
    ASSERT_TRUE(source->decide(split));
    // Had the decision come last, this actor would have got the number of the one that was split.
    ASSERT_TRUE(source->put(SampleArticle("2020-07-25", "Two").meeting(8, "2020-07-24", {"person:c", "person:a"})));
    const auto target = *open_rocks_store(folder.path() / "new", OpenMode::Create);
    ASSERT_TRUE(rebuild(*source, *target));
    EXPECT_EQ(dump(*target), dump(*source));
    EXPECT_EQ((*target->actor_by_key("person:a~1"))->id, (*source->actor_by_key("person:a~1"))->id);
    EXPECT_EQ(target->decisions()->front().made, split.made);
}

/// A store whose decisions read as they would have before the rules brought events together: they
/// list only the events that were given.
class WithoutRules {
public:
    WithoutRules() : store_(make_memory_store()) {
        for (const auto& [title, event, who] : {std::tuple("One", 12, "person:a"), std::tuple("Two", 11, "person:a"),
                                                std::tuple("Three", 13, "person:a"), std::tuple("Four", 20, "person:b")})
            EXPECT_TRUE(store_->put(SampleArticle("2020-07-24", title)
                                        .actor(who, who, {}, "CHN")
                                        .actor("person:c", "person:c", {}, "RUS")
                                        .meeting(static_cast<std::uint64_t>(event), "2020-07-23", {who, "person:c"})));
    }
    /// Decides as a replayed record does.
    Decision decide(Decision decision) {
        decision.number = store_->decisions()->size() + 1;
        decision.made = date::sys_seconds{std::chrono::seconds{1'500'000'000}};
        const auto made = store_->decide(decision);
        EXPECT_TRUE(made) << made.error().message;
        return made ? *made : decision;
    }
    Store& operator*() const { return *store_; }
    Store* operator->() const { return store_.get(); }

private:
    std::unique_ptr<Store> store_;
};

TEST(Rebuild, LeavesDecisionsAsTheyWereWrittenWhateverTheRulesBringTogetherNow) {
    WithoutRules source;
    ASSERT_EQ(source->event({12})->value().id, EventId{11}) << "by the rules of today these are one";
    Decision merge;
    merge.kind = DecisionKind::MergeEvents;
    merge.events = {{12}, {20}};
    EXPECT_EQ(source.decide(merge).events, merge.events);
    Decision same;
    same.kind = DecisionKind::MergeEvents;
    same.events = {{13}, {11}};
    EXPECT_EQ(source.decide(same).events, same.events);
    Decision split;
    split.kind = DecisionKind::SplitEvent;
    split.events = {{12}, {0xABCD}};
    split.places = {{SampleArticle("2020-07-24", "Four").facts().article.id, std::nullopt}};
    EXPECT_EQ(source.decide(split).events, split.events);
    TemporaryFolder folder;
    const auto target = *open_rocks_store(folder.path() / "new", OpenMode::Create);
    const auto rebuilt = rebuild(*source, *target);
    ASSERT_TRUE(rebuilt) << rebuilt.error().message;
    EXPECT_EQ(*target->decisions(), *source->decisions());
    EXPECT_EQ(dump(*target), dump(*source));
    EXPECT_EQ(target->event({13})->value().mentions, 2U);
    EXPECT_EQ(target->event({12})->value().mentions, 1U);
    EXPECT_EQ(target->event({0xABCD})->value().mentions, 1U);
    EXPECT_EQ(target->verify()->problems, std::vector<std::string>{});
}

TEST(Rebuild, TakesAStoreOfSchemaThreeWithADecisionAboutEvents) {
    TemporaryFolder folder;
    const auto path = folder.path() / "old";
    Decision merge;
    merge.kind = DecisionKind::MergeEvents;
    merge.number = 1;
    merge.events = {{12}, {20}};
    {
        const auto store = *RocksStore::open(path, OpenMode::Create);
        for (const auto& [title, event] : {std::pair("One", 12), std::pair("Two", 11), std::pair("Three", 20)})
            ASSERT_TRUE(store->put(SampleArticle("2020-07-24", title)
                                       .actor("person:a", "a", {}, "CHN")
                                       .actor("person:c", "c", {}, "RUS")
                                       .meeting(static_cast<std::uint64_t>(event), event == 20 ? "2020-07-11" : "2020-07-23",
                                                {"person:a", "person:c"})));
        ASSERT_EQ(store->event({12})->value().id, EventId{11});
        ASSERT_TRUE(store->decide(merge));
        for (const Table table : {Table::Tellings, Table::Blocks, Table::Parts, Table::Wholes, Table::Words})
            ASSERT_TRUE(store->database().rocks().DropColumnFamily(store->database().handle(table)).ok());
        ASSERT_TRUE(store->database().rocks().Delete({}, store->database().handle(Table::Meta), "words").ok());
    }
    ASSERT_TRUE(mark_folder(path, 3));
    const auto target = *open_rocks_store(folder.path() / "new", OpenMode::Create);
    const auto rebuilt = rebuild(**open_rocks_store(path, OpenMode::ReadOnly), *target);
    ASSERT_TRUE(rebuilt) << rebuilt.error().message;
    EXPECT_EQ(target->decisions()->front().events, merge.events);
    EXPECT_EQ(target->event({20})->value().id, EventId{12});
    EXPECT_EQ(target->event({11})->value().mentions, 1U);
    EXPECT_EQ(target->verify()->problems, std::vector<std::string>{});
}

TEST(Rebuild, NamesTheDecisionOfWhichAnEventIsMissing) {
    const auto store = make_memory_store();
    ASSERT_TRUE(store->put(SampleArticle("2020-07-24").meeting(7, "2020-07-23", {"person:a", "person:b"})));
    Decision merge;
    merge.kind = DecisionKind::MergeEvents;
    merge.number = 1;
    merge.events = {{7}, {0x99}};
    const auto made = store->decide(merge);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::NotFound);
    EXPECT_EQ(made.error().message, "decision 1 (merge-events): no event 0000000000000099 in this store");
}

TEST(Rebuild, RefusesAStoreThatHoldsSomething) {
    const auto source = make_memory_store();
    const auto target = make_memory_store();
    ASSERT_TRUE(target->put(SampleArticle("2020-07-24")));
    const auto rebuilt = rebuild(*source, *target);
    ASSERT_FALSE(rebuilt);
    EXPECT_EQ(rebuilt.error().code, ErrorCode::InvalidArgument);
}

TEST(Rebuild, TellsWhyItStopped) {
    TemporaryFolder folder;
    const auto source = make_memory_store();
    ASSERT_TRUE(source->put(SampleArticle("2020-07-24")));
    ASSERT_TRUE(open_rocks_store(folder.path() / "new", OpenMode::Create));
    const auto target = *open_rocks_store(folder.path() / "new", OpenMode::ReadOnly);
    const auto rebuilt = rebuild(*source, *target);
    ASSERT_FALSE(rebuilt);
    EXPECT_EQ(rebuilt.error().code, ErrorCode::Unsupported);
}

}  // namespace
}  // namespace annalist::storage

#include "storage/rebuild.hpp"

#include <gtest/gtest.h>

#include "sample_facts.hpp"
#include "storage/rocks_store.hpp"

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

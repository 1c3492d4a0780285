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
        if (i % 40 != 10) continue;
        CodedTable table = random_table(random, 60);
        ASSERT_TRUE(source->import_table(table));
    }
    const std::uint64_t put = source->stats()->articles;
    EXPECT_GT(put, 130U);
    const auto target = *open_rocks_store(folder.path() / "new", OpenMode::Create);
    const auto articles = rebuild(*source, *target);
    ASSERT_TRUE(articles) << articles.error().message;
    EXPECT_EQ(*articles, put);
    EXPECT_EQ(dump(*target), dump(*source));
    EXPECT_EQ(target->verify()->problems, std::vector<std::string>{});
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

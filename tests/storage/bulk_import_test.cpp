#include <gtest/gtest.h>

#include <fstream>

#include "sample_facts.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {
namespace {

/// Every key and value of a table.
std::vector<std::pair<std::string, std::string>> records(RocksStore& store, Table table) {
    std::vector<std::pair<std::string, std::string>> all;
    const std::unique_ptr<rocksdb::Iterator> it(
        store.database().rocks().NewIterator({}, store.database().handle(table)));
    for (it->SeekToFirst(); it->Valid(); it->Next())
        all.emplace_back(it->key().ToString(), it->value().ToString());
    return all;
}

TEST(BulkImport, ByFilesAndByBatchAReaderFindsTheSameBytes) {
    TemporaryFolder folder;
    const auto by_files = *RocksStore::open(folder.path() / "files", OpenMode::Create);
    const auto by_batch = *RocksStore::open(folder.path() / "batch", OpenMode::Create);
    by_files->set_bulk_rows(0);
    by_batch->set_bulk_rows(1'000'000);
    std::mt19937_64 random(3);
    for (int i = 0; i < 5; ++i) {
        const ArticleFacts facts = random_facts(random);
        CodedTable table = random_table(random, 2000), same = table;
        for (auto* store : {by_files.get(), by_batch.get()}) ASSERT_TRUE(store->put(facts));
        ASSERT_TRUE(by_files->import_table(table));
        ASSERT_TRUE(by_batch->import_table(same));
    }
    for (std::size_t i = 0; i < kTables; ++i)
        EXPECT_EQ(records(*by_files, static_cast<Table>(i)), records(*by_batch, static_cast<Table>(i)))
            << name_of(static_cast<Table>(i));
    EXPECT_EQ(by_files->verify()->problems, std::vector<std::string>{});
}

TEST(BulkImport, IsThereAfterOpeningAgain) {
    TemporaryFolder folder;
    std::string before;
    {
        const auto store = *RocksStore::open(folder.path() / "store", OpenMode::Create);
        store->set_bulk_rows(0);
        std::mt19937_64 random(4);
        CodedTable table = random_table(random, 3000);
        ASSERT_TRUE(store->import_table(table));
        before = dump(*store);
    }
    const auto store = *RocksStore::open(folder.path() / "store", OpenMode::ReadOnly);
    EXPECT_EQ(dump(*store), before);
}

TEST(BulkImport, AReaderOfAnEarlierMomentSeesNothingOfIt) {
    TemporaryFolder folder;
    const auto store = *RocksStore::open(folder.path() / "store", OpenMode::Create);
    store->set_bulk_rows(0);
    std::mt19937_64 random(4);
    CodedTable table = random_table(random, 300), more = random_table(random, 300);
    ASSERT_TRUE(store->import_table(table));
    const auto links = *store->links();
    const auto count = [&] {
        std::size_t number = 0;
        EXPECT_TRUE(links->all({}, [&](std::span<const Link> some) { return number += some.size(), true; }));
        return number;
    };
    const std::size_t before = count();
    ASSERT_GT(store->import_table(more)->events, 0U);
    EXPECT_EQ(count(), before);
}

TEST(BulkImport, ClearsAwayWhatAKilledImportLeft) {
    TemporaryFolder folder;
    const auto path = folder.path() / "store";
    ASSERT_TRUE(RocksStore::open(path, OpenMode::Create));
    std::ofstream(path / "import-coded-days.part") << "half a file";
    ASSERT_TRUE(RocksStore::open(path, OpenMode::ReadWrite));
    EXPECT_FALSE(std::filesystem::exists(path / "import-coded-days.part"));
}

}  // namespace
}  // namespace annalist::storage

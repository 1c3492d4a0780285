#include "storage/store_copy.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "sample_facts.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {
namespace {

namespace fs = std::filesystem;

class StoreCopy : public testing::Test {
protected:
    /// Makes a store with articles and a table in it, and gives its dump.
    std::string fill(const fs::path& path) {
        const auto store = *RocksStore::open(path, OpenMode::Create);
        store->set_bulk_rows(0);
        std::mt19937_64 random(21);
        for (int i = 0; i < 20; ++i) EXPECT_TRUE(store->put(random_facts(random)));
        CodedTable table = random_table(random, 500);
        EXPECT_TRUE(store->import_table(table));
        for (int i = 0; i < 20; ++i)
            static_cast<void>(static_cast<bool>(store->decide(random_decision(random, *store))));
        EXPECT_FALSE(store->decisions()->empty());
        return dump(*store);
    }

    TemporaryFolder folder_;
    const fs::path store_ = folder_.path() / "store", copy_ = folder_.path() / "copy";
};

TEST_F(StoreCopy, ABackupRestoredAnswersAsTheStoreDid) {
    const std::string before = fill(store_);
    const auto report = backup_store(store_, copy_);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_GT(report->files, 4U);
    fs::remove_all(store_);
    ASSERT_TRUE(restore_store(copy_, store_));
    const auto store = *RocksStore::open(store_, OpenMode::ReadWrite);
    EXPECT_EQ(dump(*store), before);
    EXPECT_EQ(store->verify()->problems, std::vector<std::string>{});
    EXPECT_EQ(report->articles, store->stats()->articles);
}

TEST_F(StoreCopy, NothingIsCopiedOverAnything) {
    fill(store_);
    ASSERT_TRUE(backup_store(store_, copy_));
    for (const auto& target : {copy_, store_}) {
        const auto again = restore_store(copy_, target);
        ASSERT_FALSE(again);
        EXPECT_EQ(again.error().code, ErrorCode::InvalidArgument);
        EXPECT_NE(again.error().message.find("already"), std::string::npos) << again.error().message;
    }
    fs::create_directory(folder_.path() / "letters");
    std::ofstream(folder_.path() / "letters" / "one.txt") << "Dear";
    EXPECT_FALSE(backup_store(store_, folder_.path() / "letters"));
    EXPECT_TRUE(fs::exists(folder_.path() / "letters" / "one.txt"));
}

TEST_F(StoreCopy, WithoutAStoreThereIsNothingToCopy) {
    const auto report = backup_store(store_, copy_);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::NotFound);
    EXPECT_FALSE(fs::exists(copy_));
}

TEST_F(StoreCopy, AFlippedByteInAnyTableFileIsToldByTheFilesName) {
    fill(store_);
    ASSERT_TRUE(compact_store(store_));
    std::size_t damaged = 0;
    for (const fs::directory_entry& file : fs::directory_iterator(store_)) {
        if (file.path().extension() != ".sst") continue;
        std::fstream stream(file.path(), std::ios::in | std::ios::out | std::ios::binary);
        stream.seekg(10);
        const char before = static_cast<char>(stream.get());
        stream.seekp(10);
        stream.put(static_cast<char>(before ^ 0x20));
        stream.close();
        const std::string name = file.path().filename().string();
        {
            const auto store = RocksStore::open(store_, OpenMode::ReadOnly);
            std::string told = store ? "" : store.error().message;
            if (store) {
                const auto report = (*store)->verify();
                ASSERT_TRUE(report) << report.error().message;
                for (const std::string& problem : report->problems) told += problem + "\n";
            }
            EXPECT_NE(told.find(name), std::string::npos) << told;
        }
        const auto copied = backup_store(store_, copy_);
        ASSERT_FALSE(copied) << "damage in " << name << " was copied";
        EXPECT_EQ(copied.error().code, ErrorCode::Corruption);
        EXPECT_FALSE(fs::exists(copy_));
        std::fstream mended(file.path(), std::ios::in | std::ios::out | std::ios::binary);
        mended.seekp(10);
        mended.put(before);
        ++damaged;
    }
    EXPECT_GT(damaged, 5U);
    EXPECT_TRUE(backup_store(store_, copy_));
}

TEST_F(StoreCopy, CompactingChangesNoAnswer) {
    const std::string before = fill(store_);
    ASSERT_TRUE(compact_store(store_));
    const auto store = *RocksStore::open(store_, OpenMode::ReadOnly);
    EXPECT_EQ(dump(*store), before);
}

}  // namespace
}  // namespace annalist::storage

#include <gtest/gtest.h>
#include <rocksdb/convenience.h>

#include <chrono>
#include <thread>

#include "faulty_disk.hpp"
#include "sample_facts.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {
namespace {

class FullDisk : public testing::Test {
protected:
    FullDisk() {
        for (int i = 0; i < 20; ++i) put_next();
        before_ = dump(*store_);
    }

    void put_next() {
        const auto outcome = store_->put(random_facts(random_));
        ASSERT_TRUE(outcome) << outcome.error().message;
    }
    void expect_full(const ArticleFacts& facts) {
        const auto outcome = store_->put(facts);
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().code, ErrorCode::Io) << outcome.error().message;
        EXPECT_NE(outcome.error().message.find("full"), std::string::npos)
            << outcome.error().message;
        EXPECT_NE(outcome.error().message.find(path_.string()), std::string::npos)
            << outcome.error().message;
    }
    void flush() {
        for (std::size_t table = 0; table < kTables; ++table)
            store_->database()
                .rocks()
                .Flush({}, store_->database().handle(static_cast<Table>(table)))
                .PermitUncheckedError();
    }
    void expect_sound(const Store& store) {
        const auto report = store.verify();
        ASSERT_TRUE(report) << report.error().message;
        EXPECT_EQ(report->problems, std::vector<std::string>{});
    }

    TemporaryFolder folder_;
    FaultyDisk disk_;
    std::filesystem::path path_ = folder_.path() / "store";
    std::mt19937_64 random_{12};
    std::unique_ptr<RocksStore> store_ = *RocksStore::open(path_, OpenMode::Create, disk_.env());
    std::string before_;
};

TEST_F(FullDisk, APutThatDoesNotFitFailsAndLeavesTheStoreAsItWas) {
    const ArticleFacts next = random_facts(random_);
    disk_.fill_after(100);
    expect_full(next);
    EXPECT_EQ(dump(*store_), before_);
    expect_full(next);
    EXPECT_EQ(dump(*store_), before_);
}

TEST_F(FullDisk, WhenThereIsRoomAgainPutsGoOn) {
    const ArticleFacts next = random_facts(random_);
    disk_.fill_after(100);
    expect_full(next);
    disk_.empty();
    const auto outcome = store_->put(next);
    ASSERT_TRUE(outcome) << outcome.error().message;
    EXPECT_EQ(*outcome, PutOutcome::Added);
    for (int i = 0; i < 5; ++i) put_next();
    expect_sound(*store_);
    const std::string after = dump(*store_);
    store_.reset();
    const auto again = open_rocks_store(path_, OpenMode::ReadWrite);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(dump(**again), after);
    expect_sound(**again);
}

TEST_F(FullDisk, ReopeningAfterItFindsEveryAcknowledgedArticle) {
    disk_.fill_after(100);
    expect_full(random_facts(random_));
    store_.reset();
    const auto again = open_rocks_store(path_, OpenMode::ReadWrite);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(dump(**again), before_);
    expect_sound(**again);
}

TEST_F(FullDisk, AtAnyPointOfAFlushNothingIsLost) {
    for (const std::int64_t room : {0, 10, 500, 2'000, 10'000, 30'000}) {
        disk_.fill_after(room);
        flush();
        EXPECT_EQ(dump(*store_), before_) << "room for " << room;
        disk_.empty();
        // RocksDB recovers in the background; a put says whether it has.
        bool went_on = false;
        const ArticleFacts next = random_facts(random_);
        for (int i = 0; i < 200 && !went_on; ++i) {
            went_on = static_cast<bool>(store_->put(next));
            if (!went_on) std::this_thread::sleep_for(std::chrono::milliseconds(25));
        }
        EXPECT_TRUE(went_on) << "room for " << room;
        before_ = dump(*store_);
    }
    store_.reset();
    const auto again = open_rocks_store(path_, OpenMode::ReadWrite);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(dump(**again), before_);
    expect_sound(**again);
}

TEST_F(FullDisk, AStoreCannotBeMadeOnIt) {
    disk_.fill_after(0);
    const auto other = RocksStore::open(folder_.path() / "other", OpenMode::Create, disk_.env());
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::Io) << other.error().message;
    disk_.empty();
    const auto again = RocksStore::open(folder_.path() / "other", OpenMode::Create, disk_.env());
    EXPECT_TRUE(again) << again.error().message;
}

TEST_F(FullDisk, ADiskThatCannotBeReadGivesAnErrorAndNoPartialAnswer) {
    flush();
    store_.reset();
    store_ = *RocksStore::open(path_, OpenMode::ReadOnly, disk_.env());
    disk_.refuse_reads(true);
    const auto scanned = store_->scan_articles({}, [](const Article&) { return true; });
    ASSERT_FALSE(scanned);
    EXPECT_EQ(scanned.error().code, ErrorCode::Io) << scanned.error().message;
    EXPECT_FALSE(store_->verify());
    disk_.refuse_reads(false);
    EXPECT_EQ(dump(*store_), before_);
}

}  // namespace
}  // namespace annalist::storage

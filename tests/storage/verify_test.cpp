#include <gtest/gtest.h>

#include <algorithm>

#include "sample_facts.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {
namespace {

/// A small store with something in every table, damaged by each test.
class Verify : public testing::TestWithParam<std::size_t> {
protected:
    Verify() {
        std::mt19937_64 random(5);
        for (int i = 0; i < 12; ++i) EXPECT_TRUE(store_->put(random_facts(random)));
        CodedTable table = random_table(random, 40);
        EXPECT_TRUE(store_->import_table(table));
        for (int i = 0; i < 40; ++i)
            static_cast<void>(static_cast<bool>(store_->decide(random_decision(random, *store_))));
        // Two that are brought together.
        for (const char* title : {"One", "Two"})
            EXPECT_TRUE(store_->put(SampleArticle("2030-07-24", title)
                                        .meeting(title[0] == 'O' ? 7 : 8, "2030-07-23", {"org:x", "org:y"})));
        EXPECT_EQ(store_->parts_of({8})->size(), 2U);
    }

    Table table() const { return static_cast<Table>(GetParam()); }
    rocksdb::DB& rocks() { return store_->database().rocks(); }
    rocksdb::ColumnFamilyHandle* handle() { return store_->database().handle(table()); }

    struct Record {
        std::string key, value;
    };
    std::vector<Record> records() {
        std::vector<Record> all;
        const std::unique_ptr<rocksdb::Iterator> it(rocks().NewIterator({}, handle()));
        for (it->SeekToFirst(); it->Valid(); it->Next()) {
            // A sum that came back to zero says the same as none.
            if (table() == Table::Counts && decode_sum(view(it->value())) == 0) continue;
            all.push_back({it->key().ToString(), it->value().ToString()});
        }
        return all;
    }
    void put(const std::string& key, const std::string& value) {
        ASSERT_TRUE(rocks().Put({}, handle(), key, value).ok());
    }
    void remove(const std::string& key) { ASSERT_TRUE(rocks().Delete({}, handle(), key).ok()); }

    std::vector<std::string> problems() { return store_->verify()->problems; }

    TemporaryFolder folder_;
    std::unique_ptr<RocksStore> store_ =
        *RocksStore::open(folder_.path() / "store", OpenMode::Create);
};

TEST_P(Verify, FindsNothingInASoundStore) {
    EXPECT_EQ(problems(), std::vector<std::string>{});
    EXPECT_FALSE(records().empty()) << "the tests below need something in every table";
}

TEST_P(Verify, FindsEveryMissingRecord) {
    for (const Record& record : records()) {
        remove(record.key);
        EXPECT_FALSE(problems().empty()) << name_of(table()) << " " << hex(record.key);
        put(record.key, record.value);
    }
    EXPECT_EQ(problems(), std::vector<std::string>{});
}

TEST_P(Verify, FindsARecordThatNobodyWrote) {
    for (const Record& record : records()) {
        std::string key = record.key;
        key.back() = static_cast<char>(key.back() ^ 0x55);
        put(key, record.value);
        const auto found = problems();
        const bool told = std::ranges::any_of(found, [&](const std::string& problem) {
            return problem.find(name_of(table())) != std::string::npos;
        });
        EXPECT_TRUE(told) << name_of(table()) << " " << hex(key);
        remove(key);
        if (found.size() > 2) break;  // one of the tables is told about at length: enough
    }
}

TEST_P(Verify, FindsAChangedValue) {
    for (const Record& record : records()) {
        if (record.value.empty()) continue;
        std::string value = record.value;
        // The version, the length of the last string or the highest byte of a number.
        value.front() = static_cast<char>(value.front() ^ 0x40);
        put(record.key, value);
        EXPECT_FALSE(problems().empty()) << name_of(table()) << " " << hex(record.key);
        put(record.key, record.value);
    }
}

INSTANTIATE_TEST_SUITE_P(EveryTable, Verify, testing::Range<std::size_t>(0, kTables),
                         [](const auto& one) {
                             std::string name = name_of(static_cast<Table>(one.param));
                             std::erase(name, '-');
                             return name;
                         });

}  // namespace
}  // namespace annalist::storage

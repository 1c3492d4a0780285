#include "storage/rocks_table_check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "sample_facts.hpp"
#include "storage/bytes.hpp"
#include "storage/rocks_engine.hpp"
#include "storage/rocks_store.hpp"

namespace annalist::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFooter = 53;

std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

std::optional<std::string> damage_of(std::string_view file) {
    std::uint64_t more = 0;
    const auto damage = damage_of_table_end(file, file.size(), more);
    EXPECT_EQ(more, 0u) << "the whole file was there";
    return damage;
}

/// Where the index of the file's parts begins; the properties end 5 bytes before.
std::size_t metaindex_of(std::string_view file) {
    ByteReader reader(file.substr(file.size() - kFooter + 1));
    return reader.varint();
}

/// The table files of a store with a few articles.
class TableEnd : public testing::Test {
protected:
    void SetUp() override {
        auto store = *RocksStore::open(path(), OpenMode::Create);
        std::mt19937_64 random(5);
        for (int i = 0; i < 5; ++i) ASSERT_TRUE(store->put(random_facts(random)));
        for (std::size_t table = 0; table < kTables; ++table)
            ASSERT_TRUE(store->database()
                            .rocks()
                            .Flush({}, store->database().handle(static_cast<Table>(table)))
                            .ok());
        store.reset();
        for (const auto& entry : fs::directory_iterator(path()))
            if (entry.path().extension() == ".sst") files_.push_back(entry.path());
        std::ranges::sort(files_);
        ASSERT_GT(files_.size(), 10u);
    }
    fs::path path() const { return folder_.path() / "store"; }

    TemporaryFolder folder_;
    std::vector<fs::path> files_;
};

TEST_F(TableEnd, OfASoundFileIsSound) {
    for (const fs::path& file : files_) EXPECT_EQ(damage_of(read(file)), std::nullopt) << file;
}

TEST_F(TableEnd, EveryFlippedBitOfThePropertiesAndTheirIndexIsTold) {
    for (const fs::path& file : files_) {
        std::string bytes = read(file);
        const std::size_t first = bytes.find("rocksdb.block.based.table.index.type");
        ASSERT_NE(first, std::string::npos) << file;
        std::size_t missed = 0;
        for (std::size_t at = first - 3; at < bytes.size() - kFooter; ++at) {
            // The first and last file with each bit of each byte, the others with one.
            const bool all = file == files_.front() || file == files_.back();
            for (int bit = all ? 0 : static_cast<int>(at % 8); bit < 8; bit += all ? 1 : 8) {
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
                missed += damage_of(bytes) ? 0 : 1;
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
            }
        }
        EXPECT_EQ(missed, 0u) << file;
    }
}

TEST_F(TableEnd, IsJudgedFromTheLastBytesAlone) {
    const std::string bytes = read(files_.front());
    std::uint64_t more = kFooter;
    for (int reads = 0; reads < 3 && more != 0; ++reads)
        EXPECT_EQ(damage_of_table_end(std::string_view(bytes).substr(bytes.size() - more),
                                      bytes.size(), more),
                  std::nullopt);
    EXPECT_EQ(more, 0u);
    EXPECT_EQ(damage_of("no table file at all, but longer than the end of one would have to be"),
              std::nullopt)
        << "left to RocksDB";
}

TEST_F(TableEnd, APlaceOutsideOfTheFileIsTold) {
    std::string bytes = read(files_.front());
    for (std::size_t i = 1; i < 10; ++i) bytes[bytes.size() - kFooter + i] = '\xff';
    bytes[bytes.size() - kFooter + 10] = 1;
    ASSERT_TRUE(damage_of(bytes));
    EXPECT_NE(damage_of(bytes)->find("outside"), std::string::npos) << *damage_of(bytes);
}

/// RocksDB 7.8 takes the top bit of the number of restart points for the sign of a hash index, and
/// ends the process when there is none: before it looks at the checksum.
TEST_F(TableEnd, DamagedPropertiesRefuseTheStoreAndDoNotEndTheProcess) {
    for (const fs::path& file : files_) {
        const std::string bytes = read(file);
        std::string damaged = bytes;
        const std::size_t top = metaindex_of(bytes) - 6;
        damaged[top] = static_cast<char>(damaged[top] ^ 0x80);
        write(file, damaged);
        for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite}) {
            const auto store = open_rocks_store(path(), mode);
            ASSERT_FALSE(store) << file;
            EXPECT_EQ(store.error().code, ErrorCode::Corruption) << store.error().message;
            EXPECT_NE(store.error().message.find(file.filename().string()), std::string::npos)
                << store.error().message;
        }
        write(file, bytes);
    }
    EXPECT_TRUE(open_rocks_store(path(), OpenMode::ReadOnly));
}

}  // namespace
}  // namespace annalist::storage

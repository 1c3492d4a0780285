#pragma once

#include <rocksdb/sst_file_writer.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/rocks_database.hpp"

namespace annalist::storage {

/// What one import writes, whole or not at all: as a batch when it is small, else as sorted files
/// that the database takes over as they are. A reader sees no difference.
class Output {
public:
    Output(Database& database, bool files) : database_(database), files_(files) {}
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    /// A key and value of a table that gets its keys in ascending order.
    Result<void> add(Table table, std::string_view key, std::string_view value);
    /// One of any order, held until commit().
    void keep(Table table, std::string key, std::string value) {
        kept_[static_cast<std::size_t>(table)].emplace_back(std::move(key), std::move(value));
    }
    /// Adds to a sum.
    void keep_sum(Table table, std::string key, std::int64_t change);

    /// Errors: Io; the database is as before.
    Result<void> commit();

    /// Removes what a killed import left in the folder.
    static void clear(const std::filesystem::path& folder);

private:
    struct File {
        std::string path;
        std::unique_ptr<rocksdb::SstFileWriter> writer;
    };
    Result<File*> file(Table table);
    Result<void> add_kept();
    Result<void> take_over();

    Database& database_;
    bool files_;
    rocksdb::WriteBatch batch_;
    std::array<File, kTables> open_;
    std::array<std::vector<std::pair<std::string, std::string>>, kTables> kept_;
    std::vector<std::pair<Table, std::pair<std::string, std::int64_t>>> sums_;
};

}  // namespace annalist::storage

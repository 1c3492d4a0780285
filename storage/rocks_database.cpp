#include "storage/rocks_database.hpp"

#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/merge_operator.h>
#include <rocksdb/table.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "storage/bytes.hpp"
#include "storage/keys.hpp"
#include "storage/rocks_table_check.hpp"

namespace annalist::storage {
namespace {

constexpr std::size_t kCacheBytes = 64 << 20;
constexpr std::size_t kAllWriteBuffers = 32 << 20;
constexpr std::size_t kOneWriteBuffer = 8 << 20;
constexpr std::size_t kLogBytes = 64 << 20;
/// What the next opening may have to read again; a longer log is put into tables on closing.
constexpr std::size_t kLogToLeave = 1 << 20;

/// Adds up numbers, so that a write need not read the old one.
class Sum final : public rocksdb::AssociativeMergeOperator {
public:
    bool Merge(const rocksdb::Slice&, const rocksdb::Slice* existing, const rocksdb::Slice& value,
               std::string* merged, rocksdb::Logger*) const override {
        const auto added = decode_sum(view(value));
        const auto before =
            existing != nullptr ? decode_sum(view(*existing)) : std::optional<std::int64_t>(0);
        if (!added || !before) return false;
        *merged = encode_sum(*before + *added);
        return true;
    }
    const char* Name() const override { return "annalist.sum.1"; }
};

class NoLog final : public rocksdb::Logger {
public:
    using rocksdb::Logger::Logv;
    void Logv(const char*, va_list) override {}
};

/// Leaves it to write() to go on after an error, instead of RocksDB's thread that looks for room
/// every five seconds and meanwhile answers "busy".
class NoRecovery final : public rocksdb::EventListener {
public:
    void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status,
                              bool* recover) override {
        *recover = false;
    }
};

rocksdb::DBOptions database_options(bool read_only, rocksdb::Env* env) {
    rocksdb::DBOptions options;
    options.env = env;
    options.create_if_missing = !read_only;
    options.create_missing_column_families = !read_only;
    options.listeners.push_back(std::make_shared<NoRecovery>());
    options.max_background_jobs = 2;
    options.db_write_buffer_size = kAllWriteBuffers;
    options.max_total_wal_size = kLogBytes;
    options.info_log_level = rocksdb::WARN_LEVEL;
    options.keep_log_file_num = 2;
    if (read_only) options.info_log = std::make_shared<NoLog>();
    // A record cut off at the log's end was never acknowledged; damage before it is an error.
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
    return options;
}

rocksdb::ColumnFamilyOptions table_options(Table table,
                                           const std::shared_ptr<rocksdb::Cache>& cache) {
    rocksdb::BlockBasedTableOptions blocks;
    blocks.block_cache = cache;
    blocks.cache_index_and_filter_blocks = true;
    blocks.format_version = 5;
    blocks.block_size = table == Table::Articles ? 32 << 10 : 8 << 10;
    // Filters serve what is asked for by its whole key, mostly to learn that it is not there.
    const bool looked_up = table == Table::Articles || table == Table::Contributions ||
                           table == Table::Events || table == Table::ActorKeys ||
                           table == Table::Tellings || table == Table::Parts;
    if (looked_up) blocks.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));

    rocksdb::ColumnFamilyOptions options;
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(blocks));
    options.compression = rocksdb::kZSTD;
    options.compression_opts.level = 3;
    options.level_compaction_dynamic_level_bytes = true;
    options.write_buffer_size = kOneWriteBuffer;
    options.arena_block_size = 64 << 10;
    if (table == Table::Meta || table == Table::Counts)
        options.merge_operator = std::make_shared<Sum>();
    return options;
}

void close(std::vector<rocksdb::ColumnFamilyHandle*>& handles, rocksdb::DB*& db) {
    for (rocksdb::ColumnFamilyHandle* handle : handles) db->DestroyColumnFamilyHandle(handle);
    handles.clear();
    delete db;
    db = nullptr;
}

/// Changes whenever a writer puts other files in the place of some: which manifest, and its size.
std::string state_of_files(const std::filesystem::path& folder) {
    std::ifstream file(folder / "CURRENT");
    std::string manifest;
    std::getline(file, manifest);
    std::error_code ignored;
    return fmt::format("{} {}", manifest, std::filesystem::file_size(folder / manifest, ignored));
}

/// Takes out of the list those tables that a store of an older schema has not got; only a writer
/// makes them.
void leave_out_missing(const rocksdb::DBOptions& options, const std::filesystem::path& folder,
                       std::vector<rocksdb::ColumnFamilyDescriptor>& tables) {
    std::vector<std::string> there;
    const rocksdb::Status status = rocksdb::DB::ListColumnFamilies(options, folder.string(), &there);
    if (!status.ok()) return;  // opening says what is wrong
    constexpr Table kNewer[] = {Table::Decisions, Table::Tellings, Table::Blocks, Table::Parts, Table::Wholes,
                                Table::Words};
    std::erase_if(tables, [&](const rocksdb::ColumnFamilyDescriptor& table) {
        return std::find(there.begin(), there.end(), table.name) == there.end() &&
               std::ranges::any_of(kNewer, [&](Table newer) { return table.name == name_of(newer); });
    });
}

/// Opens what is there now. Files that a writer changes while they are read make no consistent
/// picture, so that it is tried again until they stood still; about ten seconds at most.
rocksdb::Status open_read_only(const rocksdb::DBOptions& options,
                               const std::filesystem::path& folder,
                               const std::vector<rocksdb::ColumnFamilyDescriptor>& tables,
                               std::vector<rocksdb::ColumnFamilyHandle*>& handles,
                               rocksdb::DB*& db) {
    rocksdb::Status status;
    for (int attempt = 0; attempt < 100; ++attempt) {
        const std::string before = state_of_files(folder);
        status = rocksdb::DB::OpenForReadOnly(options, folder.string(), tables, &handles, &db);
        if (state_of_files(folder) == before) return status;
        if (status.ok()) close(handles, db);
        std::this_thread::sleep_for(std::chrono::milliseconds(2 * attempt));
    }
    return rocksdb::Status::Busy(
        "another process changes the files faster than they can be opened");
}

/// Opens a new database. Tables made at once cost a third of the syncs of tables made one by one,
/// as Open() makes those that are missing after a creation cut short.
rocksdb::Status create(const rocksdb::DBOptions& options, const std::filesystem::path& folder,
                       const std::vector<rocksdb::ColumnFamilyDescriptor>& tables,
                       std::vector<rocksdb::ColumnFamilyHandle*>& handles, rocksdb::DB*& db) {
    const std::vector<rocksdb::ColumnFamilyDescriptor> first{tables.front()};
    rocksdb::Status status = rocksdb::DB::Open(options, folder.string(), first, &handles, &db);
    if (!status.ok()) return status;
    std::vector<rocksdb::ColumnFamilyHandle*> others;
    status = db->CreateColumnFamilies({tables.begin() + 1, tables.end()}, &others);
    handles.insert(handles.end(), others.begin(), others.end());
    if (!status.ok()) close(handles, db);
    return status;
}

}  // namespace

const char* name_of(Table table) {
    switch (table) {
        case Table::Meta:
            return "default";
        case Table::Articles:
            return "articles";
        case Table::Contributions:
            return "contributions";
        case Table::ArticleDays:
            return "article-days";
        case Table::Ledger:
            return "ledger";
        case Table::Events:
            return "events";
        case Table::Mentions:
            return "mentions";
        case Table::ByTime:
            return "by-time";
        case Table::ByActor:
            return "by-actor";
        case Table::ByPair:
            return "by-pair";
        case Table::Counts:
            return "counts";
        case Table::Figures:
            return "figures";
        case Table::Actors:
            return "actors";
        case Table::ActorKeys:
            return "actor-keys";
        case Table::Names:
            return "names";
        case Table::Affiliations:
            return "affiliations";
        case Table::Relations:
            return "relations";
        case Table::CodedDays:
            return "coded-days";
        case Table::CodedByActor:
            return "coded-by-actor";
        case Table::CodedByPair:
            return "coded-by-pair";
        case Table::CodedNames:
            return "coded-names";
        case Table::Decisions:
            return "decisions";
        case Table::Tellings:
            return "tellings";
        case Table::Blocks:
            return "blocks";
        case Table::Parts:
            return "parts";
        case Table::Wholes:
            return "wholes";
        case Table::Words:
            return "words";
    }
    return "unknown";
}

std::string encode_sum(std::int64_t value) {
    std::string bytes;
    for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(value >> shift));
    return bytes;
}

std::optional<std::int64_t> decode_sum(std::string_view bytes) {
    if (bytes.size() != 8) return std::nullopt;
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;) value = (value << 8) | static_cast<unsigned char>(bytes[i]);
    return static_cast<std::int64_t>(value);
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& folder,
                                                 bool read_only, rocksdb::Env* env) {
    const auto cache = rocksdb::NewLRUCache(kCacheBytes);
    std::vector<rocksdb::ColumnFamilyDescriptor> tables;
    for (std::size_t i = 0; i < kTables; ++i)
        tables.emplace_back(name_of(static_cast<Table>(i)),
                            table_options(static_cast<Table>(i), cache));

    std::unique_ptr<Database> database(new Database);
    database->folder_ = folder;
    database->read_only_ = read_only;
    database->files_ = checked_tables(env);
    const rocksdb::DBOptions options = database_options(read_only, database->files_.get());
    rocksdb::DB* db = nullptr;
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::Status status;
    if (read_only) {
        leave_out_missing(options, folder, tables);
        status = open_read_only(options, folder, tables, handles, db);
    } else if (options.env->FileExists((folder / "CURRENT").string()).IsNotFound()) {
        status = create(options, folder, tables, handles, db);
    } else {
        status = rocksdb::DB::Open(options, folder.string(), tables, &handles, &db);
    }
    if (!status.ok()) return database->error(status);
    database->db_.reset(db);
    for (std::size_t i = 0, at = 0; i < kTables && at < handles.size(); ++i)
        if (tables[at].name == name_of(static_cast<Table>(i))) database->handles_[i] = handles[at++];
    return database;
}

Database::~Database() {
    if (!db_) return;
    if (!read_only_ && written_ > kLogToLeave) flush().PermitUncheckedError();
    if (!read_only_) static_cast<void>(static_cast<bool>(sync()));
    for (rocksdb::ColumnFamilyHandle* handle : handles_)
        if (handle != nullptr) db_->DestroyColumnFamilyHandle(handle);
    db_->Close().PermitUncheckedError();
    db_.reset();
}

Result<void> Database::write(rocksdb::WriteBatch& batch) {
    written_ += batch.GetDataSize();
    rocksdb::Status status = db_->Write(rocksdb::WriteOptions{}, &batch);
    if (status.ok()) return {};
    log_failed_ = true;
    if (!db_->Resume().ok()) return error(status);
    status = db_->Write(rocksdb::WriteOptions{}, &batch);
    if (!status.ok()) return error(status);
    return {};
}

rocksdb::Status Database::flush() {
    return db_->Flush(rocksdb::FlushOptions{}, {handles_.begin(), handles_.end()});
}

Result<void> Database::sync() {
    rocksdb::Status status;
    if (log_failed_)
        status = db_->Flush(rocksdb::FlushOptions{}, {handles_.begin(), handles_.end()});
    else
        status = db_->SyncWAL();
    if (!status.ok()) return error(status);
    return {};
}

Result<std::optional<std::string>> Database::get(Table table, std::string_view key,
                                                 const rocksdb::Snapshot* snapshot) const {
    if (handle(table) == nullptr) return std::optional<std::string>{};
    rocksdb::ReadOptions options;
    options.snapshot = snapshot;
    std::string value;
    const rocksdb::Status status = db_->Get(options, handle(table), slice(key), &value);
    if (status.IsNotFound()) return std::optional<std::string>{};
    if (!status.ok()) return error(status);
    return std::optional(std::move(value));
}

Error Database::error(const rocksdb::Status& status) const {
    const std::string reason = status.ToString();
    const bool locked = status.IsIOError() && reason.find("lock") != std::string::npos;
    if (locked)
        return {
            ErrorCode::Io,
            fmt::format(
                "{}: the store is locked: another process has it open for writing; close that one "
                "first, or open this one for reading only",
                folder_.string())};
    const bool damaged = status.IsCorruption() || status.IsInvalidArgument();
    return {damaged ? ErrorCode::Corruption : ErrorCode::Io,
            fmt::format("{}: {}", folder_.string(), reason)};
}

Error Database::corrupt(Table table, std::string_view key) const {
    return {ErrorCode::Corruption, fmt::format("{}: table {}, key {}: no such record can have been "
                                               "written; restore the store or rebuild it",
                                               folder_.string(), name_of(table), hex(key))};
}

}  // namespace annalist::storage

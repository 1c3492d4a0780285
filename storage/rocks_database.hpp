#pragma once

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "graph/result.hpp"

namespace annalist::storage {

/// The column families. Keys are those of storage/keys.hpp, values those of storage/records.hpp.
enum class Table : std::size_t {
    Meta,      ///< "articles", "events", "mentions", "actors", "figures",
               ///< "coded-names", "decisions", "words" → number of them (sum)
    Articles,  ///< article → Article
    Contributions,  ///< article → Contribution
    ArticleDays,    ///< day, article → nothing
    Ledger,         ///< sequence → 8-byte article
    Events,         ///< event → Event
    Mentions,       ///< event, day, article, ordinal → Mention
    ByTime,         ///< span key of the event → entry
    ByActor,        ///< actor, span key → entry
    ByPair,         ///< pair, span key → entry, or nothing for an event of many actors
    Counts,         ///< pair, month, type → number of real events (sum)
    Figures,        ///< span key of the figure → Figure
    Actors,         ///< actor → Actor
    ActorKeys,      ///< the actor's key → 4-byte actor
    Names,          ///< folded name, 0, actor → nothing
    Affiliations,   ///< actor, day, article, ordinal → Affiliation
    Relations,      ///< relation → Relation
    CodedDays,      ///< coded_day_key → events of a bulletin (storage/packs.hpp)
    CodedByActor,   ///< coded_actor_key → events of an actor
    CodedByPair,    ///< coded_pair_key → events of a pair
    CodedNames,     ///< data set, 0, actor → Actor as the data set has it
    Decisions,      ///< number → Decision
    Tellings,       ///< told event → Telling
    Blocks,         ///< block_key → nothing
    Parts,          ///< told event → Part, for those brought together with others
    Wholes,         ///< event, told event → nothing
    Words,          ///< stem, 0, number in the ledger → where it stands (storage/word_index.hpp)
};
inline constexpr std::size_t kTables = 27;

/// The name of a table in messages and on disk ("by-actor"; the first is RocksDB's "default").
const char* name_of(Table table);

inline std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }
inline rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

/// A number as sums keep it: 8 bytes, lowest first, two's complement.
std::string encode_sum(std::int64_t value);
/// nullopt when the bytes are no such number.
std::optional<std::int64_t> decode_sum(std::string_view bytes);

/// An open RocksDB with our tables; closes itself. Safe for many threads, as RocksDB is.
class Database {
public:
    /// `env` outlives the database; null is the ordinary one. Errors: Io, Corruption.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& folder,
                                                  bool read_only, rocksdb::Env* env = nullptr);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    rocksdb::DB& rocks() const { return *db_; }
    /// Null for a table that an older schema lacks, when reading only: as if it were empty.
    rocksdb::ColumnFamilyHandle* handle(Table table) const {
        return handles_[static_cast<std::size_t>(table)];
    }
    bool read_only() const { return read_only_; }
    const std::filesystem::path& folder() const { return folder_; }

    /// The value of a key, nullopt when there is none. A null snapshot reads the present.
    Result<std::optional<std::string>> get(Table table, std::string_view key,
                                           const rocksdb::Snapshot* snapshot = nullptr) const;

    /// Writes the batch, whole or not at all. After a disk that was full has room again, this goes
    /// on.
    Result<void> write(rocksdb::WriteBatch& batch);

    /// Makes what was written survive a power cut.
    Result<void> sync();

    /// Calls visit(key, value) → Result<bool> for each key in [begin, end), until false or an
    /// error. An empty `end` is the end of the table.
    template <class Visit>
    Result<void> scan(Table table, std::string_view begin, std::string_view end,
                      const rocksdb::Snapshot* snapshot, Visit&& visit) const {
        if (handle(table) == nullptr) return {};
        const rocksdb::Slice bound = slice(end);
        rocksdb::ReadOptions options;
        options.snapshot = snapshot;
        if (!end.empty()) options.iterate_upper_bound = &bound;
        const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options, handle(table)));
        for (it->Seek(slice(begin)); it->Valid(); it->Next()) {
            const Result<bool> more = visit(view(it->key()), view(it->value()));
            if (!more) return more.error();
            if (!*more) return {};
        }
        if (!it->status().ok()) return error(it->status());
        return {};
    }

    /// What a failed call means, naming the folder.
    Error error(const rocksdb::Status& status) const;
    /// A record or key that no encoder wrote.
    Error corrupt(Table table, std::string_view key) const;

private:
    Database() = default;
    rocksdb::Status flush();

    std::filesystem::path folder_;
    bool read_only_ = false;
    // RocksDB must not be asked to sync a log that it could not write to: Debian's aborts then.
    std::atomic<bool> log_failed_{false};
    std::atomic<std::uint64_t> written_{0};  // bytes of batches since opening
    std::unique_ptr<rocksdb::DB> db_;
    std::array<rocksdb::ColumnFamilyHandle*, kTables> handles_{};
    std::unique_ptr<rocksdb::Env> files_;  // needed by db_ to its end
};

/// A view of the database at one moment; ends with the object.
class Moment {
public:
    explicit Moment(const Database& database)
        : rocks_(database.rocks()), snapshot_(rocks_.GetSnapshot()) {}
    ~Moment() {
        if (snapshot_ != nullptr) rocks_.ReleaseSnapshot(snapshot_);
    }
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;

    operator const rocksdb::Snapshot*() const { return snapshot_; }

private:
    rocksdb::DB& rocks_;
    const rocksdb::Snapshot* snapshot_;
};

}  // namespace annalist::storage

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/rocks_engine.hpp"

namespace annalist::storage {

/// What tables should hold against what they do, as sums of hashes for groups of keys: all 0 when
/// they are the same. Needs fixed memory and no order. When they are not, a second pass over the
/// same records names the keys of the groups that are uneven.
class Balance {
public:
    /// `value` is a hash of the value; `times` for sums, which are expected bit by bit.
    void expect(Table table, std::string_view key, std::uint64_t value, std::int64_t times = 1) {
        change(table, key, value, times, true);
    }
    void found(Table table, std::string_view key, std::uint64_t value, std::int64_t times = 1) {
        change(table, key, value, times, false);
    }
    bool even() const;
    /// From now on only keys of uneven groups are looked at, and kept.
    void name_uneven();

    struct Uneven {
        Table table;
        std::string key;
        bool expected, found;  ///< at all
    };
    std::vector<Uneven> uneven() const;

private:
    static constexpr std::size_t kGroups = 4096;
    struct Sides {
        std::uint64_t expected = 0, found = 0;
    };
    void change(Table table, std::string_view key, std::uint64_t value, std::int64_t times, bool expected);

    std::vector<std::uint64_t> sums_ = std::vector<std::uint64_t>(kTables * kGroups);
    bool naming_ = false;
    std::map<std::pair<Table, std::string>, Sides> named_;
};

/// One pass of verify(): reads every record and entry of one moment once, in the order of its table,
/// and compares what belongs together by sums of hashes. Memory: 12 bytes an article, a bit an actor,
/// and the tellings of told events that several articles tell of.
class Verification {
public:
    explicit Verification(const RocksStore& store)
        : store_(store), database_(*store.database_), now_(store) {}

    /// Errors: Io. Damage is a problem in the report.
    Result<VerifyReport> run();

private:
    // What articles say (rocks_verify.cpp).
    void check_files();
    void check_contribution(ArticleId id, std::string_view key, const Contribution& contribution);
    void check_spans(const Mention& mention, std::string_view key);
    void check_first_layer();
    void check_actors();
    /// Reads who is who from what is stored, not from what the store holds in memory.
    void check_decisions();
    const Identities& who() const { return who_ ? *who_ : now_.who(); }
    void check_totals();

    // The index of words (rocks_verify_words.cpp).
    void check_words();

    // What is concluded (rocks_verify_events.cpp).
    void check_events();
    void check_event(const Event& event, std::string_view record, std::vector<Mention> mentions);
    void check_mention(std::string_view key, std::string_view value, std::vector<Mention>& mentions);
    void check_entries(Table table);
    void check_counts();
    void name_uneven_entries();
    /// Reports of each event that were told of another, as they are read.
    void gather_moved();

    // What was told, and what the rules make of it (rocks_verify_tellings.cpp).
    void check_tellings();
    void check_told(const ArticleFacts& facts);
    /// Whom the kept tellings have as their actors.
    const Identities& told_as();
    void check_part(EventId id, const Telling& telling, std::string_view key);
    std::optional<EventId> part_of(EventId told);

    // Coded events (rocks_verify_coded.cpp).
    void check_coded();
    /// Names the actors or pairs among `suspect` whose events an index does not have as they are.
    void name_uneven(Table table, const std::function<bool(std::uint64_t)>& suspect);

    using Each = std::function<void(std::string_view key, std::string_view value)>;
    /// Calls `look` for each record of a table. A table that cannot be read on is a problem.
    void each(Table table, const Each& look);
    /// The value of a key; an unreadable one is a problem, and as if it were not there.
    std::optional<std::string> value_of(Table table, std::string_view key);
    /// The article's contribution, if it can be read.
    std::optional<Contribution> contribution_of(ArticleId id);
    void require(bool good, Table table, std::string_view key, const char* what);
    void note(const Error& error);

    const RocksStore& store_;
    const Database& database_;
    View now_;
    std::shared_ptr<const Identities> who_;
    std::optional<bool> tellings_as_read_;
    VerifyReport report_;
    Balance entries_;
    bool naming_ = false;                                    // the second pass: counts and tells nothing
    std::vector<std::pair<ArticleId, std::uint32_t>> texts_;  // sizes, by id
    std::vector<bool> known_actors_;
    std::map<EventId, std::vector<Mention>> moved_;
    std::map<EventId, Telling> often_told_;  // by several articles
    std::optional<Error> io_;
    std::int64_t articles_ = 0, events_ = 0, mentions_ = 0, actors_ = 0, figures_ = 0,
                 coded_names_ = 0, decisions_ = 0, words_ = 0;
};

}  // namespace annalist::storage

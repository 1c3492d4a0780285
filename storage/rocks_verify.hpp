#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "storage/rocks_engine.hpp"

namespace annalist::storage {

/// One pass of verify(): reads every record and entry of one moment and looks for its counterparts.
/// Memory does not grow with the store: whatever belongs together is looked up, not gathered.
class Verification {
public:
    explicit Verification(const RocksStore& store)
        : store_(store), database_(*store.database_), now_(database_) {}

    /// Errors: Io. Damage is a problem in the report.
    Result<VerifyReport> run();

private:
    // What articles say (rocks_verify.cpp).
    void check_files();
    void check_contribution(ArticleId id, std::string_view key, const Contribution& contribution);
    void check_spans(const Article& article, const Mention& mention, std::string_view key);
    void check_first_layer();
    void check_actors();
    void check_totals();

    // What is concluded (rocks_verify_events.cpp).
    void check_events();
    void check_event(const Event& event, std::string_view record);
    void check_mentions();
    void check_entries(Table table);
    void check_entry(Table table, std::string_view key, std::string_view value);
    void check_counts();
    void check_counts_of(std::string_view pair);

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
    std::optional<Event> event_of(EventId id);

    void require(bool good, Table table, std::string_view key, const char* what);
    void note(const Error& error);

    const RocksStore& store_;
    const Database& database_;
    Moment now_;
    VerifyReport report_;
    std::optional<Error> io_;
    std::int64_t articles_ = 0, events_ = 0, mentions_ = 0, actors_ = 0, figures_ = 0,
                 coded_names_ = 0;
};

}  // namespace annalist::storage

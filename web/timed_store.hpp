#pragma once

#include <chrono>
#include <functional>
#include <utility>

#include "storage/store.hpp"

namespace annalist::web {

/// A store as one request sees it: its scans end with an error once the request's time is over, or
/// its client is gone, so that no question holds a thread for long or for nobody. For reading; for one thread at a time; ends before the
/// store.
class TimedStore final : public storage::Store {
public:
    using Clock = std::chrono::steady_clock;

    /// `gone`, unless empty, says whether the client has left; asked every kBetweenLooks.
    TimedStore(const storage::Store& store, Clock::time_point end, std::function<bool()> gone = {})
        : store_(store), end_(end), gone_(std::move(gone)) {
        if (gone_) next_look_ = Clock::now() + kBetweenLooks;
    }

    static constexpr std::chrono::milliseconds kBetweenLooks{50};

    /// Whether a scan was ended before its end.
    bool over() const { return over_; }

    Result<storage::PutOutcome> put(const ArticleFacts&) override { return reading_only(); }
    Result<storage::ImportCount> import_table(storage::CodedTable&) override {
        return reading_only();
    }

    Result<storage::Decision> decide(const storage::Decision&) override { return reading_only(); }
    Result<std::vector<storage::Decision>> decisions() const override { return store_.decisions(); }

    Result<bool> contains(ArticleId id) const override { return store_.contains(id); }
    Result<std::optional<Article>> article(ArticleId id) const override {
        return store_.article(id);
    }
    Result<std::optional<Event>> event(EventId id) const override { return store_.event(id); }
    Result<std::vector<Mention>> mentions_of(EventId id) const override {
        return store_.mentions_of(id);
    }
    Result<std::vector<storage::PartOf>> parts_of(EventId id) const override { return store_.parts_of(id); }
    Result<std::vector<Mention>> mentions_in(ArticleId id) const override {
        return store_.mentions_in(id);
    }
    Result<std::optional<Actor>> actor(ActorId id) const override { return store_.actor(id); }
    Result<std::optional<Actor>> actor_by_key(std::string_view key) const override {
        return store_.actor_by_key(key);
    }
    Result<void> scan_actors(const storage::ActorVisitor& visit) const override;
    Result<std::vector<Actor>> find_actors(std::string_view prefix,
                                           std::size_t limit) const override {
        return store_.find_actors(prefix, limit);
    }
    Result<std::vector<Affiliation>> affiliations_of(ActorId id) const override {
        return store_.affiliations_of(id);
    }
    Result<void> scan(DayRange days, const storage::EventVisitor& visit) const override;
    Result<void> scan_actor(ActorId actor, DayRange days,
                            const storage::EventVisitor& visit) const override;
    Result<void> scan_pair(ActorId a, ActorId b, DayRange days,
                           const storage::EventVisitor& visit) const override;
    Result<void> scan_figures(DayRange days, const storage::FigureVisitor& visit) const override;
    Result<void> scan_articles(DayRange published,
                               const storage::ArticleVisitor& visit) const override;
    Result<void> scan_facts(const storage::FactsVisitor& visit) const override;
    Result<std::vector<storage::MonthCount>> pair_counts(ActorId a, ActorId b) const override {
        return store_.pair_counts(a, b);
    }
    Result<bool> scan_words(std::span<const std::string> phrase, date::sys_days known,
                            const storage::EventIdVisitor& visit) const override;
    Result<std::unique_ptr<storage::Links>> links() const override;
    Result<std::vector<storage::Relation>> relations() const override { return store_.relations(); }
    std::uint64_t version() const override { return store_.version(); }
    std::string identity() const override { return store_.identity(); }
    Result<storage::StoreStats> stats() const override { return store_.stats(); }
    Result<storage::VerifyReport> verify() const override { return store_.verify(); }

private:
    friend class TimedLinks;

    static Error reading_only() {
        return {ErrorCode::Unsupported, "this store is open for reading"};
    }
    bool late() const;
    /// A visitor that no longer wants anything when the time is over.
    template <class Visitor>
    auto timed(const Visitor& visit) const {
        return [this, &visit](const auto& each) { return !late() && visit(each); };
    }
    Result<void> done(Result<void> scanned) const;

    const storage::Store& store_;
    Clock::time_point end_;
    mutable unsigned calls_ = 0;
    mutable bool over_ = false;
    std::function<bool()> gone_;
    mutable Clock::time_point next_look_ = Clock::time_point::max();
};

}  // namespace annalist::web

#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "storage/actor_cache.hpp"
#include "storage/identities.hpp"
#include "storage/keys.hpp"
#include "storage/records.hpp"
#include "storage/rocks_coded.hpp"
#include "storage/rocks_database.hpp"
#include "storage/rocks_store.hpp"
#include "storage/rocks_tellings.hpp"
#include "storage/word_index.hpp"

namespace annalist::storage {

/// An event of more actors than this has nothing in its pair entries: their number grows with the
/// square, and a reader fetches the one record instead.
inline constexpr std::size_t kActorsInPairEntry = 16;

/// In `default`, 1 since a decision about actors first stood: tellings have their actors as they are read.
inline constexpr std::string_view kTellingsAsRead = "tellings-as-read";

/// One entry of an index.
struct IndexEntry {
    Table table;
    std::string key;
    std::string value;

    auto operator<=>(const IndexEntry&) const = default;
};

/// Every index entry that an event has, by table and key.
std::vector<IndexEntry> entries_of(const Event& event);

/// The keys of the counts that the event adds one to: none unless it is real.
std::vector<std::string> counts_of(const Event& event);

class View;

/// The RocksDB engine. Reads in rocks_read.cpp, put() in rocks_write.cpp, decide() in
/// rocks_decide.cpp, words in rocks_words.cpp, verify() in rocks_verify.cpp.
class RocksStore final : public Store {
public:
    /// As open_rocks_store; `env` outlives the store and lets tests make the disk fail.
    static Result<std::unique_ptr<RocksStore>> open(const std::filesystem::path& folder,
                                                    OpenMode mode, rocksdb::Env* env = nullptr);

    Result<PutOutcome> put(const ArticleFacts& facts) override;
    Result<ImportCount> import_table(CodedTable& table) override;
    Result<Decision> decide(const Decision& wanted) override;
    Result<std::vector<Decision>> decisions() const override;
    Result<void> sync() override;

    Result<bool> contains(ArticleId id) const override;
    Result<std::optional<Article>> article(ArticleId id) const override;
    Result<std::optional<Event>> event(EventId id) const override;
    Result<std::vector<Mention>> mentions_of(EventId id) const override;
    Result<std::vector<PartOf>> parts_of(EventId id) const override;
    Result<std::vector<Mention>> mentions_in(ArticleId id) const override;
    Result<std::optional<Actor>> actor(ActorId id) const override;
    Result<std::optional<Actor>> actor_by_key(std::string_view key) const override;
    Result<void> scan_actors(const ActorVisitor& visit) const override;
    Result<std::vector<Actor>> find_actors(std::string_view prefix,
                                           std::size_t limit) const override;
    Result<std::vector<Affiliation>> affiliations_of(ActorId id) const override;
    Result<void> scan(DayRange days, const EventVisitor& visit) const override;
    Result<void> scan_actor(ActorId actor, DayRange days, const EventVisitor& visit) const override;
    Result<void> scan_pair(ActorId a, ActorId b, DayRange days,
                           const EventVisitor& visit) const override;
    Result<void> scan_figures(DayRange days, const FigureVisitor& visit) const override;
    Result<void> scan_articles(DayRange published, const ArticleVisitor& visit) const override;
    Result<void> scan_facts(const FactsVisitor& visit) const override;
    Result<std::vector<MonthCount>> pair_counts(ActorId a, ActorId b) const override;
    Result<bool> scan_words(std::span<const std::string> phrase, date::sys_days known,
                            const EventIdVisitor& visit) const override;
    Result<std::unique_ptr<Links>> links() const override;
    Result<std::vector<Relation>> relations() const override;
    std::uint64_t version() const override;
    std::string identity() const override;
    Result<StoreStats> stats() const override;
    Result<VerifyReport> verify() const override;

    /// For tests that damage a store on purpose.
    Database& database() { return *database_; }
    /// For tests: from how many rows on a table is written as files.
    void set_bulk_rows(std::size_t rows) { bulk_rows_ = rows; }

private:
    friend class Writing;
    friend class Verification;
    friend class Importing;
    friend class RocksLinks;
    friend class Deciding;
    friend class View;

    explicit RocksStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}

    /// Reads what the writer goes on from: the next numbers, and which buckets are in use.
    Result<void> load();
    Result<std::uint32_t> buckets_in(Table table) const;
    /// Looks whether the index of words is there; a writer makes it where it is not (rocks_words.cpp).
    Result<void> load_words();
    /// The entries that an article has in it.
    Result<std::vector<WordEntry>> words_of(ArticleId id, std::uint64_t sequence,
                                            const rocksdb::Snapshot* at) const;
    /// Reads who is who after the decisions of the store.
    Result<void> load_decisions();
    /// Where decisions about actors stand that an annalist made which did not compare tellings by them, a
    /// writer brings together anew what they touch: once, at the cost of reading all articles (rocks_renew.cpp).
    Result<void> load_tellings();
    Result<std::vector<Decision>> decisions(const rocksdb::Snapshot* at) const;
    /// What the decisions come to, as of `at`; `unwritten` is an actor that is about to be.
    Result<std::shared_ptr<const Identities>> identities_of(
        const std::vector<Decision>& decisions, const rocksdb::Snapshot* at,
        const std::optional<std::pair<std::string, ActorId>>& unwritten = {}) const;
    std::shared_ptr<const Identities> who() const {
        const std::lock_guard lock(who_lock_);
        return who_;
    }

    Result<Article> article_at(ArticleId id, const rocksdb::Snapshot* at) const;
    /// Records as they are kept, with told ids. An event that is coded has none.
    Result<std::optional<Event>> told_event(EventId id, const rocksdb::Snapshot* at) const;
    Result<std::vector<Mention>> told_mentions(EventId id, const rocksdb::Snapshot* at) const;
    Result<std::optional<Actor>> told_actor(ActorId id, const rocksdb::Snapshot* at) const;
    Result<std::optional<ActorId>> told_actor_id(std::string_view key,
                                                 const rocksdb::Snapshot* at) const;
    /// The reports of an event and the record of an actor, as `who` reads them.
    Result<std::vector<Mention>> mentions_read(EventId id, const Identities& who, const PartsNow& parts,
                                               const rocksdb::Snapshot* at) const;
    /// What a told event is: by decision, or by the rules; never by both.
    Result<EventId> whole_event(EventId told, const Identities& who, const PartsNow& parts) const;
    Result<std::optional<Actor>> actor_read(ActorId id, const Identities& who,
                                            const rocksdb::Snapshot* at) const;
    /// The facts of an article with the store's ids (but of a bulletin), and as they were put.
    Result<ArticleFacts> told_facts(ArticleId id, const rocksdb::Snapshot* at) const;
    Result<ArticleFacts> facts_of(ArticleId id, const rocksdb::Snapshot* at) const;
    /// The relations, and with `actors` the digests of all actors' keys.
    Result<std::shared_ptr<const Dictionary>> dictionary(bool actors) const;
    void publish(std::shared_ptr<const Dictionary> dictionary) const;
    Result<std::optional<CodedPlace>> coded_at(EventId id, const rocksdb::Snapshot* at) const;
    /// An actor as a data set has it.
    Result<Actor> coded_actor(std::string_view dataset, ActorId id,
                              const rocksdb::Snapshot* at) const;
    /// Puts the text into a bulletin's article, and gives its mentions when wanted.
    Result<void> fill_bulletin(Article& article, const rocksdb::Snapshot* at,
                               std::vector<Mention>* mentions) const;
    /// The coded events beside those that articles tell; nullptr when there are none.
    Result<std::unique_ptr<CodedSource>> coded_source(Table table, std::string_view prefix,
                                                      DayRange days, const View& now,
                                                      std::shared_ptr<const Dictionary>& keep) const;
    /// The events of one index under a prefix.
    Result<void> scan_events(Table table, std::string_view prefix, DayRange days,
                             const EventVisitor& visit, const View& now) const;

    std::unique_ptr<Database> database_;
    std::mutex writing_;
    std::uint32_t next_actor_ = 1;
    std::uint64_t next_sequence_ = 1;
    // Buckets that may hold something, as bits; a scan leaves the others out.
    std::atomic<std::uint32_t> event_buckets_{0};
    std::atomic<std::uint32_t> figure_buckets_{0};
    std::atomic<bool> has_coded_{false};
    bool has_words_ = false;  // after load_words() for good
    std::size_t bulk_rows_ = 20'000;
    mutable std::mutex dictionary_lock_;
    mutable std::shared_ptr<const Dictionary> dictionary_;
    mutable ActorCache known_actors_;
    mutable std::mutex who_lock_;  // held while a decision is written, so that a View sees both or neither
    std::shared_ptr<const Identities> who_ = std::make_shared<const Identities>();
};

/// A store at one moment: its records, and who is who in them.
class View {
public:
    explicit View(const RocksStore& store) {
        const std::lock_guard lock(store.who_lock_);
        moment_.emplace(*store.database_);
        who_ = store.who_;
    }

    operator const rocksdb::Snapshot*() const { return *moment_; }
    const Identities& who() const { return *who_; }

private:
    std::optional<Moment> moment_;
    std::shared_ptr<const Identities> who_;
};

}  // namespace annalist::storage

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.hpp"
#include "graph/fold.hpp"
#include "graph/link.hpp"
#include "graph/result.hpp"
#include "storage/coded.hpp"
#include "storage/decision.hpp"
#include "storage/merging.hpp"

namespace annalist::storage {

enum class PutOutcome { Added, AlreadyThere };

struct StoreStats {
    std::uint64_t articles = 0, events = 0, mentions = 0, actors = 0, figures = 0;
    std::uint64_t words = 0;            ///< entries in the index of words: of each article, its stems
    std::optional<DayRange> published;  ///< first and last publication day; none when empty
    std::uint64_t bytes = 0;            ///< on disk, about; 0 for the memory engine
    std::uint32_t schema = 0;
};

struct VerifyReport {
    std::uint64_t checked = 0;          ///< records and index entries looked at
    std::vector<std::string> problems;  ///< each names the record or key; empty when sound
};

/// How many events of a type a pair of actors had in a month.
struct MonthCount {
    date::year_month month;
    EventType type;
    std::uint64_t events = 0;

    bool operator==(const MonthCount&) const = default;
};

/// Receives events in order; false ends the scan.
using EventVisitor = std::function<bool(const Event&)>;
using EventIdVisitor = std::function<bool(EventId)>;
using ActorVisitor = std::function<bool(const Actor&)>;
using FigureVisitor = std::function<bool(const Figure&)>;
using ArticleVisitor = std::function<bool(const Article&)>;
using FactsVisitor = std::function<bool(const ArticleFacts&)>;
/// Receives some links at a time; false ends the scan.
using LinkVisitor = std::function<bool(std::span<const Link>)>;

/// The links of a store's events (graph/link.hpp) as they stood when the object was made: what
/// counting and graphs are built from, at a small part of the cost of the events. Scans give links
/// whose days overlap the range. The order is that of the indexes, not of time; only between()
/// promises one. For one thread at a time; ends before its store. Errors: Io, Corruption.
class Links {
public:
    virtual ~Links() = default;

    virtual Result<void> all(DayRange days, const LinkVisitor& visit) = 0;
    /// Those that end at the actor; one with itself comes once.
    virtual Result<void> of(ActorId actor, DayRange days, const LinkVisitor& visit) = 0;
    /// Those between the two, in either direction, by first day.
    virtual Result<void> between(ActorId a, ActorId b, DayRange days, const LinkVisitor& visit) = 0;
    /// The event of a link that these scans gave.
    virtual Result<EventId> event_of(const Link& link) = 0;

    // The same scans where links say too little of what articles tell: those events come whole, and
    // only coded ones as links, one each, between its two actors and in no place.
    virtual Result<void> all(DayRange days, const EventVisitor& told, const LinkVisitor& coded) = 0;
    /// Told events in which the actor takes part, with whomever.
    virtual Result<void> of(ActorId actor, DayRange days, const EventVisitor& told,
                            const LinkVisitor& coded) = 0;
    /// Told events in which both take part, in any roles; coded ones in no order of time.
    virtual Result<void> between(ActorId a, ActorId b, DayRange days, const EventVisitor& told,
                                 const LinkVisitor& coded) = 0;
};

/// Keeps articles and the facts drawn from them. Safe for many readers and one writer; a call
/// reads one snapshot. Scans give events whose days overlap the range, by first day, then last day
/// descending, then id; events whose days are only assumed (TimeBasis::Published) are among them.
/// Every call may fail with Io or Corruption (the message names the key).
class Store {
public:
    virtual ~Store() = default;

    /// Stores one article's facts as a unit, all or none. The same article again changes nothing.
    /// An actor whose key is known keeps its id and name; new names, a missing country and a
    /// missing Wikidata id are added. What it reports is brought together with what others do
    /// (storage/merging.hpp). Events with new reports are concluded again, here and in every index. Errors: InvalidArgument (see storage/intake.hpp; the message names the item),
    /// Io (the disk refused; the store is as before), Unsupported (opened for reading only).
    virtual Result<PutOutcome> put(const ArticleFacts& facts) = 0;

    /// Stores rows of a coded table: as a unit, all or none. Each is an event like others, of type
    /// and mode as its relation says, with a mention in its day's bulletin (storage/coded.hpp);
    /// equal rows are one event that counts as many. Rows that the store has from the data set are
    /// left out, so that a table imported again, or one that has grown, adds only what is new.
    /// Takes the rows out of the table and fills in the ids of its actors and relations. Cost: that of sorting; memory: about
    /// 60 bytes a row. Errors: InvalidArgument (see check), Io, Unsupported, as put().
    virtual Result<ImportCount> import_table(CodedTable& table) = 0;

    /// Writes a decision down and reads everything accordingly from then on, here and in every
    /// index, as a unit; gives it as it was settled. Articles that come in later follow it. An actor
    /// or event that was merged answers, asked for by its id or key, as what it is part of, and an
    /// actor of a split that was undone as the one that was split; an event that was rejected, or
    /// came of such a split, is not there. What scan_facts() gives never
    /// changes. Cost: that of concluding the events it touches. Errors: as settle(), Io, Unsupported.
    virtual Result<Decision> decide(const Decision& wanted) = 0;
    /// All decisions, by number, those among them that were undone.
    virtual Result<std::vector<Decision>> decisions() const = 0;

    /// After it, everything put so far survives a power cut; put() alone survives a killed process.
    virtual Result<void> sync() { return {}; }

    virtual Result<bool> contains(ArticleId id) const = 0;
    virtual Result<std::optional<Article>> article(ArticleId id) const = 0;
    virtual Result<std::optional<Event>> event(EventId id) const = 0;
    /// The reports of an event, by article's publication day, article, ordinal.
    virtual Result<std::vector<Mention>> mentions_of(EventId id) const = 0;
    /// The told events that the rules of storage/merging.hpp brought together in it, by id; none where
    /// that is one alone, or what was decided by hand.
    virtual Result<std::vector<PartOf>> parts_of(EventId id) const = 0;
    /// By ordinal, but those of rejected events are left out.
    virtual Result<std::vector<Mention>> mentions_in(ArticleId id) const = 0;

    virtual Result<std::optional<Actor>> actor(ActorId id) const = 0;
    virtual Result<std::optional<Actor>> actor_by_key(std::string_view key) const = 0;
    /// All actors, by id.
    virtual Result<void> scan_actors(const ActorVisitor& visit) const = 0;
    /// Actors one of whose names (merged ones' among them), folded (fold_name), begins with the folded `prefix`; actors named
    /// exactly so first, then by the folded name that matched, then id; at most `limit`.
    virtual Result<std::vector<Actor>> find_actors(std::string_view prefix,
                                                   std::size_t limit) const = 0;
    /// By day, then article, then place in the article.
    virtual Result<std::vector<Affiliation>> affiliations_of(ActorId id) const = 0;

    virtual Result<void> scan(DayRange days, const EventVisitor& visit) const = 0;
    virtual Result<void> scan_actor(ActorId actor, DayRange days,
                                    const EventVisitor& visit) const = 0;
    /// Events with both actors; the order of a and b does not matter.
    virtual Result<void> scan_pair(ActorId a, ActorId b, DayRange days,
                                   const EventVisitor& visit) const = 0;
    /// Figures whose period (or, without one, publication day) overlaps, by first day, last day
    /// descending, article, ordinal.
    virtual Result<void> scan_figures(DayRange days, const FigureVisitor& visit) const = 0;
    /// Articles by publication day, then id.
    virtual Result<void> scan_articles(DayRange published, const ArticleVisitor& visit) const = 0;

    /// Every article's facts as they were put, in order of arrival: the layer from which the rest
    /// can be made again.
    virtual Result<void> scan_facts(const FactsVisitor& visit) const = 0;

    /// Kept as writes go: events of a pair by month of their first day and type, in that order.
    /// Only real events (is_real) are counted.
    virtual Result<std::vector<MonthCount>> pair_counts(ActorId a, ActorId b) const = 0;

    /// Events that articles tell (not those of imported tables) with a report, published by `known`,
    /// in which the stems (storage/stems.hpp) stand one behind the other in its label, its sentence or
    /// the title of its article. `phrase` has one stem at least. In no order, and an event may come
    /// several times. False, and nothing is visited, when the store has no index of words: one
    /// of an older schema that is open for reading. Cost: that of the rarest stem's reports, and of
    /// finding them among those of the others.
    virtual Result<bool> scan_words(std::span<const std::string> phrase, date::sys_days known,
                                    const EventIdVisitor& visit) const = 0;

    virtual Result<std::unique_ptr<Links>> links() const = 0;
    /// All relations of imported tables, by id.
    virtual Result<std::vector<Relation>> relations() const = 0;

    /// A number that grows with every change and costs nothing to ask for: equal numbers of one
    /// store mean equal answers, also after it was closed and opened again.
    virtual std::uint64_t version() const = 0;
    /// Tells this store from every other one; a copy has the same.
    virtual std::string identity() const = 0;

    virtual Result<StoreStats> stats() const = 0;
    /// Checks every index entry and count against its record, both ways.
    virtual Result<VerifyReport> verify() const = 0;
};

/// A store in memory, for tests and one-off runs.
std::unique_ptr<Store> make_memory_store();

// Names are compared as fold_name() of graph/fold.hpp makes them.

}  // namespace annalist::storage

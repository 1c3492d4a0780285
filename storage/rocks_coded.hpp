#pragma once

#include <memory>
#include <vector>

#include "storage/identities.hpp"
#include "storage/packs.hpp"
#include "storage/rocks_database.hpp"
#include "storage/store.hpp"

namespace annalist::storage {

/// The relations and the digests of actors' keys by which coded events get their words and ids.
/// Never changed; a writer puts a longer one in its place.
struct Dictionary {
    std::vector<Relation> relations;      ///< by id; [0] is empty
    std::vector<std::uint64_t> relation_digests;
    std::vector<std::uint64_t> actors;    ///< by id; [0] is 0

    bool has(const CodedEntry& entry) const {
        return entry.source < actors.size() && entry.target < actors.size() &&
               entry.relation < relations.size() && entry.relation != 0;
    }
    /// The entry must be one that has() says yes to.
    EventId id_of(const CodedEntry& entry) const {
        return event_id(entry.day, actors[entry.source], relation_digests[entry.relation],
                        actors[entry.target]);
    }
    Event event_of(const CodedEntry& entry, EventId id) const;
    Link link_of(const CodedEntry& entry) const;
};

/// A coded event and its id.
struct CodedEvent {
    EventId id;
    CodedEntry entry;

    auto place() const { return std::pair(entry.day, id); }
};

/// Coded events in the order of days and ids, some at a time.
class CodedSource {
public:
    virtual ~CodedSource() = default;
    /// The next events; none left when empty. Errors: Io, Corruption.
    virtual Result<std::vector<CodedEvent>> next() = 0;
};

/// Those of all actors, of one, of two, with ids as `who` reads them, which must outlive the source;
/// events that it holds are left out. The days are what a record's key can have at most.
std::unique_ptr<CodedSource> coded_events(const Database& database, const rocksdb::Snapshot* at,
                                          const Dictionary& dictionary, const Identities& who,
                                          DayRange days);
std::unique_ptr<CodedSource> coded_events_of(const Database& database, const rocksdb::Snapshot* at,
                                             const Dictionary& dictionary, const Identities& who,
                                             ActorId actor,
                                             DayRange days);
std::unique_ptr<CodedSource> coded_events_between(const Database& database,
                                                  const rocksdb::Snapshot* at,
                                                  const Dictionary& dictionary, const Identities& who,
                                                  ActorId a,
                                                  ActorId b, DayRange days);

/// The told ids of an actor in coded events: every one that is wholly it. (An event of which a
/// decision gives a mention to another actor is held, and not read from the packs.)
std::vector<ActorId> coded_names_of(const Identities& who, ActorId actor);

/// The event of this id and the article that reports it, nullopt when there is none.
struct CodedPlace {
    CodedEntry entry;
    ArticleId article;
};
Result<std::optional<CodedPlace>> find_coded(const Database& database, const rocksdb::Snapshot* at,
                                             const Dictionary& dictionary, EventId id);

/// The events of a bulletin in the order of their ids.
Result<std::vector<CodedEvent>> coded_in(const Database& database, const rocksdb::Snapshot* at,
                                         const Dictionary& dictionary, date::sys_days day,
                                         ArticleId bulletin);

/// The part of a range for which keys of days exist.
DayRange within_reach(DayRange days);

}  // namespace annalist::storage

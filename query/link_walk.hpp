#pragma once

#include <memory>
#include <optional>

#include "query/event_filter.hpp"
#include "query/event_query.hpp"
#include "query/events.hpp"
#include "query/link_filter.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// Receives coded events as links, one each; false ends the walk.
using LinkSink = storage::LinkVisitor;

/// Walks the events of a query where their order does not matter, without regard to its limit,
/// order and cursor: what articles tell comes as events, what data sets code as links (Links of the
/// store), at a small part of the cost. Queries about words or a day of knowledge need the events
/// themselves, and get all as such. One moment of the store for as long as it lives; for one
/// thread; ends before the store and the query. Errors: Io, Corruption.
class LinkWalk {
public:
    LinkWalk(const storage::Store& store, const EventQuery& query);

    /// All events of the query, by the narrowest scan that its actors allow.
    Result<void> all(const EventSink& told, const LinkSink& coded);

    /// Those of them in which this actor takes part as well.
    Result<void> of(ActorId actor, const EventSink& told, const LinkSink& coded) {
        return of(actor, query_.days, told, coded);
    }
    /// Of these those in part of the query's range of days.
    Result<void> of(ActorId actor, DayRange days, const EventSink& told, const LinkSink& coded);

    /// The event of a link of these walks.
    Result<EventId> event_of(const Link& link);

    /// The actors that the walk looked up; share it to look none up twice.
    ActorBook& book() { return book_; }

private:
    Result<void> open();
    Result<void> walk(std::optional<ActorId> also, DayRange days, const EventSink& told,
                      const LinkSink& coded);
    Result<bool> wanted(const Link& link);

    const storage::Store& store_;
    const EventQuery& query_;
    LinkTest test_;
    EventFilter filter_;
    ActorBook book_;
    std::unique_ptr<storage::Links> links_;
};

}  // namespace annalist::query

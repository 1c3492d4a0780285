#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/event.hpp"
#include "storage/decision.hpp"
#include "storage/packs.hpp"

namespace annalist::storage {

// Articles are kept with the ids that their reading gave them, the *told* ids, and that never
// changes. What a told id stands for is looked up here, whenever an event is concluded or an answer
// is made: the event it is part of, the actor it is. So whatever merges or splits (a decision by
// hand, later a rule that finds two reports alike) adds a step and has the events it touches
// concluded again; what undoes it takes the step away; and what comes in later with a told id goes
// the same way. What the rules of storage/merging.hpp bring together is not among the steps: it is
// kept beside them (Tellings::part), and never speaks of an event that a step speaks of.

/// From told ids to those they stand for. A step leads from one id to another, for everything or for
/// mentions in some places only; it is numbered, and steps are gone in the order of their numbers.
/// Cost: a look-up in a hash table for each step; about 100 bytes a step in memory.
template <class Id>
class Steps {
public:
    /// `number` grows from call to call. Without places the step is for everything; `to` of 0 leads
    /// to nothing at all.
    void add(std::uint64_t number, Id from, Id to, std::vector<MentionPlace> places = {}) {
        steps_[from].push_back({number, to, std::move(places)});
        back_[to].push_back(from);
    }

    bool empty() const { return steps_.empty(); }

    /// What the id stands for where no place is looked at: for an actor or event as such.
    Id whole(Id told) const {
        return go(told, [](const Step& step) { return step.places.empty(); });
    }

    /// What it stands for in a mention, or (without ordinal) elsewhere in the article.
    Id at(Id told, ArticleId article, std::optional<std::uint32_t> ordinal) const {
        return go(told, [&](const Step& step) {
            return step.places.empty() || std::ranges::any_of(step.places, [&](const MentionPlace& p) {
                       return p.article == article && (!p.ordinal || p.ordinal == ordinal);
                   });
        });
    }

    /// Every id that may stand for this one somewhere: itself first, then by the order of steps.
    std::vector<Id> told(Id whole) const {
        std::vector<Id> ids{whole};
        for (std::size_t i = 0; i < ids.size(); ++i)
            if (const auto found = back_.find(ids[i]); found != back_.end())
                for (const Id from : found->second)
                    if (std::ranges::find(ids, from) == ids.end()) ids.push_back(from);
        return ids;
    }

    /// Those that lead wholly to this one in one step, by the order of steps.
    std::vector<Id> merged_into(Id whole) const {
        std::vector<Id> ids;
        if (const auto found = back_.find(whole); found != back_.end())
            for (const Id from : found->second)
                if (std::ranges::any_of(steps_.at(from), [&](const Step& step) {
                        return step.to == whole && step.places.empty();
                    }))
                    ids.push_back(from);
        return ids;
    }

    /// Calls visit(id) for each id that a step leads away from.
    template <class Visit>
    void each_origin(const Visit& visit) const {
        for (const auto& [id, steps] : steps_) visit(id);
    }

private:
    struct Step {
        std::uint64_t number;
        Id to;
        std::vector<MentionPlace> places;
    };

    template <class Fits>
    Id go(Id now, const Fits& fits) const {
        std::uint64_t last = 0;
        for (;;) {
            const auto found = steps_.find(now);
            if (found == steps_.end()) return now;
            const auto next = std::ranges::find_if(
                found->second, [&](const Step& step) { return step.number > last && fits(step); });
            if (next == found->second.end()) return now;
            now = next->to;
            last = next->number;
        }
    }

    std::unordered_map<Id, std::vector<Step>> steps_;
    std::unordered_map<Id, std::vector<Id>> back_;
};

/// Who every actor is and what event every report is of, after the decisions that stand. Made anew
/// with each decision, never changed, so that readers may keep one.
class Identities {
public:
    Identities() = default;
    /// `id_of` gives the told id of an actor's key, 0 for one that is not there.
    Identities(const std::vector<Decision>& decisions,
               const std::function<ActorId(std::string_view key)>& id_of);

    /// Nothing was decided: every id stands for itself.
    bool empty() const { return number_ == 0; }

    const Steps<ActorId>& actors() const { return actors_; }
    const Steps<EventId>& events() const { return events_; }
    /// Told events that a decision which stands speaks of: no rule brings them together with others.
    const std::unordered_set<EventId>& pinned() const { return pinned_; }

    /// A mention, affiliation or figure with told ids, as it is to be read. The event of a mention
    /// that was rejected becomes 0.
    Mention read(Mention told) const;
    Affiliation read(Affiliation told) const;
    Figure read(Figure told) const;
    /// The same for a coded event, for what is no part of its id.
    CodedEntry read(CodedEntry told) const;

    /// A coded event that a decision speaks of: it is kept as a record like those that articles
    /// tell, and left out where coded events are read.
    bool holds(EventId id) const { return held_.contains(id); }
    bool holds_any() const { return !held_.empty(); }
    template <class Visit>
    void each_held(const Visit& visit) const {
        for (const EventId id : held_) visit(id);
    }

    /// An actor that is itself, and not part of another. One that came of a split which was undone
    /// is again the one that was split.
    bool stands(ActorId id) const { return actors_.whole(id) == id; }
    /// It came of a split that was undone: its names lead nowhere.
    bool gone(ActorId id) const { return gone_.contains(id); }
    /// How many of the store's records of actors do not stand for themselves.
    std::size_t not_standing() const { return gone_.size() + merged_; }

    /// The record of an actor: what was told of it and of those that are part of it, then what was
    /// decided about it. `told` gives the told record of an id.
    Result<std::optional<Actor>> actor(
        ActorId id,
        const std::function<Result<std::optional<Actor>>(ActorId)>& told) const;
    /// Names that only decisions gave to a told id, by which it is to be found.
    std::vector<std::string> names(ActorId told) const;

private:
    struct Description {
        std::string name;
        std::optional<ActorKind> kind;
        std::optional<std::string> country;
    };

    std::uint64_t number_ = 0;  // of the last decision, also of one that does not stand
    Steps<ActorId> actors_;
    Steps<EventId> events_;
    std::unordered_map<ActorId, std::vector<Description>> described_;
    std::unordered_set<EventId> held_;
    std::unordered_set<EventId> pinned_;
    std::set<ActorId> gone_;  // of splits that were undone
    std::size_t merged_ = 0;
};

}  // namespace annalist::storage

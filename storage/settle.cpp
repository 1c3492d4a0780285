#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "storage/decision.hpp"
#include "storage/store.hpp"

namespace annalist::storage {
namespace {

Error not_found(std::string message) { return {ErrorCode::NotFound, std::move(message)}; }
Error invalid(std::string message) { return {ErrorCode::InvalidArgument, std::move(message)}; }

bool names(const Mention& mention, ActorId actor) {
    return mention.attributed_to == actor ||
           std::ranges::any_of(mention.participants,
                               [&](const Participant& p) { return p.actor == actor; });
}

bool has_control(std::string_view text) {
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

/// The last decision that stands and says this of the event; 0 when there is none.
std::uint64_t decided_by(const std::vector<Decision>& decisions, DecisionKind kind, EventId id) {
    std::uint64_t number = 0;
    for (const Decision& decision : standing(decisions))
        if (decision.kind == kind && std::ranges::find(decision.events, id) != decision.events.end())
            number = decision.number;
    return number;
}

/// Fills in one decision and finds what is wrong with it.
class Settling {
public:
    Settling(const Store& store, Decision& decision) : store_(store), decision_(decision) {}

    Result<void> run() {
        auto before = store_.decisions();
        if (!before) return before.error();
        before_ = *std::move(before);
        const auto stats = store_.stats();
        if (!stats) return stats.error();
        recorded_ = decision_.number == before_.size() + 1;
        decision_.number = before_.size() + 1;
        decision_.articles = stats->articles;
        if (decision_.made == date::sys_seconds{})
            decision_.made = date::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        std::ranges::sort(decision_.places);
        const auto doubles = std::ranges::unique(decision_.places);
        decision_.places.erase(doubles.begin(), doubles.end());
        switch (decision_.kind) {
            case DecisionKind::MergeActors: return merge_actors();
            case DecisionKind::SplitActor: return split_actor();
            case DecisionKind::RenameActor: return rename_actor();
            case DecisionKind::DescribeActor: return describe_actor();
            case DecisionKind::MergeEvents: return merge_events();
            case DecisionKind::SplitEvent: return split_event();
            case DecisionKind::RejectEvent: return reject_event();
            case DecisionKind::Undo: return undo();
        }
        return invalid("no such kind of decision");
    }

private:
    Result<Actor> actor(std::size_t at) const {
        if (at >= decision_.actors.size()) return invalid("an actor is missing");
        const std::string& key = decision_.actors[at];
        auto found = store_.actor_by_key(key);
        if (!found) return found.error();
        if (!*found) return not_found(fmt::format("no actor {} in this store", key));
        if ((*found)->key != key)
            return not_found(fmt::format("actor {} was merged into {}; nothing was changed", key,
                                         (*found)->key));
        return **std::move(found);
    }

    Result<void> event(EventId id) const {
        const auto found = store_.event(id);
        if (!found) return found.error();
        if (!*found) {
            const auto by = decided_by(before_, DecisionKind::RejectEvent, id);
            return not_found(by == 0 ? fmt::format("no event {:016x} in this store", id.value)
                                     : fmt::format("event {:016x} was rejected by decision {}",
                                                   id.value, by));
        }
        if ((*found)->id != id)
            return not_found(fmt::format("event {:016x} was merged into {:016x}; nothing was changed",
                                         id.value, (*found)->id.value));
        return {};
    }

    Result<void> merge_actors() {
        const auto from = actor(0), to = actor(1);
        if (!from) return from.error();
        if (!to) return to.error();
        if (from->id == to->id) return invalid(fmt::format("{} is one actor already", from->key));
        return {};
    }

    Result<void> split_actor() {
        const auto whole = actor(0);
        if (!whole) return whole.error();
        if (decision_.places.empty()) return invalid("no mention is given that is of another actor");
        std::set<EventId> events;
        for (const MentionPlace& place : decision_.places)
            if (auto taken = take_mentions(*whole, place, events); !taken) return taken.error();
        decision_.actors = {whole->key, fmt::format("{}~{}", whole->key, decision_.number)};
        if (!recorded_) decision_.events.assign(events.begin(), events.end());
        if (decision_.name.empty()) decision_.name = whole->name;
        if (has_control(decision_.name)) return invalid("the new name has control characters in it");
        const auto there = store_.actor_by_key(decision_.actors.back());
        if (!there) return there.error();
        if (*there) return invalid(fmt::format("actor {} is there already", decision_.actors.back()));
        return {};
    }

    Result<void> take_mentions(const Actor& whole, const MentionPlace& place,
                               std::set<EventId>& events) const {
        const auto known = store_.contains(place.article);
        if (!known) return known.error();
        if (!*known) return no_article(place.article);
        const auto mentions = store_.mentions_in(place.article);
        if (!mentions) return mentions.error();
        bool found = false;
        for (const Mention& mention : *mentions) {
            if (place.ordinal && mention.ordinal != *place.ordinal) continue;
            if (!names(mention, whole.id)) continue;
            found = true;
            events.insert(mention.event);
        }
        if (!found && !place.ordinal) {
            const auto affiliations = store_.affiliations_of(whole.id);
            if (!affiliations) return affiliations.error();
            found = std::ranges::any_of(*affiliations, [&](const Affiliation& a) {
                return a.article == place.article;
            });
        }
        if (!found && !place.ordinal) {
            const auto scanned = store_.scan_figures({}, [&](const Figure& figure) {
                found = figure.article == place.article &&
                        std::ranges::find(figure.parties, whole.id) != figure.parties.end();
                return !found;
            });
            if (!scanned) return scanned.error();
        }
        if (found) return {};
        if (!place.ordinal)
            return not_found(fmt::format("article {:016x} does not mention {}", place.article.value,
                                         whole.key));
        return not_found(fmt::format("article {:016x} has no mention {} of {}", place.article.value,
                                     *place.ordinal, whole.key));
    }

    static Error no_article(ArticleId id) {
        return not_found(fmt::format("no article {:016x} in this store", id.value));
    }

    Result<void> rename_actor() const {
        const auto known = actor(0);
        if (!known) return known.error();
        if (fold_name(decision_.name).empty()) return invalid("the new name is empty");
        if (has_control(decision_.name)) return invalid("the new name has control characters in it");
        if (known->name == decision_.name)
            return invalid(fmt::format("{} has that name already", known->key));
        return {};
    }

    Result<void> describe_actor() const {
        const auto known = actor(0);
        if (!known) return known.error();
        if (!decision_.actor_kind && !decision_.country && decision_.note.empty())
            return invalid("neither a kind nor a country nor a note is given");
        if (!decision_.country || decision_.country->empty()) return {};
        const bool code = decision_.country->size() == 3 &&
                          std::ranges::all_of(*decision_.country, [](char c) { return c >= 'A' && c <= 'Z'; });
        if (!code)
            return invalid(fmt::format("country {}: write an ISO 3166 code of three capitals, like CHN",
                                       *decision_.country));
        return {};
    }

    /// The told events that were brought together in an event, but for its own id.
    Result<std::vector<EventId>> parts(EventId id) const {
        const auto parts = store_.parts_of(id);
        if (!parts) return parts.error();
        std::vector<EventId> ids;
        for (const PartOf& part : *parts)
            if (part.told != id) ids.push_back(part.told);
        return ids;
    }

    /// Of a decision that comes from a store's record: the told events that it lists stay those, also
    /// where the rules bring others together now than they did when it was made. `made` is an event
    /// that is to be.
    Result<void> told_events(std::optional<EventId> made = {}) const {
        for (const EventId id : decision_.events) {
            if (id == made) continue;
            const auto found = store_.event(id);
            if (!found) return found.error();
            if (!*found)
                return not_found(fmt::format("decision {} ({}): no event {:016x} in this store", decision_.number,
                                             to_string(decision_.kind), id.value));
        }
        return {};
    }

    Result<void> merge_events() {
        if (decision_.events.size() < 2) return invalid("two events are needed to merge");
        if (recorded_) return told_events();
        for (const EventId id : decision_.events)
            if (std::ranges::count(decision_.events, id) > 1)
                return invalid(fmt::format("event {:016x} is given twice", id.value));
        const std::vector<EventId> given = std::move(decision_.events);
        decision_.events.clear();
        std::size_t wholes = 0;
        for (const EventId id : given) {
            // Another one that was given has it among its parts.
            if (std::ranges::find(decision_.events, id) != decision_.events.end()) continue;
            if (auto there = event(id); !there) return there.error();
            const auto own = parts(id);
            if (!own) return own.error();
            decision_.events.push_back(id);
            decision_.events.insert(decision_.events.end(), own->begin(), own->end());
            ++wholes;
        }
        if (wholes < 2)
            return invalid(fmt::format("event {:016x} has these brought together already", given.front().value));
        return {};
    }

    Result<void> split_event() {
        if (decision_.events.empty()) return invalid("an event is missing");
        if (recorded_ && decision_.events.size() > 1) return told_events(decision_.events[1]);
        const EventId id = decision_.events.front();
        if (auto there = event(id); !there) return there.error();
        if (decision_.places.empty()) return invalid("no article is given that reports another event");
        const auto mentions = store_.mentions_of(id);
        if (!mentions) return mentions.error();
        std::size_t taken = 0;
        for (const MentionPlace& place : decision_.places) {
            if (place.ordinal) return invalid("an event is split by whole articles");
            const auto reports = static_cast<std::size_t>(std::ranges::count(*mentions, place.article, &Mention::article));
            if (reports == 0)
                return not_found(fmt::format("article {:016x} does not report event {:016x}",
                                             place.article.value, id.value));
            taken += reports;
        }
        if (taken == mentions->size())
            return invalid(fmt::format("event {:016x}: these are all its reports; nothing would be left",
                                       id.value));
        const auto own = parts(id);
        if (!own) return own.error();
        decision_.events = {id, {digest(fmt::format("split {} {:016x}", decision_.number, id.value))}};
        decision_.events.insert(decision_.events.end(), own->begin(), own->end());
        return {};
    }

    Result<void> reject_event() {
        if (decision_.events.empty()) return invalid("an event is missing");
        if (recorded_) return told_events();
        const EventId id = decision_.events.front();
        if (auto there = event(id); !there) return there.error();
        const auto own = parts(id);
        if (!own) return own.error();
        std::vector<EventId> all{id};
        all.insert(all.end(), own->begin(), own->end());
        if (decision_.events.size() > 1 && decision_.events != all)
            return invalid("one event is rejected at a time");
        decision_.events = std::move(all);
        return {};
    }

    Result<void> undo() const {
        const std::uint64_t number = decision_.undoes;
        if (number == 0 || number > before_.size())
            return not_found(fmt::format("no decision {}; there are {}", number, before_.size()));
        const Decision& undone = before_[number - 1];
        if (undone.kind == DecisionKind::Undo)
            return invalid(fmt::format("decision {} undoes decision {}; decide that anew instead",
                                       number, undone.undoes));
        for (const Decision& later : before_)
            if (later.kind == DecisionKind::Undo && later.undoes == number)
                return invalid(fmt::format("decision {} was undone by decision {} already", number,
                                           later.number));
        for (const Decision& later : standing(before_))
            if (later.number > number && builds_on(later, undone))
                return invalid(fmt::format("decision {} builds on decision {}; undo it first",
                                           later.number, number));
        return {};
    }

    /// Whether a later decision would stand on nothing without the earlier one.
    static bool builds_on(const Decision& later, const Decision& earlier) {
        const bool reshapes = later.kind != DecisionKind::RenameActor &&
                              later.kind != DecisionKind::DescribeActor;
        for (const EventId id : later.events)
            if (std::ranges::find(earlier.events, id) != earlier.events.end()) return true;
        for (const std::string& key : later.actors) {
            const bool same = std::ranges::find(earlier.actors, key) != earlier.actors.end();
            const bool made = earlier.kind == DecisionKind::SplitActor && key == earlier.actors.back();
            const bool apart = later.kind == DecisionKind::SplitActor &&
                               earlier.kind == DecisionKind::SplitActor;
            if (made || (same && reshapes && !apart && earlier.actors.size() > 1)) return true;
        }
        return false;
    }

    const Store& store_;
    Decision& decision_;
    std::vector<Decision> before_;
    bool recorded_ = false;  ///< it was settled before, in the store that is rebuilt
};

}  // namespace

Result<Decision> settle(const Store& store, Decision wanted) {
    if (auto settled = Settling(store, wanted).run(); !settled) return settled.error();
    return wanted;
}

}  // namespace annalist::storage

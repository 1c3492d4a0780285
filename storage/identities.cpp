#include "storage/identities.hpp"

#include "graph/fold.hpp"
#include "storage/intake.hpp"

namespace annalist::storage {

Identities::Identities(const std::vector<Decision>& decisions,
                       const std::function<ActorId(std::string_view key)>& id_of) {
    if (!decisions.empty()) number_ = decisions.back().number;
    const std::vector<Decision> stand = standing(decisions);
    for (const Decision& decision : decisions) {
        if (decision.kind != DecisionKind::SplitActor) continue;
        const bool stands = std::ranges::any_of(
            stand, [&](const Decision& other) { return other.number == decision.number; });
        if (stands) continue;
        // Should an article name it by its key, the one that was split is meant.
        gone_.insert(id_of(decision.actors.back()));
        actors_.add(decision.number, id_of(decision.actors.back()), id_of(decision.actors.front()));
    }
    for (const Decision& decision : stand) {
        const ActorId actor = decision.actors.empty() ? ActorId{} : id_of(decision.actors.front());
        const EventId event = decision.events.empty() ? EventId{} : decision.events.front();
        // A decision may make two steps, one after the other.
        const std::uint64_t first = 2 * decision.number;
        const bool of_events = decision.kind == DecisionKind::MergeEvents ||
                               decision.kind == DecisionKind::SplitEvent ||
                               decision.kind == DecisionKind::RejectEvent;
        if (of_events) pinned_.insert(decision.events.begin(), decision.events.end());
        switch (decision.kind) {
            case DecisionKind::MergeActors:
                actors_.add(decision.number, actor, id_of(decision.actors.back()));
                ++merged_;
                break;
            case DecisionKind::SplitActor:
                actors_.add(decision.number, actor, id_of(decision.actors.back()), decision.places);
                break;
            case DecisionKind::RenameActor:
            case DecisionKind::DescribeActor:
                described_[actor].push_back(
                    {decision.name, decision.actor_kind, decision.country});
                break;
            case DecisionKind::MergeEvents:
                for (std::size_t i = 1; i < decision.events.size(); ++i)
                    events_.add(first, decision.events[i], event);
                break;
            case DecisionKind::SplitEvent:
                for (std::size_t i = 2; i < decision.events.size(); ++i)
                    events_.add(first, decision.events[i], event);
                events_.add(first + 1, event, decision.events[1], decision.places);
                break;
            case DecisionKind::RejectEvent:
                for (std::size_t i = 1; i < decision.events.size(); ++i)
                    events_.add(first, decision.events[i], event);
                events_.add(first + 1, event, EventId{});
                break;
            case DecisionKind::Undo:
                break;
        }
        held_.insert(decision.events.begin(), decision.events.end());
    }
}

Mention Identities::read(Mention m) const {
    if (!actors_.empty()) {
        for (Participant& p : m.participants) p.actor = actors_.at(p.actor, m.article, m.ordinal);
        m.attributed_to = actors_.at(m.attributed_to, m.article, m.ordinal);
    }
    if (!events_.empty()) m.event = events_.at(m.event, m.article, m.ordinal);
    return m;
}

Affiliation Identities::read(Affiliation a) const {
    if (actors_.empty()) return a;
    a.actor = actors_.at(a.actor, a.article, std::nullopt);
    a.body = actors_.at(a.body, a.article, std::nullopt);
    return a;
}

Figure Identities::read(Figure f) const {
    if (actors_.empty()) return f;
    for (ActorId& party : f.parties) party = actors_.at(party, f.article, std::nullopt);
    std::ranges::sort(f.parties);
    const auto doubles = std::ranges::unique(f.parties);
    f.parties.erase(doubles.begin(), doubles.end());
    return f;
}

CodedEntry Identities::read(CodedEntry entry) const {
    if (actors_.empty()) return entry;
    entry.source = actors_.whole({entry.source}).value;
    entry.target = actors_.whole({entry.target}).value;
    return entry;
}

Result<std::optional<Actor>> Identities::actor(
    ActorId id, const std::function<Result<std::optional<Actor>>(ActorId)>& told) const {
    auto record = told(id);
    if (!record || !*record || empty()) return record;
    Actor actor = **std::move(record);
    for (const ActorId part : actors_.merged_into(id)) {
        if (gone_.contains(part)) continue;
        const auto other = this->actor(part, told);
        if (!other) return other.error();
        if (*other) merge_actor(actor, **other);
    }
    if (const auto found = described_.find(id); found != described_.end())
        for (const Description& description : found->second) {
            if (!description.name.empty()) {
                actor.aliases.push_back(actor.name);
                actor.name = description.name;
            }
            if (description.kind) actor.kind = *description.kind;
            if (description.country) actor.country = *description.country;
        }
    return std::optional(tidy_actor(std::move(actor)));
}

std::vector<std::string> Identities::names(ActorId told) const {
    std::vector<std::string> names;
    if (const auto found = described_.find(told); found != described_.end())
        for (const Description& description : found->second)
            if (const std::string name = fold_name(description.name); !name.empty())
                names.push_back(name);
    return names;
}

}  // namespace annalist::storage

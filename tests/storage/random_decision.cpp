#include <fmt/format.h>

#include <stdexcept>

#include "sample_facts.hpp"

namespace annalist::storage {
namespace {

template <class T>
T value_of(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return *std::move(result);
}

}  // namespace

Decision random_decision(std::mt19937_64& random, const Store& store) {
    std::vector<std::string> actors;
    if (!store.scan_actors([&](const Actor& a) { return actors.push_back(a.key), true; }))
        throw std::runtime_error("no actors");
    std::vector<Event> events;
    if (!store.scan({}, [&](const Event& e) { return events.push_back(e), true; }))
        throw std::runtime_error("no events");
    const std::size_t made = value_of(store.decisions()).size();
    const auto below = [&](std::size_t n) { return n == 0 ? 0 : random() % n; };
    const auto actor = [&] { return actors.at(below(actors.size())); };
    const auto event = [&] { return events.at(below(events.size())).id; };

    Decision decision;
    decision.kind = static_cast<DecisionKind>(1 + below(8));
    decision.made = date::sys_seconds{std::chrono::seconds{1'500'000'000 + 86'400 * made}};
    if (below(2) == 0) decision.note = fmt::format("because of {}", made);
    switch (decision.kind) {
        case DecisionKind::MergeActors:
            decision.actors = {actor(), actor()};
            break;
        case DecisionKind::SplitActor: {
            // One that takes part in something, at a mention of it or in all its article.
            const Event one = events.at(below(events.size()));
            const auto mentions = value_of(store.mentions_of(one.id));
            const Mention& m = mentions.at(below(mentions.size()));
            const std::string who = m.participants.empty()
                                        ? actor()
                                        : value_of(store.actor(m.participants.front().actor)).value().key;
            decision.actors = {who};
            decision.places = {{m.article, below(2) == 0 ? std::optional(m.ordinal) : std::nullopt}};
            if (below(2) == 0) decision.name = fmt::format("Other {}", made);
            break;
        }
        case DecisionKind::RenameActor:
            decision.actors = {actor()};
            decision.name = fmt::format("Name {}", below(30));
            break;
        case DecisionKind::DescribeActor:
            decision.actors = {actor()};
            if (below(2) == 0) decision.actor_kind = ActorKind::Group;
            decision.country = below(2) == 0 ? "BEL" : "";
            break;
        case DecisionKind::MergeEvents:
            decision.events = {event(), event()};
            if (below(3) == 0) decision.events.push_back(event());
            break;
        case DecisionKind::SplitEvent: {
            decision.events = {event()};
            const auto mentions = value_of(store.mentions_of(decision.events.front()));
            decision.places = {{mentions.at(below(mentions.size())).article, std::nullopt}};
            break;
        }
        case DecisionKind::RejectEvent:
            decision.events = {event()};
            break;
        case DecisionKind::Undo:
            decision.undoes = 1 + below(made);
            break;
    }
    return decision;
}

}  // namespace annalist::storage

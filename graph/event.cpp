#include "graph/event.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <tuple>

namespace annalist {
namespace {

/// What a status weighs against another report's: facts first, then what was said to be certain.
int weight(Status status) {
    switch (status) {
        case Status::Occurred: return 7;
        case Status::Ongoing: return 6;
        case Status::Cancelled: return 5;
        case Status::Denied: return 4;
        case Status::Planned: return 3;
        case Status::CalledFor: return 2;
        case Status::Hypothetical: return 1;
    }
    return 0;
}

int weight(TimeBasis basis) { return 4 - static_cast<int>(basis); }

/// Order of precedence among reports; a total order, so that the order of arrival does not matter.
auto rank(const Mention& m) {
    return std::make_tuple(-weight(m.status), -weight(m.time.basis), m.time.days.days(),
                           -m.confidence, m.known, m.article, m.ordinal);
}

}  // namespace

Event conclude(std::vector<Mention> mentions) {
    assert(!mentions.empty());
    std::ranges::sort(mentions, {}, rank);
    const Mention& best = mentions.front();

    Event event;
    event.id = best.event;
    event.type = best.type;
    event.mode = best.mode;
    event.status = best.status;
    event.days = best.time.days;
    event.time_basis = best.time.basis;
    event.mentions = static_cast<std::uint32_t>(mentions.size());
    event.known = best.known;

    std::set<EventActor> actors;
    std::map<ArticleId, double> confidence;
    for (const Mention& m : mentions) {
        event.known = std::min(event.known, m.known);
        event.count = std::max(event.count, m.count);
        if (event.place.city.empty() && (event.place.country.empty() || event.place.country == m.place.country))
            event.place = m.place.empty() ? event.place : m.place;
        if (m.label.size() > event.label.size()) event.label = m.label;
        for (const Participant& p : m.participants) actors.insert({p.actor, p.role});
        // Reports in one article are not independent: its surest one counts.
        double& surest = confidence[m.article];
        surest = std::max(surest, m.confidence);
    }
    double doubt = 1.0;
    for (const auto& [article, surest] : confidence) doubt *= 1.0 - surest;
    // One actor keeps one role: the more telling one, which has the higher number.
    for (auto it = actors.rbegin(); it != actors.rend(); ++it) {
        const bool seen = std::ranges::any_of(
            event.actors, [&](const EventActor& other) { return other.actor == it->actor; });
        if (!seen) event.actors.push_back(*it);
    }
    std::ranges::sort(event.actors, {}, [](const EventActor& a) { return std::tuple(a.role, a.actor); });
    event.confidence = 1.0 - doubt;
    return event;
}

}  // namespace annalist

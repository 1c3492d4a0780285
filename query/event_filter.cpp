#include "query/event_filter.hpp"

#include <algorithm>

#include "graph/fold.hpp"

namespace annalist::query {
namespace {

template <class T>
bool listed(const std::vector<T>& wanted, const T& value) {
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool has_actor(const Event& event, ActorId id) {
    return std::ranges::find(event.actors, id, &EventActor::actor) != event.actors.end();
}

bool at(const Place& place, const PlaceFilter& wanted) {
    if (wanted.empty()) return true;
    if (!wanted.country.empty() && place.country == wanted.country) return true;
    return !wanted.city.empty() && !place.city.empty() && fold_name(place.city) == wanted.city;
}

}  // namespace

bool has_kind(const Event& event, const std::vector<Contact>& kinds) {
    return listed(kinds, contact_of(event.type, event.mode));
}

Result<bool> EventFilter::matches(const Event& event) {
    if (!has_kind(event, query_.kinds)) return false;
    return matches_but_kind(event);
}

Result<bool> EventFilter::matches_but_kind(const Event& event) {
    if (!listed(query_.statuses, event.status) || !listed(query_.types, event.type) ||
        !listed(query_.modes, event.mode) || event.confidence < query_.min_confidence)
        return false;
    if (!query_.include_assumed && event.time_basis == TimeBasis::Published) return false;
    if (!at(event.place, query_.place)) return false;
    const auto takes_part = [&](ActorId id) { return has_actor(event, id); };
    if (!std::ranges::all_of(query_.all_actors, takes_part)) return false;
    if (!query_.any_actors.empty() && !std::ranges::any_of(query_.any_actors, takes_part))
        return false;
    if (!query_.countries.empty()) {
        const auto has = has_countries(event);
        if (!has || !*has) return has;
    }
    return query_.words.empty() ? Result<bool>{true} : words_->has(event);
}

Result<bool> EventFilter::has_countries(const Event& event) {
    std::vector<std::string> missing = query_.countries;
    for (const EventActor& each : event.actors) {
        const auto actor = book_.find(each.actor);
        if (!actor) return actor.error();
        std::erase(missing, (*actor)->country);
        if ((*actor)->kind == ActorKind::Country)
            std::erase_if(missing, [&](const std::string& code) {
                return (*actor)->key == "country:" + code;
            });
    }
    return missing.empty();
}

Result<std::optional<Event>> event_as_known(const storage::Store& store, const Event& event,
                                            date::sys_days day) {
    if (event.known > day) return std::optional<Event>{};
    auto mentions = store.mentions_of(event.id);
    if (!mentions) return mentions.error();
    std::erase_if(*mentions, [&](const Mention& mention) { return mention.known > day; });
    if (mentions->empty()) return std::optional<Event>{};
    return std::optional{conclude(*std::move(mentions))};
}

}  // namespace annalist::query

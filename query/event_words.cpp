#include "query/event_words.hpp"

#include <algorithm>
#include <cctype>

namespace annalist::query {
namespace {

std::string names(const EventItem& item, Role role) {
    std::string text;
    for (const NamedActor& actor : item.actors)
        if (actor.role == role) text += (text.empty() ? "" : ", ") + actor.name;
    return text;
}

}  // namespace

std::string actors_text(const EventItem& item) {
    const std::string targets = names(item, Role::Target);
    const std::string others = names(item, Role::Participant);
    const std::string hosts = names(item, Role::Host);
    const std::string mediators = names(item, Role::Mediator);
    std::string text = names(item, Role::Source);
    if (!targets.empty()) text += (text.empty() ? "\u2192 " : " \u2192 ") + targets;
    if (!others.empty()) text += (text.empty() ? "" : "; ") + others;
    if (!hosts.empty()) text += (text.empty() ? "host " : "; host ") + hosts;
    if (!mediators.empty()) text += (text.empty() ? "through " : "; through ") + mediators;
    return text;
}

std::string place_text(const Place& place) {
    if (place.city.empty()) return place.country;
    return place.country.empty() ? place.city : place.city + ", " + place.country;
}

std::string event_kind(const Event& event) {
    const auto kind = to_string(contact_of(event.type, event.mode));
    if (!kind.empty()) return std::string{kind};
    if (event.mode != Mode::None) return std::string{to_string(event.mode)};
    std::string type{to_string(event.type)};
    std::ranges::transform(type, type.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return type;
}

std::string event_title(const EventItem& item) {
    const std::string what = item.event.label.empty() ? event_kind(item.event) : item.event.label;
    const std::string who = actors_text(item);
    return who.empty() ? what : who + ": " + what;
}

}  // namespace annalist::query

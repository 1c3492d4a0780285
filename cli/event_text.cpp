#include "cli/event_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace annalist::cli {
namespace {

std::string names(const query::EventItem& item, bool (*wanted)(Role)) {
    std::string text;
    for (const query::NamedActor& actor : item.actors)
        if (wanted(actor.role)) text += (text.empty() ? "" : ", ") + actor.name;
    return text;
}

}  // namespace

std::string actors_text(const query::EventItem& item) {
    const std::string sources = names(item, [](Role role) { return role == Role::Source; });
    const std::string targets = names(item, [](Role role) { return role == Role::Target; });
    const std::string others = names(item, [](Role role) { return role == Role::Participant; });
    const std::string hosts = names(item, [](Role role) { return role == Role::Host; });
    const std::string mediators = names(item, [](Role role) { return role == Role::Mediator; });
    std::string text = sources;
    if (!targets.empty()) text += (text.empty() ? "\u2192 " : " \u2192 ") + targets;
    if (!others.empty()) text += (text.empty() ? "" : "; ") + others;
    if (!hosts.empty()) text += (text.empty() ? "host " : "; host ") + hosts;
    if (!mediators.empty()) text += (text.empty() ? "through " : "; through ") + mediators;
    return text;
}

std::string kind_text(const Event& event) {
    if (event.mode == Mode::Video) return "video";
    const Contact kind = contact_of(event.type, event.mode);
    if (kind != Contact::None) return std::string{to_string(kind)};
    std::string type{event.mode == Mode::None ? to_string(event.type) : to_string(event.mode)};
    std::ranges::transform(type, type.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return type;
}

std::string place_text(const Place& place) {
    if (place.city.empty()) return place.country;
    return place.country.empty() ? place.city : place.city + ", " + place.country;
}

std::string remark_text(const Event& event) {
    std::string text;
    const auto add = [&](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    if (event.status != Status::Occurred) add(std::string{to_string(event.status)});
    if (event.count > 1) add(fmt::format("{} times", event.count));
    if (!event.label.empty()) add(event.label);
    return text;
}

}  // namespace annalist::cli

#pragma once

#include <string>

#include "query/events.hpp"

namespace annalist::query {

/// "Xi Jinping, Vladimir Putin"; with roles where they tell who acts: "Vladimir Putin → Xi
/// Jinping".
std::string actors_text(const EventItem& item);

/// "Moscow, RUS".
std::string place_text(const Place& place);

/// The event's kind of contact, else its mode, else its type in lower case: "meet", "expel",
/// "accuse".
std::string event_kind(const Event& event);

/// A line for people: who, and the event's label or kind: "Sergei Lavrov, Wang Yi: talks over tea".
std::string event_title(const EventItem& item);

}  // namespace annalist::query

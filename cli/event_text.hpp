#pragma once

#include <string>
#include <vector>

#include "query/events.hpp"

namespace annalist::cli {

/// "Xi Jinping, Vladimir Putin"; with roles where they tell who acts: "Vladimir Putin → Xi Jinping".
std::string actors_text(const query::EventItem& item);

/// "meet", "video", "call", or the type in lower case for what is no contact.
std::string kind_text(const Event& event);

/// "Moscow, RUS".
std::string place_text(const Place& place);

/// What is left to say: the label, "× 4", a status other than occurred.
std::string remark_text(const Event& event);

}  // namespace annalist::cli

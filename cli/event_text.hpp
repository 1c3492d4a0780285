#pragma once

#include <string>
#include <vector>

#include "query/event_words.hpp"
#include "query/events.hpp"

namespace annalist::cli {

using query::actors_text;
using query::place_text;

/// "meet", "video", "call", or the type in lower case for what is no contact.
std::string kind_text(const Event& event);

/// What is left to say: the label, "× 4", a status other than occurred.
std::string remark_text(const Event& event);

}  // namespace annalist::cli

#pragma once

#include <optional>

#include "web/http.hpp"

namespace annalist::web {

/// The file of the page that a path names ("/", "/app.js" ...), ready to send; none for others.
std::optional<Response> page_file(const Request& request);

}  // namespace annalist::web

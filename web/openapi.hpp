#pragma once

#include <string>

namespace annalist::web {

/// The OpenAPI 3.1 document of the routes, as JSON. Made from the route table, once.
const std::string& openapi_document();

}  // namespace annalist::web

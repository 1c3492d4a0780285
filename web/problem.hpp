#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/result.hpp"
#include "web/http.hpp"

namespace annalist::web {

/// An RFC 9457 answer: type, title, status, detail, and as `instance` the path asked for.
Response problem(int status, std::string_view detail, std::string_view instance);

/// The same for an error of the store or the query; its code stands in the answer as `code`.
Response problem(const Error& error, std::string_view instance);

/// What is wrong with one parameter.
struct Fault {
    std::string parameter;
    std::string detail;
};

/// A 400 that lists every fault under `errors`.
Response problem(const std::vector<Fault>& faults, std::string_view instance);

/// The HTTP status that an error amounts to.
int status_of(ErrorCode code);

}  // namespace annalist::web

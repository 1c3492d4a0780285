#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace annalist::web::testing {

/// What is wrong with `value` under a schema of the OpenAPI `document`; "" when it fits. Knows the
/// keywords that our schemas use: $ref, allOf, type, enum, const, pattern, required, properties,
/// additionalProperties, items, minItems, maxItems, minimum, maximum. Any other is a fault itself.
std::string misfit(const nlohmann::json& value, const nlohmann::json& schema,
                   const nlohmann::json& document, const std::string& where = "");

}  // namespace annalist::web::testing

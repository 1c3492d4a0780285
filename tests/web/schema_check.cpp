#include "tests/web/schema_check.hpp"

#include <algorithm>
#include <regex>
#include <set>

namespace annalist::web::testing {
namespace {

using nlohmann::json;

bool is_of_type(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    return false;
}

std::string object_misfit(const json& value, const json& schema, const json& document,
                          const std::string& where) {
    for (const auto& name : schema.value("required", json::array()))
        if (!value.contains(name.get<std::string>()))
            return where + ": lacks " + name.get<std::string>();
    const json properties = schema.value("properties", json::object());
    for (const auto& [name, member] : value.items()) {
        const std::string here = where + "/" + name;
        if (properties.contains(name)) {
            if (auto bad = misfit(member, properties[name], document, here); !bad.empty())
                return bad;
        } else if (schema.contains("additionalProperties")) {
            const json& rest = schema["additionalProperties"];
            if (rest.is_boolean()) return here + ": not in the schema";
            if (auto bad = misfit(member, rest, document, here); !bad.empty()) return bad;
        }
    }
    return "";
}

}  // namespace

std::string misfit(const json& value, const json& schema, const json& document,
                   const std::string& where) {
    static const std::set<std::string> kKnown{
        "$ref", "allOf", "type", "enum", "const", "pattern", "required", "properties",
        "additionalProperties", "items", "minItems", "maxItems", "minimum", "maximum",
        "description", "examples", "format", "default", "$schema", "title", "$defs"};
    for (const auto& [keyword, unused] : schema.items())
        if (!kKnown.contains(keyword)) return where + ": unknown keyword " + keyword;
    if (schema.contains("$ref")) {
        const auto pointer = schema["$ref"].get<std::string>().substr(1);
        return misfit(value, document.at(json::json_pointer(pointer)), document, where);
    }
    for (const auto& part : schema.value("allOf", json::array()))
        if (auto bad = misfit(value, part, document, where); !bad.empty()) return bad;
    if (schema.contains("type")) {
        const json types = schema["type"].is_array() ? schema["type"] : json::array({schema["type"]});
        if (std::ranges::none_of(types, [&](const json& type) { return is_of_type(value, type); }))
            return where + ": is not " + types.dump() + ": " + value.dump();
    }
    if (schema.contains("const") && value != schema["const"]) return where + ": not the constant";
    if (schema.contains("enum")) {
        const auto& choices = schema["enum"];
        if (std::find(choices.begin(), choices.end(), value) == choices.end())
            return where + ": " + value.dump() + " is not in the enumeration";
    }
    if (schema.contains("pattern") &&
        !std::regex_match(value.get<std::string>(),
                          std::regex(schema["pattern"].get<std::string>())))
        return where + ": " + value.dump() + " does not match";
    if (schema.contains("minimum") && value < schema["minimum"]) return where + ": too small";
    if (schema.contains("maximum") && value > schema["maximum"]) return where + ": too large";
    if (value.is_object()) return object_misfit(value, schema, document, where);
    if (!value.is_array()) return "";
    if (value.size() < schema.value("minItems", std::size_t{0})) return where + ": too few";
    if (value.size() > schema.value("maxItems", value.size())) return where + ": too many";
    if (!schema.contains("items")) return "";
    for (std::size_t i = 0; i < value.size(); ++i) {
        auto bad = misfit(value[i], schema["items"], document, where + "/" + std::to_string(i));
        if (!bad.empty()) return bad;
    }
    return "";
}

}  // namespace annalist::web::testing

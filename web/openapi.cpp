#include "web/openapi.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "query/export.hpp"
#include "query/json_writer.hpp"
#include "web/embedded.hpp"
#include "web/routes.hpp"

namespace annalist::web {
namespace {

using query::JsonWriter;

void write_reference(JsonWriter& json, std::string_view section, std::string_view name) {
    json.begin_object();
    std::string target = "#/components/";
    target.append(section).append("/").append(name);
    json.field("$ref", target);
    json.end_object();
}

bool is_number(const query::ParameterInfo& parameter) {
    return parameter.value == "N" || parameter.value == "NUMBER";
}

/// The words of a "yes|no" value.
std::vector<std::string_view> choices(std::string_view value) {
    std::vector<std::string_view> words;
    while (value.find('|') != std::string_view::npos) {
        words.push_back(value.substr(0, value.find('|')));
        value.remove_prefix(value.find('|') + 1);
    }
    if (!words.empty()) words.push_back(value);
    return words;
}

void write_value_schema(JsonWriter& json, const query::ParameterInfo& parameter,
                        const Route& route) {
    json.begin_object();
    if (parameter.name == "limit" && route.default_limit != 0) {
        json.field("type", "integer");
        json.field("minimum", 1);
        json.field("maximum", std::uint64_t{kLargestLimit});
        json.field("default", std::uint64_t{route.default_limit});
    } else if (is_number(parameter)) {
        json.field("type", parameter.value == "N" ? "integer" : "number");
        json.field("minimum", 0);
    } else {
        json.field("type", "string");
        if (const auto words = choices(parameter.value); !words.empty()) {
            json.key("enum");
            json.begin_array();
            for (const auto word : words) json.value(word);
            json.end_array();
        }
    }
    json.end_object();
}

void write_parameter(JsonWriter& json, const query::ParameterInfo& parameter,
                     const Route& route) {
    json.begin_object();
    json.field("name", parameter.name);
    json.field("in", "query");
    json.field("description", parameter.help);
    json.key("schema");
    if (parameter.repeatable) {
        json.begin_object();
        json.field("type", "array");
        json.key("items");
        write_value_schema(json, parameter, route);
        json.end_object();
        json.field("style", "form");
        json.field("explode", true);
    } else {
        write_value_schema(json, parameter, route);
    }
    json.end_object();
}

void write_id(JsonWriter& json, const Route& route) {
    json.begin_object();
    json.field("name", "id");
    json.field("in", "path");
    json.field("required", true);
    json.field("description", route.id_help);
    json.key("schema");
    json.begin_object();
    json.field("type", "string");
    json.end_object();
    json.end_object();
}

void write_contents(JsonWriter& json, const Route& route) {
    json.key("content");
    json.begin_object();
    if (route.schema == "Graph") {
        std::set<std::string_view> types;
        for (const query::ExportInfo& info : query::export_formats())
            types.insert(info.media_type.substr(0, info.media_type.find(';')));
        for (const std::string_view type : types) {
            json.key(type);
            json.begin_object();
            json.end_object();
        }
    } else {
        json.key("application/json");
        json.begin_object();
        json.key("schema");
        write_reference(json, "schemas", route.schema);
        json.end_object();
        if (route.lines != nullptr) {
            json.key("application/x-ndjson");  // each line; 3.1 has no word for that, 3.2 itemSchema
            json.begin_object();
            json.key("x-itemSchema");
            json.begin_object();
            json.field("$ref", fmt::format("#/components/schemas/{}/properties/{}/items", route.schema,
                                           route.list));
            json.end_object();
            json.end_object();
        }
    }
    json.end_object();
}

void write_responses(JsonWriter& json, const Route& route) {
    json.key("responses");
    json.begin_object();
    json.key("200");
    json.begin_object();
    json.field("description", route.summary);
    if (route.versioned) {
        json.key("headers");
        json.begin_object();
        json.key("ETag");
        write_reference(json, "headers", "ETag");
        json.end_object();
    }
    write_contents(json, route);
    json.end_object();
    if (route.versioned) {
        json.key("304");
        json.begin_object();
        json.field("description", "Nothing new since the answer with the ETag in If-None-Match");
        json.end_object();
    }
    for (const auto& status : {"4XX", "5XX"}) {
        json.key(status);
        write_reference(json, "responses", "Problem");
    }
    json.end_object();
}

/// "/v1/events/{id}" is "get_events_id".
std::string operation_id(std::string_view path) {
    std::string id = "get";
    if (path.starts_with("/v1")) path.remove_prefix(3);
    for (const char c : path) {
        if (c == '/' || c == '.')
            id += '_';
        else if (c != '{' && c != '}')
            id += c;
    }
    return id;
}

void write_change(JsonWriter& json, const Route& route) {
    json.key("post");
    json.begin_object();
    json.field("operationId", "post" + operation_id(route.path).substr(3));
    json.field("summary", route.change_summary);
    json.key("security");
    json.begin_array();
    json.begin_object();
    json.key("token");
    json.begin_array();
    json.end_array();
    json.end_object();
    json.end_array();
    json.key("parameters");
    json.begin_array();
    for (const auto& parameter : route.change_parameters) write_parameter(json, parameter, route);
    json.end_array();
    json.key("responses");
    json.begin_object();
    json.key("201");
    json.begin_object();
    json.field("description", route.change_summary);
    json.key("content");
    json.begin_object();
    json.key("application/json");
    json.begin_object();
    json.key("schema");
    write_reference(json, "schemas", route.change_schema);
    json.end_object();
    json.end_object();
    json.end_object();
    for (const auto& status : {"4XX", "5XX"}) {
        json.key(status);
        write_reference(json, "responses", "Problem");
    }
    json.end_object();
    json.end_object();
}

void write_route(JsonWriter& json, const Route& route) {
    json.key(route.path);
    json.begin_object();
    json.key("get");
    json.begin_object();
    json.field("operationId", operation_id(route.path));
    json.field("summary", route.summary);
    json.key("parameters");
    json.begin_array();
    if (!route.id_help.empty()) write_id(json, route);
    for (const auto& parameter : parameters_of(route)) write_parameter(json, parameter, route);
    json.end_array();
    write_responses(json, route);
    json.end_object();
    if (route.change != nullptr) write_change(json, route);
    json.end_object();
}

/// What the writer cannot say: the parts that no route changes, as they stand in the file.
constexpr std::string_view kShared = R"("headers":{"ETag":{"description":)"
    R"("Version of the answer: what the store holds and what was asked","schema":{"type":"string"}}},)"
    R"("responses":{"Problem":{"description":"What went wrong, after RFC 9457","content":)"
    R"({"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}},)"
    R"("securitySchemes":{"token":{"type":"http","scheme":"bearer","description":)"
    R"("What the server was started with; one started without it answers POST with 403"}})";

std::string written() {
    std::string out;
    JsonWriter json(out);
    json.begin_object();
    json.field("openapi", "3.1.0");
    json.key("info");
    json.begin_object();
    json.field("title", "Annalist");
    json.field("version", "1");
    json.field("description",
               "Dated events between named actors, read from news articles, each with the sentences "
               "that report it. Ranges of days include both ends. In names of parameters - and _ are "
               "the same. Every answer is versioned by ETag and sent gzipped to those who take it.");
    json.key("license");
    json.begin_object();
    json.field("name", "See LICENSE");
    json.field("identifier", "LicenseRef-Annalist");
    json.end_object();
    json.end_object();
    json.key("servers");
    json.begin_array();
    json.begin_object();
    json.field("url", "/");
    json.end_object();
    json.end_array();
    json.key("security");
    json.begin_array();
    json.end_array();
    json.key("paths");
    json.begin_object();
    for (const Route& route : routes()) write_route(json, route);
    json.end_object();
    out += R"(,"components":{"schemas":)";
    out += embedded_file("schemas.json").value_or("{}");
    while (out.ends_with('\n')) out.pop_back();
    out += ",";
    out += kShared;
    out += "}}";
    return out;
}

}  // namespace

const std::string& openapi_document() {
    static const std::string document = written();
    return document;
}

}  // namespace annalist::web

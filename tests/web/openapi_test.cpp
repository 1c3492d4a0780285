#include "web/openapi.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>

#include "tests/web/sample_annals.hpp"
#include "tests/web/schema_check.hpp"
#include "web/api.hpp"
#include "web/routes.hpp"

namespace annalist::web {
namespace {

using nlohmann::json;

json document() { return json::parse(openapi_document()); }

Response ask(const storage::Store& store, const std::string& target) {
    Request request;
    request.method = "GET";
    EXPECT_EQ(parse_target(target, request), "");
    return answer(store, request);
}

TEST(OpenApi, EveryRouteIsInTheDocumentAndTheReverse) {
    std::set<std::string> described, served;
    const json whole = document();
    for (const auto& [path, unused] : whole["paths"].items()) described.insert(path);
    for (const Route& route : routes()) served.insert(std::string(route.path));
    EXPECT_EQ(described, served);
}

TEST(OpenApi, EveryParameterIsInTheDocumentAndTheReverse) {
    for (const Route& route : routes()) {
        std::set<std::string> described, taken;
        const json found = document()["paths"][std::string(route.path)]["get"]["parameters"];
        for (const auto& parameter : found) described.insert(parameter["name"]);
        EXPECT_EQ(described.size(), found.size()) << "no name twice";
        for (const auto& parameter : parameters_of(route)) taken.insert(std::string(parameter.name));
        if (route.path.ends_with("{id}")) taken.insert("id");
        EXPECT_EQ(described, taken) << route.path;
    }
}

TEST(OpenApi, AParameterIsTakenExactlyWhenItIsDescribed) {
    const auto store = testing::sample_store();
    std::set<std::string> all;
    for (const Route& route : routes())
        for (const auto& parameter : parameters_of(route)) all.insert(std::string(parameter.name));
    for (const Route& route : routes()) {
        std::string path(route.path);
        if (path.ends_with("{id}")) path.replace(path.size() - 4, 4, "0000000000000000");
        for (const auto& name : all) {
            const auto known = parameters_of(route);
            const bool described = std::ranges::any_of(
                known, [&](const auto& parameter) { return parameter.name == name; });
            const auto response = ask(*store, path + "?" + name + "=x");
            const bool unknown = response.body.find("no such parameter") != std::string::npos;
            EXPECT_EQ(unknown, !described) << path << " " << name << " " << response.body;
        }
    }
}

TEST(OpenApi, EveryReferenceLeadsSomewhereAndEverySchemaIsUsed) {
    const json whole = document();
    std::set<std::string> used;
    const std::string text = whole.dump();
    for (auto at = text.find("\"$ref\":\"#"); at != std::string::npos;
         at = text.find("\"$ref\":\"#", at + 1)) {
        const auto begin = at + 9;
        const auto pointer = text.substr(begin, text.find('"', begin) - begin);
        EXPECT_TRUE(whole.contains(json::json_pointer(pointer))) << pointer;
        used.insert(pointer);
    }
    for (const auto& [name, unused] : whole["components"]["schemas"].items())
        EXPECT_TRUE(used.contains("/components/schemas/" + name)) << name;
}

TEST(OpenApi, EveryAnswerFitsItsSchema) {
    const auto store = testing::sample_store();
    const json whole = document();
    const auto events = json::parse(ask(*store, "/v1/events?status=all").body);
    const std::string event = events["events"][0]["id"];
    const auto explained = json::parse(ask(*store, "/v1/events/" + event).body);
    const std::string article = explained["reports"][0]["article"];
    int checked = 0;
    const auto check = [&](const std::string& target, const std::string& path) {
        const auto response = ask(*store, target);
        ASSERT_EQ(response.status, 200) << target << response.body;
        const json schema = whole["paths"][path]["get"]["responses"]["200"]["content"]
                                 ["application/json"]["schema"];
        ASSERT_FALSE(schema.is_null()) << path;
        EXPECT_EQ(testing::misfit(json::parse(response.body), schema, whole), "") << target;
        ++checked;
    };
    for (const std::string target :
         {"/v1/met", "/v1/events", "/v1/timeline", "/v1/counts", "/v1/actors", "/v1/figures",
          "/v1/decisions", "/v1/stats", "/v1/rank", "/v1/communities", "/v1/compare?from=2022&to=2022",
          "/v1/ego?actor=Lund&hops=3", "/v1/path?actor=Lund&actor=Kenya&kind=meet,visit,call,message", "/healthz", "/openapi.json"})
        check(target, target.substr(0, target.find('?')));
    check("/v1/met?actor=Lund&kind=meet,call,message", "/v1/met");
    check("/v1/events?status=all&limit=5", "/v1/events");
    check("/v1/timeline?top=1&by=year", "/v1/timeline");
    for (const auto& each : events["events"])
        check("/v1/events/" + each["id"].get<std::string>(), "/v1/events/{id}");
    check("/v1/articles/" + article, "/v1/articles/{id}");
    check("/v1/actors/person:ingrid-lund", "/v1/actors/{id}");
    EXPECT_EQ(checked, 20 + static_cast<int>(events["events"].size()));
}

TEST(OpenApi, EveryLineOfAListFitsTheSchemaOfItsEntries) {
    const auto store = testing::sample_store();
    const json whole = document();
    for (const Route& route : routes()) {
        const json content = whole["paths"][std::string(route.path)]["get"]["responses"]["200"]["content"];
        const json lines_of = content.value("application/x-ndjson", json::object());
        ASSERT_EQ(lines_of.contains("x-itemSchema"), route.lines != nullptr) << route.path;
        if (route.lines == nullptr) continue;
        const json& schema = lines_of["x-itemSchema"];
        Request request;
        request.method = "GET";
        request.path = route.path;
        request.prefers_lines = true;
        std::string all;
        const auto keep = [&](std::string_view bytes) { return !all.append(bytes).empty(); };
        ASSERT_TRUE(answer(*store, request).stream(keep)) << route.path;
        std::istringstream lines(all);
        for (std::string line; std::getline(lines, line);)
            EXPECT_EQ(testing::misfit(json::parse(line), schema, whole), "") << line;
        EXPECT_FALSE(all.empty()) << route.path;
    }
}

TEST(OpenApi, ProblemsFitTheirSchema) {
    const auto store = testing::sample_store();
    const json whole = document();
    for (const std::string target : {"/v1/met?x=1", "/nowhere", "/v1/events/1", "/v1/met?actor=Q"}) {
        const auto response = ask(*store, target);
        EXPECT_GE(response.status, 400);
        EXPECT_EQ(testing::misfit(json::parse(response.body),
                                  whole["components"]["schemas"]["Problem"], whole),
                  "")
            << target;
    }
}

TEST(FindRoute, TakesWhatStandsForTheId) {
    std::string id;
    EXPECT_NE(find_route("/v1/met", id), nullptr);
    EXPECT_EQ(id, "");
    ASSERT_NE(find_route("/v1/actors/person:xi jinping", id), nullptr);
    EXPECT_EQ(id, "person:xi jinping");
    EXPECT_EQ(find_route("/v1/actors/", id), nullptr);
    EXPECT_EQ(find_route("/v1/actors/a/b", id), nullptr);
    EXPECT_EQ(find_route("/v1/meta", id), nullptr);
    EXPECT_EQ(find_route("", id), nullptr);
}

}  // namespace
}  // namespace annalist::web

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "query/decisions.hpp"
#include "tests/web/raw_client.hpp"
#include "tests/web/sample_annals.hpp"
#include "tests/web/schema_check.hpp"
#include "web/api.hpp"
#include "web/openapi.hpp"
#include "web/server.hpp"
#include "web/token.hpp"

namespace annalist::web {
namespace {

using nlohmann::json;

constexpr const char* kToken = "a-token-of-some-length";

class Decisions : public ::testing::Test {
protected:
    Response post(std::string_view target, std::string authorization = std::string("Bearer ") + kToken,
                  bool body = false) {
        Request request;
        request.method = "POST";
        request.authorization = std::move(authorization);
        request.has_body = body;
        EXPECT_EQ(parse_target(target, request), "");
        return answer(*store_, request, {}, {store_.get(), kToken});
    }
    json get(std::string_view target) {
        Request request;
        request.method = "GET";
        EXPECT_EQ(parse_target(target, request), "");
        const Response response = answer(*store_, request, {}, {store_.get(), kToken});
        EXPECT_EQ(response.status, 200) << target << response.body;
        return json::parse(response.body, nullptr, false);
    }
    json refused(const Response& response, int status) {
        EXPECT_EQ(response.status, status) << response.body;
        EXPECT_EQ(response.type, "application/problem+json");
        EXPECT_TRUE(store_->decisions()->empty());
        return json::parse(response.body, nullptr, false);
    }

    std::unique_ptr<storage::Store> store_ = testing::sample_store();
};

TEST_F(Decisions, HoldAtOnceInEveryAnswer) {
    const auto made = post("/v1/decisions?decide=rename-actor&actor=Lund&name=Ingrid%20Lund-Berg&note=wed");
    ASSERT_EQ(made.status, 201) << made.body;
    const json decision = json::parse(made.body);
    EXPECT_EQ(decision["number"], 1);
    EXPECT_EQ(decision["note"], "wed");
    const json whole = json::parse(openapi_document());
    EXPECT_EQ(testing::misfit(decision, whole["components"]["schemas"]["Decision"], whole), "");
    const json actor = get("/v1/actors/Ingrid%20Lund-Berg");
    EXPECT_EQ(actor["key"], "person:ingrid-lund");
    EXPECT_EQ(actor["decisions"][0], decision);
    EXPECT_EQ(testing::misfit(actor, whole["components"]["schemas"]["Actor"], whole), "");
    ASSERT_EQ(post("/v1/decisions?decide=undo&undo=1").status, 201);
    EXPECT_EQ(get("/v1/actors/person:ingrid-lund")["name"], "Ingrid Lund");
    const json all = get("/v1/decisions");
    EXPECT_EQ(all["decisions"][0]["undone_by"], 2);
    EXPECT_EQ(testing::misfit(all, whole["components"]["schemas"]["Decisions"], whole), "");
}

TEST_F(Decisions, ChangeTheVersionOfAnswers) {
    Request request;
    request.method = "GET";
    ASSERT_EQ(parse_target("/v1/events", request), "");
    const std::string before = answer(*store_, request).etag;
    const json event = get("/v1/events")["events"][0];
    ASSERT_EQ(post("/v1/decisions?decide=reject-event&event=" + event["id"].get<std::string>()).status, 201);
    EXPECT_NE(answer(*store_, request).etag, before);
    EXPECT_NE(get("/v1/events")["events"][0]["id"], event["id"]);
}

TEST_F(Decisions, NeedTheToken) {
    const std::string target = "/v1/decisions?decide=rename-actor&actor=Lund&name=X";
    for (const std::string header : {"", "Bearer", "Bearer ", "Bearer a-token-of-some-lengtH", "Bearer a-token-of-some",
                                     "Basic a-token-of-some-length", "a-token-of-some-length"}) {
        const Response response = post(target, header);
        refused(response, 401);
        ASSERT_FALSE(response.headers.empty());
        EXPECT_EQ(response.headers.front().first, "WWW-Authenticate");
    }
    Request request;
    request.method = "POST";
    request.authorization = std::string("Bearer ") + kToken;
    ASSERT_EQ(parse_target(target, request), "");
    refused(answer(*store_, request), 403);
    refused(answer(*store_, request, {}, {store_.get(), ""}), 403);
    EXPECT_TRUE(bears_token("bearer  abc ", "abc"));
}

TEST_F(Decisions, SayWhatIsWrongWithThem) {
    const auto detail = [&](const std::string& query, int status) {
        return refused(post("/v1/decisions?" + query), status).value("detail", "");
    };
    EXPECT_NE(detail("", 400).find("write one of merge-actors|"), std::string::npos);
    EXPECT_NE(detail("decide=undo&undo=1", 404).find("no decision 1"), std::string::npos);
    EXPECT_NE(detail("decide=merge-actors&actor=Lund", 400).find("into: needed"), std::string::npos);
    EXPECT_NE(detail("decide=undo&undo=1&colour=red", 400).find("colour: no such parameter"), std::string::npos);
    EXPECT_NE(detail("decide=undo&undo=1&undo=2", 400).find("given twice"), std::string::npos);
    EXPECT_NE(detail("decide=reject-event&event=00000000000000ff", 404).find("no event"), std::string::npos);
    EXPECT_NE(detail("decide=merge-actors&actor=Norway&into=Kenya", 400).find("two countries"), std::string::npos);
    refused(post("/v1/decisions?decide=undo&undo=1", std::string("Bearer ") + kToken, true), 413);
    EXPECT_EQ(post("/v1/decisions?decide=merge-actors&actor=Norway&into=Kenya&sure=yes").status, 201);
}

TEST_F(Decisions, AreDescribedWithEveryParameterAndTheToken) {
    const json post = json::parse(openapi_document())["paths"]["/v1/decisions"]["post"];
    std::vector<std::string> described, taken;
    for (const json& parameter : post["parameters"]) described.push_back(parameter["name"]);
    for (const query::ParameterInfo& info : query::decision_parameters()) taken.emplace_back(info.name);
    EXPECT_EQ(described, taken);
    EXPECT_TRUE(post["security"][0].contains("token"));
    EXPECT_TRUE(post["responses"].contains("201"));
}

TEST_F(Decisions, AreTakenOnlyWhereTheyBelong) {
    EXPECT_EQ(post("/v1/events").status, 405);
    Request request;
    request.method = "DELETE";
    request.path = "/v1/decisions";
    const Response response = answer(*store_, request);
    EXPECT_EQ(response.status, 405);
    EXPECT_EQ(response.headers.front().second, "GET, HEAD, POST");
}

TEST_F(Decisions, ComeOverTheWire) {
    ServerOptions options;
    options.port = 0;
    const auto server = Server::start(*store_, kToken, options);
    ASSERT_TRUE(server) << server.error().message;
    const std::string line =
        "POST /v1/decisions?decide=rename-actor&actor=Lund&name=X HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Length: 0\r\n";
    EXPECT_EQ(testing::ask((*server)->port(), line + "\r\n").status, 401);
    EXPECT_EQ(testing::ask((*server)->port(), line + "Authorization: Bearer " + kToken + "\r\n\r\n").status, 201);
    EXPECT_EQ(testing::ask((*server)->port(), "POST /v1/decisions HTTP/1.1\r\nHost: localhost\r\n"
                                              "Content-Length: 5\r\n\r\nabcde").status, 413);
    const auto plain = Server::start(std::as_const(*store_), options);
    ASSERT_TRUE(plain);
    EXPECT_EQ(testing::ask((*plain)->port(), line + "Authorization: Bearer " + kToken + "\r\n\r\n").status, 403);
    (*server)->stop();
    (*plain)->stop();
    EXPECT_EQ(store_->decisions()->size(), 1U);
}

}  // namespace
}  // namespace annalist::web

#include "web/api.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "query/export.hpp"
#include "tests/web/sample_annals.hpp"
#include "web/problem.hpp"
#include "web/routes.hpp"

namespace annalist::web {
namespace {

using nlohmann::json;

class Api : public ::testing::Test {
protected:
    static void SetUpTestSuite() { store_ = testing::sample_store().release(); }
    static void TearDownTestSuite() { delete store_; }

    static Response ask(std::string_view target, std::string_view method = "GET") {
        Request request;
        request.method = method;
        EXPECT_EQ(parse_target(target, request), "");
        return answer(*store_, request);
    }

    /// The answer of a route that works.
    static json good(std::string_view target) {
        const auto response = ask(target);
        EXPECT_EQ(response.status, 200) << target << ": " << response.body;
        EXPECT_EQ(response.type, "application/json");
        return json::parse(response.body, nullptr, false);
    }

    /// The problem of one that does not.
    static json bad(std::string_view target, int status) {
        const auto response = ask(target);
        EXPECT_EQ(response.status, status) << target << ": " << response.body;
        EXPECT_EQ(response.type, "application/problem+json");
        const auto problem = json::parse(response.body, nullptr, false);
        EXPECT_EQ(problem.value("status", 0), status);
        return problem;
    }

    /// The same for one who prefers JSON Lines.
    static Response in_lines(std::string_view target) {
        Request request;
        request.method = "GET";
        request.prefers_lines = true;
        EXPECT_EQ(parse_target(target, request), "");
        return answer(*store_, request);
    }

    /// The lines of a list, as an array.
    static json lines_of(std::string_view target) {
        const auto response = in_lines(target);
        EXPECT_EQ(response.type, "application/x-ndjson") << target;
        const std::string all = streamed(response);
        json entries = json::array();
        for (std::size_t begin = 0; begin < all.size();) {
            const std::size_t end = all.find('\n', begin);
            entries.push_back(json::parse(all.substr(begin, end - begin), nullptr, false));
            begin = end + 1;
        }
        return entries;
    }

    static std::string streamed(std::string_view target) { return streamed(ask(target)); }

    static std::string streamed(const Response& response) {
        EXPECT_EQ(response.status, 200) << response.body;
        std::string all;
        if (!response.stream) return all;
        EXPECT_TRUE(response.stream([&](std::string_view bytes) {
            all += bytes;
            return true;
        }));
        return all;
    }

    static storage::Store* store_;
};

storage::Store* Api::store_ = nullptr;

TEST_F(Api, WhoMetWhomHasThePairsOfTheRange) {
    const auto met = good("/v1/met?from=2022-06-27&to=2022-06-27");
    ASSERT_EQ(met["pairs"].size(), met["total_pairs"]);
    const auto has = [&](const char* a, const char* b) {
        return std::ranges::any_of(met["pairs"], [&](const json& pair) {
            return pair["a"]["key"] == a && pair["b"]["key"] == b;
        });
    };
    EXPECT_TRUE(has("person:ingrid-lund", "person:tomas-arriagada"));
    EXPECT_TRUE(has("person:joseph-mwangi", "person:tran-minh-duc"));
    EXPECT_FALSE(has("person:grace-otieno", "person:jonas-aasheim")) << "met in another year";
}

TEST_F(Api, OneActorsCounterpartsNameTheActor) {
    const auto met = good("/v1/met?actor=Lund");
    EXPECT_EQ(met["actor"]["key"], "person:ingrid-lund");
    for (const auto& pair : met["pairs"]) EXPECT_EQ(pair["a"]["key"], "person:ingrid-lund");
}

TEST_F(Api, EventsComeInPagesThatJoinWithoutGapOrOverlap) {
    std::vector<std::string> ids;
    std::string cursor;
    do {
        const auto page = good("/v1/events?status=all&limit=4" +
                               (cursor.empty() ? "" : "&cursor=" + cursor));
        EXPECT_LE(page["events"].size(), 4u);
        for (const auto& event : page["events"]) ids.push_back(event["id"]);
        cursor = page.value("next", "");
    } while (!cursor.empty() && ids.size() < 100);
    const auto whole = good("/v1/events?status=all");
    ASSERT_EQ(ids.size(), whole["events"].size());
    for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(ids[i], whole["events"][i]["id"]);
}

TEST_F(Api, ACursorOfAnotherQuestionIsRefused) {
    const auto page = good("/v1/events?limit=2");
    bad("/v1/events?limit=2&kind=call&cursor=" + page["next"].get<std::string>(), 400);
    bad("/v1/events?cursor=nonsense", 400);
}

TEST_F(Api, ListsAreStreamedAsLinesToThoseWhoPreferThem) {
    int lists = 0;
    for (const Route& route : routes()) {
        if (route.lines == nullptr) continue;
        const std::string path(route.path), list(route.list);
        const json whole = good(path + "?limit=10000")[list];
        ASSERT_GT(whole.size(), 0U) << path;
        EXPECT_EQ(lines_of(path), whole) << path << " without a limit of its own";
        EXPECT_EQ(lines_of(path + "?limit=2"), good(path + "?limit=2")[list]) << path;
        EXPECT_NE(in_lines(path).etag, ask(path).etag) << path;
        EXPECT_EQ(in_lines(path + "?limit=many").status, 400) << path;
        ++lists;
    }
    EXPECT_EQ(lists, 5);
}

TEST_F(Api, LinesFollowTheQuestionAsTheDocumentDoes) {
    const std::pair<const char*, const char*> questions[] = {
        {"/v1/met?actor=Lund&order=name&kind=meet,call", "pairs"},
        {"/v1/timeline?by=year&top=1", "groups"},
        {"/v1/timeline?by=day&order=newest&status=all", "groups"},
        {"/v1/actors?name=g", "actors"},
        {"/v1/figures?from=1950&to=1951", "series"}};
    for (const auto& [target, list] : questions) EXPECT_EQ(lines_of(target), good(target)[list]) << target;
    for (const auto& [path, list] : {std::pair{"/v1/events", "events"}, {"/v1/timeline", "groups"}}) {
        const std::string target(path);
        const auto first = good(target + "?limit=2");
        const std::string rest = target + "?cursor=" + first["next"].get<std::string>();
        EXPECT_EQ(lines_of(rest), good(rest)[list]) << rest;
    }
}

TEST_F(Api, WhatCannotBeFoundInLinesIsAProblemAndNoHalfList) {
    EXPECT_EQ(in_lines("/v1/met?actor=Nobody+Known").status, 404);
    EXPECT_EQ(in_lines("/v1/timeline?by=century").status, 400);
    EXPECT_EQ(in_lines("/v1/met?limit=0").status, 200) << "all, as without one";
    EXPECT_EQ(in_lines("/v1/rank").type, "application/json") << "a list that has no lines";
}

TEST_F(Api, LinesEndWhereTheirReaderDoes) {
    for (const Route& route : routes()) {
        if (route.lines == nullptr) continue;
        const auto response = in_lines(std::string(route.path));
        ASSERT_TRUE(response.stream) << route.path;
        EXPECT_FALSE(response.stream([](std::string_view) { return false; })) << route.path;
    }
}

TEST_F(Api, AnEventComesWithEveryReportAndItsMarks) {
    const auto found = good("/v1/events?kind=agree");
    ASSERT_EQ(found["events"].size(), 1u);
    const std::string id = found["events"][0]["id"];
    const auto explained = good("/v1/events/" + id);
    ASSERT_EQ(explained["reports"].size(), 2u);
    for (const auto& report : explained["reports"]) {
        const std::string sentence = report["sentence"];
        ASSERT_FALSE(report["marks"].empty());
        for (const auto& mark : report["marks"]) {
            const std::size_t begin = mark["bytes"][0], end = mark["bytes"][1];
            EXPECT_EQ(sentence.substr(begin, end - begin), mark["words"]);
        }
    }
}

TEST_F(Api, AnArticleHasItsTextAndSpansThatFitIt) {
    const auto found = good("/v1/events?kind=agree");
    const auto explained = good("/v1/events/" + found["events"][0]["id"].get<std::string>());
    const std::string id = explained["reports"][0]["article"];
    const auto article = good("/v1/articles/" + id);
    EXPECT_EQ(article["id"], id);
    const std::string text = article["text"];
    ASSERT_EQ(article["mentions"].size(), 2u);
    for (const auto& mention : article["mentions"])
        for (const auto& participant : mention["participants"]) {
            const std::size_t begin = participant["words"][0], end = participant["words"][1];
            ASSERT_LE(end, text.size());
            EXPECT_GT(end, begin);
        }
    EXPECT_EQ(bad("/v1/articles/0000000000000000", 404)["code"], "not_found");
    bad("/v1/articles/short", 400);
}

TEST_F(Api, TheTimelineGroupsByThePeriodAskedFor) {
    const auto timeline = good("/v1/timeline?by=year");
    ASSERT_EQ(timeline["groups"].size(), 3u);
    EXPECT_EQ(timeline["groups"][0]["label"], "2021");
    const auto newest = good("/v1/timeline?by=year&order=newest");
    EXPECT_EQ(newest["groups"][0]["label"], "2023");
}

TEST_F(Api, CountsAddUpToTheEventsAndCountEachOnce) {
    for (const std::string by : {"day", "week", "month", "year"}) {
        const auto counts = good("/v1/counts?by=" + by);
        std::uint64_t sum = 0;
        for (const auto& group : counts["groups"]) sum += group["events"].get<std::uint64_t>();
        EXPECT_EQ(sum, counts["events"]) << by;
        EXPECT_EQ(sum, good("/v1/events?limit=10000")["events"].size()) << by;
    }
    bad("/v1/counts?by=hour", 400);
    bad("/v1/counts?limit=5", 400);
}

TEST_F(Api, ActorsAreFoundByTheBeginningOfAnyName) {
    const auto found = good("/v1/actors?name=aash");
    EXPECT_TRUE(found["actors"].empty() || found["actors"][0]["key"] == "person:jonas-aasheim");
    EXPECT_EQ(good("/v1/actors?name=asheim")["actors"][0]["key"], "person:jonas-aasheim");
    EXPECT_EQ(good("/v1/actors?name=oslo")["actors"][0]["key"], "country:NOR");
    EXPECT_LE(good("/v1/actors?name=&limit=3")["actors"].size(), 3u);
    EXPECT_EQ(good("/v1/actors/country:KEN")["name"], "Kenya");
    bad("/v1/actors/person:nobody-at-all", 404);
}

TEST_F(Api, FiguresAreSeries) {
    const auto figures = good("/v1/figures");
    ASSERT_EQ(figures["series"].size(), 1u);
    EXPECT_EQ(figures["series"][0]["points"][0]["change"], 4.5);
}

TEST_F(Api, AnUnknownParameterIsNamedAndTheNearestOffered) {
    const auto problem = bad("/v1/met?form=2020&acter=x&limit=0", 400);
    ASSERT_EQ(problem["errors"].size(), 3u);
    EXPECT_EQ(problem["errors"][0]["parameter"], "form");
    EXPECT_NE(problem["errors"][0]["detail"].get<std::string>().find("from"), std::string::npos);
    EXPECT_EQ(problem["errors"][2]["parameter"], "limit");
    EXPECT_EQ(problem["instance"], "/v1/met");
    EXPECT_EQ(problem["code"], "invalid_argument");
    EXPECT_EQ(bad("/v1/stats?verbose", 400)["errors"][0]["parameter"], "verbose");
}

TEST_F(Api, BadValuesAreRefusedByName) {
    for (const char* query :
         {"from=2022-02-30", "from=2023&to=2022", "kind=party", "type=X", "status=maybe",
          "min_confidence=2", "order=sideways", "as_known_on=yesterday", "limit=10001",
          "limit=-1", "limit=9999999999999999999999", "from=2020&from=2021"}) {
        const auto problem = bad(std::string("/v1/events?") + query, 400);
        const std::string name = std::string(query).substr(0, std::string(query).find('='));
        std::string dashed = name;
        std::ranges::replace(dashed, '_', '-');
        EXPECT_NE(problem["detail"].get<std::string>().find(dashed), std::string::npos)
            << query << ": " << problem["detail"];
    }
}

TEST_F(Api, UnderlinesAndDashesInNamesAreTheSame) {
    EXPECT_EQ(ask("/v1/events?min_confidence=0.8").body, ask("/v1/events?min-confidence=0.8").body);
    EXPECT_LT(good("/v1/events?as_known_on=2021-06-30")["events"].size(),
              good("/v1/events")["events"].size());
}

TEST_F(Api, AnUnknownActorIsA404ThatOffersTheNearest) {
    const auto problem = bad("/v1/met?actor=Ingrid+Lumd", 404);
    EXPECT_NE(problem["detail"].get<std::string>().find("Ingrid Lund"), std::string::npos)
        << problem["detail"];
}

TEST_F(Api, TheGraphIsStreamedInEachFormat) {
    std::string no_id;
    EXPECT_TRUE(streamed("/v1/graph").starts_with("<?xml"));
    EXPECT_TRUE(streamed("/v1/graph?format=csv&actor=Lund").starts_with("Source,"));
    const auto lines = streamed("/v1/graph?format=jsonl");
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(lines, '\n')),
              good("/v1/events?limit=10000")["events"].size());
    bad("/v1/graph?format=gif", 400);
    bad("/v1/graph?format=csv&flavor=yed", 400);
    std::string names;
    for (const query::ExportInfo& info : query::export_formats()) {
        if (info.flavor.empty()) names.append(names.empty() ? "" : "|").append(info.name);
        const std::string target =
            "/v1/graph?actor=Lund&format=" + std::string{info.name} +
            (info.flavor.empty() ? "" : "&flavor=" + std::string{info.flavor});
        EXPECT_EQ(ask(target).type, info.media_type);
        EXPECT_GT(streamed(target).size(), 50U) << target;
    }
    const auto known = parameters_of(*find_route("/v1/graph", no_id));
    EXPECT_EQ(std::ranges::find(known, "format", &query::ParameterInfo::name)->value, names)
        << "what OpenAPI lists";
}

TEST_F(Api, OtherPathsAre404AndOtherMethods405) {
    bad("/v2/met", 404);
    bad("/v1/met/", 404);
    bad("/v1/events/a/b", 404);
    bad("/v1/events/", 404);
    for (const char* path : {"/", "/v1/met", "/v1/events/0000000000000000", "/healthz"}) {
        const auto refused = ask(path, "POST");
        EXPECT_EQ(refused.status, 405) << path;
        ASSERT_FALSE(refused.headers.empty());
        EXPECT_EQ(refused.headers[0].first, "Allow");
    }
}

TEST_F(Api, TheTagChangesWithTheQuestionAndTheStoreOnly) {
    const auto tag = ask("/v1/met?from=2021").etag;
    EXPECT_FALSE(tag.empty());
    EXPECT_EQ(ask("/v1/met?from=2021").etag, tag);
    EXPECT_NE(ask("/v1/met?from=2022").etag, tag);
    EXPECT_NE(ask("/v1/events?from=2021").etag, tag);

    auto growing = storage::make_memory_store();
    const auto articles = testing::sample_articles();
    Request request;
    request.method = "GET";
    request.path = "/v1/met";
    std::string before;
    for (const auto& article : articles) {
        ASSERT_TRUE(growing->put(article));
        const auto now = answer(*growing, request).etag;
        EXPECT_NE(now, before);
        before = now;
    }
    request.if_none_match = "\"" + before + "\"";
    EXPECT_TRUE(answer(*growing, request).body.empty());
    ASSERT_TRUE(growing->put(articles.back())) << "the same again";
    EXPECT_EQ(answer(*growing, request).etag, before);
}

TEST_F(Api, ThePageLoadsNothingFromElsewhere) {
    const auto page = ask("/");
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.type, "text/html; charset=utf-8");
    const auto policy = std::ranges::find(page.headers, "Content-Security-Policy",
                                          &std::pair<std::string, std::string>::first);
    ASSERT_NE(policy, page.headers.end());
    EXPECT_TRUE(policy->second.starts_with("default-src 'none'; script-src 'self';"));
    std::size_t found = 0;
    for (const std::string attribute : {"src=\"", "href=\""})
        for (auto at = page.body.find(attribute); at != std::string::npos;
             at = page.body.find(attribute, at + 1)) {
            const auto begin = at + attribute.size();
            const auto target = page.body.substr(begin, page.body.find('"', begin) - begin);
            if (target.starts_with("data:") || target.starts_with("#")) continue;
            EXPECT_TRUE(target.starts_with("/")) << target;
            EXPECT_EQ(ask(target).status, 200) << target;
            ++found;
        }
    EXPECT_GE(found, 4u);
}

TEST(StatusOf, ErrorsHaveTheStatusThatDocsHttpStates) {
    EXPECT_EQ(status_of(ErrorCode::InvalidArgument), 400);
    EXPECT_EQ(status_of(ErrorCode::NotFound), 404);
    EXPECT_EQ(status_of(ErrorCode::Corruption), 500);
    EXPECT_EQ(status_of(ErrorCode::Io), 500);
    EXPECT_EQ(status_of(ErrorCode::Unsupported), 501);
}

}  // namespace
}  // namespace annalist::web

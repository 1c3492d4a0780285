// Holds docs/http.md to what the server answers.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/web/sample_annals.hpp"
#include "web/api.hpp"

namespace annalist::web {
namespace {

std::string page() {
    std::ifstream file(ANNALIST_TEST_DATA "/../../docs/http.md");
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The text between two marks, the search beginning at `from`, which moves behind it.
std::string between(const std::string& text, const std::string& begin, const std::string& end,
                    std::size_t& from) {
    const auto start = text.find(begin, from);
    if (start == std::string::npos) {
        from = start;
        return "";
    }
    const auto stop = text.find(end, start + begin.size());
    from = stop;
    return text.substr(start + begin.size(), stop - start - begin.size());
}

std::string answered(const storage::Store& store, const std::string& target) {
    Request request;
    request.method = "GET";
    EXPECT_EQ(parse_target(target, request), "");
    const auto response = answer(store, request);
    if (!response.stream) return response.body;
    std::string all;
    response.stream([&](std::string_view bytes) {
        all += bytes;
        return true;
    });
    std::erase(all, '\r');
    return all;
}

TEST(DocsHttp, EverySampleIsWhatTheServerAnswers) {
    const std::string text = page();
    ASSERT_FALSE(text.empty());
    const auto store = testing::sample_store();
    std::size_t at = 0;
    int samples = 0;
    while (true) {
        const auto target = between(text, "```http\nGET ", "\n```", at);
        if (at == std::string::npos) break;
        at += 5;
        const bool csv = text.compare(at, 6, "```csv") == 0;
        const auto shown = between(text, csv ? "```csv\n" : "```json\n", "\n```", at);
        const auto real = answered(*store, target);
        if (csv)
            EXPECT_EQ(shown + "\n", real) << target;
        else
            EXPECT_EQ(nlohmann::json::parse(shown, nullptr, false),
                      nlohmann::json::parse(real, nullptr, false))
                << target;
        ++samples;
    }
    EXPECT_GE(samples, static_cast<int>(routes().size()) - 1);
}

TEST(DocsHttp, EveryRouteAndParameterIsListed) {
    const std::string text = page();
    for (const Route& route : routes()) {
        if (route.path == "/openapi.json") continue;
        const auto begin = text.find("### " + std::string(route.path) + "\n");
        ASSERT_NE(begin, std::string::npos) << route.path;
        const auto section = text.substr(begin, text.find("\n### ", begin + 4) - begin);
        const auto parameters = parameters_of(route);
        for (const auto& parameter : parameters)
            EXPECT_NE(section.find("| `" + std::string(parameter.name) + "` |"), std::string::npos)
                << route.path << " " << parameter.name;
        std::size_t rows = 0;
        for (auto row = section.find("\n| `"); row != std::string::npos;
             row = section.find("\n| `", row + 1))
            ++rows;
        EXPECT_EQ(rows, parameters.size() + (route.id_help.empty() ? 0 : 1)) << route.path;
    }
}

}  // namespace
}  // namespace annalist::web

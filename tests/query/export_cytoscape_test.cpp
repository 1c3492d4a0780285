#include <nlohmann/json.hpp>

#include "tests/query/export_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class ExportCytoscape : public Export {};

TEST_F(ExportCytoscape, AnEdgeSaysItsInteractionAndItsLabel) {
    const auto file = nlohmann::json::parse(exported(
        {{"actor", "Lavrov"}, {"from", "2020-09"}, {"to", "2020-09"}}, ExportFormat::Cytoscape));
    const auto& edges = file["elements"]["edges"];
    ASSERT_EQ(edges.size(), 1U);
    EXPECT_EQ(edges[0]["data"]["interaction"], "meet");
    EXPECT_EQ(edges[0]["data"]["name"], "talks over tea");
    EXPECT_EQ(edges[0]["data"]["id"], "0000000000000a03-0");
    EXPECT_EQ(file["elements"]["nodes"].size(), 2U);
}

TEST_F(ExportCytoscape, NoEdgesAreAnEmptyList) {
    const auto file = nlohmann::json::parse(exported({{"from", "2030"}}, ExportFormat::Cytoscape));
    EXPECT_TRUE(file["elements"]["edges"].is_array() && file["elements"]["edges"].empty());
}

TEST_F(ExportCytoscape, NetworkxLosesNothingOfIt) {
    add_awkward_actor();
    const Reading said =
        read("read_cytoscape.py", {{"annals.cyjs", exported({}, ExportFormat::Cytoscape)},
                                   {"expected.json", expectation(*store)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

TEST_F(ExportCytoscape, CytoscapeJsLosesNothingOfIt) {
    add_awkward_actor();
    const Reading said =
        read("read_cytoscape.cjs", {{"annals.cyjs", exported({}, ExportFormat::Cytoscape)},
                                    {"expected.json", expectation(*store)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

}  // namespace
}  // namespace annalist::query

#include "tests/query/export_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class ExportGexf : public Export {};

TEST_F(ExportGexf, AMonthLastsFromItsFirstSecondToItsLast) {
    const std::string xml = exported({{"actor", "Wang Yi"}, {"kind", "visit"}}, ExportFormat::Gexf);
    EXPECT_NE(
        xml.find(
            "source=\"person:wang-yi\" target=\"country:ITA\" type=\"directed\" kind=\"visit\" "
            "weight=\"1\" label=\"visit\" start=\"2020-08-01T00:00:00Z\" "
            "end=\"2020-08-31T23:59:59Z\""),
        std::string::npos)
        << xml;
    EXPECT_EQ(count.nodes, 2U);
    EXPECT_EQ(count.edges, 1U);
}

TEST_F(ExportGexf, AnActorLastsFromItsFirstEventToItsLast) {
    const std::string xml = exported({{"actor", "Xi"}}, ExportFormat::Gexf);
    EXPECT_NE(
        xml.find(
            "<node id=\"person:xi-jinping\" label=\"Xi Jinping\" start=\"2020-03-19T00:00:00Z\" "
            "end=\"2020-07-23T23:59:59Z\">"),
        std::string::npos)
        << xml;
}

TEST_F(ExportGexf, ItsStructureIsThatOfTheSchema) {
    add_awkward_actor();
    const Reading said = read("read_gexf.py", {{"annals.gexf", exported({}, ExportFormat::Gexf)},
                                               {"expected.json", expectation(*store)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

TEST_F(ExportGexf, GraphologyLosesNothingOfIt) {
    add_awkward_actor();
    const Reading said = read("read_gexf.cjs", {{"annals.gexf", exported({}, ExportFormat::Gexf)},
                                                {"expected.json", expectation(*store)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

}  // namespace
}  // namespace annalist::query

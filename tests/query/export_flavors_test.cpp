#include "tests/query/export_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class ExportFlavors : public Export {};

TEST_F(ExportFlavors, AnArrowOfYedPointsAtTheOneActedUpon) {
    const std::string xml = exported({{"kind", "message,call"}}, ExportFormat::GraphmlYed);
    EXPECT_NE(xml.find("<edge id=\"0000000000000a08-0\" source=\"person:vladimir-putin\" "
                       "target=\"person:xi-jinping\">\n"
                       "      <data key=\"e_graphics\"><y:PolyLineEdge><y:Arrows source=\"none\" "
                       "target=\"standard\"/>"
                       "<y:EdgeLabel>message</y:EdgeLabel>"),
              std::string::npos)
        << xml;
    EXPECT_NE(
        xml.find("<y:Arrows source=\"none\" target=\"none\"/><y:EdgeLabel>call</y:EdgeLabel>"),
        std::string::npos)
        << xml;
}

TEST_F(ExportFlavors, ApocTakesLabelsAndTypesFromAttributes) {
    const std::string xml = exported({{"kind", "visit"}}, ExportFormat::GraphmlApoc);
    EXPECT_NE(xml.find("<node id=\"person:wang-yi\" labels=\":Actor:Person\">"), std::string::npos)
        << xml;
    EXPECT_NE(xml.find("<node id=\"country:ITA\" labels=\":Actor:Country\">"), std::string::npos)
        << xml;
    EXPECT_NE(xml.find("source=\"person:wang-yi\" target=\"country:ITA\" label=\"VISIT\">"),
              std::string::npos)
        << xml;
}

TEST_F(ExportFlavors, NetworkxReadsTheSameGraphAndTheLabels) {
    add_awkward_actor();
    const Reading said =
        read("read_flavors.py", {{"yed.graphml", exported({}, ExportFormat::GraphmlYed)},
                                 {"apoc.graphml", exported({}, ExportFormat::GraphmlApoc)},
                                 {"expected.json", expectation(*store)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

TEST(ExportFormats, AreFoundByNameAndFlavour) {
    EXPECT_EQ(*parse_export_format("", ""), ExportFormat::GraphML);
    EXPECT_EQ(*parse_export_format("graphml", "gephi"), ExportFormat::GraphML);
    EXPECT_EQ(*parse_export_format("", "yed"), ExportFormat::GraphmlYed);
    EXPECT_EQ(*parse_export_format("ndjson", ""), ExportFormat::JsonLines);
    EXPECT_FALSE(parse_export_format("graphml", "neo"));
    EXPECT_FALSE(parse_export_format("csv", "gephi"));
    EXPECT_FALSE(parse_export_format("gif", ""));
}

}  // namespace
}  // namespace annalist::query

#include "query/export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/graphml.hpp>
#include <map>
#include <sstream>

#include "graph/event_graph.hpp"
#include "tests/query/export_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

TEST_F(Export, CsvHasGephisColumnsAndHarmlessCells) {
    add_awkward_actor();
    const std::string csv = exported({{"actor", "Xi"}, {"from", "2020-12"}}, ExportFormat::Csv);
    EXPECT_TRUE(csv.starts_with("Source,Target,Type,Id,Label,Weight,Start,End,")) << csv;
    EXPECT_NE(csv.find("Undirected,0000000000000d01-0,\"'=SUM(1,2) \"\"quoted\"\" "), std::string::npos) << csv;
    EXPECT_NE(csv.find(",1,2020-12-20,2020-12-20,"), std::string::npos) << csv;
    EXPECT_NE(csv.find(",'+Moscow,RUS,"), std::string::npos) << csv;
    EXPECT_TRUE(csv.ends_with(",\"<[2020-12-20, 2020-12-20]>\"\r\n")) << csv;
    EXPECT_EQ(count.edges, 1U);
}

TEST_F(Export, CsvTellsWhoActsAndWhoDoesNot) {
    const auto rows = lines(exported({{"kind", "message,call"}}, ExportFormat::Csv));
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_TRUE(rows[1].starts_with("person:") && rows[1].find(",Undirected,") != std::string::npos) << rows[1];
    EXPECT_TRUE(rows[2].starts_with("person:vladimir-putin,person:xi-jinping,Directed,")) << rows[2];
}

TEST_F(Export, TheTableOfActorsListsThoseWithEdges) {
    const auto rows = lines(exported({{"kind", "call"}}, ExportFormat::CsvNodes));
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0], "Id,Label,Kind,Country,Wikidata,Events,First,Last,timeset\r");
    EXPECT_TRUE(std::ranges::find(rows, "person:xi-jinping,Xi Jinping,person,CHN,,1,2020-03-19,2020-07-08,\"<[2020-03-19, 2020-07-08]>\"\r") !=
                rows.end());
}

TEST_F(Export, JsonLinesHoldEveryEventAlsoThoseWithOneActor) {
    const auto rows = lines(exported({}, ExportFormat::JsonLines));
    ASSERT_EQ(rows.size(), 7U);
    EXPECT_EQ(rows[5],
              R"({"id":"0000000000000a06","type":"STATEMENT","status":"occurred","days":"2020-09-11",)"
              R"("from":"2020-09-11","to":"2020-09-11","granularity":"day","assumed":false,)"
              R"("actors":[{"key":"person:wang-yi","name":"Wang Yi","kind":"person","country":"CHN",)"
              R"("role":"source"}],"reports":1,"confidence":0.6,"known":"2020-09-12","cameo":"010"})");
    EXPECT_EQ(lines(exported({{"limit", "3"}}, ExportFormat::JsonLines)).size(), 3U);
}

TEST_F(Export, TheSameQuestionGivesTheSameBytes) {
    const std::string once = exported({}, ExportFormat::GraphML);
    EXPECT_EQ(once, exported({}, ExportFormat::GraphML));
    EXPECT_EQ(count.edges, 6U);
    EXPECT_EQ(count.nodes, 8U);
}

TEST_F(Export, AClosedPipeEndsItQuietly) {
    const auto written = export_events(*store, parsed({}), ExportFormat::GraphML,
                                       [](std::string_view) { return false; });
    ASSERT_TRUE(written);
    EXPECT_TRUE(written->cut_short);
}

TEST_F(Export, AGraphWithoutEdgesIsStillAGraph) {
    const std::string xml = exported({{"from", "2030"}}, ExportFormat::GraphML);
    EXPECT_NE(xml.find("<graph id=\"annals\" edgedefault=\"directed\">\n  </graph>"), std::string::npos) << xml;
}

/// The same graph by Boost's own writer.
std::string by_boost(const storage::Store& store) {
    EventGraphBuilder builder;
    std::ignore = store.scan(DayRange{}, [&](const Event& event) {
        if (is_real(event.status)) builder.add(event);
        return true;
    });
    std::map<ActorId, Actor> actors;
    builder.name_vertices([&](ActorId id) { return &actors.try_emplace(id, **store.actor(id)).first->second; });
    EventGraph graph = builder.take();
    std::map<EventGraph::edge_descriptor, std::string> events;
    for (const auto edge : boost::make_iterator_range(boost::edges(graph)))
        events[edge] = fmt::format("{:016x}", graph[edge].event.value);
    boost::dynamic_properties properties;
    properties.property("key", boost::get(&VertexProps::key, graph));
    properties.property("event", boost::make_assoc_property_map(events));
    properties.property("weight", boost::get(&EdgeProps::weight, graph));
    std::ostringstream out;
    boost::write_graphml(out, graph, properties);
    return out.str();
}

TEST_F(Export, NetworkxAndIgraphLoseNothingOfGraphml) {
    add_awkward_actor();
    const Reading said =
        read("read_graphml.py", {{"annals.graphml", exported({}, ExportFormat::GraphML)},
                                 {"expected.json", expectation(*store)},
                                 {"boost.graphml", by_boost(*store)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

TEST_F(Export, GraphologyLosesNothingOfGraphml) {
    add_awkward_actor();
    const Reading said =
        read("read_graphml.cjs", {{"annals.graphml", exported({}, ExportFormat::GraphML)},
                                  {"expected.json", expectation(*store)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

}  // namespace
}  // namespace annalist::query

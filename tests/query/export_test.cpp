#include "query/export.hpp"

#include <boost/graph/graphml.hpp>
#include <fmt/format.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "graph/event_graph.hpp"
#include "graph/event_pairs.hpp"
#include "query/json_writer.hpp"
#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class Export : public AnnalsTest {
protected:
    std::string exported(const Parameters& parameters, ExportFormat format) {
        std::string bytes;
        const auto written = export_events(*store, parsed(parameters), format, [&](std::string_view piece) {
            bytes += piece;
            return true;
        });
        EXPECT_TRUE(written) << (written ? "" : written.error().message);
        if (written) count = *written;
        return bytes;
    }

    /// Adds an actor whose name and key have what XML, CSV and ids find hard.
    void add_awkward_actor() {
        ArticleFacts facts = TestArticle("The Courier", "2020-12-24", "=1+1", "Xi met Lavrov, twice.")
                                 .says({.event = 0x0d01,
                                        .days = on("2020-12-20"),
                                        .who = {{"person:xi-jinping", Role::Participant},
                                                {"person:sergei-lavrov", Role::Participant}},
                                        .trigger = "met",
                                        .label = "=SUM(1,2) \"quoted\" \x01 <talks> & t\xC3\xA9\n\r\xEF\xBF\xBE",
                                        .place = {"+Moscow", "RUS"}})
                                 .facts();
        facts.actors[1].key = "person:o'n\xC3\xA9il & sons";
        facts.actors[1].name = "O'N\xC3\xA9il & <Sons> \xE6\x97\xA5\xE6\x9C\xAC \x02";
        facts.actors[1].aliases.clear();
        ASSERT_TRUE(store->put(facts));
    }

    ExportCount count;
};

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> result;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) result.push_back(line);
    return result;
}

TEST_F(Export, CsvHasGephisColumnsAndHarmlessCells) {
    add_awkward_actor();
    const std::string csv = exported({{"actor", "Xi"}, {"from", "2020-12"}}, ExportFormat::Csv);
    EXPECT_TRUE(csv.starts_with("Source,Target,Type,Id,Label,Weight,Start,End,")) << csv;
    EXPECT_NE(csv.find("Undirected,0000000000000d01-0,\"'=SUM(1,2) \"\"quoted\"\" "), std::string::npos) << csv;
    EXPECT_NE(csv.find(",1,2020-12-20,2020-12-20,"), std::string::npos) << csv;
    EXPECT_NE(csv.find(",'+Moscow,RUS,"), std::string::npos) << csv;
    EXPECT_TRUE(csv.ends_with("\r\n"));
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
    EXPECT_EQ(rows[0], "Id,Label,Kind,Country,Wikidata,Events,First,Last\r");
    EXPECT_TRUE(std::ranges::find(rows, "person:xi-jinping,Xi Jinping,person,CHN,,1,2020-03-19,2020-07-08\r") !=
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

/// What the file must hold, told from the store and not by the exporter's own means.
std::string expectation(const storage::Store& store) {
    const auto name_token = [](const std::string& key) {
        std::string id;
        for (const char c : key)
            if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ':' || c == '-')
                id += c;
            else
                id += fmt::format("_{:02x}", static_cast<unsigned char>(c));
        return id;
    };
    const auto xml_text = [](std::string text) {
        std::ranges::replace(text, '\x01', '?');
        std::ranges::replace(text, '\x02', '?');
        for (std::size_t at; (at = text.find('?')) != std::string::npos;) text.replace(at, 1, "\xEF\xBF\xBD");
        for (std::size_t at; (at = text.find("\xEF\xBF\xBE")) != std::string::npos;)
            text.replace(at, 3, "\xEF\xBF\xBD");
        return text;
    };
    std::vector<Event> events;
    std::ignore = store.scan(DayRange{}, [&](const Event& event) {
        if (is_real(event.status)) events.push_back(event);
        return true;
    });
    struct Node {
        std::uint64_t events = 0;
        date::sys_days first = date::sys_days::max(), last = date::sys_days::min();
    };
    std::map<ActorId, Node> nodes;
    std::string out;
    JsonWriter json{out};
    json.begin_object();
    json.key("edges");
    json.begin_object();
    const auto actor = [&](ActorId id) { return **store.actor(id); };
    for (const Event& event : events) {
        std::size_t number = 0;
        std::map<ActorId, int> here;
        for (const EventPair& pair : pairs_of(event)) {
            ++here[pair.from];
            ++here[pair.to];
            json.key(fmt::format("{:016x}-{}", event.id.value, number++));
            json.begin_object();
            json.field("source", name_token(actor(pair.from).key));
            json.field("target", name_token(actor(pair.to).key));
            json.key("data");
            json.begin_object();
            json.field("label", event.label.empty() ? std::string{to_string(contact_of(event.type, event.mode))}
                                                    : xml_text(event.label));
            json.field("weight", static_cast<double>(event.count));
            json.field("event", fmt::format("{:016x}", event.id.value));
            json.field("event_type", to_string(event.type));
            json.text_field("mode", to_string(event.mode));
            json.text_field("kind", to_string(contact_of(event.type, event.mode)));
            json.field("status", to_string(event.status));
            json.field("start", iso_day(event.days.first));
            json.field("end", iso_day(event.days.last));
            json.field("days", edtf(event.days, event.time_basis == TimeBasis::Published));
            json.field("date_precision", to_string(event.days.granularity));
            json.field("assumed", event.time_basis == TimeBasis::Published);
            json.field("t", std::int64_t{event.days.first.time_since_epoch().count()} * 86400);
            json.field("symmetric", pair.symmetric);
            json.text_field("city", event.place.city);
            json.text_field("country", event.place.country);
            json.field("count", event.count);
            json.field("reports", event.mentions);
            json.field("confidence", event.confidence);
            json.field("known", iso_day(event.known));
            json.field("cameo", cameo_code(event.type, event.mode));
            json.field("goldstein", goldstein(event.type, event.mode));
            json.end_object();
            json.end_object();
        }
        for (const auto& [id, times] : here) {
            Node& node = nodes[id];
            ++node.events;
            node.first = std::min(node.first, event.days.first);
            node.last = std::max(node.last, event.days.last);
        }
    }
    json.end_object();
    json.key("nodes");
    json.begin_object();
    for (const auto& [id, node] : nodes) {
        json.key(name_token(actor(id).key));
        json.begin_object();
        json.field("label", xml_text(actor(id).name));
        json.field("key", actor(id).key);
        json.field("kind", to_string(actor(id).kind));
        json.text_field("country", actor(id).country);
        json.text_field("wikidata", actor(id).wikidata);
        json.field("events", node.events);
        json.field("first", iso_day(node.first));
        json.field("last", iso_day(node.last));
        json.end_object();
    }
    json.end_object();
    json.end_object();
    return out;
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
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("annalist-export-{}", ::getpid());
    std::filesystem::create_directories(folder);
    const auto write = [&](const char* name, const std::string& bytes) {
        std::ofstream{folder / name, std::ios::binary} << bytes;
        return (folder / name).string();
    };
    const std::string command = fmt::format(
        "/usr/bin/python3 {}/read_graphml.py {} {} {} > {} 2>&1", ANNALIST_QUERY_TESTS,
        write("annals.graphml", exported({}, ExportFormat::GraphML)), write("expected.json", expectation(*store)),
        write("boost.graphml", by_boost(*store)), (folder / "said").string());
    const int status = std::system(command.c_str());
    std::ostringstream said;
    said << std::ifstream{folder / "said"}.rdbuf();
    std::filesystem::remove_all(folder);
    if (WIFEXITED(status) && (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127)) GTEST_SKIP() << said.str();
    EXPECT_EQ(status, 0) << said.str();
}

}  // namespace
}  // namespace annalist::query

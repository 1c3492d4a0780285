#include "tests/query/export_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class ExportDot : public Export {};

TEST_F(ExportDot, WhoDoesNotActUponAnotherHasNoArrow) {
    const std::string dot = exported({{"kind", "call,message"}}, ExportFormat::Dot);
    EXPECT_NE(dot.find("[id=\"0000000000000a01-0\", dir=none, label=\"call\", weight=\"4\""),
              std::string::npos)
        << dot;
    EXPECT_NE(dot.find("\"person:vladimir-putin\" -> \"person:xi-jinping\" "
                       "[id=\"0000000000000a08-0\", dir=forward,"),
              std::string::npos)
        << dot;
}

TEST_F(ExportDot, TextsAreNeitherEscapesNorEntities) {
    put(TestArticle("The Courier", "2020-11-01", "T", "Xi met Putin.")
            .says({.event = 0x0d02,
                   .days = on("2020-11-01"),
                   .who = {{"person:xi-jinping", Role::Participant},
                           {"person:vladimir-putin", Role::Participant}},
                   .trigger = "met",
                   .label = "C:\\names \"R&D\" &lt;3 & &#38;\nN"}));
    const std::string dot = exported({{"from", "2020-11"}, {"to", "2020-11"}}, ExportFormat::Dot);
    EXPECT_NE(dot.find(R"(label="C:\\names \"R&D\" &amp;lt;3 & &amp;#38;\nN")"), std::string::npos)
        << dot;
}

TEST_F(ExportDot, GraphvizReadsEveryNodeAndEdge) {
    add_awkward_actor();
    const Reading said = read("read_dot.py", {{"annals.dot", exported({}, ExportFormat::Dot)},
                                              {"expected.json", expectation(*store)}});
    if (said.missing) GTEST_SKIP() << said.text;
    EXPECT_EQ(said.status, 0) << said.text;
}

}  // namespace
}  // namespace annalist::query

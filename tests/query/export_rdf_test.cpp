#include <nlohmann/json.hpp>

#include "query/export_iris.hpp"
#include "tests/query/export_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;

class ExportRdf : public Export {
protected:
    /// Has rdflib read the file beside the same events as JSON Lines.
    void expect_read(const char* file, ExportFormat format, const char* other,
                     ExportFormat other_format) {
        add_awkward_actor();
        const Reading said =
            read("read_rdf.py",
                 {{"events.jsonl", exported({{"status", "all"}}, ExportFormat::JsonLines)},
                  {file, exported({{"status", "all"}}, format)},
                  {other, exported({{"status", "all"}}, other_format)}});
        if (said.missing) GTEST_SKIP() << said.text;
        EXPECT_EQ(said.status, 0) << said.text;
    }
};

TEST_F(ExportRdf, AVisitOfAMonthIsARangeWithAVisitorAndWhomHeVisits) {
    const std::string ttl = exported({{"kind", "visit"}}, ExportFormat::Turtle);
    EXPECT_NE(ttl.find("\n<urn:annalist:event:0000000000000a04> rdf:type sem:Event ;\n"
                       "    rdf:type prov:Entity ;\n"
                       "    rdfs:label \"Wang Yi \u2192 Italy: visit\" ;\n"
                       "    sem:eventType <urn:annalist:type:CONSULT> ;\n"
                       "    sem:eventType <urn:annalist:mode:visit> ;\n"),
              std::string::npos)
        << ttl;
    EXPECT_NE(ttl.find("    sem:hasEarliestBeginTimeStamp \"2020-08-01\"^^xsd:date ;\n"
                       "    sem:hasLatestEndTimeStamp \"2020-08-31\"^^xsd:date ;\n"),
              std::string::npos)
        << ttl;
    EXPECT_NE(ttl.find("\n<urn:annalist:event:0000000000000a04:country:ITA> rdf:type sem:Role ;\n"
                       "    rdf:value <urn:annalist:actor:country:ITA> ;\n"
                       "    sem:roleType <urn:annalist:role:target> .\n"),
              std::string::npos)
        << ttl;
}

TEST_F(ExportRdf, NTriplesAreWholeLines) {
    const auto rows = lines(exported({{"kind", "visit"}}, ExportFormat::NTriples));
    EXPECT_GT(rows.size(), 20U);
    for (const std::string& row : rows) {
        EXPECT_TRUE(row.starts_with("<urn:annalist:")) << row;
        EXPECT_TRUE(row.ends_with(" .")) << row;
    }
}

TEST_F(ExportRdf, RdflibFindsTheSameInTurtleAndInNTriples) {
    expect_read("annals.ttl", ExportFormat::Turtle, "annals.nt", ExportFormat::NTriples);
}

TEST_F(ExportRdf, RdflibReadsJsonLd) {
    expect_read("annals.jsonld", ExportFormat::JsonLd, "annals.jsonld", ExportFormat::JsonLd);
}

TEST_F(ExportRdf, JsonLdDescribesEachActorOnce) {
    const auto file = nlohmann::json::parse(exported({}, ExportFormat::JsonLd));
    std::size_t wang = 0, events = 0;
    for (const auto& node : file["@graph"]) {
        if (node["@id"] == "urn:annalist:actor:person:wang-yi") ++wang;
        if (node["@id"].get<std::string>().starts_with("urn:annalist:event:")) ++events;
    }
    EXPECT_EQ(wang, 1U);
    EXPECT_EQ(events, 7U);
}

TEST(Iri, HoldsNothingThatAUrnCannot) {
    EXPECT_EQ(iri("actor", "person:o'n\xC3\xA9il & <sons>"),
              "urn:annalist:actor:person:o%27n%C3%A9il%20%26%20%3Csons%3E");
    EXPECT_EQ(iri("place", "RUS:"), "urn:annalist:place:RUS:");
}

}  // namespace
}  // namespace annalist::query

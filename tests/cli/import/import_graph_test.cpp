#include "cli/import/import_graph.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "query/explain.hpp"
#include "query/export.hpp"
#include "tests/query/small_annals.hpp"

namespace annalist::cli {
namespace {

using namespace query_test;
using query::ExportFormat;

std::string exported(const storage::Store& store, ExportFormat format) {
    query::EventQuery all;
    all.statuses.clear();
    std::string bytes;
    EXPECT_TRUE(query::export_events(store, all, format, [&](std::string_view piece) {
        bytes += piece;
        return true;
    }));
    return bytes;
}

class ImportGraph : public testing::Test {
protected:
    ImportGraph() { fill_small_annals(*from_); }

    Result<void> import(const std::string& text, GraphFormat format) {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), std::fclose);
        EXPECT_EQ(std::fwrite(text.data(), 1, text.size(), file.get()), text.size());
        std::rewind(file.get());
        GraphImportOptions options;
        options.dataset = "copy";
        options.on_failure = [&](const Error& error) { told_ += error.message + "\n"; };
        summary_ = {};
        return import_graph(::fileno(file.get()), "annals.xml", format, *to_, options, summary_);
    }

    void put(const TestArticle& article) { ASSERT_TRUE(from_->put(article.facts())); }

    /// Events with every role, texts that XML finds hard, several reports, and little confidence.
    void add_hard_events() {
        const auto says = [](std::uint64_t id, std::vector<std::pair<std::string, Role>> who,
                             std::string label) {
            return Said{.event = id,
                        .type = EventType::Agree,
                        .mode = Mode::None,
                        .days = days("2020-11-01", "2020-11-03"),
                        .who = std::move(who),
                        .trigger = "agreed",
                        .status = Status::Denied,
                        .count = 3,
                        .label = std::move(label),
                        .place = {"K\xC3\xB6ln <& Bonn>", "DEU"},
                        .confidence = 0.137};
        };
        TestArticle article("The Courier", "2020-11-05", "T", "They all agreed.");
        article.says(says(0x0f01,
                          {{"person:xi-jinping", Role::Source},
                           {"person:vladimir-putin", Role::Source},
                           {"person:wang-yi", Role::Target},
                           {"country:ITA", Role::Host},
                           {"org:united-russia", Role::Mediator},
                           {"person:song-tao", Role::Participant}},
                          "a \"deal\"\n\tof\r<many> & more"));
        article.says(
            says(0x0f02, {{"country:CHN", Role::Source}, {"country:JPN", Role::Source}}, "agree"));
        put(article);
        put(TestArticle("Evening Post", "2020-11-06", "T", "They agreed again.")
                .says(says(0x0f02, {{"country:CHN", Role::Source}, {"country:JPN", Role::Source}},
                           "agree")));
    }

    std::unique_ptr<storage::Store> from_ = storage::make_memory_store(),
                                    to_ = storage::make_memory_store();
    GraphImportSummary summary_;
    std::string told_;
};

TEST_F(ImportGraph, GraphmlGivesTheSameGraph) {
    add_hard_events();
    const std::string xml = exported(*from_, ExportFormat::GraphML);
    const auto done = import(xml, GraphFormat::GraphML);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(told_, "");
    EXPECT_EQ(exported(*to_, ExportFormat::GraphML), xml);
    EXPECT_EQ(summary_.events, 9U);
    const auto report = to_->verify();
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->problems.empty());
}

TEST_F(ImportGraph, GexfGivesTheSameGraph) {
    add_hard_events();
    const std::string xml = exported(*from_, ExportFormat::Gexf);
    const auto done = import(xml, GraphFormat::Gexf);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_EQ(told_, "");
    EXPECT_EQ(exported(*to_, ExportFormat::Gexf), xml);
    EXPECT_EQ(exported(*to_, ExportFormat::GraphML), exported(*from_, ExportFormat::GraphML));
}

TEST_F(ImportGraph, EachFlavourOfGraphmlGivesTheSameGraph) {
    add_hard_events();
    for (const auto flavor : {ExportFormat::GraphmlYed, ExportFormat::GraphmlApoc}) {
        to_ = storage::make_memory_store();
        ASSERT_TRUE(import(exported(*from_, flavor), GraphFormat::GraphML));
        EXPECT_EQ(exported(*to_, ExportFormat::GraphML), exported(*from_, ExportFormat::GraphML));
    }
}

TEST_F(ImportGraph, AnEventIsExplainedByALineForEachReport) {
    ASSERT_TRUE(import(exported(*from_, ExportFormat::GraphML), GraphFormat::GraphML));
    const auto why = query::explain(*to_, {kMoscow});
    ASSERT_TRUE(why) << why.error().message;
    ASSERT_EQ(why->reports.size(), 2U);
    EXPECT_EQ(why->reports[0].publisher, "copy");
    EXPECT_EQ(iso_day(why->reports[0].published), "2020-09-12");
    EXPECT_EQ(
        why->reports[0].sentence,
        "2020-09-11\tSergei Lavrov (participant); Wang Yi (participant)\ttalks over tea\toccurred\t"
        "Moscow, RUS\t0000000000000a03");
    ASSERT_EQ(why->reports[0].marks.size(), 4U);
    EXPECT_EQ(why->reports[0].marks[3].words.in(why->reports[0].sentence), "talks over tea");
}

TEST_F(ImportGraph, ImportingAgainChangesNothing) {
    const std::string xml = exported(*from_, ExportFormat::GraphML);
    ASSERT_TRUE(import(xml, GraphFormat::GraphML));
    const auto version = to_->version();
    ASSERT_TRUE(import(xml, GraphFormat::GraphML));
    EXPECT_EQ(summary_.events, 0U);
    EXPECT_EQ(summary_.known, 7U);
    EXPECT_EQ(to_->version(), version);
    // Nor does a store that has the events from its own articles.
    std::swap(from_, to_);
    ASSERT_TRUE(import(xml, GraphFormat::GraphML));
    EXPECT_EQ(exported(*to_, ExportFormat::GraphML), xml);
}

TEST_F(ImportGraph, WhatIsNoGraphIsRefusedWithItsLineAndTheStoreStaysEmpty) {
    const auto refused = [&](const std::string& text, GraphFormat format = GraphFormat::GraphML) {
        const auto done = import(text, format);
        EXPECT_FALSE(done);
        EXPECT_EQ(to_->stats()->articles, 0U);
        return done ? std::string{} : done.error().message;
    };
    std::string cut = exported(*from_, ExportFormat::GraphML);
    cut.resize(cut.find("</graph>"));
    EXPECT_NE(refused(cut).find("annals.xml:"), std::string::npos);
    EXPECT_EQ(refused("<graphml>\n<graph>\n<node id=\"a\"></edge>\n").substr(0, 13),
              "annals.xml:3:");
    EXPECT_EQ(refused("<html/>"), "annals.xml:1: begins with <html>, not with <graphml>");
    EXPECT_EQ(refused("<graphml/>", GraphFormat::Gexf),
              "annals.xml:1: begins with <graphml>, not with <gexf>");
    EXPECT_NE(
        refused("<!DOCTYPE graphml [<!ENTITY a \"b\">]>\n<graphml/>").find("has a document type"),
        std::string::npos);
    EXPECT_NE(refused("").find("annals.xml:1: "), std::string::npos);
    EXPECT_NE(refused("<graphml><graph>\n<node id=\"a\">\n<graph/></node></graph></graphml>")
                  .find(":3: a graph within"),
              std::string::npos);
}

TEST_F(ImportGraph, AnEdgeThatCannotBeUsedIsToldAndTheRestIsStored) {
    std::string xml = exported(*from_, ExportFormat::GraphML);
    const auto replace = [&](const std::string& what, const std::string& with) {
        const auto at = xml.find(what);
        ASSERT_NE(at, std::string::npos) << what;
        xml.replace(at, what.size(), with);
    };
    replace("<data key=\"e_start\">2020-09-11</data>", "<data key=\"e_start\">2020-02-30</data>");
    replace("<data key=\"e_status\">planned</data>", "");
    replace("target=\"person:luigi-di-maio\"", "target=\"person:nobody\"");
    ASSERT_TRUE(import(xml, GraphFormat::GraphML));
    EXPECT_EQ(summary_.failures, 3U);
    EXPECT_EQ(summary_.events, 4U);
    EXPECT_NE(
        told_.find(
            "edge 0000000000000a03-0: start is \"2020-02-30\"; it must be a day, YYYY-MM-DD\n"),
        std::string::npos)
        << told_;
    EXPECT_NE(told_.find("edge 0000000000000a05-0: has no status; it must be a status\n"),
              std::string::npos)
        << told_;
    EXPECT_NE(
        told_.find("edge 0000000000000a07-0: its target \"person:nobody\" is no node before it\n"),
        std::string::npos)
        << told_;
    const auto line = 1 + std::count(xml.begin(),
                                     xml.begin() + static_cast<std::ptrdiff_t>(
                                                       xml.find("<edge id=\"0000000000000a03-0\"")),
                                     '\n');
    EXPECT_NE(told_.find("annals.xml:" + std::to_string(line) + ": edge 0000000000000a03-0"),
              std::string::npos)
        << told_;
}

TEST_F(ImportGraph, EdgesOfOneEventMustAgree) {
    add_hard_events();
    std::string xml = exported(*from_, ExportFormat::GraphML);
    const auto edge = xml.find("<edge id=\"0000000000000f01-1\"");
    const auto city = xml.find("DEU", edge);
    xml.replace(city, 3, "AUT");
    ASSERT_TRUE(import(xml, GraphFormat::GraphML));
    EXPECT_EQ(summary_.failures, 1U);
    EXPECT_NE(
        told_.find("edge 0000000000000f01-1: says otherwise of its event than an edge before it\n"),
        std::string::npos)
        << told_;
}

}  // namespace
}  // namespace annalist::cli

#include "cli/import/import_tsv.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "cli/import/cameo_names.hpp"
#include "cli/import/coded_actors.hpp"

namespace annalist::cli {
namespace {

const ingest::Lexicon& lexicon() {
    static const auto loaded = ingest::Lexicon::load(ingest::default_lexicon_folder());
    return *loaded;
}

/// Imports a text, by way of a pipe.
class ImportTsv : public testing::Test {
protected:
    TsvSummary import(std::string_view text) {
        int ends[2];
        EXPECT_EQ(::pipe(ends), 0);
        EXPECT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
        ::close(ends[1]);
        TsvSummary summary;
        options_.on_failure = [&](const Error& error) { told_ += error.message + "\n"; };
        const auto done = import_tsv(ends[0], "rows.tsv", lexicon(), *store_, options_, summary);
        EXPECT_TRUE(done) << done.error().message;
        ::close(ends[0]);
        return summary;
    }
    std::vector<Event> events() {
        std::vector<Event> all;
        EXPECT_TRUE(store_->scan({}, [&](const Event& e) { return all.push_back(e), true; }));
        return all;
    }

    std::unique_ptr<storage::Store> store_ = storage::make_memory_store();
    TsvOptions options_;
    std::string told_;
};

TEST_F(ImportTsv, ReadsRowsWithOrWithoutHeadingsAndALastLineEnd) {
    EXPECT_EQ(import("day\tsource\trelation\ttarget\n2019-03-06\tOslo Choir\tMake a visit\tNorway\r\n").count.events, 1U);
    EXPECT_EQ(import("# more\n\n2019-03-07\tOslo Choir\tAccuse\tNorway").count.events, 1U);
    const auto all = events();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].mode, Mode::Visit);
    EXPECT_EQ(all[1].type, EventType::Accuse);
    EXPECT_EQ(told_, "");
    EXPECT_TRUE(*store_->actor_by_key("country:NOR"));
}

TEST_F(ImportTsv, BadLinesAreToldWithTheirNumberAndLeftOut) {
    const TsvSummary summary = import(
        "2019-03-06\tA B\tConsult\tC D\n"
        "2019-02-30\tA B\tConsult\tC D\n"
        "2019-03-06\tA B\tConsult\n"
        "2019-03-06\t\tConsult\tC D\n"
        "2019-03-06\tA \xff\tConsult\tC D\n"
        "2019-03-06\tA B\tConsult\tC\x01\n"
        "9999-03-06\tA B\tConsult\tC D\n");
    EXPECT_EQ(summary.count.events, 1U);
    EXPECT_EQ(summary.failures, 6U);
    for (const char* line : {"rows.tsv:2: \"2019-02-30\" is no day", "rows.tsv:3: ", "rows.tsv:4: ", "rows.tsv:5: ",
                             "rows.tsv:6: ", "rows.tsv:7: 9999-03-06: years"})
        EXPECT_NE(told_.find(line), std::string::npos) << told_;
}

TEST_F(ImportTsv, PiecesAddUpToTheWhole) {
    std::string text;
    for (int i = 0; i < 300; ++i)
        text += "2019-03-0" + std::to_string(1 + i / 50) + "\tBody " + std::to_string(i % 17) + "\tConsult\tBody " +
                std::to_string(i % 23) + "\n";
    options_.piece = 7;
    EXPECT_EQ(import(text).count.events, 300U);
    options_.piece = 1000;
    EXPECT_EQ(import(text).count.known, 300U);
    EXPECT_EQ(events().size(), 300U);
}

TEST_F(ImportTsv, UnknownRelationsAreStatementsAndTold) {
    const TsvSummary summary = import("2019-03-06\tA B\tJuggle\tC D\n2019-03-06\tC D\tJuggle\tA B\n");
    EXPECT_EQ(summary.unknown_relations, (std::map<std::string, std::uint64_t>{{"Juggle", 2}}));
    EXPECT_EQ(events()[0].type, EventType::Statement);
    EXPECT_EQ(events()[0].label, "Juggle");
}

TEST_F(ImportTsv, NamesThatFoldAlikeStayTwoActors) {
    import("2019-03-06\tZoe Quist\tConsult\tZo\xc3\xab Quist\n");
    EXPECT_EQ(events()[0].actors.size(), 2U);
}

TEST(RelationMeaning, GoesByTheLongestBeginning) {
    EXPECT_EQ(relation_meaning("Demonstrate or rally")->type, EventType::Protest);
    EXPECT_EQ(relation_meaning("Demonstrate military or police power")->type, EventType::Mobilize);
    EXPECT_EQ(relation_meaning("Impose embargo, boycott, or sanctions")->type, EventType::Sanction);
    EXPECT_EQ(relation_meaning("Impose curfew")->type, EventType::Coerce);
    EXPECT_EQ(relation_meaning("discuss by TELEPHONE")->mode, Mode::Phone);
    EXPECT_EQ(relation_meaning("Consultation"), std::nullopt) << "not within a word";
}

TEST(RelationMeaning, KnowsCodesOfCameoAndTypesOfPlover) {
    EXPECT_EQ(relation_meaning("042"), (RelationMeaning{EventType::Consult, Mode::Visit}));
    EXPECT_EQ(relation_meaning("0874"), (RelationMeaning{EventType::Retreat, Mode::Withdrawal}));
    EXPECT_EQ(relation_meaning("190")->type, EventType::Assault);
    EXPECT_EQ(relation_meaning("consult")->type, EventType::Consult);
    for (const char* none : {"00", "21", "4", "04x", ""}) EXPECT_EQ(relation_meaning(none), std::nullopt) << none;
}

TEST(CodedActors, BelongToTheCountryInBrackets) {
    CodedActors actors(lexicon());
    const Actor police = actors.make("Police (Kenya)");
    EXPECT_EQ(police.kind, ActorKind::Organization);
    EXPECT_EQ(police.country, "KEN");
    EXPECT_EQ(police.key, "org:KEN/police");
    EXPECT_EQ(actors.make("Fishermen (Kenya)").kind, ActorKind::Group);
    EXPECT_EQ(actors.make("Kenya").key, "country:KEN");
    EXPECT_EQ(actors.make("Ada Mwangi Otieno").kind, ActorKind::Person);
}

}  // namespace
}  // namespace annalist::cli

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/cli/run_command.hpp"

namespace annalist::cli_test {
namespace {

/// A folder with the small annals of tests/query in ./annals, made once for all tests.
class Command : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder = new TemporaryFolder;
        const std::string line =
            std::string{"'" ANNALIST_MAKE_SMALL_STORE "' '"} + (folder->path() / "annals").string() + "'";
        ASSERT_EQ(std::system(line.c_str()), 0);
    }
    static void TearDownTestSuite() {
        delete folder;
        folder = nullptr;
    }

    static Outcome run(const std::string& line) { return cli_test::run(line, folder->path()); }

    static TemporaryFolder* folder;
};

TemporaryFolder* Command::folder = nullptr;

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST_F(Command, MetShowsAnActorsCounterpartsAligned) {
    const Outcome met = run("annalist met --actor Lavrov");
    EXPECT_EQ(met.exit_code, 0) << met.errors;
    EXPECT_EQ(met.out,
              "times  with           first        last         how     where   last event\n"
              "    1  Luigi Di Maio  2020-10-14~  2020-10-14~  1 meet          0000000000000a07\n"
              "    1  Wang Yi        2020-09-11   2020-09-11   1 meet  Moscow  0000000000000a03\n");
    EXPECT_EQ(met.errors, "");
}

TEST_F(Command, MetTellsWhatElseThereWas) {
    const Outcome met = run("annalist met --actor Xi");
    EXPECT_EQ(met.exit_code, 1) << "he met nobody";
    EXPECT_EQ(met.out, "");
    EXPECT_EQ(met.errors,
              "nobody met anybody, as far as these filters go\n"
              "besides: 4 call, 1 message; --kind meet,visit,call,message,agree shows them\n");
}

TEST_F(Command, FlagsStandBeforeOrBehindTheCommand) {
    const Outcome before = run("annalist --store annals --json met --kind call");
    const Outcome behind = run("annalist met --kind call --json --store annals");
    EXPECT_EQ(before.exit_code, 0) << before.errors;
    EXPECT_EQ(before.out, behind.out);
    EXPECT_TRUE(has(before.out, R"("times":4,"events":1,)")) << before.out;
}

TEST_F(Command, RankNamesTheCentralOnes) {
    const Outcome rank = run("annalist rank --kind meet,visit --measure degree --limit 2");
    EXPECT_EQ(rank.exit_code, 0) << rank.errors;
    EXPECT_EQ(rank.out,
              "rank  who            country  degree  partners  times  key\n"
              "   1  Sergei Lavrov  RUS           2         2      2  person:sergei-lavrov\n"
              "   1  Wang Yi        CHN           2         2      2  person:wang-yi\n");
    EXPECT_EQ(rank.errors, "2 of 6 actors in 4 events; --limit 0 shows all\n");
    EXPECT_EQ(run("annalist rank --measure fame").exit_code, 2);
    EXPECT_EQ(run("annalist rank --from 1950 --to 1951").exit_code, 1);
}

TEST_F(Command, CommunitiesListWhoBelongsTogether) {
    const Outcome found = run("annalist communities --kind meet,visit --limit 1");
    EXPECT_EQ(found.exit_code, 0) << found.errors;
    EXPECT_EQ(found.out,
              "   actors  times  who\n"
              "1       2      1  Boris Gryzlov, Song Tao\n");
    EXPECT_EQ(found.errors, "1 of 3 communities of 6 actors in 4 events, modularity 0.41\n");
    EXPECT_EQ(run("annalist communities --kind meet,visit --limit 1 --format csv").out,
              "community,who,country,times,key\r\n"
              "1,Boris Gryzlov,RUS,1,person:boris-gryzlov\r\n"
              "1,Song Tao,CHN,1,person:song-tao\r\n");
}

TEST_F(Command, EgoListsTheHopsAroundAnActor) {
    const Outcome ego = run("annalist ego 'Di Maio' --hops 2");
    EXPECT_EQ(ego.exit_code, 0) << ego.errors;
    EXPECT_EQ(ego.out,
              "hop  events  who            country  through        key\n"
              "  1       1  Sergei Lavrov  RUS                     person:sergei-lavrov\n"
              "  2       1  Wang Yi        CHN      Sergei Lavrov  person:wang-yi\n");
    EXPECT_EQ(run("annalist ego --actor 'Di Maio' --hops 2").out, ego.out);
    EXPECT_EQ(run("annalist ego").exit_code, 2);
    EXPECT_EQ(run("annalist ego 'Di Maio' --from 1950 --to 1951").exit_code, 1);
    const Outcome unknown = run("annalist ego 'Di Maoi'");
    EXPECT_EQ(unknown.exit_code, 1);
    EXPECT_TRUE(has(unknown.errors, "Luigi Di Maio")) << unknown.errors;
}

TEST_F(Command, PathTellsEachStepWithItsSentence) {
    const Outcome path = run("annalist path 'Wang Yi' 'Di Maio'");
    EXPECT_EQ(path.exit_code, 0) << path.errors;
    EXPECT_TRUE(path.out.starts_with("Wang Yi to Luigi Di Maio: 2 steps, by 2020-10-14\n"
                                     "  2020-09-11   Wang Yi \u2013 Sergei Lavrov  meet, at Moscow"))
        << path.out;
    EXPECT_EQ(std::count(path.out.begin(), path.out.end(), '\n'), 5);
    EXPECT_TRUE(run("annalist path --actor 'Wang Yi' --actor 'Di Maio' --format csv").out.starts_with("step,days,"));
    const Outcome none = run("annalist path 'Di Maio' 'Wang Yi'");
    EXPECT_EQ(none.exit_code, 1);
    EXPECT_EQ(none.errors, "no way from Luigi Di Maio to Wang Yi in at most 6 steps, as far as these filters go\n");
    EXPECT_EQ(run("annalist path 'Di Maio'").exit_code, 2);
}

TEST_F(Command, CompareTellsWhatChanged) {
    const Outcome compared = run("annalist compare --from 2020-09 --to 2020-10");
    EXPECT_EQ(compared.exit_code, 0) << compared.errors;
    EXPECT_EQ(compared.out,
              "change  before  now  who            met\n"
              "new          0    1  Luigi Di Maio  Sergei Lavrov\n"
              "new          0    1  Sergei Lavrov  Wang Yi\n"
              "gone         1    0  Boris Gryzlov  Song Tao\n"
              "gone         1    0  Italy          Wang Yi\n");
    EXPECT_EQ(compared.errors,
              "2020-09-01/2020-10-31 beside 2020-07-01/2020-08-31: 2 new, 0 more, 0 less, 2 gone, 0 same\n");
    EXPECT_EQ(run("annalist compare --from 2020").exit_code, 2);
}

TEST_F(Command, PairsAndFiguresCanBeCounted) {
    EXPECT_EQ(run("annalist met --count").out, "4\n");
    EXPECT_EQ(run("annalist met --count --json --limit 1").out, "{\"count\":4}\n");
    EXPECT_EQ(run("annalist met --count --actor Xi").exit_code, 1);
    EXPECT_EQ(run("annalist figures --count").out, "1\n");
}

TEST_F(Command, EventsOfTwoActorsBothTakePart) {
    const Outcome events = run("annalist events --actor Xi --actor Putin --format csv");
    EXPECT_EQ(events.exit_code, 0) << events.errors;
    EXPECT_EQ(events.out,
              "days,kind,who,where,what,reports,event,sentence\r\n"
              "2020-03-19/2020-07-08,call,\"Vladimir Putin, Xi Jinping\",,4 times,1,0000000000000a01,\r\n"
              "2020-07-23,message,Vladimir Putin \u2192 Xi Jinping,,,1,0000000000000a08,\r\n");
}

TEST_F(Command, EventsCanBeCountedAndPaged) {
    EXPECT_EQ(run("annalist events --count").out, "7\n");
    EXPECT_EQ(run("annalist events --count --json").out, "{\"count\":7}\n");
    const Outcome page = run("annalist events --limit 2");
    ASSERT_TRUE(has(page.errors, "more: --cursor ")) << page.errors;
    const std::string cursor = page.errors.substr(page.errors.find("--cursor"));
    const Outcome next = run("annalist events --limit 2 " + cursor);
    EXPECT_EQ(next.exit_code, 0) << next.errors;
    EXPECT_TRUE(has(next.out, "2020-08 ")) << next.out;
    const Outcome other = run("annalist events --kind meet " + cursor);
    EXPECT_EQ(other.exit_code, 2);
    EXPECT_TRUE(has(other.errors, "it belongs to another query")) << other.errors;
}

TEST_F(Command, SentencesStandBesideEvents) {
    EXPECT_TRUE(has(run("annalist events --place Moscow --sentences").out,
                    "Sergei Lavrov and Wang Yi met in Moscow on Friday."));
}

TEST_F(Command, TimelineGroupsByMonth) {
    const Outcome timeline = run("annalist timeline --actor 'Wang Yi'");
    EXPECT_EQ(timeline.exit_code, 0) << timeline.errors;
    EXPECT_EQ(timeline.out,
              "2020-08\n"
              "  2020-08     visit      Wang Yi \u2192 Italy  (1 report, 0000000000000a04)\n"
              "2020-09\n"
              "  2020-09-11  meet       Sergei Lavrov, Wang Yi, at Moscow, RUS: talks over tea  (2 reports, 0000000000000a03)\n"
              "  2020-09-11  statement  Wang Yi  (1 report, 0000000000000a06)\n");
}

TEST_F(Command, TimelineIsMarkdownToo) {
    EXPECT_TRUE(has(run("annalist timeline --actor Lavrov --format markdown").out,
                    "## 2020-09\n\n- **2020-09-11** meet: Sergei Lavrov, Wang Yi (Moscow, RUS)"));
}

TEST_F(Command, ExplainMarksTheWords) {
    const Outcome plain = run("annalist explain 0000000000000a03");
    EXPECT_EQ(plain.exit_code, 0) << plain.errors;
    EXPECT_TRUE(has(plain.out, "    {Sergei Lavrov} and {Wang Yi} [met] in Moscow <on Friday>.\n")) << plain.out;
    EXPECT_TRUE(has(plain.out, "The Courier, 2020-09-12: Ministers in Moscow")) << plain.out;
    EXPECT_TRUE(has(plain.out, "<Earlier this month> {Lavrov} [met] his colleague {Wang Yi}")) << plain.out;
    const Outcome colored = run("annalist explain 0000000000000a03 --color=always");
    EXPECT_TRUE(has(colored.out, "\x1b[1;31mmet\x1b[0m in Moscow \x1b[1;36mon Friday\x1b[0m.")) << colored.out;
    const Outcome json = run("annalist explain --json 0000000000000a03");
    EXPECT_TRUE(has(json.out, R"({"kind":"trigger","bytes":[26,29],"words":"met"})")) << json.out;
}

TEST_F(Command, ActorsAreListedAndShown) {
    EXPECT_TRUE(has(run("annalist actors wang").out, "Wang Yang  person  CHN      person:wang-yang"));
    const Outcome one = run("annalist actors --actor Gryzlov");
    EXPECT_TRUE(has(one.out, "chairman  United Russia  RUS      2020-07-24  2020-07-24        1")) << one.out;
    const Outcome none = run("annalist actors zzz");
    EXPECT_EQ(none.exit_code, 1);
    EXPECT_EQ(none.errors, "annalist: no actor is called \"zzz\"\n");
}

TEST_F(Command, FiguresAreRead) {
    const Outcome figures = run("annalist figures --indicator trade --country RUS");
    EXPECT_EQ(figures.exit_code, 0) << figures.errors;
    EXPECT_TRUE(has(figures.out, "bilateral trade  China, Russia")) << figures.out;
    EXPECT_TRUE(has(figures.out, "+3.4 % year-on-year")) << figures.out;
    const Outcome drawn = run("annalist figures --series");
    EXPECT_TRUE(has(drawn.out, "bilateral trade  China, Russia  2020-01-01/2020-03-31  +3.4 % year-on-year        1  ####")) << drawn.out;
    EXPECT_EQ(run("annalist figures --series --format csv").out,
              "what,parties,unit,basis,first,last,value,value_high,change,contradicted,reports,confidence,reported\r\n"
              "bilateral trade,\"China, Russia\",%,year-on-year,2020-01-01,2020-03-31,,,3.4,0,1,0.5,2020-07-24\r\n");
}

TEST_F(Command, GraphWritesAWholeFileOrNone) {
    const Outcome graph = run("annalist graph --kind meet -o net.graphml && annalist graph --kind meet | cmp - net.graphml");
    EXPECT_EQ(graph.exit_code, 0) << graph.errors;
    EXPECT_EQ(graph.errors, "net.graphml: 5 actors, 3 edges, 3 events\n");
    const Outcome nowhere = run("annalist graph -o /nonexistent/net.graphml");
    EXPECT_EQ(nowhere.exit_code, 3);
    EXPECT_TRUE(has(nowhere.errors, "annalist: /nonexistent/net.graphml: ")) << nowhere.errors;
    const Outcome full = run("annalist graph > /dev/full");
    EXPECT_EQ(full.exit_code, 3);
    EXPECT_TRUE(has(full.errors, "annalist: standard output: No space left")) << full.errors;
}

TEST_F(Command, TheGraphSaysWhatAFormatHasNoFormFor) {
    const Outcome calendar = run("annalist graph --format ical | grep -c BEGIN:VEVENT");
    EXPECT_EQ(calendar.out, "6\n");
    EXPECT_EQ(calendar.errors, "events left out of ical: 1; jsonl has them all\n");
    const Outcome unknown = run("annalist graph --format gif");
    EXPECT_EQ(unknown.exit_code, 2);
    EXPECT_TRUE(
        has(unknown.errors, "format=gif: write one of graphml, gexf, cytoscape, dot, csv, "))
        << unknown.errors;
}

TEST_F(Command, AnExportedGraphIsReadBack) {
    const Outcome back =
        run("annalist graph --status all -o all.graphml && annalist --store copy import graphml "
            "all.graphml && "
            "annalist --store copy graph --status all | cmp - all.graphml && annalist --store copy "
            "verify && "
            "annalist graph --status all --format gexf | annalist --store copy import gexf -");
    EXPECT_EQ(back.exit_code, 0) << back.errors;
    EXPECT_TRUE(back.out.starts_with("7 events and 9 actors read into copy in ")) << back.out;
    EXPECT_TRUE(has(back.out, "0 events and 0 actors read into copy in ")) << back.out;
    EXPECT_TRUE(has(back.out, "7 events were there already\n")) << back.out;
    const Outcome broken = run("head -c 5000 all.graphml | annalist --store none import graphml -");
    EXPECT_EQ(broken.exit_code, 2);
    EXPECT_TRUE(has(broken.errors, "annalist: -:")) << broken.errors;
}

TEST_F(Command, OnlyGraphmlHasFlavours) {
    EXPECT_TRUE(has(run("annalist graph --flavor yed").out, "<y:NodeLabel>Wang Yi</y:NodeLabel>"));
    EXPECT_EQ(
        run("annalist graph --flavor gephi | cmp - <(annalist graph --format graphml)").exit_code,
        0);
    const Outcome none = run("annalist graph --format gexf --flavor yed");
    EXPECT_EQ(none.exit_code, 2);
    EXPECT_EQ(
        none.errors,
        "annalist: flavor=yed: write gephi, yed or apoc with graphml, and none with others\n");
}

TEST_F(Command, JsonLinesHoldOneEventEach) {
    EXPECT_EQ(run("annalist events --format jsonl | wc -l").out, "7\n");
    EXPECT_EQ(run("annalist graph --json | wc -l").out, "7\n");
}

TEST_F(Command, AClosedPipeIsNoError) {
    const Outcome head = run("annalist events --format jsonl | true; echo ${PIPESTATUS[0]}");
    EXPECT_EQ(head.out, "0\n");
    EXPECT_EQ(head.errors, "");
}

TEST_F(Command, StatsAndVerifySpeakOfTheStore) {
    const Outcome stats = run("annalist stats --json");
    EXPECT_TRUE(has(stats.out, R"({"articles":5,"events":8,"mentions":9,)")) << stats.out;
    const Outcome text = run("annalist stats");
    EXPECT_TRUE(has(text.out, "articles                  5\n")) << text.out;
    const Outcome verify = run("annalist verify");
    EXPECT_EQ(verify.exit_code, 0) << verify.errors;
    EXPECT_TRUE(has(verify.out, "checked, 0 problems\n")) << verify.out;
}

TEST_F(Command, WrongUseIsTwoAndSaysWhatToDo) {
    EXPECT_EQ(run("annalist").exit_code, 2);
    EXPECT_EQ(run("annalist dance").exit_code, 2);
    EXPECT_EQ(run("annalist met --frm 2020").exit_code, 2);
    const Outcome reversed = run("annalist met --from 2021 --to 2020");
    EXPECT_EQ(reversed.exit_code, 2);
    EXPECT_EQ(reversed.errors, "annalist: from=2021 is after to=2020: swap them\n");
    const Outcome ambiguous = run("annalist met --actor Wang");
    EXPECT_EQ(ambiguous.exit_code, 2);
    EXPECT_TRUE(has(ambiguous.errors, "Wang Yang (person:wang-yang), Wang Yi (person:wang-yi)")) << ambiguous.errors;
    const Outcome format = run("annalist met --format pdf");
    EXPECT_EQ(format.exit_code, 2);
    EXPECT_EQ(format.errors, "annalist: --format pdf: write one of text, json, csv, markdown\n");
    EXPECT_EQ(run("annalist explain xyz").exit_code, 2);
}

TEST_F(Command, NothingFoundIsOneAndAMissingStoreThree) {
    EXPECT_EQ(run("annalist events --from 2030").exit_code, 1);
    EXPECT_EQ(run("annalist explain 0000000000000001").exit_code, 1);
    const Outcome unknown = run("annalist events --actor Lavrof");
    EXPECT_EQ(unknown.exit_code, 1);
    EXPECT_TRUE(has(unknown.errors, "near to it: \"Sergei Lavrov\"")) << unknown.errors;
    const Outcome missing = run("annalist met --store nowhere");
    EXPECT_EQ(missing.exit_code, 3);
    EXPECT_TRUE(has(missing.errors, "nowhere") && has(missing.errors, "annalist ingest")) << missing.errors;
}

TEST_F(Command, ErrorsAreJsonWhenAnswersAre) {
    const Outcome error = run("annalist events --json --kind party");
    EXPECT_EQ(error.errors,
              R"({"error":{"code":"invalid_argument","message":"kind=party: write meet, call, visit, message or agree"}})"
              "\n");
    EXPECT_EQ(run("annalist events --json --from 2030").out, "{\"events\":[]}\n");
}

TEST_F(Command, EveryCommandHelpsWithExamples) {
    const Outcome help = run("annalist --help");
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_TRUE(has(help.out, "Exit codes: 0 done;")) << help.out;
    for (const std::string command : {"met", "timeline", "events", "actors", "decisions", "figures", "graph", "explain", "serve",
                                      "stats", "verify", "code"}) {
        const Outcome of_command = run("annalist " + command + " --help");
        EXPECT_EQ(of_command.exit_code, 0) << command;
        EXPECT_TRUE(has(of_command.out, "Examples:\n  annalist " + command)) << of_command.out;
    }
    EXPECT_TRUE(run("annalist --version").out.starts_with("annalist 0."));
}

TEST_F(Command, ServeAnswersUntilItIsToldToEnd) {
    const Outcome served = run(
        "\"$command\" serve --port 0 2> said & pid=$!\n"
        "for i in $(seq 100); do grep -q http said && break; sleep 0.1; done\n"
        "url=$(sed -n 's/^\\(http[^ ]*\\) .*/\\1/p' said)\n"
        "/usr/bin/python3 -c 'import sys, urllib.request as r; "
        "print(r.urlopen(sys.argv[1] + \"v1/events?actor=Gryzlov\").read().decode())' $url\n"
        "kill -TERM $pid; wait $pid; echo \"ended $?\"");
    EXPECT_TRUE(has(served.out, "0000000000000a02")) << served.out << served.errors;
    EXPECT_TRUE(has(served.out, "ended 0\n")) << served.out << served.errors;
}

TEST_F(Command, CodeReadsWordsOfTheUsersAndTellsHisMistakes) {
    const std::string setup = "mkdir -p words && printf 'form\\ttype\\tmode\\twords\\nverb\\tCONSULT\\t\\tbreak bread with\\nverb\\tCONSUL\\t\\tdine\\n' > words/senses.tsv && "
                              "echo '{\"id\":\"a\",\"dct\":\"2021-05-12\",\"text\":\"Denmark broke bread with Norway on Tuesday.\"}' > rows.jsonl && ";
    const Outcome plain = run(setup + "annalist code --form diplomacy rows.jsonl");
    EXPECT_EQ(plain.exit_code, 0) << plain.errors;
    EXPECT_TRUE(has(plain.out, R"("events":[])")) << plain.out;
    const Outcome own = run(setup + "annalist code --form diplomacy --lexicon words rows.jsonl");
    EXPECT_EQ(own.exit_code, 1) << own.errors;
    EXPECT_TRUE(has(own.out, R"("kind":"meet")")) << own.out;
    EXPECT_TRUE(has(own.errors, "annalist: words/senses.tsv:3: type \"CONSUL\" is none\n")) << own.errors;
    const Outcome none = run(setup + "annalist code --lexicon nowhere rows.jsonl");
    EXPECT_EQ(none.exit_code, 2);
    EXPECT_TRUE(has(none.errors, "--lexicon nowhere: no such folder")) << none.errors;
}

TEST_F(Command, IngestReadsWithTheUsersWords) {
    const Outcome read = run("mkdir -p own && printf 'form\\ttype\\tmode\\twords\\nverb\\tCONSULT\\t\\tbreak bread with\\n' > own/senses.tsv && "
                             "echo '{\"id\":\"a\",\"date\":\"2021-05-12\",\"text\":\"Denmark broke bread with Norway on Tuesday.\"}' > own.jsonl && "
                             "annalist ingest --store own-annals --lexicon own own.jsonl && annalist events --store own-annals --format csv");
    EXPECT_EQ(read.exit_code, 0) << read.errors;
    EXPECT_TRUE(has(read.out, "2021-05-11,meet,Denmark")) << read.out;
}

TEST_F(Command, ExplainSaysWhyEachFieldHasItsValue) {
    const Outcome told = run("echo '{\"id\":\"a\",\"date\":\"2021-05-12\",\"text\":\"Danish officials met Erna Solberg in Oslo on Monday.\"}' > why.jsonl && "
                             "annalist ingest --store why why.jsonl > said && id=$(annalist events --store why --status all --format csv | tail -n 1 | grep -o '[0-9a-f]\\{16\\}') && "
                             "annalist explain --store why $id && annalist explain --store why --json $id");
    EXPECT_EQ(told.exit_code, 0) << told.errors;
    EXPECT_TRUE(has(told.out, "    event        \"met\" by the verb \"meet\" of frames.tsv, class meeting, CAMEO 040\n")) << told.out;
    EXPECT_TRUE(has(told.out, "    status       occurred: told as a fact; no word makes it less\n")) << told.out;
    EXPECT_TRUE(has(told.out, "    place        \"Oslo\"\n")) << told.out;
    EXPECT_TRUE(has(told.out, "    participant  \"Danish officials\", participant: subject of \"met\"\n")) << told.out;
    EXPECT_TRUE(has(told.out, R"("reasons":[{"field":"event","because":)")) << told.out;
    EXPECT_EQ(run("annalist explain --lexicon nowhere 0000000000000a03").exit_code, 2);
}

}  // namespace
}  // namespace annalist::cli_test

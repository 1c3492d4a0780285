#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/cli/run_command.hpp"

namespace annalist::cli_test {
namespace {

/// The small annals of tests/query in ./annals, made anew for each test.
class Decide : public ::testing::Test {
protected:
    Decide() {
        const std::string line =
            std::string{"'" ANNALIST_MAKE_SMALL_STORE "' '"} + (folder_.path() / "annals").string() + "'";
        EXPECT_EQ(std::system(line.c_str()), 0);
    }
    Outcome run(const std::string& line) { return cli_test::run(line, folder_.path()); }
    void good(const std::string& line, const std::string& out) {
        const Outcome outcome = run(line);
        EXPECT_EQ(outcome.exit_code, 0) << line << outcome.errors;
        EXPECT_EQ(outcome.out, out) << line;
    }
    void bad(const std::string& line, int exit_code, const std::string& errors) {
        const Outcome outcome = run(line);
        EXPECT_EQ(outcome.exit_code, exit_code) << line << outcome.out;
        EXPECT_NE(outcome.errors.find(errors), std::string::npos) << line << outcome.errors;
    }

    TemporaryFolder folder_;
};

TEST_F(Decide, ShowTellsTheLifeOfAnActor) {
    good("annalist actors show Gryzlov --from 2020 --color never",
         "Boris Gryzlov  person, RUS  person:boris-gryzlov\n"
         "also: Gryzlov\n"
         "1 events, 2020-07-23 to 2020-07-23\n"
         "\n"
         "role      body           country  first said  last said   reports\n"
         "chairman  United Russia  RUS      2020-07-24  2020-07-24        1\n"
         "  2020-07-24  64ed4d66b2adffbe  chairman\n"
         "\n"
         "times  with      first       last\n"
         "    1  Song Tao  2020-07-23  2020-07-23\n");
    EXPECT_EQ(run("annalist actors show Gryzlov --json").out, run("annalist actors --actor Gryzlov --json").out);
    bad("annalist actors show Nobody", 1, "no actor is called \"Nobody\"");
    EXPECT_EQ(run("annalist actors show").exit_code, 2);
}

TEST_F(Decide, WhatIsDecidedHoldsAtOnceAndCanBeTakenBack) {
    good("annalist actors merge 'Wang Yang' 'Wang Yi' --note 'one man'",
         "decision 1: person:wang-yang is person:wang-yi\n");
    EXPECT_NE(run("annalist actors show 'Wang Yang'").out.find("one man"), std::string::npos);
    good("annalist events reject 0000000000000a06 --reason 'a rumour'", "decision 2: 0000000000000a06 is no event\n");
    good("annalist events --count", "6\n");
    good("annalist events merge 0000000000000a01 0000000000000a08",
         "decision 3: 0000000000000a08 is part of 0000000000000a01\n");
    good("annalist events --count", "5\n");
    good("annalist decisions undo 2", "decision 4: decision 2 does not stand\n");
    good("annalist events --count", "6\n");
    const Outcome list = run("annalist decisions --format csv");
    EXPECT_NE(list.out.find("0000000000000a06 is no event,a rumour,4\r\n"), std::string::npos) << list.out;
    EXPECT_EQ(run("annalist verify").exit_code, 0);
}

TEST_F(Decide, ARebuiltStoreAnswersTheSame) {
    run("annalist actors rename Lavrov 'S. Lavrov'");
    run("annalist actors split 'Wang Yi' --mention 64ed4d66b2adffbe --as 'Another Wang'");
    run("annalist events reject 0000000000000a03");
    run("annalist backup copy");
    run("annalist rebuild again");
    for (const std::string question : {"events --json", "actors --json --limit 0", "decisions --json", "met --json"}) {
        const Outcome here = run("annalist " + question);
        EXPECT_FALSE(here.out.empty()) << question;
        EXPECT_EQ(run("annalist " + question + " --store again").out, here.out);
        EXPECT_EQ(run("annalist " + question + " --store copy").out, here.out);
    }
    EXPECT_EQ(run("annalist verify --store again").exit_code, 0);
}

TEST_F(Decide, TwoCountriesNeedAYes) {
    bad("annalist actors merge Italy China < /dev/null", 2, "country:ITA and country:CHN are two countries");
    bad("annalist decisions", 1, "nothing was decided by hand");
    good("annalist actors merge Italy China --yes", "decision 1: country:ITA is country:CHN\n");
}

TEST_F(Decide, WhatIsNotThereIsSaid) {
    bad("annalist events reject 00000000000000ff", 1, "no event 00000000000000ff in this store");
    bad("annalist events reject 12", 2, "\"12\" is no event's id");
    bad("annalist actors rename Nobody X", 1, "no actor is called \"Nobody\"");
    bad("annalist actors split Lavrov --mention 00000000000000ff", 1, "no article 00000000000000ff");
    bad("annalist actors describe Lavrov --kind ship", 2, "kind=ship");
    bad("annalist decisions undo 1", 1, "no decision 1; there are 0");
    bad("annalist actors merge Lavrov", 2, "into is required");
    bad("annalist decisions undo 1 --store nowhere", 3, "no store there");
}

TEST_F(Decide, ServeTakesDecisionsFromWhoHasTheToken) {
    const Outcome served = run(
        "echo 0123456789abcdef > token\n"
        "\"$command\" serve --port 0 --token-file token 2> said & pid=$!\n"
        "for i in $(seq 100); do grep -q http said && break; sleep 0.1; done\n"
        "url=$(sed -n 's/^\\(http[^ ]*\\) .*/\\1/p' said)\n"
        "/usr/bin/python3 -c 'import sys, urllib.request as r; "
        "print(r.urlopen(r.Request(sys.argv[1] + \"v1/decisions?decide=reject-event&event=0000000000000a03\", "
        "method=\"POST\", headers={\"Authorization\": \"Bearer 0123456789abcdef\"})).read().decode())' $url\n"
        "kill -TERM $pid; wait $pid; echo \"ended $?\"");
    EXPECT_NE(served.out.find("\"summary\":\"0000000000000a03 is no event\""), std::string::npos)
        << served.out << served.errors;
    EXPECT_NE(served.out.find("ended 0\n"), std::string::npos) << served.out << served.errors;
    EXPECT_NE(run("annalist decisions").out.find("0000000000000a03 is no event"), std::string::npos);
    bad("echo short > token; annalist serve --token-file token", 2, "at least 16 characters");
    bad("annalist serve --token-file nowhere", 3, "cannot be read");
}

}  // namespace
}  // namespace annalist::cli_test

#include "ingest/text/roles.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "ingest/text/analyzer.hpp"

namespace annalist::text {
namespace {

/// "name | role | body ..." of every role of a text.
std::vector<std::string> roles(const std::string& text) {
    static const auto analyzer = Analyzer::load(default_model_path());
    if (!analyzer) throw std::runtime_error(analyzer.error().message);
    std::vector<std::string> out;
    for (const Sentence& s : analyzer->analyze(text)) {
        for (const Role& role : analyzer->roles(s)) {
            std::string& line = out.emplace_back(role.name.in(text));
            line += " | " + std::string(role.words.in(text));
            for (const TextSpan body : role.bodies) line += " | " + std::string(body.in(text));
        }
    }
    return out;
}

using Lines = std::vector<std::string>;

TEST(Roles, AreReadFromAppositionsAfterTheName) {
    EXPECT_EQ(roles("Boris Gryzlov, chairman of United Russia's Supreme Council, arrived."),
              (Lines{"Boris Gryzlov | chairman | United Russia's Supreme Council"}));
}

TEST(Roles, AreReadFromTheNounThatTheNameExplains) {
    EXPECT_EQ(roles("Kenya's trade minister, Peter Otieno, spoke."), (Lines{"Peter Otieno | trade minister | Kenya"}));
}

TEST(Roles, AreReadFromTitles) {
    EXPECT_EQ(roles("Russian Foreign Minister Anna Petrova left."), (Lines{"Anna Petrova | Foreign Minister | Russian"}));
}

TEST(Roles, AreReadFromSentencesThatSayThem) {
    EXPECT_EQ(roles("Petrova is the deputy head of the World Health Organization."),
              (Lines{"Petrova | deputy head | World Health Organization"}));
    EXPECT_TRUE(roles("Petrova is not the head of the World Health Organization.").empty());
}

TEST(Roles, AnAmbassadorHasASenderAndAHost) {
    EXPECT_EQ(roles("Li Ming, the Chinese ambassador to Norway, smiled."), (Lines{"Li Ming | ambassador | Chinese | Norway"}));
}

TEST(Roles, ANameAloneHasNone) { EXPECT_TRUE(roles("Anna Petrova met the ministers in Oslo.").empty()); }

}  // namespace
}  // namespace annalist::text

// The table that says which deeds the annals keep.
#include "ingest/extract/deed_rules.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace annalist::ingest {
namespace {

Result<DeedRules> rules_of(const std::string& rows) {
    const auto file = std::filesystem::temp_directory_path() / "annalist-deed-rules-test.tsv";
    std::ofstream(file) << "rule\ttype\twords\n" << rows;
    auto rules = DeedRules::load(file);
    std::filesystem::remove(file);
    return rules;
}

TEST(DeedRules, AWordIsOfItsRuleAndType) {
    const auto rules = rules_of("private\t\tfan|club\nalone\tRETREAT\tresign\nabout\tRETREAT\ttroop\n");
    ASSERT_TRUE(rules) << rules.error().message;
    EXPECT_TRUE(rules->is_private("club"));
    EXPECT_FALSE(rules->is_private("troop"));
    EXPECT_TRUE(rules->alone(EventType::Retreat, "resign"));
    EXPECT_FALSE(rules->alone(EventType::Retreat, "troop"));
    EXPECT_TRUE(rules->about(EventType::Retreat, "troop"));
    EXPECT_FALSE(rules->about(EventType::Mobilize, "troop"));
}

TEST(DeedRules, AMistakeIsNamedWithItsLine) {
    const auto refused = [](const std::string& rows) { return rules_of(rows).error().message; };
    EXPECT_NE(refused("alone\tRETRAET\tresign\n").find(":2: type \"RETRAET\" is none"), std::string::npos);
    EXPECT_NE(refused("privat\t\tfan\n").find(":2: rule \"privat\""), std::string::npos);
    EXPECT_NE(refused("private\tAID\tfan\n").find(":2: private words have no type"), std::string::npos);
    EXPECT_NE(refused("private\t\t\n").find(":2: no words"), std::string::npos);
}

}  // namespace
}  // namespace annalist::ingest

#include <nlohmann/json.hpp>

#include "tests/query/export_fixture.hpp"

namespace annalist::query {
namespace {

using namespace query_test;
using nlohmann::json;

class ExportPlover : public Export {
protected:
    std::vector<json> records(const Parameters& parameters) {
        std::vector<json> all;
        for (const std::string& line : lines(exported(parameters, ExportFormat::Plover)))
            all.push_back(json::parse(line));
        return all;
    }
};

TEST_F(ExportPlover, ALetterHasASenderAndARecipient) {
    const auto all = records({{"kind", "message"}});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0]["id"], "0000000000000a08");
    EXPECT_EQ(all[0]["date"], "2020-07-23");
    EXPECT_FALSE(all[0].contains("enddate"));
    EXPECT_EQ(
        all[0]["actor"],
        json::parse(R"([{"code":"RUS","entity_name":"Vladimir Putin","country_name":"Russia"}])"));
    EXPECT_EQ(all[0]["recipient"],
              json::parse(R"([{"code":"CHN","entity_name":"Xi Jinping","country_name":"China"}])"));
    EXPECT_EQ(all[0]["event"], json::parse(R"(["CONSULT"])"));
    EXPECT_FALSE(all[0].contains("mode")) << "PLOVER has none for letters";
    EXPECT_EQ(all[0]["quad_code"], 1);
    EXPECT_EQ(all[0]["cite_info"][0]["publication"], "The Courier");
}

TEST_F(ExportPlover, ThoseWhoMeetAreAllActors) {
    const auto all = records({{"place", "Moscow"}});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0]["actor"].size(), 2U);
    EXPECT_TRUE(all[0]["recipient"].is_array() && all[0]["recipient"].empty());
    EXPECT_EQ(all[0]["event_loc"], json::parse(R"({"name":"Moscow","cc3":"RUS"})"));
    EXPECT_EQ(all[0]["cite_info"].size(), 2U);
}

TEST_F(ExportPlover, WhatIsPlannedIsMarkedAsFuture) {
    const auto all = records({{"status", "planned"}});
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0]["mode"], json::parse(R"(["visit"])"));
    EXPECT_EQ(all[0]["context"], json::parse(R"(["future"])"));
    EXPECT_EQ(all[0]["enddate"], "2020-04-30");
}

TEST_F(ExportPlover, StatementsAreNoPloverEventsAndAreCounted) {
    const auto all = records({});
    EXPECT_EQ(all.size(), 6U);
    EXPECT_EQ(count.left_out, 1U);
    for (const json& record : all)
        for (const char* required : {"id", "date", "actor", "recipient", "event"})
            EXPECT_TRUE(record.contains(required)) << record;
}

}  // namespace
}  // namespace annalist::query

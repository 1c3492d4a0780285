#include "ingest/extract/zones.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "ingest/lexicon/lexicon.hpp"
#include "ingest/lexicon/table.hpp"
#include "ingest/readers/written_day.hpp"

namespace annalist::ingest {
namespace {

const Zones& zones() {
    static const Zones loaded = *Zones::load(default_lexicon_folder() / "zones.tsv");
    return loaded;
}

std::string day(const Place& place, std::string_view moment) {
    const auto at = zones().day_at(place, *machine_moment(moment));
    return at ? iso_day(*at) : "unknown";
}

TEST(Zones, ItIsAnotherDayOnTheOtherSideOfTheWorld) {
    EXPECT_EQ(day({"Tokyo", "JPN"}, "2020-07-24T23:30:00Z"), "2020-07-25");
    EXPECT_EQ(day({"Washington, D.C.", "USA"}, "2020-07-25T02:10:00Z"), "2020-07-24");
    EXPECT_EQ(day({"London", "GBR"}, "2020-07-24T23:30:00Z"), "2020-07-25");  // summer time
    EXPECT_EQ(day({"London", "GBR"}, "2020-01-24T23:30:00Z"), "2020-01-24");
}

TEST(Zones, ATownHasItsOwnZoneWhereItsCountryHasSeveral) {
    EXPECT_EQ(day({"Vladivostok", "RUS"}, "2020-07-24T15:00:00Z"), "2020-07-25");
    EXPECT_EQ(day({"Moscow", "RUS"}, "2020-07-24T15:00:00Z"), "2020-07-24");
    EXPECT_EQ(day({"Honolulu", "USA"}, "2020-07-25T09:00:00Z"), "2020-07-24");
}

TEST(Zones, WhatTheTableDoesNotHaveIsUnknown) {
    EXPECT_EQ(zones().zone({"Atlantis", "XXX"}), "");
    EXPECT_EQ(day({"Atlantis", "XXX"}, "2020-07-24T15:00:00Z"), "unknown");
}

TEST(Zones, EveryCountryOfTodayHasAZoneThatTheMachineKnows) {
    std::size_t states = 0;
    const auto read = read_table(default_lexicon_folder() / "countries.tsv", {"id", "kind"}, [&](const TableRow& row) -> Result<void> {
        if (row["kind"] != "state") return {};
        ++states;
        EXPECT_NE(day({"", std::string(row["id"])}, "2024-01-01T12:00:00Z"), "unknown") << row["id"];
        return {};
    });
    EXPECT_TRUE(read) << read.error().message;
    EXPECT_GE(states, 193u);
}

TEST(Zones, DatelinesOfParagraphsGetTheDayOfTheirTown) {
    const auto lexicon = *Lexicon::load(default_lexicon_folder());
    const std::string text = "TOKYO (Agency) - The envoy left.\n\nGENEVA (Agency) - The envoy came to TOKYO (Agency) - he said.";
    std::vector<text::Sentence> sentences(2);
    sentences[0].span = {0, 32};
    sentences[1].span = {34, static_cast<std::uint32_t>(text.size())};
    const auto days = local_days(text, sentences, *machine_moment("2020-07-24T16:00:00Z"), lexicon, zones());
    ASSERT_EQ(days.size(), 2u);
    EXPECT_EQ(days[0], (text::LocalDay{0, *parse_iso_day("2020-07-25")}));
    EXPECT_EQ(days[1], (text::LocalDay{34, *parse_iso_day("2020-07-24")}));
}

TEST(Zones, AMistakeInTheTableIsNamedWithItsLine) {
    const auto file = std::filesystem::path(testing::TempDir()) / "zones.tsv";
    std::ofstream(file) << "country\tcity\tzone\nJPN\t\tTokyo\n";
    const auto loaded = Zones::load(file);
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().message.find("zones.tsv:2"), std::string::npos) << loaded.error().message;
}

}  // namespace
}  // namespace annalist::ingest

#include "ingest/extract/incidents.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "graph/time_span.hpp"
#include "ingest/lexicon/lexicon.hpp"

namespace annalist::ingest {
namespace {

const text::Analyzer& analyzer() {
    static const auto kAnalyzer = text::Analyzer::load(text::default_model_path());
    return *kAnalyzer;
}

std::vector<Incident> incidents(std::string_view text) {
    static const auto kWords = IncidentWords::load(default_lexicon_folder() / "incidents.tsv");
    static const auto kLexicon = Lexicon::load(default_lexicon_folder());
    return find_incidents(text, *parse_iso_day("1991-05-14"), analyzer(), *kWords, *kLexicon);
}

bool has(const Incident& incident, FillerRole role, std::string_view words) {
    return std::ranges::any_of(incident.fillers, [&](const Filler& filler) {
        return filler.role == role &&
               std::ranges::any_of(filler.names, [&](const std::string& name) { return name.find(words) != std::string::npos; });
    });
}

TEST(Incidents, APassiveInCapitalsNamesVictimPerpetratorAndDay) {
    const auto found = incidents(
        "   LA PLATA, 14 MAY 91 (AGENCY) -- [TEXT] MAYOR PEDRO SALINAS WAS MURDERED YESTERDAY BY THREE GUNMEN\nIN THE TOWN OF "
        "RIO VERDE.\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, IncidentKind::Attack);
    EXPECT_TRUE(has(found[0], FillerRole::Target, "PEDRO SALINAS"));
    EXPECT_TRUE(has(found[0], FillerRole::Source, "GUNMEN"));
    EXPECT_EQ(iso_day(found[0].time.days.first), "1991-05-13");
}

TEST(Incidents, ABombHasWhatItStoodBeforeAsItsObject) {
    const auto found = incidents("A powerful bomb exploded in front of the French embassy on 12 May. Nobody was hurt.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, IncidentKind::Bombing);
    EXPECT_TRUE(has(found[0], FillerRole::Object, "embassy"));
    EXPECT_TRUE(has(found[0], FillerRole::Device, "bomb"));
}

TEST(Incidents, WhatRefersBackIsTheIncidentToldBefore) {
    const auto found = incidents(
        "Guerrillas attacked a power station near the capital on Sunday. Two watchmen were wounded in the attack. "
        "Nobody has claimed responsibility for the crime.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(has(found[0], FillerRole::Target, "watchmen"));
    EXPECT_TRUE(has(found[0], FillerRole::Object, "power station"));
}

TEST(Incidents, AKidnappingIsNoAttack) {
    const auto found = incidents("Five armed men kidnapped the businessman Juan Ortega in the capital on Friday.");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, IncidentKind::Kidnapping);
    EXPECT_TRUE(has(found[0], FillerRole::Target, "Ortega"));
}

TEST(Incidents, ArmiesAndRebelsThatFightAreNone) {
    EXPECT_TRUE(incidents("Rebels attacked an army barracks at dawn and killed three soldiers.").empty());
    EXPECT_TRUE(incidents("The army killed seven guerrillas in the mountains on Monday.").empty());
}

TEST(Incidents, SumsOverYearsAreNone) {
    EXPECT_TRUE(incidents("More than 40,000 people have been murdered since the war began.").empty());
    EXPECT_TRUE(incidents("Four mayors have been killed in three months, the association said.").empty());
}

TEST(Incidents, WhatNobodyDatesIsOfTheDayToldBefore) {
    const auto found = incidents(
        "Gunmen killed a judge in Rio Verde on 9 May. In the port of San Blas, bandits burned a bus.");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].kind, IncidentKind::Arson);
    EXPECT_EQ(found[1].time.basis, TimeBasis::Reference);
    EXPECT_EQ(iso_day(found[1].time.days.first), "1991-05-09");
}

TEST(Incidents, AnArmedGroupIsLentToTheNextAndMarked) {
    const auto found = incidents(
        "Guerrillas murdered a judge in Rio Verde on 9 May. In the port of San Blas, a bus was burned.");
    ASSERT_EQ(found.size(), 2U);
    const auto source = std::ranges::find(found[1].fillers, FillerRole::Source, &Filler::role);
    ASSERT_NE(source, found[1].fillers.end());
    EXPECT_TRUE(source->lent);
    EXPECT_FALSE(found[0].fillers.front().lent);
}

TEST(Incidents, WhatDidNotHappenIsNone) {
    EXPECT_TRUE(incidents("The rebels have not killed the mayor of the town.").empty());
    EXPECT_TRUE(incidents("The minister warned that bandits could kidnap a judge.").empty());
}

TEST(Incidents, MarksAreBlankedAtTheSameLength) {
    const std::string text = "   LIMA, 3 MAY 91 (EFE) -- [TEXT] THE ARMY [FAP] SAID [WORDS INDISTINCT] IT.";
    const std::string plain = without_marks(text);
    EXPECT_EQ(plain.size(), text.size());
    EXPECT_EQ(plain.find("LIMA"), std::string::npos);
    EXPECT_EQ(plain.find("INDISTINCT"), std::string::npos);
    EXPECT_EQ(plain.find("[FAP]"), text.find("[FAP]"));
}

TEST(IncidentWords, AMistakeIsNamedWithItsLine) {
    const auto file = std::filesystem::temp_directory_path() / "annalist-incident-words.tsv";
    std::ofstream(file) << "form\twords\tkind\tslots\tnote\nverb\tkill\tattack\tsubj:source\t\nverb\tburn\tarsony\tobj:target\t\n";
    const auto words = IncidentWords::load(file);
    std::filesystem::remove(file);
    ASSERT_FALSE(words);
    EXPECT_NE(words.error().message.find(":3: "), std::string::npos) << words.error().message;
    EXPECT_NE(words.error().message.find("arsony"), std::string::npos);
}

}  // namespace
}  // namespace annalist::ingest

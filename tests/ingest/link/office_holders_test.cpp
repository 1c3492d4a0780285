// "The British prime minister" on a day is a person: tests/data/link/office-holders.tsv.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <tuple>

#include "graph/fold.hpp"
#include "graph/time_span.hpp"
#include "ingest/extract/cast.hpp"
#include "ingest/lexicon/lexicon.hpp"
#include "ingest/lexicon/roles.hpp"

namespace annalist::ingest {
namespace {

const Lexicon& lexicon() {
    static const auto loaded = Lexicon::load(default_lexicon_folder());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

const RoleNouns& roles() {
    static const auto loaded = RoleNouns::load(default_lexicon_folder() / "roles.tsv");
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

/// Who "British prime minister" is on a day, as the cast of an article of that day has it, with
/// other spellings.
std::string holder(std::string_view office, std::string_view day) {
    for (auto space = office.find(' '); space != std::string_view::npos; space = office.find(' ', space + 1)) {
        const RoleNoun* role = roles().find(office.substr(space + 1));
        if (!role) continue;
        for (const NameReading& reading : lexicon().readings(office.substr(0, space))) {
            if (reading.kind != NameKind::Nationality) continue;
            Cast cast(lexicon(), *parse_iso_day(day));
            const auto member = cast.office_holder(lexicon().country(reading.row).id, "", role->office);
            if (!member) continue;
            std::string names = cast[*member].actor.name;
            for (const auto& alias : cast[*member].actor.aliases) names += " / " + alias;
            return names;
        }
        return "";
    }
    return "";
}

/// Whether the last word of a name is one of those found.
bool same_family(std::string_view told, std::string_view found) {
    std::istringstream words(fold_name(found));
    const std::string folded = fold_name(told);
    const std::string last = folded.substr(folded.rfind(' ') + 1);
    for (std::string word; words >> word;)
        if (word == last) return true;
    return false;
}

TEST(OfficeHolders, TitlesWithoutNamesResolveByOfficeAndDay) {
    std::ifstream in(ANNALIST_TEST_DATA "/link/office-holders.tsv");
    ASSERT_TRUE(in);
    std::string line;
    std::getline(in, line);
    int asked = 0, right = 0;
    std::string wrong;
    while (std::getline(in, line)) {
        const auto first = line.find('\t'), second = line.rfind('\t');
        ASSERT_LT(first, second) << line;
        const std::string found = holder(line.substr(0, first), line.substr(first + 1, second - first - 1));
        ++asked;
        if (same_family(line.substr(second + 1), found)) ++right;
        else wrong += line + "\tfound " + (found.empty() ? "nobody" : found) + '\n';
    }
    EXPECT_GE(asked, 200);
    EXPECT_GE(right, asked * 0.98) << right << " of " << asked << '\n' << wrong;
    RecordProperty("right", right);
    RecordProperty("asked", asked);
}

TEST(OfficeHolders, AnotherSpellingOfALastNameIsTheSamePerson) {
    for (const auto& [name, day, key] : {std::tuple{"Zelensky", "2021-06-01", "person:Q3874799"},
                                         std::tuple{"Zelenskiy", "2021-06-01", "person:Q3874799"},
                                         std::tuple{"Zelenskyy", "2021-06-01", "person:Q3874799"},
                                         std::tuple{"Xi", "2019-06-01", "person:Q15031"}}) {
        Cast cast(lexicon(), *parse_iso_day(day));
        EXPECT_EQ(cast[cast.person(name, "", "", "")].actor.key, key) << name;
    }
}

TEST(OfficeHolders, ATermKnownToTheYearYieldsToOneKnownToTheDay) {
    // The table ends the former with 2018 and begins the latter on 22 March.
    EXPECT_NE(holder("Antiguan foreign minister", "2018-05-15").find("Greene"), std::string::npos);
    EXPECT_NE(holder("Antiguan foreign minister", "2018-02-01").find("Fernandez"), std::string::npos);
}

TEST(OfficeHolders, AnOfficeNobodyIsKnownToHoldIsNobody) {
    EXPECT_EQ(holder("British prime minister", "1650-01-01"), "");

    EXPECT_EQ(holder("Martian president", "2015-01-01"), "");
}

/// The error of loading the tables with one more row in one of them.
std::string error_with(std::string_view table, std::string_view row) {
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("annalist-registry-{}", ::getpid());
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    for (const auto& file : std::filesystem::directory_iterator(default_lexicon_folder()))
        if (file.path().extension() == ".tsv") std::filesystem::copy_file(file.path(), folder / file.path().filename());
    std::ofstream(folder / table, std::ios::app) << row << '\n';
    const auto loaded = Lexicon::load(folder);
    std::filesystem::remove_all(folder);
    return loaded ? "" : loaded.error().message;
}

TEST(Registry, AnUnknownCodeIsRefusedWithFileLineAndReason) {
    const auto state = error_with("leaders-early.tsv", "XQX\t\thead_of_state\tPresident\tNo One\t\t\t1950\t1951\t1969");
    EXPECT_NE(state.find("leaders-early.tsv:211: country XQX"), std::string::npos) << state;
    const auto body = error_with("leaders-early.tsv", "\tNOBODY9\tpresident\tPresident\tNo One\t\t\t1950\t1951\t1969");
    EXPECT_NE(body.find("leaders-early.tsv:211: body NOBODY9"), std::string::npos) << body;
    const auto official = error_with("officials.tsv", "XQX\tambassador\tAmbassador\tNo One\t\t2001\t2002");
    EXPECT_NE(official.find("country XQX"), std::string::npos) << official;
}

TEST(Registry, ATermThatEndsBeforeItBeginsOrOnNoDayIsRefused) {
    const auto turned = error_with("leaders-early.tsv", "GBR\t\thead_of_government\tPremier\tNo One\t\t\t1951\t1950\t1969");
    EXPECT_NE(turned.find("ends before it begins"), std::string::npos) << turned;
    const auto no_day = error_with("leaders-early.tsv", "GBR\t\thead_of_government\tPremier\tNo One\t\t\t1951-02-30\t\t1969");
    EXPECT_NE(no_day.find("\"1951-02-30\" is no day"), std::string::npos) << no_day;
}

}  // namespace
}  // namespace annalist::ingest

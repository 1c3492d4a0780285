// "The British prime minister" on a day is a person: tests/data/link/office-holders.tsv.

#include <gtest/gtest.h>

#include <algorithm>
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

TEST(OfficeHolders, AnOfficeNobodyIsKnownToHoldIsNobody) {
    EXPECT_EQ(holder("British prime minister", "1650-01-01"), "");

    EXPECT_EQ(holder("Martian president", "2015-01-01"), "");
}

}  // namespace
}  // namespace annalist::ingest

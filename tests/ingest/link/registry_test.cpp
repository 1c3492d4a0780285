// The registry of states and of those who lead them: tests/data/link/states.tsv was written without a look at it.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <stdexcept>

#include "graph/time_span.hpp"
#include "ingest/lexicon/lexicon.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {
namespace {

using Row = std::map<std::string, std::string>;

const Lexicon& lexicon() {
    static const auto loaded = Lexicon::load(default_lexicon_folder());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

std::vector<Row> rows_of(const std::filesystem::path& file, const std::vector<std::string_view>& columns) {
    std::vector<Row> rows;
    const auto read = read_table(file, columns, [&](const TableRow& row) -> Result<void> {
        Row cells;
        for (const auto column : columns) cells[std::string(column)] = row[column];
        rows.push_back(std::move(cells));
        return {};
    });
    EXPECT_TRUE(read) << read.error().message;
    return rows;
}

const std::filesystem::path kData = ANNALIST_TEST_DATA "/link";

/// Whether a name has this kind of reading as the state.
bool means(std::string_view name, NameKind kind, std::string_view state) {
    return std::ranges::any_of(lexicon().readings(name), [&](const NameReading& reading) {
        return reading.kind == kind && lexicon().country(reading.row).id == state;
    });
}

int year(date::sys_days day) { return static_cast<int>(date::year_month_day{day}.year()); }

TEST(Registry, HasEveryStateSince1945WithItsPeopleCapitalAndYears) {
    std::size_t states = 0;
    for (Row& told : rows_of(kData / "states.tsv", {"id", "adjective", "capital", "since", "until"})) {
        ++states;
        const CountryRow* state = lexicon().country_by_id(told["id"]);
        ASSERT_TRUE(state) << told["id"];
        EXPECT_TRUE(means(state->name, NameKind::Country, told["id"])) << state->name;
        if (!told["adjective"].empty()) {
            EXPECT_TRUE(means(told["adjective"], NameKind::Nationality, told["id"])) << told["adjective"];
        }
        EXPECT_TRUE(means(told["capital"], NameKind::Seat, told["id"])) << told["capital"];
        EXPECT_EQ(state->valid_from ? std::to_string(year(*state->valid_from)) : "", told["since"]) << told["id"];
        EXPECT_EQ(state->valid_to ? std::to_string(year(*state->valid_to)) : "", told["until"]) << told["id"];
        const bool coded = state->cameo.size() == 3 && std::ranges::all_of(state->cameo, [](unsigned char c) { return std::isupper(c); });
        EXPECT_TRUE(coded) << told["id"] << " has the CAMEO code \"" << state->cameo << "\"";
    }
    EXPECT_EQ(states, 193U + 4U + 18U);
}

TEST(Registry, GivesNoTwoStatesOfOneTimeTheSameCode) {
    std::map<std::string, std::vector<const CountryRow*>> coded;
    for (Row& told : rows_of(kData / "states.tsv", {"id"})) {
        const CountryRow* state = lexicon().country_by_id(told["id"]);
        ASSERT_TRUE(state) << told["id"];
        // Names that one state had, and states that others became part of, have their code.
        if (!state->valid_to) coded[state->cameo].push_back(state);
    }
    for (const auto& [code, states] : coded) EXPECT_EQ(states.size(), 1U) << code << " " << states[0]->id << " " << states.back()->id;
}

TEST(Registry, KnowsSeatsOfPower) {
    for (const auto& [seat, state] : {std::pair{"Kremlin", "RUS"}, {"Kremlin", "SUN"}, {"White House", "USA"}, {"Zhongnanhai", "CHN"},
                                      {"Downing Street", "GBR"}, {"Elysee", "FRA"}, {"Blue House", "KOR"}, {"Pentagon", "USA"},
                                      {"Quirinale", "ITA"}, {"Foggy Bottom", "USA"}, {"Whitehall", "GBR"}, {"Bankova", "UKR"},
                                      {"Planalto", "BRA"}, {"Malacanang", "PHL"}, {"South Block", "IND"}, {"Kantei", "JPN"}})
        EXPECT_TRUE(means(seat, NameKind::Seat, state)) << seat;
}

TEST(Registry, HasOneHolderOfAnOfficeAtATimeButWhereItIsContested) {
    std::set<std::pair<std::string, std::string>> contested, found;
    for (Row& row : rows_of(kData / "contested.tsv", {"country", "office"})) contested.emplace(row["country"], row["office"]);
    std::size_t terms = 0;
    for (const char* table : {"leaders.tsv", "leaders-by-sa.tsv", "leaders-early.tsv"})
        for (Row& row : rows_of(default_lexicon_folder() / table, {"country", "organization", "office_code", "name", "start", "end"})) {
            const std::string& office = row["office_code"];
            if (office != "head_of_state" && office != "head_of_government" && office != "foreign_minister") continue;
            // A term known to the day at both ends has a holder half way.
            const auto from = parse_iso_day(row["start"]), to = parse_iso_day(row["end"]);
            if (!from || !to || row["start"].ends_with("-01-01") || row["end"].ends_with("-12-31")) continue;
            ++terms;
            if (lexicon().holder(row["country"], row["organization"], office, *from + (*to - *from) / 2)) continue;
            const std::string seat = row["country"].empty() ? row["organization"] : row["country"];
            found.emplace(seat, office);
            EXPECT_TRUE(contested.contains({seat, office})) << row["name"] << " and another of " << seat << " " << office;
        }
    EXPECT_EQ(found, contested) << "what is not contested any more is to leave the list";
    EXPECT_GT(terms, 3000U);
}

TEST(Registry, KnowsWhoLedTheLargerStatesWithoutALongGap) {
    struct Seat {
        const char *state, *office, *from;
    };
    const char *const head = "head_of_state", *const government = "head_of_government", *const foreign = "foreign_minister";
    for (const auto& [state, office, from] :
         {Seat{"USA", head, "1946-01"}, {"GBR", government, "1946-01"}, {"GBR", head, "1946-01"}, {"FRA", head, "1947-02"},
          {"FRA", government, "1947-02"}, {"DEU", government, "1949-10"}, {"DEU", head, "1949-10"}, {"ITA", government, "1946-07"},
          {"JPN", government, "1946-06"}, {"JPN", head, "1946-01"}, {"CAN", government, "1946-01"}, {"AUS", government, "1946-01"},
          {"IND", government, "1947-09"}, {"IND", head, "1950-02"}, {"CHN", government, "1949-11"}, {"CHN", head, "1983-07"},
          {"RUS", head, "1991-08"}, {"MEX", head, "1946-12"}, {"BRA", head, "1946-02"}, {"ARG", head, "1946-07"}, {"TUR", head, "1946-01"},
          {"SWE", government, "1946-11"}, {"NOR", government, "1946-01"}, {"SAU", head, "1946-01"}, {"PHL", head, "1946-07"},
          {"ISR", government, "1948-06"}, {"JOR", head, "1946-06"}, {"EGY", head, "1953-07"}, {"KOR", head, "1948-09"},
          {"ZAF", government, "1946-01"}, {"NLD", head, "1948-10"}, {"USA", foreign, "1990-01"}, {"GBR", foreign, "1990-01"},
          {"FRA", foreign, "1990-01"}, {"DEU", foreign, "1990-01"}, {"CHN", foreign, "1990-01"}, {"JPN", foreign, "1990-01"},
          {"RUS", foreign, "1990-11"}}) {
        // Until South Africa and Brazil ended an office, or to where the tables go.
        const auto end = *parse_iso_day(std::string_view(state) == "ZAF" ? "1983-08-15" : "2024-08-15");
        const auto start = *parse_iso_day(std::string(from) + "-15");
        int missing = 0;
        for (auto day = start; day < end; day += date::days{30}) {
            missing = lexicon().holder(state, "", office, day) ? 0 : missing + 1;
            EXPECT_LT(missing, 7) << state << " " << office << " " << iso_day(day);
            if (missing >= 7) break;
        }
    }
}

TEST(Registry, FathersAndSonsBrothersAndSpousesDoNotShareNames) {
    for (const char* name : {"Ilham Aliyev", "Heydar Aliyev", "Joseph Kabila", "Gotabaya Rajapaksa", "Mahinda Rajapaksa", "Serzh Sargsyan", "Tigran Sargsyan", "Ali Bongo Ondimba"}) {
        int persons = 0;
        for (const NameReading& reading : lexicon().readings(name)) {
            if (reading.kind != NameKind::Person) continue;
            ++persons;
            EXPECT_EQ(lexicon().person(reading.row).name.substr(0, 2), std::string(name).substr(0, 2)) << name << " is read as " << lexicon().person(reading.row).name;
        }
        EXPECT_GE(persons, 1) << name;
    }
}

TEST(Registry, TownsAreNoAcronyms) {
    for (const char* town : {"Oslo", "Bonn", "Montreal", "Colombo"}) {
        for (const NameReading& reading : lexicon().readings(town)) EXPECT_NE(reading.kind, NameKind::Organization) << town;
    }
}

}  // namespace
}  // namespace annalist::ingest

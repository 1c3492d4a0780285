#include "ingest/lexicon/lexicon.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "graph/time_span.hpp"
#include "ingest/extract/frames.hpp"
#include "ingest/lexicon/roles.hpp"

namespace annalist::ingest {
namespace {

const Lexicon& lexicon() {
    static const auto loaded = Lexicon::load(default_lexicon_folder());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> found;
    for (const auto& match : lexicon().find_names(text, {0, static_cast<std::uint32_t>(text.size())}))
        found.emplace_back(match.words.in(text));
    return found;
}

std::string holder(std::string_view country, std::string_view code, std::string_view day) {
    const auto row = lexicon().holder(country, "", code, *parse_iso_day(day));
    return row ? lexicon().person(*row).name : "";
}

TEST(Lexicon, FindsTheLongestName) {
    EXPECT_EQ(names_in("The United Nations Security Council met."), std::vector<std::string>{"United Nations Security Council"});
    EXPECT_EQ(names_in("The South Korean president"), std::vector<std::string>{"South Korean"});
}

TEST(Lexicon, AsksForTheCapitalsOfAName) {
    EXPECT_TRUE(names_in("They served turkey and china was broken; it is us who can.").empty());
    EXPECT_EQ(names_in("US and UK officials"), (std::vector<std::string>{"US", "UK"}));
}

TEST(Lexicon, GivesTheNameOfAStateToNoBody) {
    for (const char* state : {"Colombia", "Philippines", "El Salvador", "Uzbekistan", "Germany", "Japan"})
        for (const NameReading& reading : lexicon().readings(state)) EXPECT_NE(reading.kind, NameKind::Organization) << state;
}

TEST(Lexicon, ReadsCapitalLetterNewswire) {
    EXPECT_EQ(names_in("THE COLOMBIAN FOREIGN MINISTER IS IN CARACAS TO SEE VENEZUELA'S PRESIDENT"),
              (std::vector<std::string>{"COLOMBIAN", "CARACAS", "VENEZUELA"}));
}

TEST(Lexicon, KnowsAbbreviationsWithFullStops) {
    EXPECT_EQ(names_in("U.S. and U.N. envoys"), (std::vector<std::string>{"U.S.", "U.N."}));
}

TEST(Lexicon, TellsWhoHeldAnOfficeOnADay) {
    EXPECT_EQ(holder("RUS", "head_of_state", "2009-06-01"), "Dmitry Medvedev");
    EXPECT_EQ(holder("RUS", "head_of_state", "2020-07-24"), "Vladimir Putin");
    EXPECT_EQ(holder("CHN", "head_of_state", "2020-07-24"), "Xi Jinping");
    EXPECT_EQ(holder("GBR", "head_of_government", "2021-01-15"), "Boris Johnson");
}

TEST(Lexicon, NamesTheFileAndLineOfAMistake) {
    const auto folder = std::filesystem::temp_directory_path() / "annalist-frames-test";
    std::filesystem::create_directories(folder);
    const auto file = folder / "frames.tsv";
    std::ofstream(file) << "form\twords\tclass\ttype\tmode\tslots\tstatus\n"
                        << "verb\tmeet\tmeeting\tCONSULT\tin-person\tsubj!:participant\t\n"
                        << "verb\tsee\tmeeting\tCONSULT\tin-person\tsubj:friend\t\n";
    const auto frames = Frames::load(file);
    ASSERT_FALSE(frames);
    EXPECT_EQ(frames.error().code, ErrorCode::Corruption);
    EXPECT_NE(frames.error().message.find("frames.tsv:3"), std::string::npos) << frames.error().message;
    EXPECT_NE(frames.error().message.find("friend"), std::string::npos);
    std::filesystem::remove_all(folder);
}

TEST(Lexicon, SaysWhichTableIsMissing) {
    const auto missing = Lexicon::load("/nonexistent/lexicon");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::Io);
    EXPECT_NE(missing.error().message.find("countries.tsv"), std::string::npos);
}

}  // namespace
}  // namespace annalist::ingest

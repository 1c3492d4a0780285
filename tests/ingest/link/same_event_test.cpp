#include "ingest/link/same_event.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "ingest/lexicon/lexicon.hpp"
#include "ingest/text/analyzer.hpp"

namespace annalist::ingest {
namespace {

const text::Analyzer& analyzer() {
    static const auto loaded = text::Analyzer::load(text::default_model_path());
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

/// Articles with one trigger word each, and the event that each is given.
std::vector<std::size_t> events(const std::vector<std::pair<std::string, std::string>>& told) {
    const auto same = SameEvent::load(default_lexicon_folder());
    if (!same) throw std::runtime_error(same.error().message);
    std::vector<ReportWords> reports;
    std::vector<std::vector<std::string>> articles;
    for (const auto& [text, trigger] : told) {
        const auto sentences = analyzer().analyze(text);
        auto& words = articles.emplace_back();
        for (const auto& sentence : sentences)
            for (const auto& token : sentence.tokens)
                if (auto form = compared_form(token, text); !form.empty()) words.push_back(form);
        const auto at = static_cast<std::uint32_t>(text.find(trigger));
        reports.push_back(report_words(articles.size() - 1, {at, at + static_cast<std::uint32_t>(trigger.size())}, text, sentences));
    }
    return events_of(reports, articles, *same);
}

TEST(LinkedGroups, JoinsWhatIsAlikeOnAverage) {
    const auto groups = linked_groups({{1, .9, .1, .0}, {.9, 1, .2, .1}, {.1, .2, 1, .8}, {.0, .1, .8, 1}}, 0.5);
    EXPECT_EQ(groups[0], groups[1]);
    EXPECT_EQ(groups[2], groups[3]);
    EXPECT_NE(groups[0], groups[2]);
}

TEST(LinkedGroups, DoesNotChainOverOneLink) {
    // The middle is like both ends, which are unlike one another.
    const auto groups = linked_groups({{1, .9, -2}, {.9, 1, .8}, {-2, .8, 1}}, 0.0);
    EXPECT_EQ(groups[0], groups[1]);
    EXPECT_NE(groups[0], groups[2]);
}

TEST(LinkedGroups, OfNothingAreNone) { EXPECT_TRUE(linked_groups({}, 0.5).empty()); }

TEST(SameEvent, JoinsReportsOfOneStoryAndPartsStories) {
    const auto event = events({
        {"A bus overturned on the coast road near Varna on Monday and nine tourists were killed. Police blamed the rain.", "overturned"},
        {"Nine tourists died when their bus overturned in heavy rain on the coast road by Varna, police said.", "overturned"},
        {"The airline bought forty aircraft from the Brazilian maker for two billion dollars, its chairman announced.", "bought"},
        {"Its chairman announced that the airline had bought forty Brazilian aircraft worth two billion dollars.", "bought"},
    });
    EXPECT_EQ(event[0], event[1]);
    EXPECT_EQ(event[2], event[3]);
    EXPECT_NE(event[0], event[2]);
}

TEST(SameEvent, TakesReportsInAnyOrder) {
    const std::vector<std::pair<std::string, std::string>> told{
        {"A ferry sank off Izmir on Friday; thirty sailors were rescued from the ferry.", "sank"},
        {"Thirty sailors were rescued on Friday after a ferry sank near Izmir.", "sank"},
        {"The court in Lyon jailed two bankers for fraud.", "jailed"}};
    const auto forward = events(told);
    const auto backward = events({told[2], told[1], told[0]});
    EXPECT_EQ(forward[0] == forward[1], backward[2] == backward[1]);
    EXPECT_EQ(forward[0] == forward[2], backward[2] == backward[0]);
}

TEST(SameEvent, NamesTheLineOfATableThatIsWrong) {
    const auto folder = std::filesystem::temp_directory_path() / "annalist-merging-test";
    std::filesystem::create_directories(folder);
    {
        std::ofstream weights(folder / "merging-weights.tsv");
        weights << "weight\n1\nheavy\n";
    }
    const auto loaded = SameEvent::load(folder);
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().message.find("merging-weights.tsv:3"), std::string::npos) << loaded.error().message;
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace annalist::ingest

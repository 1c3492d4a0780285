#include "ingest/extract/contexts.hpp"

#include <gtest/gtest.h>

#include <set>

#include "ingest/lexicon/lexicon.hpp"

namespace annalist::ingest {
namespace {

std::vector<std::string> of(std::string_view sentence) {
    static const auto loaded = Contexts::load(default_lexicon_folder() / "contexts.tsv");
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return loaded->of(sentence);
}

using Names = std::vector<std::string>;

TEST(Contexts, AreThoseOfTheWordsInAnyNumberAndCase) {
    EXPECT_EQ(of("Tariffs on steel will rise."), Names{"economic"});
    EXPECT_EQ(of("Two PEACEKEEPERS were seen."), Names{"peacekeeping"});
    EXPECT_EQ(of("Envoys spoke of uranium."), (Names{"cbrn", "diplomatic"}));
}

TEST(Contexts, AskForAllWordsOfAPhraseSideBySide) {
    EXPECT_EQ(of("A claim of human rights."), Names{"human_rights"});
    EXPECT_EQ(of("The human and his rights."), Names{});
    EXPECT_EQ(of("The war crimes of that year."), (Names{"crime", "human_rights", "military"}));
}

TEST(Contexts, AreNoneWithoutSuchWords) {
    EXPECT_EQ(of(""), Names{});
    EXPECT_EQ(of("The soup was warm."), Names{});
}

TEST(Contexts, ThereAreAllOfPlover) {
    std::set<std::string> names;
    const auto table = read_table(default_lexicon_folder() / "contexts.tsv", {"context", "words"}, [&](const TableRow& row) -> Result<void> {
        EXPECT_TRUE(names.insert(std::string(row["context"])).second) << row["context"];
        for (const auto word : split_cell(row["words"])) {
            const auto found = of(word);
            EXPECT_NE(std::find(found.begin(), found.end(), row["context"]), found.end()) << word;
        }
        return {};
    });
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(names.size(), 36U);
}

}  // namespace
}  // namespace annalist::ingest

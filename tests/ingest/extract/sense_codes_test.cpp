#include "ingest/extract/sense_codes.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "ingest/pipeline.hpp"

namespace annalist::ingest {
namespace {

const Pipeline& pipeline() {
    static const auto loaded = Pipeline::load();
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return *loaded;
}

/// Type and CAMEO code of the first mention in a text.
std::string code(const std::string& text) {
    Article article;
    article.text = text;
    article.published = *parse_iso_day("2012-05-10");
    article.id = article_id("", article.published, article.text);
    const auto facts = pipeline().read(article);
    if (facts.mentions.empty()) return "";
    const Mention& mention = facts.mentions.front();
    return std::string(to_string(mention.type)) + " " + cameo_of(mention, article.text, pipeline().knowledge().senses);
}

TEST(SenseCodes, EachBelongsToTheTypeOfItsSense) {
    int coded = 0;
    const auto table = read_table(default_lexicon_folder() / "senses.tsv", {"form", "type", "mode", "words", "cameo"}, [&](const TableRow& row) -> Result<void> {
        if (row["cameo"].empty()) return {};
        const auto kind = cameo_kind(row["cameo"]);
        EXPECT_TRUE(kind) << row["cameo"];
        if (kind) { EXPECT_EQ(to_string(kind->type), row["type"]) << row["cameo"] << ": " << row["words"]; }
        coded += static_cast<int>(split_cell(row["words"]).size());
        return {};
    });
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_GT(coded, 700);
}

TEST(SenseCodes, AreFinerThanTypeAndMode) {
    EXPECT_EQ(code("Denmark expelled a Swedish diplomat."), "SANCTION 166");
    EXPECT_EQ(code("Denmark bailed out Iceland."), "AID 071");
    EXPECT_EQ(code("Denmark extradited two Swedes to Sweden."), "COOPERATE 063");
    EXPECT_EQ(code("Danish soldiers shelled a Swedish village."), "ASSAULT 194");
    EXPECT_EQ(code("Denmark condemned Sweden."), "ACCUSE 111");
    EXPECT_EQ(code("Denmark supported Sweden."), "SUPPORT 050") << "no finer code for this word";
}

TEST(SenseCodes, OfWhatIsPromisedAskedForOrRefusedAreThoseOfDoingSo) {
    EXPECT_EQ(code("Denmark will provide aid to Iceland."), "AGREE 033");
    EXPECT_EQ(code("Denmark did not provide aid to Iceland."), "REJECT 122");
    EXPECT_EQ(code("Denmark may bomb Sweden."), "THREATEN 138");
}

TEST(SenseCodes, ACodeOfAnotherTypeIsRefused) {
    const auto file = std::filesystem::temp_directory_path() / "annalist-sense-codes.tsv";
    for (const char* cell : {"190", "7x", "99"}) {
        std::ofstream(file) << "form\ttype\tmode\twords\tcameo\nverb\tAID\t\thelp\t071\nverb\tAID\t\tgive\t" << cell << "\n";
        const auto senses = Senses::load(file);
        ASSERT_FALSE(senses) << cell;
        EXPECT_NE(senses.error().message.find(":3: cameo \"" + std::string(cell) + "\" is no code of AID"), std::string::npos) << senses.error().message;
    }
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace annalist::ingest

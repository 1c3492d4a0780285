#include "ingest/extract/confidence.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "ingest/pipeline.hpp"

namespace annalist::ingest {
namespace {

std::filesystem::path table(const std::string& name, const std::string& rows) {
    const auto file = std::filesystem::temp_directory_path() / ("annalist-confidence-" + name + ".tsv");
    std::ofstream(file) << "sign\tweight\n" << rows;
    return file;
}

/// Confidence of the first contact of a text.
double confidence(const std::string& text) {
    static const auto pipeline = Pipeline::load();
    if (!pipeline) throw std::runtime_error(pipeline.error().message);
    Article article;
    article.text = text;
    article.published = *parse_iso_day("2021-06-10");
    for (const Mention& mention : pipeline->read(article).mentions)
        if (contact_of(mention.type, mention.mode) != Contact::None) return mention.confidence;
    return 0;
}

TEST(Confidence, IsTheLogisticFunctionOfTheWeightsOfTheSigns) {
    const auto file = table("sum", "all\t1\ntold:verb\t0.5\n");
    const auto loaded = ConfidenceTable::load(file);
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_NEAR(loaded->of({"all", "told:verb", "unheard of"}), 0.8176, 1e-4);
    EXPECT_DOUBLE_EQ(loaded->of({}), 0.5);
    std::filesystem::remove(file);
}

TEST(Confidence, NamesTheLineOfAWeightThatIsNoNumber) {
    const auto file = table("bad", "all\t1\ntold:verb\tmuch\n");
    const auto loaded = ConfidenceTable::load(file);
    ASSERT_FALSE(loaded);
    EXPECT_NE(loaded.error().message.find(":3"), std::string::npos) << loaded.error().message;
    EXPECT_NE(loaded.error().message.find("much"), std::string::npos) << loaded.error().message;
    std::filesystem::remove(file);
}

TEST(Confidence, IsHigherForKnownPeopleOnAStatedDayThanForStrangersOnNone) {
    const double known = confidence("Angela Merkel met Emmanuel Macron in Berlin on Monday.");
    const double strange = confidence("Talks between Dr. Brown and the minister of Freedonia, Rufus Firefly, and France were not held, they said.");
    EXPECT_GT(known, 0.8);
    EXPECT_LT(strange, known);
}

}  // namespace
}  // namespace annalist::ingest

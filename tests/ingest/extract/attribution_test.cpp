#include <gtest/gtest.h>

#include <string>

#include "ingest/pipeline.hpp"

namespace annalist::ingest {
namespace {

/// Who says that the first contact of a text took place; "" for the article itself.
std::string says(const std::string& text) {
    static const auto pipeline = Pipeline::load();
    if (!pipeline) throw std::runtime_error(pipeline.error().message);
    Article article;
    article.text = text;
    article.published = *parse_iso_day("2021-06-10");
    const ArticleFacts facts = pipeline->read(article);
    for (const Mention& mention : facts.mentions)
        if (contact_of(mention.type, mention.mode) != Contact::None)
            return mention.attributed_to.value == 0 ? "" : facts.actors[mention.attributed_to.value - 1].name;
    return "no contact";
}

TEST(Attribution, IsTheSubjectOfTheVerbOfTelling) {
    EXPECT_EQ(says("Sergei Lavrov said on Tuesday that Vladimir Putin had met Joe Biden in Geneva."), "Sergey Lavrov");
}

TEST(Attribution, IsFoundBehindWhatIsTold) {
    EXPECT_EQ(says("Angela Merkel will visit Washington in July, Jens Stoltenberg said."), "Jens Stoltenberg");
}

TEST(Attribution, IsWhomAccordingToNames) {
    EXPECT_EQ(says("According to NATO, Jens Stoltenberg met Emmanuel Macron on Monday."), "North Atlantic Treaty Organization");
}

TEST(Attribution, IsNobodyWhereTheArticleItselfTells) {
    EXPECT_EQ(says("Emmanuel Macron met Boris Johnson on Monday. Sergei Lavrov said nothing."), "");
}

}  // namespace
}  // namespace annalist::ingest

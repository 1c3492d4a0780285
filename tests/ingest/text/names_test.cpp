#include "ingest/text/names.hpp"

#include <gtest/gtest.h>

namespace annalist::text {
namespace {

const std::vector<std::string_view> kTags = {"O", "B-PER", "I-PER", "B-LOC", "I-LOC"};

TEST(BestTags, NeverContinueANameThatDidNotBegin) {
    // The best single tags would be I-PER, I-LOC; the best allowed sequence is B-PER, I-PER.
    const std::vector<float> scores = {0, 2, 3, 0, 0,  //
                                       0, 0, 2, 0, 3};
    EXPECT_EQ(best_tags(scores, kTags), (std::vector<std::uint8_t>{1, 2}));
}

TEST(EntitiesOf, PartsNeighbouringNames) {
    const auto got = entities_of({1, 2, 1, 0, 3}, kTags);
    const std::vector<Entity> expected = {{0, 2, EntityType::Person},
                                          {2, 3, EntityType::Person},
                                          {4, 5, EntityType::Place}};
    EXPECT_EQ(got, expected);
}

}  // namespace
}  // namespace annalist::text

// Articles about sport, weather, cooking, fiction and the like: no contact between states is in them.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "ingest/pipeline.hpp"
#include "ingest/readers/readers.hpp"

namespace annalist::ingest {
namespace {

TEST(Silence, FewContactsAreReadFromArticlesWithoutAny) {
    const auto pipeline = Pipeline::load();
    ASSERT_TRUE(pipeline) << pipeline.error().message;
    int articles = 0;
    std::map<std::string, int> wrong;
    ReadOptions options;
    options.default_date = parse_iso_day("2022-05-01");
    read_path(ANNALIST_TEST_DATA "/silence", options, [&](Result<ReadArticle> read) {
        EXPECT_TRUE(read) << read.error().message;
        if (!read) return true;
        ++articles;
        for (const Mention& mention : pipeline->read(read->article).mentions)
            if (contact_of(mention.type, mention.mode) != Contact::None)
                ++wrong[read->origin + ": " + std::string(mention.sentence.in(read->article.text))];
        return true;
    });
    EXPECT_GE(articles, 35);
    std::string list;
    for (const auto& [where, count] : wrong) list += where + "\n";
    // At most 0.15 wrong events an article.
    EXPECT_LE(wrong.size() * 20, static_cast<std::size_t>(articles) * 3) << list;
}

}  // namespace
}  // namespace annalist::ingest

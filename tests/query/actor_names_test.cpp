#include "query/actor_names.hpp"

#include "tests/query/annals_fixture.hpp"

namespace annalist::query {
namespace {

using query_test::AnnalsTest;

class ResolveActor : public AnnalsTest {
protected:
    std::string key_of(std::string_view name) const {
        const auto actor = resolve_actor(name, *store);
        return actor ? actor->key : actor.error().message;
    }
};

TEST_F(ResolveActor, AKeyNamesItsActor) { EXPECT_EQ(key_of("country:CHN"), "country:CHN"); }

TEST_F(ResolveActor, CaseAndAccentsDoNotMatter) {
    EXPECT_EQ(key_of("XI JÌNPING"), "person:xi-jinping");
}

TEST_F(ResolveActor, AnAliasNamesItsActor) { EXPECT_EQ(key_of("PRC"), "country:CHN"); }

TEST_F(ResolveActor, ABeginningThatOnlyOneHasIsEnough) {
    EXPECT_EQ(key_of("Vladim"), "person:vladimir-putin");
}

TEST_F(ResolveActor, AFamilyNameThatOnlyOneHasIsEnough) {
    EXPECT_EQ(key_of("Tao"), "person:song-tao");
    EXPECT_EQ(key_of("Maio"), "person:luigi-di-maio");
}

TEST_F(ResolveActor, AnAmbiguousNameListsTheCandidates) {
    const auto actor = resolve_actor("Wang", *store);
    ASSERT_FALSE(actor);
    EXPECT_EQ(actor.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(actor.error().message.find("Wang Yang (person:wang-yang), Wang Yi (person:wang-yi)"),
              std::string::npos)
        << actor.error().message;
}

TEST_F(ResolveActor, AnUnknownNameIsAnsweredWithTheNearest) {
    const auto actor = resolve_actor("Sergey Lavrov", *store);
    ASSERT_FALSE(actor);
    EXPECT_EQ(actor.error().code, ErrorCode::NotFound);
    EXPECT_EQ(actor.error().message,
              "no actor is called \"Sergey Lavrov\"; near to it: \"Sergei Lavrov\"");
    EXPECT_NE(key_of("Lavrof").find("\"Sergei Lavrov\""), std::string::npos);
}

TEST_F(ResolveActor, AFarNameIsAnsweredWithNone) {
    EXPECT_EQ(key_of("Zaphod Beeblebrox"), "no actor is called \"Zaphod Beeblebrox\"");
}

TEST_F(ResolveActor, AnEmptyNameOrBytesThatAreNotUtf8AreRefused) {
    EXPECT_EQ(key_of(" - "), "the name of an actor is empty");
    EXPECT_EQ(key_of("\xFFx"), "the name of an actor is not UTF-8");
}

TEST_F(ResolveActor, CountriesAreFoundByCodeAndName) {
    EXPECT_EQ(*resolve_country("RUS", *store), "RUS");
    EXPECT_EQ(*resolve_country("rus", *store), "RUS");
    EXPECT_EQ(*resolve_country("Russian Federation", *store), "RUS");
    EXPECT_FALSE(resolve_country("Song Tao", *store));
}

TEST(EditDistance, CountsSingleCharactersAndSwaps) {
    EXPECT_EQ(edit_distance("lavrov", "lavrov", 3), 0U);
    EXPECT_EQ(edit_distance("lavrov", "lavrof", 3), 1U);
    EXPECT_EQ(edit_distance("lavrov", "lavorv", 3), 1U);
    EXPECT_EQ(edit_distance("kitten", "sitting", 3), 3U);
    EXPECT_EQ(edit_distance("a", "bcdefgh", 3), 4U) << "limit + 1 when beyond the limit";
    EXPECT_EQ(edit_distance("", "", 3), 0U);
}

}  // namespace
}  // namespace annalist::query

#include "query/decisions.hpp"

#include <gtest/gtest.h>

#include "query/actors.hpp"
#include "query/event_query.hpp"
#include "query/json_answers.hpp"
#include "tests/query/small_annals.hpp"

namespace annalist::query {
namespace {

using storage::Decision;
using storage::DecisionKind;

class Decisions : public ::testing::Test {
protected:
    Decisions() { query_test::fill_small_annals(*store_); }

    std::uint64_t decide(const Parameters& parameters) {
        const auto wanted = parse_decision(parameters, *store_);
        EXPECT_TRUE(wanted) << wanted.error().message;
        const auto made = wanted ? store_->decide(*wanted) : wanted;
        EXPECT_TRUE(made) << made.error().message;
        return made ? made->number : 0;
    }
    std::string refusal(const Parameters& parameters) {
        const auto wanted = parse_decision(parameters, *store_);
        return wanted ? "" : wanted.error().message;
    }

    std::unique_ptr<storage::Store> store_ = storage::make_memory_store();
};

TEST_F(Decisions, NamesAreResolvedToKeys) {
    const auto merge = parse_decision({{"decide", "merge-actors"}, {"actor", "lavrov"}, {"into", "Wang Yi"}}, *store_);
    ASSERT_TRUE(merge) << merge.error().message;
    EXPECT_EQ(merge->kind, DecisionKind::MergeActors);
    EXPECT_EQ(merge->actors, (std::vector<std::string>{"person:sergei-lavrov", "person:wang-yi"}));
}

TEST_F(Decisions, MentionsAreArticlesWithOrNotAnOrdinal) {
    const auto split = parse_decision({{"decide", "split-actor"},
                                       {"actor", "Lavrov"},
                                       {"mention", "00000000000000ab:2"},
                                       {"mention", "00000000000000ac"}},
                                      *store_);
    ASSERT_TRUE(split) << split.error().message;
    EXPECT_EQ(split->places, (std::vector<storage::MentionPlace>{{{0xab}, 2U}, {{0xac}, std::nullopt}}));
    for (const char* wrong : {"ab:2", "00000000000000ab:", "00000000000000ab:-1", "00000000000000ab:2x"})
        EXPECT_NE(refusal({{"decide", "split-actor"}, {"actor", "Lavrov"}, {"mention", wrong}}), "") << wrong;
}

TEST_F(Decisions, AParameterOfAnotherKindIsRefused) {
    EXPECT_EQ(refusal({{"decide", "reject-event"}, {"event", "0000000000000a03"}, {"name", "X"}}),
              "name: not for reject-event");
    EXPECT_EQ(refusal({{"decide", "rename-actor"}, {"name", "X"}}), "actor: needed to rename-actor");
    EXPECT_NE(refusal({{"decide", "forget"}}).find("write one of"), std::string::npos);
    EXPECT_NE(refusal({{"decide", "describe-actor"}, {"actor", "Lavrov"}, {"kind", "ship"}}).find("kind=ship"),
              std::string::npos);
}

TEST_F(Decisions, TwoCountriesAreMergedOnlyByWhoIsSure) {
    const Parameters merge{{"decide", "merge-actors"}, {"actor", "Italy"}, {"into", "China"}};
    EXPECT_NE(refusal(merge).find("two countries"), std::string::npos);
    Parameters sure = merge;
    sure.add("sure", "yes");
    EXPECT_EQ(refusal(sure), "");
    EXPECT_EQ(refusal({{"decide", "merge-actors"}, {"actor", "Lavrov"}, {"into", "China"}}), "")
        << "a person is no country";
}

TEST_F(Decisions, AnActorsLifeNamesThoseThatTouchedIt) {
    decide({{"decide", "rename-actor"}, {"actor", "Wang Yang"}, {"name", "Wang Y."}});
    decide({{"decide", "merge-actors"}, {"actor", "Wang Y."}, {"into", "Wang Yi"}});
    decide({{"decide", "rename-actor"}, {"actor", "Lavrov"}, {"name", "S. Lavrov"}});
    const auto profile = actor_profile(*store_, "Wang Yang");
    ASSERT_TRUE(profile) << profile.error().message;
    EXPECT_EQ(profile->actor.key, "person:wang-yi");
    ASSERT_EQ(profile->decisions.size(), 2U) << "also what was decided about its part";
    EXPECT_EQ(summary_of(profile->decisions[1].decision), "person:wang-yang is person:wang-yi");
    EXPECT_EQ(profile->decisions[1].undone_by, 0U);
}

TEST_F(Decisions, ARoleShowsTheWordsThatGiveIt) {
    const auto profile = actor_profile(*store_, "Gryzlov");
    ASSERT_TRUE(profile);
    ASSERT_EQ(profile->roles.size(), 1U);
    ASSERT_EQ(profile->roles[0].mentions.size(), 1U);
    EXPECT_EQ(profile->roles[0].mentions[0].words, "chairman");
    EXPECT_EQ(iso_day(profile->roles[0].mentions[0].seen), "2020-07-24");
}

TEST_F(Decisions, AnUndoneOneSaysByWhat) {
    const auto number = decide({{"decide", "reject-event"}, {"event", "0000000000000a03"}, {"note", "a film"}});
    decide({{"decide", "undo"}, {"undo", std::to_string(number)}});
    const auto all = list_decisions(*store_);
    ASSERT_TRUE(all);
    EXPECT_EQ((*all)[0].undone_by, 2U);
    const std::string json = to_json(*all);
    EXPECT_NE(json.find(R"("decide":"reject-event","summary":"0000000000000a03 is no event","actors":[],)"
                        R"("events":["0000000000000a03"],"mentions":[],"note":"a film","undone_by":2})"),
              std::string::npos)
        << json;
}

TEST_F(Decisions, TimesAreWrittenInUtc) {
    EXPECT_EQ(time_text(date::sys_seconds{std::chrono::seconds{1'709'294'400}}), "2024-03-01T12:00:00Z");
}

}  // namespace
}  // namespace annalist::query

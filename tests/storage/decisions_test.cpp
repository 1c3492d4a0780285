#include "storage/decision.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sample_facts.hpp"
#include "storage/identities.hpp"
#include "storage/rebuild.hpp"
#include "storage/rocks_engine.hpp"
#include "storage/store_folder.hpp"

namespace annalist::storage {
namespace {

struct MemoryEngine {
    std::unique_ptr<Store> store = make_memory_store();
};

struct RocksEngine {
    TemporaryFolder folder;
    std::unique_ptr<Store> store = *open_rocks_store(folder.path() / "store", OpenMode::Create);
};

/// A visit (7) told by two articles, a call (8) told by a third; person:a is named in all of them,
/// and once as person:alias.
template <class Engine>
class Decisions : public testing::Test {
protected:
    Decisions() {
        put(one_);
        put(two_);
        put(three_);
    }

    Store& store() { return *engine_.store; }
    void put(const SampleArticle& article) { ASSERT_TRUE(store().put(article)); }

    std::uint64_t decide(Decision decision) {
        const auto made = store().decide(decision);
        EXPECT_TRUE(made) << made.error().message;
        expect_sound();
        return made ? made->number : 0;
    }
    void expect_refused(Decision decision, ErrorCode code, std::string_view message) {
        const std::string before = dump(store());
        const auto made = store().decide(decision);
        ASSERT_FALSE(made) << message;
        EXPECT_EQ(made.error().code, code) << made.error().message;
        EXPECT_NE(made.error().message.find(message), std::string::npos) << made.error().message;
        EXPECT_EQ(dump(store()), before);
    }
    void expect_sound() {
        const auto report = store().verify();
        ASSERT_TRUE(report) << report.error().message;
        EXPECT_EQ(report->problems, std::vector<std::string>{});
    }

    static Decision merge(std::string from, std::string to) {
        return with(DecisionKind::MergeActors, {std::move(from), std::move(to)}, {});
    }
    static Decision split(std::string actor, std::vector<MentionPlace> places, std::string name = "") {
        Decision decision = with(DecisionKind::SplitActor, {std::move(actor)}, {});
        decision.places = std::move(places);
        decision.name = std::move(name);
        return decision;
    }
    static Decision rename(std::string actor, std::string name) {
        Decision decision = with(DecisionKind::RenameActor, {std::move(actor)}, {});
        decision.name = std::move(name);
        return decision;
    }
    static Decision merge_events(std::vector<EventId> events) {
        return with(DecisionKind::MergeEvents, {}, std::move(events));
    }
    static Decision split_event(EventId event, std::vector<MentionPlace> places) {
        Decision decision = with(DecisionKind::SplitEvent, {}, {event});
        decision.places = std::move(places);
        return decision;
    }
    static Decision reject(EventId event) { return with(DecisionKind::RejectEvent, {}, {event}); }
    static Decision undo(std::uint64_t number) {
        Decision decision;
        decision.undoes = number;
        return decision;
    }
    static Decision with(DecisionKind kind, std::vector<std::string> actors, std::vector<EventId> events) {
        Decision decision;
        decision.kind = kind;
        decision.actors = std::move(actors);
        decision.events = std::move(events);
        return decision;
    }

    ActorId id(std::string_view key) { return (*store().actor_by_key(key)).value().id; }
    std::vector<std::uint64_t> events_of(std::string_view key) {
        std::vector<std::uint64_t> ids;
        EXPECT_TRUE(store().scan_actor(id(key), {}, [&](const Event& e) {
            return ids.push_back(e.id.value), true;
        }));
        return ids;
    }
    std::vector<std::uint64_t> events() {
        std::vector<std::uint64_t> ids;
        EXPECT_TRUE(store().scan({}, [&](const Event& e) { return ids.push_back(e.id.value), true; }));
        return ids;
    }
    std::vector<std::string> found(std::string_view prefix) {
        std::vector<std::string> keys;
        const auto actors = store().find_actors(prefix, 10);
        for (const Actor& actor : *actors) keys.push_back(actor.key);
        return keys;
    }
    ArticleId article(const SampleArticle& sample) const { return sample.facts().article.id; }

    SampleArticle one_ = SampleArticle("2020-07-24", "One")
                             .actor("person:a", "Anna Ames", {"Ms Ames"})
                             .meeting(7, "2020-07-23", {"person:a", "person:b"})
                             .affiliation("person:a", "minister", "org:m")
                             .figure("trade", std::nullopt, {"person:a", "person:b"});
    SampleArticle two_ = SampleArticle("2020-07-25", "Two")
                             .actor("person:alias", "A. Ames", {}, "BEL")
                             .meeting(7, "2020-07-23", {"person:alias", "person:b"})
                             .affiliation("person:alias", "minister", "org:m");
    SampleArticle three_ = SampleArticle("2020-07-26", "Three")
                               .actor("person:a", "Anna Ames")
                               .meeting(8, "2020-07-26", {"person:a", "person:c"});

private:
    Engine engine_;
};

using Engines = testing::Types<MemoryEngine, RocksEngine>;
class EngineNames {
public:
    template <class Engine>
    static std::string GetName(int) {
        return std::is_same_v<Engine, MemoryEngine> ? "Memory" : "Rocks";
    }
};
TYPED_TEST_SUITE(Decisions, Engines, EngineNames);

using Ids = std::vector<std::uint64_t>;
using Keys = std::vector<std::string>;

TYPED_TEST(Decisions, AMergedActorIsTheOtherEverywhere) {
    const ActorId alias = this->id("person:alias"), a = this->id("person:a");
    this->decide(this->merge("person:alias", "person:a"));
    EXPECT_EQ(this->id("person:alias"), a);
    EXPECT_EQ((*this->store().actor(alias))->key, "person:a");
    const Actor actor = (*this->store().actor(a)).value();
    EXPECT_EQ(actor.name, "Anna Ames");
    EXPECT_EQ(actor.aliases, (Keys{"A. Ames", "Ms Ames"}));
    EXPECT_EQ(actor.country, "BEL");
    EXPECT_EQ(this->found("a. ames"), Keys{"person:a"});
    EXPECT_EQ((*this->store().event({7}))->actors,
              (std::vector<EventActor>{{a, Role::Participant}, {this->id("person:b"), Role::Participant}}));
    EXPECT_EQ(this->events_of("person:alias"), (Ids{7, 8}));
    EXPECT_EQ(this->store().affiliations_of(a)->size(), 2U);
    EXPECT_EQ(this->store().mentions_of({7})->back().participants.front().actor, a);
    EXPECT_EQ(this->store().pair_counts(alias, this->id("person:b"))->size(), 1U);
    EXPECT_EQ(this->store().stats()->actors, 4U);
}

TYPED_TEST(Decisions, WhatArticlesSayStaysAsItWas) {
    const auto told = [&] {
        std::vector<Keys> keys;
        EXPECT_TRUE(this->store().scan_facts([&](const ArticleFacts& facts) {
            Keys own;
            for (const Mention& m : facts.mentions)
                for (const Participant& p : m.participants) own.push_back(facts.actors[p.actor.value - 1].key);
            keys.push_back(own);
            return true;
        }));
        return keys;
    };
    const auto before = told();
    this->decide(this->merge("person:alias", "person:a"));
    this->decide(this->rename("person:a", "Someone"));
    this->decide(this->reject({8}));
    EXPECT_EQ(told(), before);
}

TYPED_TEST(Decisions, LaterArticlesFollowAMergeOfActors) {
    this->decide(this->merge("person:alias", "person:a"));
    this->put(SampleArticle("2020-08-02", "Four").meeting(9, "2020-08-01", {"person:alias", "person:c"}));
    EXPECT_EQ(this->events_of("person:a"), (Ids{7, 8, 9}));
    this->expect_sound();
}

/// A dump without the lines that list decisions.
std::string without_decisions(std::string dump) {
    for (auto at = dump.find("\ndecision "); at != std::string::npos; at = dump.find("\ndecision "))
        dump.erase(at, dump.find('\n', at + 1) - at);
    return dump;
}

TYPED_TEST(Decisions, UndoingAMergeOfActorsGivesBackBoth) {
    const std::string before = dump(this->store());
    const auto number = this->decide(this->merge("person:alias", "person:a"));
    this->decide(this->undo(number));
    EXPECT_EQ(this->events_of("person:alias"), Ids{7});
    EXPECT_EQ(this->found("a. ames"), Keys{"person:alias"});
    EXPECT_EQ(without_decisions(dump(this->store())), before);
}

TYPED_TEST(Decisions, ASplitActorTakesTheGivenMentions) {
    this->decide(this->split("person:a", {{this->article(this->three_), 0}}, "Anna Ames (the painter)"));
    EXPECT_EQ(this->events_of("person:a"), Ids{7});
    EXPECT_EQ(this->events_of("person:a~1"), Ids{8});
    EXPECT_EQ(this->found("anna ames"), (Keys{"person:a", "person:a~1"}));
    // A whole article goes with all it says of the actor.
    this->decide(this->split("person:a", {{this->article(this->one_), std::nullopt}}));
    EXPECT_TRUE(this->events_of("person:a").empty());
    EXPECT_TRUE(this->store().affiliations_of(this->id("person:a"))->empty());
    EXPECT_EQ(this->store().affiliations_of(this->id("person:a~2"))->size(), 1U);
    EXPECT_TRUE(this->store().scan_figures({}, [&](const Figure& f) {
        EXPECT_EQ(std::ranges::count(f.parties, this->id("person:a~2")), 1);
        return true;
    }));
    // Undone, it is again what it was, for an article too that still means it.
    this->decide(this->undo(1));
    EXPECT_EQ(this->events_of("person:a"), Ids{8});
    EXPECT_EQ((*this->store().actor_by_key("person:a~1"))->key, "person:a");
    EXPECT_EQ(this->found("anna ames (the"), Keys{});
    this->put(SampleArticle("2020-08-02", "Four").meeting(9, "2020-08-01", {"person:a~1", "person:c"}));
    EXPECT_EQ(this->events_of("person:a"), (Ids{8, 9}));
    this->expect_sound();
}

TYPED_TEST(Decisions, AnArticleThatHasTheActorInAFigureOnlyCanBeSplitOff) {
    const SampleArticle four = SampleArticle("2020-08-02", "Four").figure("aid", std::nullopt, {"person:b"});
    this->put(four);
    this->decide(this->split("person:b", {{this->article(four), std::nullopt}}));
    std::vector<ActorId> parties;
    EXPECT_TRUE(this->store().scan_figures({}, [&](const Figure& f) {
        if (f.indicator == "aid") parties = f.parties;
        return true;
    }));
    EXPECT_EQ(parties, std::vector<ActorId>{this->id("person:b~1")});
}

TYPED_TEST(Decisions, ARenamedActorIsFoundByBothNames) {
    this->decide(this->rename("person:a", "Anna Ames-Bell"));
    const Actor actor = *(*this->store().actor_by_key("person:a"));
    EXPECT_EQ(actor.name, "Anna Ames-Bell");
    EXPECT_EQ(actor.aliases, (Keys{"Anna Ames", "Ms Ames"}));
    EXPECT_EQ(this->found("anna ames-bell"), Keys{"person:a"});
    // An article that brings other names changes nothing of it.
    this->put(SampleArticle("2020-08-02", "Four").actor("person:a", "A. A."));
    EXPECT_EQ((*this->store().actor_by_key("person:a"))->name, "Anna Ames-Bell");
    this->decide(this->undo(1));
    EXPECT_EQ((*this->store().actor_by_key("person:a"))->name, "Anna Ames");
    EXPECT_EQ(this->found("anna ames-bell"), Keys{});
}

TYPED_TEST(Decisions, ADescriptionReplacesWhatWasRead) {
    Decision describe = this->with(DecisionKind::DescribeActor, {"person:alias"}, {});
    describe.actor_kind = ActorKind::Group;
    describe.country = "";
    this->decide(describe);
    const Actor actor = *(*this->store().actor_by_key("person:alias"));
    EXPECT_EQ(actor.kind, ActorKind::Group);
    EXPECT_EQ(actor.country, "");
}

TYPED_TEST(Decisions, MergedEventsAreOneWithAllReports) {
    this->decide(this->merge_events({{7}, {8}}));
    EXPECT_EQ(this->events(), Ids{7});
    EXPECT_EQ((*this->store().event({8}))->id, EventId{7});
    EXPECT_EQ(this->store().mentions_of({8})->size(), 3U);
    EXPECT_EQ((*this->store().event({7}))->actors.size(), 4U);
    EXPECT_EQ(this->store().mentions_in(this->article(this->three_))->front().event, EventId{7});
    // A later report of the one that was merged is a report of the whole.
    this->put(SampleArticle("2020-08-02", "Four").meeting(8, "2020-07-26", {"person:a", "person:d"}));
    EXPECT_EQ(this->events(), Ids{7});
    EXPECT_EQ((*this->store().event({7}))->mentions, 4U);
    this->expect_sound();
    this->decide(this->undo(1));
    EXPECT_EQ(this->events(), (Ids{7, 8}));
    EXPECT_EQ((*this->store().event({8}))->mentions, 2U);
}

TYPED_TEST(Decisions, ASplitEventLeavesTheRest) {
    this->decide(this->split_event({7}, {{this->article(this->two_), std::nullopt}}));
    const auto decision = this->store().decisions()->front();
    ASSERT_EQ(decision.events.size(), 2U);
    const EventId made = decision.events.back();
    EXPECT_EQ((*this->store().event({7}))->mentions, 1U);
    EXPECT_EQ((*this->store().event(made))->mentions, 1U);
    EXPECT_EQ(this->events_of("person:alias"), Ids{made.value});
    this->decide(this->undo(1));
    EXPECT_EQ(*this->store().event(made), std::nullopt);
    EXPECT_EQ((*this->store().event({7}))->mentions, 2U);
}

TYPED_TEST(Decisions, ARejectedEventIsGoneAndStaysSo) {
    this->decide(this->reject({7}));
    EXPECT_EQ(this->events(), Ids{8});
    EXPECT_EQ(*this->store().event({7}), std::nullopt);
    EXPECT_TRUE(this->store().mentions_of({7})->empty());
    EXPECT_TRUE(this->store().mentions_in(this->article(this->one_))->empty());
    EXPECT_TRUE(this->store().pair_counts(this->id("person:a"), this->id("person:b"))->empty());
    this->put(SampleArticle("2020-08-02", "Four").meeting(7, "2020-07-23", {"person:a", "person:b"}));
    EXPECT_EQ(this->events(), Ids{8});
    this->decide(this->undo(1));
    EXPECT_EQ((*this->store().event({7}))->mentions, 3U);
}

TYPED_TEST(Decisions, ADecisionAboutWhatIsNotThereSaysSo) {
    this->expect_refused(this->merge("person:nobody", "person:a"), ErrorCode::NotFound, "no actor person:nobody");
    this->expect_refused(this->merge("person:a", "person:a"), ErrorCode::InvalidArgument, "one actor already");
    this->expect_refused(this->reject({99}), ErrorCode::NotFound, "no event 0000000000000063");
    this->expect_refused(this->merge_events({{7}, {7}}), ErrorCode::InvalidArgument, "given twice");
    this->expect_refused(this->split("person:a", {{{5}, std::nullopt}}), ErrorCode::NotFound,
                         "no article 0000000000000005");
    this->expect_refused(this->split("person:a", {{this->article(this->three_), 4}}), ErrorCode::NotFound,
                         "has no mention 4 of person:a");
    this->expect_refused(this->split("person:a", {{this->article(this->two_), std::nullopt}}),
                         ErrorCode::NotFound, "does not mention person:a");
    this->expect_refused(this->split_event({8}, {{this->article(this->three_), std::nullopt}}),
                         ErrorCode::InvalidArgument, "all its reports");
    this->expect_refused(this->split_event({8}, {{this->article(this->one_), std::nullopt}}),
                         ErrorCode::NotFound, "does not report");
    this->expect_refused(this->rename("person:a", " "), ErrorCode::InvalidArgument, "empty");
    this->expect_refused(this->rename("person:a", "Anna Ames"), ErrorCode::InvalidArgument, "already");
    this->expect_refused(this->undo(1), ErrorCode::NotFound, "no decision 1");
    Decision describe = this->with(DecisionKind::DescribeActor, {"person:a"}, {});
    this->expect_refused(describe, ErrorCode::InvalidArgument, "neither");
    describe.country = "Belgium";
    this->expect_refused(describe, ErrorCode::InvalidArgument, "three capitals");
}

TYPED_TEST(Decisions, ADecisionAboutAPartOfAnotherNamesTheOther) {
    this->decide(this->merge("person:alias", "person:a"));
    this->expect_refused(this->rename("person:alias", "X"), ErrorCode::NotFound, "merged into person:a");
    this->decide(this->merge_events({{7}, {8}}));
    this->expect_refused(this->reject({8}), ErrorCode::NotFound, "merged into 0000000000000007");
    this->decide(this->reject({7}));
    this->expect_refused(this->reject({7}), ErrorCode::NotFound, "rejected by decision 3");
}

TYPED_TEST(Decisions, WhatOthersBuildOnIsUndoneAfterThem) {
    this->decide(this->merge("person:alias", "person:a"));
    this->decide(this->merge("person:a", "person:c"));
    this->expect_refused(this->undo(1), ErrorCode::InvalidArgument, "decision 2 builds on decision 1");
    this->decide(this->undo(2));
    this->expect_refused(this->undo(2), ErrorCode::InvalidArgument, "undone by decision 3 already");
    this->expect_refused(this->undo(3), ErrorCode::InvalidArgument, "decide that anew");
    this->decide(this->undo(1));
    EXPECT_EQ(this->store().decisions()->size(), 4U);
    EXPECT_EQ(this->store().stats()->actors, 5U);
}

TYPED_TEST(Decisions, AreNumberedAndDated) {
    Decision first = this->rename("person:a", "X");
    first.made = date::sys_seconds{std::chrono::seconds{1'600'000'000}};
    first.note = "so she signs";
    this->decide(first);
    this->decide(this->rename("person:b", "Y"));
    const auto decisions = *this->store().decisions();
    ASSERT_EQ(decisions.size(), 2U);
    EXPECT_EQ(decisions[0].number, 1U);
    EXPECT_EQ(decisions[0].made, first.made);
    EXPECT_EQ(decisions[0].note, "so she signs");
    EXPECT_EQ(decisions[0].articles, 3U);
    EXPECT_EQ(decisions[1].number, 2U);
    EXPECT_GT(decisions[1].made, first.made) << "the present, when no time is given";
}

/// Stores with the same facts and decisions, compared with the plain loops.
class RandomDecisions : public testing::TestWithParam<unsigned> {
protected:
    /// The same thing done to both.
    template <class Do>
    void both(const Do& act) {
        act(*reference_);
        act(*store_);
    }
    void expect_alike() {
        ASSERT_EQ(store_->verify()->problems, std::vector<std::string>{});
        ASSERT_EQ(dump(*store_), dump(*reference_));
    }

    TemporaryFolder folder_;
    std::unique_ptr<Store> reference_ = make_memory_store();
    std::unique_ptr<Store> store_ = *open_rocks_store(folder_.path() / "store", OpenMode::Create);
};

TEST_P(RandomDecisions, AnswerAlikeInBothEnginesAndAfterReopening) {
    std::mt19937_64 random(GetParam());
    int taken = 0, refused = 0;
    for (int i = 0; i < 60; ++i) {
        const ArticleFacts facts = random_facts(random);
        both([&](Store& store) { ASSERT_TRUE(store.put(facts)); });
        if (i % 15 == 2) {
            CodedTable table = random_table(random, 80), same = table;
            const auto theirs = reference_->import_table(table), ours = store_->import_table(same);
            ASSERT_TRUE(theirs && ours);
            ASSERT_EQ(*ours, *theirs);
        }
        for (int j = 0; i > 1 && j < 2; ++j) {
            const Decision decision = random_decision(random, *reference_);
            const auto theirs = reference_->decide(decision), ours = store_->decide(decision);
            ASSERT_EQ(static_cast<bool>(ours), static_cast<bool>(theirs));
            if (ours) {
                ASSERT_EQ(*ours, *theirs);
                ++taken;
            } else {
                ASSERT_EQ(ours.error().message, theirs.error().message);
                ++refused;
            }
        }
        if (i % 10 == 9) expect_alike();
    }
    EXPECT_GT(taken, 40);
    EXPECT_GT(refused, 4);
    store_.reset();
    store_ = *open_rocks_store(folder_.path() / "store", OpenMode::ReadOnly);
    expect_alike();
    const auto again = *open_rocks_store(folder_.path() / "again", OpenMode::Create);
    const auto rebuilt = rebuild(*store_, *again);
    ASSERT_TRUE(rebuilt) << rebuilt.error().message;
    EXPECT_EQ(again->verify()->problems, std::vector<std::string>{});
    EXPECT_EQ(dump(*again), dump(*reference_));
}

TEST_P(RandomDecisions, AllUndoneLeaveNothingBehind) {
    std::mt19937_64 random(100 + GetParam());
    for (int i = 0; i < 40; ++i) ASSERT_TRUE(store_->put(random_facts(random)));
    CodedTable table = random_table(random, 120);
    ASSERT_TRUE(store_->import_table(table));
    const std::string before = dump(*store_);
    for (int i = 0; i < 80; ++i)
        static_cast<void>(static_cast<bool>(store_->decide(random_decision(random, *store_))));
    EXPECT_NE(without_decisions(dump(*store_)), before);
    std::vector<Decision> left = standing(*store_->decisions());
    EXPECT_GT(left.size(), 20U);
    for (; !left.empty(); left.pop_back()) {
        Decision undo;
        undo.undoes = left.back().number;
        const auto undone = store_->decide(undo);
        ASSERT_TRUE(undone) << undone.error().message;
    }
    EXPECT_EQ(without_decisions(dump(*store_)), before);
    EXPECT_EQ(store_->verify()->problems, std::vector<std::string>{});
}
INSTANTIATE_TEST_SUITE_P(Seeds, RandomDecisions, testing::Range(1U, 7U));

TEST(DecisionRecords, ComeBackAsTheyWereAndNothingElseIsOne) {
    Decision decision;
    decision.number = 3;
    decision.articles = 300;
    decision.made = date::sys_seconds{std::chrono::seconds{-5}};
    decision.kind = DecisionKind::SplitActor;
    decision.actors = {"person:a", "person:a~3"};
    decision.events = {{0xF000000000000001U}};
    decision.places = {{{9}, 0U}, {{9}, std::nullopt}, {{10}, 4'000'000'000U}};
    decision.name = "Anna";
    decision.actor_kind = ActorKind::Person;
    decision.country = "";
    decision.note = "two painters";
    const std::string record = encode(decision);
    EXPECT_EQ(decode_decision(record, 3), decision);
    for (std::size_t size = 0; size < record.size(); ++size)
        EXPECT_EQ(decode_decision(record.substr(0, size), 3), std::nullopt) << size;
    EXPECT_EQ(decode_decision(record + "x", 3), std::nullopt);
    decision.actors.pop_back();
    EXPECT_EQ(decode_decision(encode(decision), 3), std::nullopt) << "a split needs two actors";
}

TEST(Steps, AreGoneInTheOrderOfTheirNumbers) {
    Steps<EventId> steps;
    steps.add(1, {5}, {6}, {{{50}, std::nullopt}});  // what article 50 says of 5 is 6
    steps.add(2, {6}, {5});                          // 6 is part of 5 after all
    steps.add(3, {5}, {4});
    EXPECT_EQ(steps.at({5}, {50}, 0), EventId{4});
    EXPECT_EQ(steps.at({5}, {51}, 0), EventId{4});
    EXPECT_EQ(steps.whole({6}), EventId{4});
    EXPECT_EQ(steps.whole({7}), EventId{7});
    EXPECT_EQ(steps.told({4}), (std::vector<EventId>{{4}, {5}, {6}}));
    EXPECT_EQ(steps.merged_into({4}), (std::vector<EventId>{{5}}));
}

TEST(OlderSchema, IsReadAsItStandsAndAddedToAfterARebuild) {
    TemporaryFolder folder;
    const auto path = folder.path() / "store";
    {
        const auto store = *RocksStore::open(path, OpenMode::Create);
        ASSERT_TRUE(store->put(SampleArticle("2020-07-24").meeting(7, "2020-07-23", {"person:a", "person:b"})));
        // What a store of schema 2 lacks.
        for (const Table table : {Table::Decisions, Table::Tellings, Table::Blocks, Table::Parts, Table::Wholes, Table::Words})
            ASSERT_TRUE(store->database().rocks().DropColumnFamily(store->database().handle(table)).ok());
        ASSERT_TRUE(store->database().rocks().Delete({}, store->database().handle(Table::Meta), "words").ok());
    }
    ASSERT_TRUE(mark_folder(path, 2));
    {
        const auto store = *open_rocks_store(path, OpenMode::ReadOnly);
        EXPECT_TRUE(store->event({7})->has_value());
        EXPECT_TRUE(store->decisions()->empty());
        EXPECT_EQ(store->verify()->problems, std::vector<std::string>{});
    }
    const auto refused = open_rocks_store(path, OpenMode::ReadWrite);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_NE(refused.error().message.find("annalist rebuild"), std::string::npos);
    EXPECT_EQ(inspect_folder(path)->schema, 2U);
    const auto target = *open_rocks_store(folder.path() / "new", OpenMode::Create);
    ASSERT_TRUE(rebuild(**open_rocks_store(path, OpenMode::ReadOnly), *target));
    EXPECT_TRUE(target->event({7})->has_value());
    EXPECT_EQ(target->verify()->problems, std::vector<std::string>{});
}

}  // namespace
}  // namespace annalist::storage

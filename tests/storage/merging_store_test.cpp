#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "graph/figure.hpp"
#include "sample_facts.hpp"
#include "storage/keys.hpp"
#include "storage/rebuild.hpp"
#include "storage/rocks_engine.hpp"
#include "storage/rocks_store.hpp"

namespace annalist::storage {
namespace {

struct MemoryEngine {
    std::unique_ptr<Store> store = make_memory_store();
};

struct RocksEngine {
    TemporaryFolder folder;
    std::unique_ptr<Store> store = *open_rocks_store(folder.path() / "store", OpenMode::Create);
};

using Keys = std::vector<std::string>;
using Ids = std::vector<std::uint64_t>;

/// "CHN:xi" is somebody of China, "CHN" China itself.
ArticleFacts story(std::string_view published, std::string_view title, std::uint64_t event, std::string_view on,
                   const Keys& who, const std::function<void(Mention&)>& change = {}) {
    SampleArticle article(published, title);
    for (const std::string& key : who) article.actor(key, key, {}, key.substr(0, 3));
    article.meeting(event, on, who);
    if (change) change(article.last_mention());
    ArticleFacts facts = article.facts();
    for (Actor& actor : facts.actors)
        actor.kind = actor.key.size() == 3 ? ActorKind::Country : ActorKind::Person;
    return facts;
}

/// Reports of one event in several articles, in each engine.
template <class Engine>
class MergedReports : public testing::Test {
protected:
    Store& store() { return *engine_.store; }
    void put(const ArticleFacts& facts) {
        const auto put = store().put(facts);
        ASSERT_TRUE(put) << put.error().message;
        expect_sound();
    }
    Decision decide(Decision decision) {
        const auto made = store().decide(decision);
        EXPECT_TRUE(made) << made.error().message;
        expect_sound();
        return made ? *made : decision;
    }
    void expect_sound() { EXPECT_EQ(store().verify()->problems, std::vector<std::string>{}); }
    Ids events() {
        Ids ids;
        EXPECT_TRUE(store().scan({}, [&](const Event& e) { return ids.push_back(e.id.value), true; }));
        return ids;
    }
    Ids parts(std::uint64_t id) {
        Ids ids;
        const auto parts = store().parts_of({id});
        for (const PartOf& part : *parts) ids.push_back(part.told.value);
        return ids;
    }
    void put_three() {
        put(story("2019-06-06", "One", 12, "2019-06-05", {"CHN:xi", "RUS:putin"}));
        put(story("2019-06-07", "Two", 11, "2019-06-05", {"CHN", "RUS"}));
        put(story("2019-06-06", "Three", 13, "2019-06-06", {"CHN:xi", "RUS:putin"},
                  [](Mention& m) { m.time.basis = TimeBasis::Published; }));
    }
    ArticleId article(std::string_view published, std::string_view title) {
        return SampleArticle(published, title).facts().article.id;
    }

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
TYPED_TEST_SUITE(MergedReports, Engines, EngineNames);

TYPED_TEST(MergedReports, AreOneEventThatAnswersToEveryToldId) {
    this->put_three();
    EXPECT_EQ(this->events(), Ids{11});
    for (const std::uint64_t told : {11, 12, 13}) {
        const Event event = (*this->store().event({told})).value();
        EXPECT_EQ(event.id, EventId{11});
        EXPECT_EQ(event.mentions, 3U);
        EXPECT_EQ(event.days, TimeSpan::day(day("2019-06-05")));
        EXPECT_EQ(this->store().mentions_of({told})->size(), 3U);
    }
    const auto parts = *this->store().parts_of({13});
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts[0].told, EventId{11});
    EXPECT_EQ(parts[0].part.like, EventId{12});
    EXPECT_EQ(parts[0].articles, std::vector<ArticleId>{this->article("2019-06-07", "Two")});
    EXPECT_EQ(this->store().mentions_in(this->article("2019-06-06", "One"))->front().event, EventId{11});
    EXPECT_EQ(this->store().stats()->events, 1U);
}

TYPED_TEST(MergedReports, KeepWhatTheyWereToldAs) {
    this->put_three();
    Ids told;
    EXPECT_TRUE(this->store().scan_facts([&](const ArticleFacts& facts) {
        return told.push_back(facts.mentions.front().event.value), true;
    }));
    EXPECT_EQ(told, (Ids{12, 11, 13}));
}

TYPED_TEST(MergedReports, OfAPlanAndItsFulfilmentAreAnEventThatOccurred) {
    this->put(story("2019-06-01", "Plan", 7, "2019-06-05", {"CHN:xi", "RUS:putin"},
                    [](Mention& m) { m.status = Status::Planned; }));
    EXPECT_EQ((*this->store().event({7}))->status, Status::Planned);
    this->put(story("2019-06-06", "Held", 9, "2019-06-05", {"CHN", "RUS:putin"}));
    EXPECT_EQ((*this->store().event({7}))->status, Status::Occurred);
    EXPECT_EQ(this->store().mentions_of({7})->front().status, Status::Planned);
}

TYPED_TEST(MergedReports, AreTakenApartByHandForGood) {
    this->put_three();
    Decision split;
    split.kind = DecisionKind::SplitEvent;
    split.events = {{11}};
    split.places = {{this->article("2019-06-07", "Two"), std::nullopt}};
    const Decision made = this->decide(split);
    EXPECT_EQ((*this->store().event({11}))->mentions, 2U);
    EXPECT_EQ((*this->store().event(made.events[1]))->mentions, 1U);
    // Another report of what was decided goes its own way, and one told as before goes the decided way.
    this->put(story("2019-06-08", "Four", 5, "2019-06-05", {"CHN:xi", "RUS"}));
    this->put(story("2019-06-08", "Five", 12, "2019-06-05", {"CHN:xi", "RUS:putin"}));
    EXPECT_EQ((*this->store().event({11}))->mentions, 3U);
    EXPECT_EQ((*this->store().event({5}))->mentions, 1U);
    Decision undo;
    undo.undoes = made.number;
    this->decide(undo);
    EXPECT_EQ(this->events(), Ids{5});
    EXPECT_EQ((*this->store().event({13}))->mentions, 5U);
}

TYPED_TEST(MergedReports, GoWithTheirEventWhereItIsMergedOrRejectedByHand) {
    this->put_three();
    this->put(story("2019-09-01", "Other", 20, "2019-09-01", {"CHN:xi", "RUS:putin"}));
    Decision merge;
    merge.kind = DecisionKind::MergeEvents;
    merge.events = {{20}, {11}};
    merge = this->decide(merge);
    EXPECT_EQ(merge.events, (std::vector<EventId>{{20}, {11}, {12}, {13}}));
    EXPECT_EQ(this->events(), Ids{20});
    EXPECT_EQ((*this->store().event({13}))->mentions, 4U);
    EXPECT_TRUE(this->parts(20).empty()) << "it is by hand now";
    Decision undo;
    undo.undoes = merge.number;
    this->decide(undo);
    EXPECT_EQ(this->events(), (Ids{11, 20}));
    EXPECT_EQ(this->parts(11), (Ids{11, 12, 13}));
    Decision reject;
    reject.kind = DecisionKind::RejectEvent;
    reject.events = {{11}};
    this->decide(reject);
    EXPECT_EQ(this->events(), Ids{20});
    EXPECT_EQ(*this->store().event({13}), std::nullopt);
}

TYPED_TEST(MergedReports, AreNotMergedByHandOnceMore) {
    this->put_three();
    Decision merge;
    merge.kind = DecisionKind::MergeEvents;
    merge.events = {{11}, {12}};
    const auto made = this->store().decide(merge);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(made.error().message.find("already"), std::string::npos) << made.error().message;
}

Decision one_actor(std::string_view it, std::string_view is) {
    Decision merge;
    merge.kind = DecisionKind::MergeActors;
    merge.actors = {std::string(it), std::string(is)};
    return merge;
}

Decision undoing(const Decision& decision) {
    Decision undo;
    undo.undoes = decision.number;
    return undo;
}

TYPED_TEST(MergedReports, ComeTogetherWhereTwoActorsAreOneByHandAndPartWithItsUndoing) {
    this->put(story("2019-06-06", "One", 12, "2019-06-05", {"CHN:xi", "RUS:putin"}));
    this->put(story("2019-06-07", "Two", 11, "2019-06-05", {"CHN:chairman", "RUS:putin"}));
    EXPECT_EQ(this->events(), (Ids{11, 12})) << "two people of one side";
    const Decision merge = this->decide(one_actor("CHN:chairman", "CHN:xi"));
    EXPECT_EQ(this->events(), Ids{11});
    EXPECT_EQ(this->parts(12), (Ids{11, 12}));
    EXPECT_EQ((*this->store().event({12}))->actors.size(), 2U);
    // What comes in later goes the same way.
    this->put(story("2019-06-08", "Three", 13, "2019-06-05", {"CHN:chairman", "RUS:putin"}));
    EXPECT_EQ(this->parts(11), (Ids{11, 12, 13}));
    this->decide(undoing(merge));
    EXPECT_EQ(this->events(), (Ids{11, 12}));
    EXPECT_EQ(this->parts(11), (Ids{11, 13}));
}

TYPED_TEST(MergedReports, OfBodiesWithoutACountryComeTogetherWhereTheseAreOneByHand) {
    const auto talks = [](std::string_view title, std::uint64_t event, const std::string& body) {
        SampleArticle article("2019-06-06", title);
        article.meeting(event, "2019-06-05", {body, "RUS:putin"});
        ArticleFacts facts = article.facts();
        facts.actors[0].kind = ActorKind::Organization;
        facts.actors[1].country = "RUS";
        return facts;
    };
    this->put(talks("One", 12, "org:bloc"));
    this->put(talks("Two", 11, "org:union"));
    EXPECT_EQ(this->events(), (Ids{11, 12}));
    const Decision merge = this->decide(one_actor("org:bloc", "org:union"));
    EXPECT_EQ(this->events(), Ids{11}) << "they have a side in common now, and so a block";
    this->decide(undoing(merge));
    EXPECT_EQ(this->events(), (Ids{11, 12}));
}

TYPED_TEST(MergedReports, OfPeopleOfOneBodyComeTogetherThoughOnlyTheBodyIsMerged) {
    const auto talks = [](std::string_view title, std::uint64_t event, const std::string& body) {
        SampleArticle article("2019-06-06", title);
        article.meeting(event, "2019-06-05", {"person:envoy", "RUS:putin"});
        article.affiliation("person:envoy", "envoy", body);
        ArticleFacts facts = article.facts();
        for (Actor& actor : facts.actors) {
            actor.kind = actor.key.starts_with("org") ? ActorKind::Organization : ActorKind::Person;
            if (actor.key.starts_with("RUS")) actor.country = "RUS";
        }
        return facts;
    };
    this->put(talks("One", 12, "org:bloc"));
    this->put(talks("Two", 11, "org:union"));
    EXPECT_EQ(this->events(), (Ids{11, 12}));
    const Decision merge = this->decide(one_actor("org:bloc", "org:union"));
    EXPECT_EQ(this->events(), Ids{11});
    this->decide(undoing(merge));
    EXPECT_EQ(this->events(), (Ids{11, 12}));
}

TYPED_TEST(MergedReports, PartWhereOneArticleMeansAnotherActorByHand) {
    this->put(story("2019-06-06", "One", 12, "2019-06-05", {"CHN:xi", "RUS:putin"}));
    this->put(story("2019-06-07", "Two", 11, "2019-06-05", {"CHN:xi", "RUS:putin"},
                    [](Mention& m) { m.place.city = "Moscow"; }));
    EXPECT_EQ(this->events(), Ids{11});
    Decision split;
    split.kind = DecisionKind::SplitActor;
    split.actors = {"CHN:xi"};
    split.places = {{this->article("2019-06-07", "Two"), 0}};
    split = this->decide(split);
    EXPECT_EQ(this->events(), (Ids{11, 12}));
    this->put(story("2019-06-08", "Three", 10, "2019-06-05", {"CHN:xi", "RUS:putin"}));
    EXPECT_EQ(this->parts(12), (Ids{10, 12}));
    this->decide(undoing(split));
    EXPECT_EQ(this->parts(12), (Ids{10, 11, 12}));
}

TYPED_TEST(MergedReports, OfAnActorThatWasMergedWhileTheyWereRejectedComeBackAsItsReports) {
    this->put(story("2019-06-06", "One", 12, "2019-06-05", {"CHN:xi", "RUS:putin"}));
    this->put(story("2019-06-07", "Two", 11, "2019-06-05", {"CHN:chairman", "RUS:putin"}));
    Decision reject;
    reject.kind = DecisionKind::RejectEvent;
    reject.events = {{11}};
    reject = this->decide(reject);
    this->decide(one_actor("CHN:chairman", "CHN:xi"));
    EXPECT_EQ(this->events(), Ids{12});
    this->decide(undoing(reject));
    EXPECT_EQ(this->events(), Ids{11});
    EXPECT_EQ((*this->store().event({12}))->mentions, 2U);
}

TEST(MergedReportsOfAnOlderStore, FollowItsDecisionsAboutActorsOnceAWriterOpensIt) {
    TemporaryFolder folder;
    const auto path = folder.path() / "store";
    {
        const auto store = *RocksStore::open(path, OpenMode::Create);
        ASSERT_TRUE(store->put(story("2019-06-06", "One", 12, "2019-06-05", {"CHN:xi", "RUS:putin"})));
        ASSERT_TRUE(store->put(story("2019-06-07", "Two", 11, "2019-06-05", {"CHN:chairman", "RUS:putin"})));
        // A decision of which nothing followed for events.
        Decision merge = one_actor("CHN:chairman", "CHN:xi");
        merge.articles = 2;
        Database& database = store->database();
        ASSERT_TRUE(database.rocks().Put({}, database.handle(Table::Decisions), slice(sequence_key(1)), slice(encode(merge))).ok());
        ASSERT_TRUE(database.rocks().Merge({}, database.handle(Table::Meta), "decisions", slice(encode_sum(1))).ok());
    }
    const auto together = [&](OpenMode mode) {
        const auto store = *open_rocks_store(path, mode);
        const auto report = store->verify();
        for (const std::string& problem : report->problems) {
            // Its events were not concluded with the actor of the decision; the tellings are as it kept them.
            const bool of_sample = mode == OpenMode::ReadOnly && problem.starts_with("table events");
            EXPECT_TRUE(of_sample) << problem;
        }
        return store->event({12})->value().id;
    };
    EXPECT_EQ(together(OpenMode::ReadOnly), EventId{12});
    EXPECT_EQ(together(OpenMode::ReadWrite), EventId{11});
    EXPECT_EQ(together(OpenMode::ReadWrite), EventId{11});
}

/// The figures of a store: the articles that claim each.
std::vector<std::vector<ArticleId>> figures_of(const Store& store) {
    std::vector<Figure> claims;
    EXPECT_TRUE(store.scan_figures({}, [&](const Figure& f) { return claims.push_back(f), true; }));
    std::vector<std::vector<ArticleId>> all;
    for (const ReportedFigure& figure : bring_together(claims)) {
        all.emplace_back();
        for (const Figure& claim : figure.claims) all.back().push_back(claim.article);
    }
    return all;
}

TYPED_TEST(MergedReports, ClaimOneFigureWhoeverIsAPartyByHand) {
    const TimeSpan year = days("2018-01-01", "2018-12-31", Granularity::Year);
    const Keys titles{"One", "Two", "Three"};
    for (const std::size_t i : {2U, 0U, 1U}) {
        SampleArticle article(fmt::format("2019-06-0{}", i + 1), titles[i]);
        article.figure("trade", year, {"CHN", titles[i] == "Two" ? "RUS:state" : "RUS"});
        this->put(article.facts());
    }
    const ArticleId one = this->article("2019-06-01", "One"), two = this->article("2019-06-02", "Two"),
                    three = this->article("2019-06-03", "Three");
    using Figures = std::vector<std::vector<ArticleId>>;
    const Figures apart = figures_of(this->store());
    ASSERT_EQ(apart.size(), 2U);
    Decision merge;
    merge.kind = DecisionKind::MergeActors;
    merge.actors = {"RUS:state", "RUS"};
    merge = this->decide(merge);
    EXPECT_EQ(figures_of(this->store()), (Figures{{one, two, three}}));
    Decision undo;
    undo.undoes = merge.number;
    this->decide(undo);
    EXPECT_EQ(figures_of(this->store()), apart);
}

/// An article with some meetings between few, on few days, so that they are often alike.
ArticleFacts random_story(std::mt19937_64& random, int number) {
    static const Keys kWho{"CHN:xi", "CHN:wang", "CHN", "RUS:putin", "RUS:lavrov", "RUS", "IND"};
    const date::sys_days published = day("2019-06-01") + date::days{static_cast<int>(random() % 20)};
    SampleArticle article(iso_day(published), fmt::format("Story {}", number));
    for (const std::string& key : kWho) article.actor(key, key, {}, key.substr(0, 3));
    for (std::size_t i = 0; i <= random() % 2; ++i) {
        Keys who;
        for (const std::string& key : kWho)
            if (random() % 3 == 0) who.push_back(key);
        const date::sys_days on = published - date::days{static_cast<int>(random() % 4)};
        const bool stated = random() % 3 != 0;
        std::string told = stated ? iso_day(on) : fmt::format("{} {}", number, i);
        for (const std::string& key : who) told += key;
        article.meeting(digest(told), stated ? iso_day(on) : iso_day(published), who);
        Mention& mention = article.last_mention();
        if (!stated) mention.time.basis = TimeBasis::Published;
        if (stated && random() % 8 == 0) mention.time.days = {on, on + date::days{6}, Granularity::Week};
        if (random() % 6 == 0) mention.status = Status::Planned;
        if (random() % 4 == 0) mention.place.city = random() % 2 == 0 ? "Moscow" : "Beijing";
    }
    ArticleFacts facts = article.facts();
    for (Actor& actor : facts.actors)
        actor.kind = actor.key.size() == 3 ? ActorKind::Country : ActorKind::Person;
    return facts;
}

/// The events of a store with the articles that report each.
std::set<std::string> events_of(const Store& store) {
    std::set<std::string> all;
    EXPECT_TRUE(store.scan({}, [&](const Event& event) {
        std::string text = fmt::format("{:016x} {} {} {:a}:", event.id.value, to_string(event.status), edtf(event.days), event.confidence);
        const auto mentions = store.mentions_of(event.id);
        for (const Mention& mention : *mentions)
            text += fmt::format(" {:016x}#{}", mention.article.value, mention.ordinal);
        return all.insert(text), true;
    }));
    return all;
}

class RandomStories : public testing::TestWithParam<unsigned> {};

TEST_P(RandomStories, ComeToTheSameEventsInAnyOrder) {
    std::mt19937_64 random(GetParam());
    std::vector<ArticleFacts> articles;
    for (int i = 0; i < 60; ++i) articles.push_back(random_story(random, i));
    std::set<std::string> first;
    for (int order = 0; order < 3; ++order) {
        TemporaryFolder folder;
        const auto store = *open_rocks_store(folder.path() / "store", OpenMode::Create);
        for (const ArticleFacts& facts : articles) ASSERT_TRUE(store->put(facts));
        ASSERT_EQ(store->verify()->problems, std::vector<std::string>{});
        if (order == 0) first = events_of(*store);
        EXPECT_EQ(events_of(*store), first);
        std::shuffle(articles.begin(), articles.end(), random);
    }
    EXPECT_GT(first.size(), 10U);
}

TEST_P(RandomStories, ComeToTheSameEventsWheneverActorsAreMergedByHand) {
    std::mt19937_64 random(GetParam() + 200);
    std::vector<ArticleFacts> articles;
    for (int i = 0; i < 40; ++i) articles.push_back(random_story(random, i));
    std::set<std::string> first;
    for (const std::size_t decided : {1U, 20U, 40U}) {
        TemporaryFolder folder;
        const auto store = *open_rocks_store(folder.path() / "store", OpenMode::Create);
        for (std::size_t i = 0; i < articles.size(); ++i) {
            ASSERT_TRUE(store->put(articles[i]));
            if (i + 1 != decided) continue;
            const auto undone = store->decide(one_actor("RUS:lavrov", "RUS:putin"));
            ASSERT_TRUE(undone) << undone.error().message;
            ASSERT_TRUE(store->decide(one_actor("CHN:wang", "CHN:xi")));
            if (decided == 20U) {
                ASSERT_EQ(store->verify()->problems, std::vector<std::string>{});
            }
            ASSERT_TRUE(store->decide(undoing(*undone)));
        }
        ASSERT_EQ(store->verify()->problems, std::vector<std::string>{});
        if (decided == 1U) first = events_of(*store);
        EXPECT_EQ(events_of(*store), first) << "decided after " << decided;
        std::shuffle(articles.begin() + 1, articles.end(), random);
    }
    EXPECT_GT(first.size(), 5U);
}

TEST_P(RandomStories, AreAlikeInBothEnginesWithDecisionsAndAfterARebuild) {
    std::mt19937_64 random(GetParam() + 100);
    TemporaryFolder folder;
    const auto reference = make_memory_store();
    auto store = *open_rocks_store(folder.path() / "store", OpenMode::Create);
    std::size_t together = 0;
    for (int i = 0; i < 50; ++i) {
        const ArticleFacts facts = i % 5 == 4 ? random_facts(random) : random_story(random, i);
        ASSERT_TRUE(reference->put(facts));
        ASSERT_TRUE(store->put(facts));
        if (i > 5 && i % 2 == 0) {
            const Decision decision = random_decision(random, *reference);
            const auto theirs = reference->decide(decision), ours = store->decide(decision);
            ASSERT_EQ(static_cast<bool>(ours), static_cast<bool>(theirs));
            if (ours) {
                ASSERT_EQ(*ours, *theirs);
            }
        }
        if (i % 10 != 9) continue;
        ASSERT_EQ(reference->verify()->problems, std::vector<std::string>{});
        ASSERT_EQ(store->verify()->problems, std::vector<std::string>{});
        ASSERT_EQ(dump(*store), dump(*reference));
        ASSERT_TRUE(store->scan({}, [&](const Event& event) {
            const auto ours = store->parts_of(event.id), theirs = reference->parts_of(event.id);
            EXPECT_EQ(*ours, *theirs);
            together += ours->size();
            return true;
        }));
    }
    EXPECT_GT(together, 5U);
    const auto target = *open_rocks_store(folder.path() / "new", OpenMode::Create);
    const auto rebuilt = rebuild(*store, *target);
    ASSERT_TRUE(rebuilt) << rebuilt.error().message;
    EXPECT_EQ(dump(*target), dump(*store));
    EXPECT_EQ(target->verify()->problems, std::vector<std::string>{});
}
INSTANTIATE_TEST_SUITE_P(Seeds, RandomStories, testing::Range(1U, 7U));

}  // namespace
}  // namespace annalist::storage

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "sample_facts.hpp"
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

/// What any Store promises, asked of each engine.
template <class Engine>
class StoreContract : public testing::Test {
protected:
    Store& store() { return *engine_.store; }

    void put(const ArticleFacts& facts) {
        const auto outcome = store().put(facts);
        ASSERT_TRUE(outcome) << outcome.error().message;
        ASSERT_EQ(*outcome, PutOutcome::Added);
    }
    ActorId id(std::string_view key) { return (*store().actor_by_key(key)).value().id; }

    using Ids = std::vector<std::uint64_t>;
    Ids scan(DayRange days) {
        return gather([&](const EventVisitor& visit) { return store().scan(days, visit); });
    }
    Ids scan_actor(std::string_view key, DayRange days = {}) {
        return gather(
            [&](const EventVisitor& visit) { return store().scan_actor(id(key), days, visit); });
    }
    Ids scan_pair(std::string_view a, std::string_view b, DayRange days = {}) {
        return gather([&](const EventVisitor& visit) {
            return store().scan_pair(id(a), id(b), days, visit);
        });
    }
    std::vector<std::string> find(std::string_view prefix, std::size_t limit = 100) {
        std::vector<std::string> keys;
        const auto found = store().find_actors(prefix, limit);
        for (const Actor& actor : *found) keys.push_back(actor.key);
        return keys;
    }
    void expect_sound() {
        const auto report = store().verify();
        ASSERT_TRUE(report) << report.error().message;
        EXPECT_EQ(report->problems, std::vector<std::string>{});
    }

private:
    template <class Scan>
    Ids gather(const Scan& scan) {
        Ids ids;
        const auto scanned = scan([&](const Event& event) {
            ids.push_back(event.id.value);
            return true;
        });
        EXPECT_TRUE(scanned) << scanned.error().message;
        return ids;
    }

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
TYPED_TEST_SUITE(StoreContract, Engines, EngineNames);

using Ids = std::vector<std::uint64_t>;
using Keys = std::vector<std::string>;

TYPED_TEST(StoreContract, AnEmptyStoreAnswersWithNothing) {
    EXPECT_FALSE(*this->store().contains({1}));
    EXPECT_EQ(*this->store().article({1}), std::nullopt);
    EXPECT_EQ(*this->store().event({1}), std::nullopt);
    EXPECT_TRUE(this->store().mentions_of({1})->empty());
    EXPECT_TRUE(this->store().mentions_in({1})->empty());
    EXPECT_EQ(*this->store().actor({1}), std::nullopt);
    EXPECT_EQ(*this->store().actor({0}), std::nullopt);
    EXPECT_EQ(*this->store().actor_by_key("person:nobody"), std::nullopt);
    EXPECT_TRUE(this->store().affiliations_of({1})->empty());
    EXPECT_TRUE(this->store().pair_counts({1}, {2})->empty());
    EXPECT_EQ(this->scan({}), Ids{});
    EXPECT_EQ(this->find(""), Keys{});
    EXPECT_EQ(this->store().stats()->articles, 0U);
    EXPECT_EQ(this->store().stats()->published, std::nullopt);
    this->expect_sound();
}

TYPED_TEST(StoreContract, WhatWasPutComesBackWhole) {
    SampleArticle article("2020-07-24");
    article.actor("person:song", "Song Tao", {"Mr Song"}, "CHN")
        .meeting(7, "2020-07-23", {"person:song", "org:dialogue"});
    article.affiliation("person:song", "minister", "org:department")
        .figure("bilateral trade", std::nullopt, {"person:song"});
    this->put(article);

    EXPECT_TRUE(*this->store().contains(article.facts().article.id));
    EXPECT_EQ(*this->store().article(article.facts().article.id), article.facts().article);
    const Event event = (*this->store().event({7})).value();
    EXPECT_EQ(event.days, TimeSpan::day(day("2020-07-23")));
    EXPECT_EQ(event.actors,
              (std::vector<EventActor>{{this->id("person:song"), Role::Participant},
                                       {this->id("org:dialogue"), Role::Participant}}));
    const auto mentions = this->store().mentions_in(article.facts().article.id);
    ASSERT_EQ(mentions->size(), 1U);
    EXPECT_EQ(mentions->front().trigger, (TextSpan{5, 8}));
    EXPECT_EQ(*this->store().mentions_of({7}), *mentions);
    const auto affiliations = this->store().affiliations_of(this->id("person:song"));
    ASSERT_EQ(affiliations->size(), 1U);
    EXPECT_EQ(affiliations->front().role, "minister");
    EXPECT_EQ(affiliations->front().body, this->id("org:department"));
    const StoreStats stats = *this->store().stats();
    EXPECT_EQ(stats.articles, 1U);
    EXPECT_EQ(stats.events, 1U);
    EXPECT_EQ(stats.mentions, 1U);
    EXPECT_EQ(stats.actors, 3U);
    EXPECT_EQ(stats.figures, 1U);
    EXPECT_EQ(stats.published, range("2020-07-24", "2020-07-24"));
    this->expect_sound();
}

TYPED_TEST(StoreContract, TheFactsComeBackAsTheyWerePut) {
    std::mt19937_64 random(11);
    std::vector<ArticleFacts> all;
    for (int i = 0; i < 40; ++i) {
        all.push_back(random_facts(random));
        this->put(all.back());
    }
    std::size_t at = 0;
    ASSERT_TRUE(this->store().scan_facts([&](const ArticleFacts& facts) {
        const ArticleFacts& put = all[at++];
        EXPECT_EQ(facts.article, put.article);
        EXPECT_EQ(facts.actors, put.actors);
        EXPECT_EQ(facts.affiliations, put.affiliations);
        EXPECT_EQ(facts.mentions, put.mentions);
        EXPECT_EQ(facts.figures, put.figures);
        EXPECT_EQ(facts.stamp, put.stamp);
        return true;
    }));
    EXPECT_EQ(at, all.size());
}

TYPED_TEST(StoreContract, TheSameArticleAgainChangesNothing) {
    const SampleArticle article =
        SampleArticle("2020-07-24").meeting(7, "2020-07-23", {"person:a", "person:b"});
    this->put(article);
    const std::string before = dump(this->store());
    const auto again = this->store().put(article);
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, PutOutcome::AlreadyThere);
    EXPECT_EQ(dump(this->store()), before);
}

TYPED_TEST(StoreContract, AnArticleWithoutFactsIsKept) {
    this->put(SampleArticle("2020-07-24"));
    EXPECT_EQ(this->store().stats()->articles, 1U);
    this->expect_sound();
}

TYPED_TEST(StoreContract, AnIntervalOfAnyLengthIsFoundFromItsFirstDayToItsLast) {
    struct Case {
        const char *first, *last, *before, *after;
        Granularity granularity;
    };
    const Case cases[] = {
        {"2019-03-06", "2019-03-06", "2019-03-05", "2019-03-07", Granularity::Day},
        {"2019-03-04", "2019-03-10", "2019-03-03", "2019-03-11", Granularity::Week},
        {"2019-03-01", "2019-03-31", "2019-02-28", "2019-04-01", Granularity::Month},
        {"2019-07-01", "2019-09-30", "2019-06-30", "2019-10-01", Granularity::Quarter},
        {"2019-12-01", "2020-02-29", "2019-11-30", "2020-03-01", Granularity::Season},
        {"2019-01-01", "2019-06-30", "2018-12-31", "2019-07-01", Granularity::Half},
        {"2020-01-01", "2020-12-31", "2019-12-31", "2021-01-01", Granularity::Year},
        {"1990-01-01", "1999-12-31", "1989-12-31", "2000-01-01", Granularity::Decade},
        {"1801-01-01", "1900-12-31", "1800-12-31", "1901-01-01", Granularity::Longer},
        {"2019-05-12", "2019-05-15", "2019-05-11", "2019-05-16", Granularity::Days},
    };
    std::uint64_t event = 0;
    for (const Case& c : cases) {
        const std::string a = "person:" + std::to_string(++event), b = a + "b";
        this->put(SampleArticle("2020-07-24", a)
                      .meeting(event, days(c.first, c.last, c.granularity), {a, b}));
        const auto expect = [&](const char* from, const char* to, bool found) {
            const Ids expected = found ? Ids{event} : Ids{};
            EXPECT_EQ(this->scan_actor(a, range(from, to)), expected)
                << c.first << ": " << from << ".." << to;
            EXPECT_EQ(this->scan_pair(a, b, range(from, to)), expected)
                << c.first << ": " << from << ".." << to;
            EXPECT_EQ(std::ranges::count(this->scan(range(from, to)), event), found ? 1 : 0);
        };
        expect(c.first, c.first, true);
        expect(c.last, c.last, true);
        expect(c.before, c.after, true);
        expect(c.before, c.first, true);
        expect(c.last, c.after, true);
        expect(c.before, c.before, false);
        expect(c.after, c.after, false);
    }
    this->expect_sound();
}

TYPED_TEST(StoreContract, EventsComeByFirstDayThenTheLongerThenId) {
    const std::vector<std::string> who{"person:a", "person:b"};
    SampleArticle article("2019-06-01");
    article.meeting(5, "2019-03-01", who)
        .meeting(4, "2019-03-01", who)
        .meeting(3, days("2019-03-01", "2019-03-31", Granularity::Month), who)
        .meeting(2, days("2019-01-01", "2019-12-31", Granularity::Year), who)
        .meeting(1, "2019-03-02", who)
        .meeting(6, days("2019-02-25", "2019-03-03", Granularity::Week), who)
        .meeting(7, days("2019-03-01", "2019-03-02", Granularity::Days), who);
    this->put(article);
    const Ids expected{2, 6, 3, 7, 4, 5, 1};
    EXPECT_EQ(this->scan(range("2019-03-01", "2019-03-02")), expected);
    EXPECT_EQ(this->scan_actor("person:a"), expected);
    EXPECT_EQ(this->scan_pair("person:b", "person:a"), expected);
}

TYPED_TEST(StoreContract, AVisitorMayStopAScan) {
    this->put(SampleArticle("2019-06-01")
                  .meeting(1, "2019-03-01", {"person:a"})
                  .meeting(2, "2019-03-02", {"person:a"}));
    int seen = 0;
    ASSERT_TRUE(this->store().scan({}, [&](const Event&) { return ++seen < 1; }));
    EXPECT_EQ(seen, 1);
}

TYPED_TEST(StoreContract, APairIsTheSameInEitherOrder) {
    this->put(SampleArticle("2019-06-01")
                  .meeting(1, "2019-03-01", {"person:a", "person:b", "person:c"})
                  .meeting(2, "2019-03-02", {"person:c", "person:a"})
                  .meeting(3, "2019-03-03", {"person:b"}));
    EXPECT_EQ(this->scan_pair("person:a", "person:c"), (Ids{1, 2}));
    EXPECT_EQ(this->scan_pair("person:c", "person:a"), (Ids{1, 2}));
    EXPECT_EQ(this->scan_pair("person:b", "person:c"), (Ids{1}));
    EXPECT_EQ(this->scan_pair("person:b", "person:b"), Ids{});
    EXPECT_EQ(*this->store().pair_counts(this->id("person:a"), this->id("person:c")),
              *this->store().pair_counts(this->id("person:c"), this->id("person:a")));
}

TYPED_TEST(StoreContract, AnEventOfManyActorsIsFoundByEachPair) {
    std::vector<std::string> who;
    for (int i = 0; i < 40; ++i) who.push_back("person:" + std::to_string(i));
    this->put(SampleArticle("2019-06-01").meeting(1, "2019-03-01", who));
    Event seen;
    ASSERT_TRUE(this->store().scan_pair(this->id("person:39"), this->id("person:3"), {},
                                        [&](const Event& event) {
                                            seen = event;
                                            return true;
                                        }));
    EXPECT_EQ(seen.actors.size(), 40U);
    this->expect_sound();
}

TYPED_TEST(StoreContract, ALaterReportMovesTheEventInEveryIndexAndCount) {
    SampleArticle plan("2019-02-01", "They will meet");
    plan.meeting(1, days("2019-03-01", "2019-03-31", Granularity::Month), {"person:a", "person:b"});
    plan.last_mention().status = Status::Planned;
    this->put(plan);
    EXPECT_EQ(this->scan_pair("person:a", "person:b", range("2019-03-20", "2019-03-20")), Ids{1});
    EXPECT_TRUE(this->store().pair_counts(this->id("person:a"), this->id("person:b"))->empty());

    this->put(SampleArticle("2019-04-03", "They met")
                  .meeting(1, "2019-04-02", {"person:a", "person:b", "person:c"}));
    EXPECT_EQ(this->scan_pair("person:a", "person:b", range("2019-03-20", "2019-03-20")), Ids{});
    EXPECT_EQ(this->scan(range("2019-03-01", "2019-03-31")), Ids{});
    EXPECT_EQ(this->scan_actor("person:a", range("2019-04-02", "2019-04-02")), Ids{1});
    EXPECT_EQ(this->scan_pair("person:c", "person:a"), Ids{1});
    const Event event = (*this->store().event({1})).value();
    EXPECT_EQ(event.mentions, 2U);
    EXPECT_EQ(event.known, day("2019-02-01"));
    EXPECT_EQ(event.status, Status::Occurred);
    EXPECT_EQ(*this->store().pair_counts(this->id("person:a"), this->id("person:b")),
              (std::vector<MonthCount>{{date::year{2019} / 4, EventType::Consult, 1}}));
    this->expect_sound();
}

TYPED_TEST(StoreContract, TheOrderOfArrivalDoesNotChangeTheEvent) {
    SampleArticle first("2019-02-01", "One");
    first.actor("person:a", "A")
        .actor("person:b", "B")
        .meeting(1, "2019-01-31", {"person:a", "person:b"});
    SampleArticle second("2019-02-02", "Two");
    second.actor("person:a", "A").actor("person:b", "B").meeting(1, "2019-01-30", {"person:b"});
    TypeParam forward, backward;
    ASSERT_TRUE(forward.store->put(first));
    ASSERT_TRUE(forward.store->put(second));
    ASSERT_TRUE(backward.store->put(second));
    ASSERT_TRUE(backward.store->put(first));
    EXPECT_EQ(*forward.store->event({1}), *backward.store->event({1}));
    EXPECT_EQ(*forward.store->mentions_of({1}), *backward.store->mentions_of({1}));
}

TYPED_TEST(StoreContract, CountsAreOfRealEventsByMonthAndType) {
    const std::vector<std::string> who{"person:a", "person:b"};
    SampleArticle article("2019-06-01");
    article.meeting(1, "2019-03-01", who)
        .meeting(2, "2019-03-31", who)
        .meeting(3, "2019-04-01", who);
    article.meeting(4, "2019-03-05", who);
    article.last_mention().type = EventType::Agree;
    article.meeting(5, "2019-03-06", who);
    article.last_mention().status = Status::Denied;
    this->put(article);
    EXPECT_EQ(*this->store().pair_counts(this->id("person:b"), this->id("person:a")),
              (std::vector<MonthCount>{{date::year{2019} / 3, EventType::Agree, 1},
                                       {date::year{2019} / 3, EventType::Consult, 2},
                                       {date::year{2019} / 4, EventType::Consult, 1}}));
}

TYPED_TEST(StoreContract, AKnownActorKeepsItsIdAndNameAndGainsTheRest) {
    this->put(SampleArticle("2019-01-01", "One").actor("person:xi", "Xi Jinping", {"Xi"}));
    const ActorId id = this->id("person:xi");
    this->put(SampleArticle("2019-01-02", "Two").actor("person:other", "Other"));
    SampleArticle third("2019-01-03", "Three");
    third.actor("person:xi", "President Xi", {"Mr Xi", "Xi", "Xi Jinping"}, "CHN");
    this->put(third);
    this->put(SampleArticle("2019-01-04", "Four").actor("person:xi", "Xi", {}, "TWN"));
    const Actor actor = (*this->store().actor_by_key("person:xi")).value();
    EXPECT_EQ(actor.id, id);
    EXPECT_EQ(actor.name, "Xi Jinping");
    EXPECT_EQ(actor.aliases, (std::vector<std::string>{"Mr Xi", "President Xi", "Xi"}));
    EXPECT_EQ(actor.country, "CHN");
    EXPECT_EQ(*this->store().actor(id), actor);
    EXPECT_EQ(this->find("president"), Keys{"person:xi"});
    this->expect_sound();
}

TYPED_TEST(StoreContract, AnActorIsFoundByTheBeginningOfAnyNameWhateverItsCaseAndMarks) {
    SampleArticle article("2019-01-01");
    article.actor("person:mueller", "Jörg Müller")
        .actor("person:muelleress", "Muller-Stone, Ann")
        .actor("person:mu", "Muller")
        .actor("person:jorge", "Jorge", {"MÜLLER"})
        .actor("country:TUR", "Türkiye", {"Turkey"});
    this->put(article);
    EXPECT_EQ(this->find("muller"), (Keys{"person:mu", "person:jorge", "person:muelleress"}));
    EXPECT_EQ(this->find("JORG"), (Keys{"person:mueller", "person:jorge"}));
    EXPECT_EQ(this->find("jörg müller"), Keys{"person:mueller"});
    EXPECT_EQ(this->find("turk"), Keys{"country:TUR"}) << "once, though two of its names begin so";
    EXPECT_EQ(this->find("muller stone"), Keys{"person:muelleress"});
    EXPECT_EQ(this->find("muller", 1), Keys{"person:mu"});
    EXPECT_EQ(this->find("muller", 0), Keys{});
    EXPECT_EQ(this->find("mullers"), Keys{});
    EXPECT_EQ(this->find("").size(), 5U);
}

TYPED_TEST(StoreContract, FiguresAreListedByPeriodOrElseByTheDayOfPublication) {
    SampleArticle article("2020-07-24");
    article.figure("trade", days("2020-01-01", "2020-03-31", Granularity::Quarter), {"country:CHN"})
        .figure("exports", std::nullopt, {"country:CHN"})
        .figure("imports", days("2020-01-01", "2020-12-31", Granularity::Year), {});
    this->put(article);
    const auto listed = [&](DayRange days) {
        std::vector<std::string> found;
        EXPECT_TRUE(this->store().scan_figures(days, [&](const Figure& figure) {
            found.push_back(figure.indicator);
            return true;
        }));
        return found;
    };
    EXPECT_EQ(listed({}), (Keys{"imports", "trade", "exports"}));
    EXPECT_EQ(listed(range("2020-03-31", "2020-03-31")), (Keys{"imports", "trade"}));
    EXPECT_EQ(listed(range("2020-07-24", "2020-07-24")), (Keys{"imports", "exports"}));
    EXPECT_EQ(listed(range("2021-01-01", "2021-01-01")), Keys{});
}

TYPED_TEST(StoreContract, ArticlesAreListedByDay) {
    for (const char* when : {"2020-07-24", "1969-12-31", "2020-07-23"})
        this->put(SampleArticle(when, when));
    const auto listed = [&](DayRange days) {
        std::vector<std::string> found;
        EXPECT_TRUE(this->store().scan_articles(days, [&](const Article& article) {
            found.push_back(article.title);
            return true;
        }));
        return found;
    };
    EXPECT_EQ(listed({}), (Keys{"1969-12-31", "2020-07-23", "2020-07-24"}));
    EXPECT_EQ(listed(range("2020-07-24", "2020-07-24")), Keys{"2020-07-24"});
    EXPECT_EQ(listed(range("1970-01-01", "2020-07-23")), Keys{"2020-07-23"});
    EXPECT_EQ(this->store().stats()->published, range("1969-12-31", "2020-07-24"));
}

TYPED_TEST(StoreContract, FactsThatCannotBeKeptAreRefusedWhole) {
    const SampleArticle good = SampleArticle("2020-07-24").meeting(7, "2020-07-23", {"person:a"});
    const auto refused = [&](const char* reason, auto spoil) {
        ArticleFacts facts = good.facts();
        spoil(facts);
        const auto outcome = this->store().put(facts);
        ASSERT_FALSE(outcome) << reason;
        EXPECT_EQ(outcome.error().code, ErrorCode::InvalidArgument);
        EXPECT_NE(outcome.error().message.find(reason), std::string::npos)
            << outcome.error().message;
    };
    refused("does not list", [](ArticleFacts& f) { f.mentions[0].participants[0].actor = {2}; });
    refused("does not list", [](ArticleFacts& f) { f.mentions[0].participants[0].actor = {0}; });
    refused("outside the text", [](ArticleFacts& f) { f.mentions[0].trigger = {40, 43}; });
    refused("outside the text", [](ArticleFacts& f) { f.mentions[0].trigger = {8, 5}; });
    refused("cuts a character", [](ArticleFacts& f) {
        f.article.text.replace(8, 2, "é"), f.mentions[0].trigger = {5, 9};
    });
    refused("before its first",
            [](ArticleFacts& f) { f.mentions[0].time.days.last -= date::days{1}; });
    refused("not in [0, 1]", [](ArticleFacts& f) { f.mentions[0].confidence = 1.5; });
    refused("another article", [](ArticleFacts& f) { f.mentions[0].article = {1}; });
    refused("not its position", [](ArticleFacts& f) { f.mentions[0].ordinal = 3; });
    refused("no key", [](ArticleFacts& f) { f.actors[0].key.clear(); });
    refused("key of another", [](ArticleFacts& f) { f.actors.push_back(f.actors[0]); });
    EXPECT_EQ(this->store().stats()->articles, 0U);
    EXPECT_EQ(this->store().stats()->actors, 0U);
}

TYPED_TEST(StoreContract, ThreeHundredRandomArticlesAnswerAsInThePlainLoops) {
    std::mt19937_64 random(2024);
    MemoryEngine reference;
    for (int i = 0; i < 300; ++i) {
        const ArticleFacts facts = random_facts(random);
        this->put(facts);
        ASSERT_TRUE(reference.store->put(facts));
    }
    this->expect_sound();
    EXPECT_EQ(dump(this->store()), dump(*reference.store));
    for (int i = 0; i < 200; ++i) {
        const date::sys_days from{date::days{17'400 + static_cast<int>(random() % 1000)}};
        const DayRange days{from, from + date::days{static_cast<int>(random() % 60)}};
        const ActorId a{1 + static_cast<std::uint32_t>(random() % 25)},
            b{1 + static_cast<std::uint32_t>(random() % 25)};
        std::vector<Event> ours, theirs;
        const auto into = [](std::vector<Event>& list) {
            return [&list](const Event& event) { return list.push_back(event), true; };
        };
        ASSERT_TRUE(this->store().scan(days, into(ours)));
        ASSERT_TRUE(this->store().scan_actor(a, days, into(ours)));
        ASSERT_TRUE(this->store().scan_pair(a, b, days, into(ours)));
        ASSERT_TRUE(reference.store->scan(days, into(theirs)));
        ASSERT_TRUE(reference.store->scan_actor(a, days, into(theirs)));
        ASSERT_TRUE(reference.store->scan_pair(a, b, days, into(theirs)));
        ASSERT_EQ(ours, theirs);
    }
}

/// The data set "sample" with rows of day, source, relation and target.
CodedTable table_with(const std::vector<std::array<std::string, 4>>& rows) {
    CodedTable table;
    table.dataset = "sample";
    const auto actor = [&](const std::string& name) {
        for (std::uint32_t i = 0; i < table.actors.size(); ++i)
            if (table.actors[i].name == name) return i;
        Actor made;
        made.key = "org:/" + name;
        made.kind = ActorKind::Organization;
        made.name = name;
        table.actors.push_back(made);
        return static_cast<std::uint32_t>(table.actors.size() - 1);
    };
    table.relations = {{0, "sample", "Make a visit", EventType::Consult, Mode::Visit, 0.5},
                       {0, "sample", "Accuse", EventType::Accuse, Mode::None, 0.5}};
    for (const auto& [when, source, relation, target] : rows)
        table.rows.push_back({day(when), actor(source), relation == "Accuse" ? 1U : 0U, actor(target)});
    return table;
}

TYPED_TEST(StoreContract, ARowOfATableIsAnEventWithABulletinThatSaysSo) {
    CodedTable table = table_with({{"2018-03-02", "Delta", "Make a visit", "Alpha"}});
    const auto count = this->store().import_table(table);
    ASSERT_TRUE(count) << count.error().message;
    EXPECT_EQ(*count, (ImportCount{1, 0, 0, 1}));
    std::vector<Event> events;
    ASSERT_TRUE(this->store().scan({}, [&](const Event& e) { return events.push_back(e), true; }));
    ASSERT_EQ(events.size(), 1U);
    const Event& event = events.front();
    EXPECT_EQ(event.type, EventType::Consult);
    EXPECT_EQ(event.mode, Mode::Visit);
    EXPECT_EQ(event.status, Status::Occurred);
    EXPECT_EQ(event.days, TimeSpan::day(day("2018-03-02")));
    EXPECT_EQ(event.label, "Make a visit");
    EXPECT_EQ(event.known, day("2018-03-02"));
    EXPECT_EQ(event.actors, (std::vector<EventActor>{{this->id("org:/Delta"), Role::Source},
                                                     {this->id("org:/Alpha"), Role::Target}}));
    EXPECT_EQ(*this->store().event(event.id), event);
    const auto mentions = *this->store().mentions_of(event.id);
    ASSERT_EQ(mentions.size(), 1U);
    const auto article = *this->store().article(mentions[0].article);
    ASSERT_TRUE(article);
    EXPECT_EQ(article->text, "2018-03-02\tDelta\tMake a visit\tAlpha\n");
    EXPECT_EQ(mentions[0].trigger.in(article->text), "Make a visit");
    EXPECT_EQ(mentions[0].participants[1].words.in(article->text), "Alpha");
    EXPECT_EQ(this->store().stats()->articles, 1U);
    EXPECT_EQ(*this->store().mentions_in(article->id), mentions);
    this->expect_sound();
}

TYPED_TEST(StoreContract, AGrownTableAddsOnlyItsNewRows) {
    CodedTable first = table_with({{"2018-03-02", "A", "Accuse", "B"}, {"2018-03-03", "A", "Accuse", "B"}});
    ASSERT_TRUE(this->store().import_table(first));
    CodedTable grown = table_with({{"2018-03-02", "A", "Accuse", "B"},
                                   {"2018-03-03", "A", "Accuse", "B"},
                                   {"2018-03-03", "B", "Accuse", "A"}});
    const auto count = this->store().import_table(grown);
    ASSERT_TRUE(count) << count.error().message;
    EXPECT_EQ(*count, (ImportCount{1, 0, 2, 1}));
    EXPECT_EQ(this->scan({}).size(), 3U);
    EXPECT_EQ(this->scan_pair("org:/A", "org:/B").size(), 3U);
    EXPECT_EQ(this->store().pair_counts(this->id("org:/A"), this->id("org:/B"))->front(),
              (MonthCount{date::year{2018} / date::March, EventType::Accuse, 3}));
    this->expect_sound();
}

TYPED_TEST(StoreContract, EqualRowsAreOneEventThatCountsAsMany) {
    CodedTable table = table_with({{"2018-03-02", "A", "Accuse", "A"},
                                   {"2018-03-02", "A", "Accuse", "B"},
                                   {"2018-03-02", "A", "Accuse", "B"}});
    const auto count = this->store().import_table(table);
    ASSERT_TRUE(count) << count.error().message;
    EXPECT_EQ(*count, (ImportCount{2, 1, 0, 1}));
    std::vector<std::uint32_t> counts;
    ASSERT_TRUE(this->store().scan_pair(this->id("org:/A"), this->id("org:/B"), {}, [&](const Event& e) {
        return counts.push_back(e.count), true;
    }));
    EXPECT_EQ(counts, std::vector<std::uint32_t>{2});
    const auto links = *this->store().links();
    std::uint32_t with_itself = 0;
    ASSERT_TRUE(links->of(this->id("org:/A"), {}, [&](std::span<const Link> some) {
        for (const Link& link : some) with_itself += link.from == link.to ? link.count : 0;
        return true;
    }));
    EXPECT_EQ(with_itself, 1U);
}

TYPED_TEST(StoreContract, TablesThatCannotBeKeptAreRefusedWhole) {
    const auto refused = [&](const char* reason, auto spoil) {
        CodedTable table = table_with({{"2018-03-02", "A", "Accuse", "B"}});
        spoil(table);
        const auto outcome = this->store().import_table(table);
        ASSERT_FALSE(outcome) << reason;
        EXPECT_EQ(outcome.error().code, ErrorCode::InvalidArgument);
        EXPECT_NE(outcome.error().message.find(reason), std::string::npos) << outcome.error().message;
    };
    refused("name the data set", [](CodedTable& t) { t.dataset = "a b"; });
    refused("control character", [](CodedTable& t) { t.actors[0].name = "A\tB"; });
    refused("key of another", [](CodedTable& t) { t.actors[1].key = t.actors[0].key; });
    refused("of another data set", [](CodedTable& t) { t.relations[0].dataset = "other"; });
    refused("not in [0, 1]", [](CodedTable& t) { t.relations[0].confidence = 2; });
    refused("not listed", [](CodedTable& t) { t.rows[0].target = 9; });
    refused("out of reach", [](CodedTable& t) { t.rows[0].day = date::sys_days{date::days{1 << 19}}; });
    EXPECT_EQ(this->store().stats()->articles, 0U);
}

TYPED_TEST(StoreContract, TablesAmongArticlesAnswerAsInThePlainLoops) {
    std::mt19937_64 random(77);
    MemoryEngine reference;
    for (int i = 0; i < 60; ++i) {
        const ArticleFacts facts = random_facts(random);
        this->put(facts);
        ASSERT_TRUE(reference.store->put(facts));
        if (i % 12 != 3) continue;
        CodedTable table = random_table(random, 300), same = table;
        const auto count = this->store().import_table(table);
        ASSERT_TRUE(count) << count.error().message;
        EXPECT_EQ(*count, *reference.store->import_table(same));
        EXPECT_EQ(table.actors, same.actors);
    }
    this->expect_sound();
    EXPECT_EQ(dump(this->store()), dump(*reference.store));
    for (int i = 0; i < 300; ++i) {
        const date::sys_days from = day("2018-01-10") + date::days{static_cast<int>(random() % 80)};
        const DayRange days{from, from + date::days{static_cast<int>(random() % 30)}};
        const ActorId a{1 + static_cast<std::uint32_t>(random() % 30)}, b{a.value + 1};
        std::vector<Event> ours, theirs;
        const auto into = [](std::vector<Event>& list) {
            return [&list](const Event& event) { return list.push_back(event), true; };
        };
        for (auto [store, list] : {std::pair(&this->store(), &ours), std::pair(&*reference.store, &theirs)}) {
            ASSERT_TRUE(store->scan(days, into(*list)));
            ASSERT_TRUE(store->scan_actor(a, days, into(*list)));
            ASSERT_TRUE(store->scan_pair(a, b, days, into(*list)));
        }
        ASSERT_EQ(ours, theirs);
    }
}

TYPED_TEST(StoreContract, TheVersionGrowsWithEveryChangeAndOnlyThen) {
    std::uint64_t before = this->store().version();
    const auto grown = [&] {
        const std::uint64_t now = this->store().version();
        const bool more = now > before;
        before = now;
        return more;
    };
    EXPECT_FALSE(grown());
    this->put(SampleArticle("2020-07-24"));
    EXPECT_TRUE(grown());
    CodedTable table = table_with({{"2018-03-02", "A", "Accuse", "B"}}), again = table;
    ASSERT_TRUE(this->store().import_table(table));
    EXPECT_TRUE(grown());
    ASSERT_TRUE(this->store().import_table(again));
    EXPECT_FALSE(grown());
}

}  // namespace
}  // namespace annalist::storage

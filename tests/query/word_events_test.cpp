#include "query/word_events.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "query/events.hpp"
#include "storage/rocks_store.hpp"
#include "tests/query/random_annals.hpp"
#include "tests/storage/sample_facts.hpp"

namespace annalist::query {
namespace {

using Ids = std::vector<std::uint64_t>;

/// Random facts whose texts are of few words, so that words, phrases and their absence are common.
ArticleFacts wordy_facts(std::mt19937_64& random) {
    static const std::vector<std::string> kWords{"grain ", "port ", "ports ", "deal ", "of "};
    ArticleFacts facts = storage::random_facts(random);
    std::string& text = facts.article.text;
    const std::size_t size = text.size();
    text.clear();
    while (text.size() < size) text += kWords[random() % kWords.size()];
    text.resize(size);
    if (random() % 3 == 0) facts.article.title += " of " + kWords[random() % kWords.size()];
    facts.article.id = article_id(facts.article.title, facts.article.published, text);
    for (Mention& m : facts.mentions) {
        m.article = facts.article.id;
        // A short sentence, or every text has every word.
        m.sentence.end = std::min(m.sentence.end, m.sentence.begin + 20);
    }
    for (Affiliation& a : facts.affiliations) a.article = facts.article.id;
    for (Figure& f : facts.figures) f.article = facts.article.id;
    return facts;
}

std::string random_words(std::mt19937_64& random, int depth = 0) {
    static const std::vector<std::string> kTerms{"grain", "PORT", "deals", "of",   "round",
                                                 "talks", "article", "3",  "absent"};
    const auto word = [&] { return kTerms[random() % kTerms.size()]; };
    switch (random() % (depth < 3 ? 7 : 3)) {
        case 0: return "\"" + word() + " " + word() + "\"";
        case 1:
        case 2: return word();
        case 3: return random_words(random, depth + 1) + " " + random_words(random, depth + 1);
        case 4: return "(" + random_words(random, depth + 1) + " OR " + random_words(random, depth + 1) + ")";
        default: return "-(" + random_words(random, depth + 1) + ")";
    }
}

/// The plain way: every text of every event of a query without words.
Ids by_texts(const storage::Store& store, EventQuery query) {
    WordEvents words{store, query.words, query.as_known_on};
    words.ignore_index();
    query.words = {};
    Ids ids;
    EXPECT_TRUE(walk_events(store, query, [&](const Event& event) {
        const auto has = words.has(event);
        EXPECT_TRUE(has);
        if (*has) ids.push_back(event.id.value);
        return true;
    }));
    return ids;
}

Ids by_index(const storage::Store& store, const EventQuery& query) {
    Ids ids;
    EXPECT_TRUE(walk_events(store, query, [&](const Event& event) {
        ids.push_back(event.id.value);
        return true;
    }));
    return ids;
}

enum class Filling { Articles, Tables, Decisions, TablesAndDecisions };

void compare(storage::Store& store, Filling filling, std::uint32_t seed) {
    std::mt19937_64 random{seed};
    for (int i = 0; i < 60; ++i) ASSERT_TRUE(store.put(wordy_facts(random)));
    if (filling == Filling::Tables || filling == Filling::TablesAndDecisions) {
        storage::CodedTable table = storage::random_table(random, 60);
        ASSERT_TRUE(store.import_table(table));
    }
    if (filling == Filling::Decisions || filling == Filling::TablesAndDecisions)
        for (int i = 0; i < 40; ++i)
            static_cast<void>(static_cast<bool>(store.decide(storage::random_decision(random, store))));
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(store.put(wordy_facts(random)));

    const auto actors = static_cast<std::uint32_t>(store.stats()->actors);
    std::size_t events = 0, empty = 0;
    for (int i = 0; i < 120; ++i) {
        EventQuery query;
        if (i % 2 == 0) query = query_test::random_query(random, actors);
        if (i % 5 == 0) query.order = Order::NewestFirst;
        const std::string text = random_words(random);
        query.words = *parse_word_query(text);
        const Ids expected = by_texts(store, query);
        ASSERT_EQ(by_index(store, query), expected) << text << ", seed " << seed << ", question " << i;
        const auto count = count_events(store, query);
        ASSERT_TRUE(count);
        ASSERT_EQ(*count, expected.size()) << text;
        events += expected.size();
        empty += expected.empty() ? 1 : 0;
    }
    EXPECT_GT(events, 500U);
    EXPECT_LT(empty, 100U);
}

class WordEventsOf : public testing::TestWithParam<Filling> {};

TEST_P(WordEventsOf, TheIndexAreThoseOfTheTextsInMemory) {
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        const auto store = storage::make_memory_store();
        compare(*store, GetParam(), seed);
    }
}

TEST_P(WordEventsOf, TheIndexAreThoseOfTheTextsOnDisk) {
    storage::TemporaryFolder folder;
    for (std::uint32_t seed = 4; seed <= 6; ++seed) {
        const auto store =
            storage::open_rocks_store(folder.path() / std::to_string(seed), storage::OpenMode::Create);
        ASSERT_TRUE(store);
        compare(**store, GetParam(), seed);
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, WordEventsOf,
                         testing::Values(Filling::Articles, Filling::Tables, Filling::Decisions,
                                         Filling::TablesAndDecisions));

TEST(WordEvents, AreLookedForInTheTextsWhenTheyAreTooMany) {
    const auto store = storage::make_memory_store();
    std::mt19937_64 random{9};
    for (int i = 0; i < 60; ++i) ASSERT_TRUE(store->put(wordy_facts(random)));
    const WordQuery query = *parse_word_query("talks -round");
    const auto all = word_events(*store, query, date::sys_days::max());
    ASSERT_TRUE(all && *all);
    EXPECT_FALSE(*word_events(*store, query, date::sys_days::max(), 3));
    const WordQuery none = *parse_word_query("absent");
    EXPECT_TRUE((*word_events(*store, none, date::sys_days::max(), 3))->ids.empty());
}

TEST(EventSet, CanBeAllButSome) {
    EXPECT_TRUE((EventSet{{{1}, {3}}, false}.has({3})));
    EXPECT_FALSE((EventSet{{{1}, {3}}, false}.has({2})));
    EXPECT_TRUE((EventSet{{{1}, {3}}, true}.has({2})));
    EXPECT_FALSE((EventSet{{{1}, {3}}, true}.has({1})));
}

}  // namespace
}  // namespace annalist::query

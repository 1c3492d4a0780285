#include "storage/word_index.hpp"

#include <gtest/gtest.h>

#include <map>

#include "sample_facts.hpp"
#include "storage/rocks_engine.hpp"
#include "storage/stems.hpp"
#include "storage/store_folder.hpp"

namespace annalist::storage {
namespace {

using Words = std::vector<std::string>;
using Ids = std::vector<std::uint64_t>;

/// An article of these sentences, each with what it reports; no two events have the same actors.
ArticleFacts told(std::string_view day, std::string title, const std::vector<std::pair<std::uint64_t, std::string>>& said) {
    SampleArticle article(day, title);
    for (const auto& [event, sentence] : said)
        article.meeting(event, day, {"person:" + std::to_string(event), "person:b"});
    ArticleFacts facts = article;
    facts.article.text.clear();
    for (std::size_t i = 0; i < said.size(); ++i) {
        const auto begin = static_cast<std::uint32_t>(facts.article.text.size());
        facts.article.text += said[i].second + "\n";
        Mention& m = facts.mentions[i];
        m.sentence = m.trigger = {begin, begin + static_cast<std::uint32_t>(said[i].second.size())};
        m.time.words.reset();
        for (Participant& p : m.participants) p.words = m.sentence;
    }
    facts.article.id = article_id(facts.article.title, facts.article.published, facts.article.text);
    for (Mention& m : facts.mentions) m.article = facts.article.id;
    return facts;
}

Ids found(const Store& store, const Words& stems, std::string_view known = "2030-01-01") {
    Ids ids;
    const auto scanned = store.scan_words(stems, day(known), [&](EventId id) {
        ids.push_back(id.value);
        return true;
    });
    EXPECT_TRUE(scanned && *scanned);
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

TEST(Stems, FoldAndReduceWordsInTheirOrder) {
    EXPECT_EQ(stems_of("The Ministers' talks"), (Words{"the", "minist", "talk"}));
    EXPECT_EQ(stems_of("U.S.-Türkiye"), (Words{"us", "turkiy"}));
    EXPECT_EQ(stems_of("  \u2014 "), Words{});
    EXPECT_EQ(stems_of("Переговоры"), stems_of("ПЕРЕГОВОРЫ"));
}

// Pairs from the description of Porter2, one for each step of it.
TEST(Stems, AreThoseOfPorter2) {
    const std::map<std::string, std::string> pairs{
        {"caresses", "caress"}, {"ties", "tie"},         {"cries", "cri"},       {"gas", "gas"},
        {"kiwis", "kiwi"},      {"agreed", "agre"},      {"hoping", "hope"},     {"luxuriated", "luxuri"},
        {"cry", "cri"},         {"say", "say"},          {"rational", "ration"}, {"generously", "generous"},
        {"skis", "ski"},        {"dying", "die"},        {"news", "news"},       {"inning", "inning"},
        {"proceed", "proceed"}, {"replacement", "replac"}};
    for (const auto& [word, stem] : pairs) EXPECT_EQ(stems_of(word), Words{stem});
}

TEST(Stems, OfWordsWithoutEndAreCut) {
    const Words stems = stems_of(std::string(10'000, 'q') + " " + "é" + std::string(3, 'z'));
    ASSERT_EQ(stems.size(), 2U);
    EXPECT_EQ(stems[0], std::string(kLongestStem, 'q'));
    std::string wide;
    for (int i = 0; i < 30; ++i) wide += "中";  // 3 bytes each: 64 is within one
    EXPECT_EQ(stems_of(wide)[0].size(), 63U);
}

TEST(WordIndex, HasNoEntriesWhereNothingIsReported) {
    EXPECT_TRUE(word_entries(told("2020-07-24", "Weather", {}), 1).empty());
}

TEST(WordIndex, OfAnArticleIsInTheOrderOfKeysAndOneOfEachStem) {
    const auto entries = word_entries(told("2020-07-24", "Talks on grain", {{7, "Grain talks began."}}), 0x0102);
    Words stems;
    for (const WordEntry& entry : entries) stems.push_back(entry.key.substr(0, entry.key.find('\0')));
    EXPECT_EQ(stems, (Words{"", "began", "grain", "on", "talk"}));
    const WordEntry& grain = entries[2];
    EXPECT_EQ(grain.key, std::string("grain\0\0\0\0\0\0\0\1\2", 14));
    // Version; text 0: one place, the third word; text 2, the sentence (1 is the label, which is empty): the first.
    EXPECT_EQ(grain.value, std::string("\1\0\1\2\2\1\0", 7));
}

template <class Engine>
class WordScan : public testing::Test {
protected:
    void fill(Store& store) {
        ASSERT_TRUE(store.put(told("2020-07-20", "Ministers in Oslo", {{7, "They signed a grain deal."}, {8, "The deal on grain failed."}})));
        ASSERT_TRUE(store.put(told("2020-07-21", "Ports", {{7, "Ministers sailed."}})));
        ASSERT_TRUE(store.put(told("2020-07-22", "Later", {{9, "grain grain deal"}})));
    }
};

struct InMemory {
    std::unique_ptr<Store> store = make_memory_store();
};
struct OnDisk {
    TemporaryFolder folder;
    std::unique_ptr<Store> store = *open_rocks_store(folder.path() / "store", OpenMode::Create);
};
using Engines = testing::Types<InMemory, OnDisk>;
TYPED_TEST_SUITE(WordScan, Engines);

TYPED_TEST(WordScan, FindsWordsOfTitlesAndSentences) {
    TypeParam engine;
    this->fill(*engine.store);
    EXPECT_EQ(found(*engine.store, {"grain"}), (Ids{7, 8, 9}));
    EXPECT_EQ(found(*engine.store, {"minist"}), (Ids{7, 8})) << "in the title of both";
    EXPECT_EQ(found(*engine.store, {"sail"}), Ids{7});
    EXPECT_EQ(found(*engine.store, {"steel"}), Ids{});
}

TYPED_TEST(WordScan, FindsPhrasesWithinOneText) {
    TypeParam engine;
    this->fill(*engine.store);
    EXPECT_EQ(found(*engine.store, {"grain", "deal"}), (Ids{7, 9}));
    EXPECT_EQ(found(*engine.store, {"deal", "on", "grain"}), Ids{8});
    EXPECT_EQ(found(*engine.store, {"oslo", "they"}), Ids{}) << "title, then sentence";
}

TYPED_TEST(WordScan, CountsOnlyWhatWasKnown) {
    TypeParam engine;
    this->fill(*engine.store);
    EXPECT_EQ(found(*engine.store, {"grain"}, "2020-07-21"), (Ids{7, 8}));
    EXPECT_EQ(found(*engine.store, {"sail"}, "2020-07-20"), Ids{});
}

TYPED_TEST(WordScan, FollowsDecisions) {
    TypeParam engine;
    this->fill(*engine.store);
    Decision merge;
    merge.kind = DecisionKind::MergeEvents;
    merge.events = {{7}, {9}};
    ASSERT_TRUE(engine.store->decide(merge));
    EXPECT_EQ(found(*engine.store, {"grain"}), (Ids{7, 8}));
    Decision reject;
    reject.kind = DecisionKind::RejectEvent;
    reject.events = {{8}};
    ASSERT_TRUE(engine.store->decide(reject));
    EXPECT_EQ(found(*engine.store, {"grain"}), Ids{7});
}

TYPED_TEST(WordScan, EndsWhenNoMoreIsWanted) {
    TypeParam engine;
    this->fill(*engine.store);
    int visits = 0;
    EXPECT_TRUE(engine.store->scan_words(Words{"grain"}, day("2030-01-01"), [&](EventId) { return ++visits < 2; }));
    EXPECT_EQ(visits, 2);
}

/// A store of schema 4: without the index and its total.
void make_older(const std::filesystem::path& path) {
    {
        const auto store = *RocksStore::open(path, OpenMode::ReadWrite);
        rocksdb::DB& rocks = store->database().rocks();
        ASSERT_TRUE(rocks.Delete({}, store->database().handle(Table::Meta), "words").ok());
        ASSERT_TRUE(rocks.DropColumnFamily(store->database().handle(Table::Words)).ok());
    }
    ASSERT_TRUE(mark_folder(path, 4));
}

TEST(WordIndex, OfAnOlderStoreIsMadeByTheFirstWriter) {
    TemporaryFolder folder;
    const auto path = folder.path() / "store";
    std::mt19937_64 random(3);
    std::uint64_t entries = 0;
    {
        const auto store = *open_rocks_store(path, OpenMode::Create);
        for (int i = 0; i < 30; ++i) ASSERT_TRUE(store->put(random_facts(random)));
        CodedTable table = random_table(random, 40);
        ASSERT_TRUE(store->import_table(table));
        entries = store->stats()->words;
    }
    EXPECT_GT(entries, 100U);
    make_older(path);
    {
        const auto store = *open_rocks_store(path, OpenMode::ReadOnly);
        const auto scanned = store->scan_words(Words{"talk"}, day("2030-01-01"), [](EventId) { return true; });
        ASSERT_TRUE(scanned);
        EXPECT_FALSE(*scanned);
        EXPECT_EQ(store->verify()->problems, Words{});
    }
    EXPECT_EQ(inspect_folder(path)->schema, 4U);
    const auto store = *open_rocks_store(path, OpenMode::ReadWrite);
    EXPECT_EQ(inspect_folder(path)->schema, kSchema);
    EXPECT_EQ(store->stats()->words, entries);
    EXPECT_EQ(store->verify()->problems, Words{});
    EXPECT_FALSE(found(*store, {"talk"}).empty());
}

TEST(WordIndex, HalfMadeIsMadeAgain) {
    TemporaryFolder folder;
    const auto path = folder.path() / "store";
    std::uint64_t entries = 0;
    {
        const auto store = *RocksStore::open(path, OpenMode::Create);
        std::mt19937_64 random(4);
        for (int i = 0; i < 30; ++i) ASSERT_TRUE(store->put(random_facts(random)));
        entries = store->stats()->words;
        // As a writer leaves it that was killed before the last batch.
        rocksdb::DB& rocks = store->database().rocks();
        ASSERT_TRUE(rocks.Delete({}, store->database().handle(Table::Meta), "words").ok());
        ASSERT_TRUE(rocks.DeleteRange({}, store->database().handle(Table::Words), "r", "z").ok());
    }
    const auto store = *open_rocks_store(path, OpenMode::ReadWrite);
    EXPECT_EQ(store->stats()->words, entries);
    EXPECT_EQ(store->verify()->problems, Words{});
}

}  // namespace
}  // namespace annalist::storage

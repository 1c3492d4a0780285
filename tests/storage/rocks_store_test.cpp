#include "storage/rocks_store.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "sample_facts.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {
namespace {

namespace fs = std::filesystem;

class RocksFolder : public testing::Test {
protected:
    fs::path path() const { return folder_.path() / "store"; }

    std::unique_ptr<Store> open(OpenMode mode) {
        auto store = open_rocks_store(path(), mode);
        EXPECT_TRUE(store) << store.error().message;
        return store ? std::move(*store) : nullptr;
    }
    /// Expects that opening fails, naming the folder and `reason`.
    void expect_refused(OpenMode mode, ErrorCode code, const std::string& reason) {
        const auto store = open_rocks_store(path(), mode);
        ASSERT_FALSE(store);
        EXPECT_EQ(store.error().code, code) << store.error().message;
        EXPECT_NE(store.error().message.find(reason), std::string::npos) << store.error().message;
        EXPECT_NE(store.error().message.find(path().string()), std::string::npos)
            << store.error().message;
    }
    void write(const fs::path& file, const std::string& text) {
        std::ofstream(file, std::ios::binary) << text;
    }
    std::string read(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    TemporaryFolder folder_;
};

TEST_F(RocksFolder, WhatWasPutIsThereAfterReopening) {
    std::mt19937_64 random(1);
    std::string before;
    {
        const auto store = open(OpenMode::Create);
        for (int i = 0; i < 30; ++i) ASSERT_TRUE(store->put(random_facts(random)));
        before = dump(*store);
    }
    {
        const auto store = open(OpenMode::ReadOnly);
        EXPECT_EQ(dump(*store), before);
        const auto outcome = store->put(SampleArticle("2020-07-24"));
        ASSERT_FALSE(outcome);
        EXPECT_EQ(outcome.error().code, ErrorCode::Unsupported);
    }
    const auto store = open(OpenMode::ReadWrite);
    EXPECT_EQ(dump(*store), before);
    for (int i = 0; i < 30; ++i) ASSERT_TRUE(store->put(random_facts(random)));
    EXPECT_EQ(store->verify()->problems, std::vector<std::string>{});
    EXPECT_EQ(store->stats()->articles, 60U);
    EXPECT_EQ(store->stats()->schema, kSchema);
    EXPECT_GT(store->stats()->bytes, 1000U);
}

TEST_F(RocksFolder, AMissingFolderIsNoStore) {
    expect_refused(OpenMode::ReadOnly, ErrorCode::NotFound, "no store");
    expect_refused(OpenMode::ReadWrite, ErrorCode::NotFound, "no store");
    EXPECT_FALSE(fs::exists(path())) << "looking does not make a folder";
    EXPECT_TRUE(open(OpenMode::OpenOrCreate));
}

TEST_F(RocksFolder, AnEmptyFolderCanBecomeOne) {
    fs::create_directories(path());
    expect_refused(OpenMode::ReadWrite, ErrorCode::NotFound, "no store");
    EXPECT_TRUE(open(OpenMode::Create));
}

TEST_F(RocksFolder, AFolderWithSomethingElseIsLeftAlone) {
    fs::create_directories(path());
    write(path() / "letter.txt", "Dear Sir");
    for (const OpenMode mode :
         {OpenMode::ReadOnly, OpenMode::ReadWrite, OpenMode::Create, OpenMode::OpenOrCreate})
        expect_refused(mode, ErrorCode::InvalidArgument, "something else");
    EXPECT_EQ(std::distance(fs::directory_iterator(path()), fs::directory_iterator()), 1);
}

TEST_F(RocksFolder, AFileIsNoStore) {
    write(path(), "not a folder");
    expect_refused(OpenMode::OpenOrCreate, ErrorCode::InvalidArgument, "not a folder");
    EXPECT_EQ(read(path()), "not a folder");
}

TEST_F(RocksFolder, AStoreIsNotMadeTwice) {
    open(OpenMode::Create);
    expect_refused(OpenMode::Create, ErrorCode::InvalidArgument, "already");
    EXPECT_TRUE(open(OpenMode::OpenOrCreate));
}

TEST_F(RocksFolder, AnOlderSchemaIsRefusedAndNothingIsTouched) {
    open(OpenMode::Create);
    write(path() / "ANNALIST", "annalist store\nschema 1\n");
    for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite, OpenMode::OpenOrCreate})
        expect_refused(mode, ErrorCode::Unsupported, "made by schema 1");
    EXPECT_EQ(read(path() / "ANNALIST"), "annalist store\nschema 1\n");
}

TEST_F(RocksFolder, ANewerSchemaIsRefusedAndNothingIsTouched) {
    open(OpenMode::Create);
    write(path() / "ANNALIST", "annalist store\nschema 6\n");
    const std::string manifest = read(path() / "CURRENT");
    for (const OpenMode mode :
         {OpenMode::ReadOnly, OpenMode::ReadWrite, OpenMode::Create, OpenMode::OpenOrCreate})
        expect_refused(mode, ErrorCode::Unsupported, "schema 6");
    EXPECT_EQ(read(path() / "CURRENT"), manifest);
    EXPECT_EQ(read(path() / "ANNALIST"), "annalist store\nschema 6\n");
}

TEST_F(RocksFolder, AnUnreadableMarkerIsCorruption) {
    open(OpenMode::Create);
    for (const char* text : {"", "annalist store\n", "annalist store\nschema x\n",
                             "annalist store\nschema 0\n", "\xff\xfe"}) {
        write(path() / "ANNALIST", text);
        expect_refused(OpenMode::ReadWrite, ErrorCode::Corruption, "marker");
    }
}

TEST_F(RocksFolder, ACreationCutShortCanBeDoneAgain) {
    fs::create_directories(path());
    write(path() / "ANNALIST", "annalist store\nschema 1\n");
    write(path() / "LOCK", "");
    expect_refused(OpenMode::ReadWrite, ErrorCode::NotFound, "no store");
    const auto store = open(OpenMode::OpenOrCreate);
    EXPECT_TRUE(store->put(SampleArticle("2020-07-24")));
}

TEST_F(RocksFolder, AStoreOpenForWritingIsLocked) {
    const auto first = open(OpenMode::Create);
    expect_refused(OpenMode::ReadWrite, ErrorCode::Io, "locked");
    EXPECT_TRUE(first->put(SampleArticle("2020-07-24")));
    const auto reader = open(OpenMode::ReadOnly);
    EXPECT_EQ(reader->stats()->articles, 1U);
}

TEST_F(RocksFolder, AFolderThatMayNotBeWrittenIsAnIoError) {
    if (::geteuid() == 0) GTEST_SKIP() << "the superuser may write anywhere";
    fs::permissions(folder_.path(), fs::perms::owner_read | fs::perms::owner_exec);
    expect_refused(OpenMode::OpenOrCreate, ErrorCode::Io, "");
    fs::permissions(folder_.path(), fs::perms::owner_all);
}

/// Flips one byte in each file of a store in turn, and at many places.
class Damage : public RocksFolder {
protected:
    /// Makes a store; with `flush` everything is in table files, else in the log.
    void make(bool flush) {
        auto store = *RocksStore::open(path(), OpenMode::Create);
        std::mt19937_64 random(3);
        for (int i = 0; i < 40; ++i) ASSERT_TRUE(store->put(random_facts(random)));
        sound_ = dump(*store);
        if (!flush) return;
        for (std::size_t table = 0; table < kTables; ++table)
            ASSERT_TRUE(store->database()
                            .rocks()
                            .Flush({}, store->database().handle(static_cast<Table>(table)))
                            .ok());
    }

    /// Whether opening and verifying the damaged store says so; if not, its answers must be right.
    bool told(const fs::path& file) {
        const auto store = open_rocks_store(path(), OpenMode::ReadOnly);
        if (!store) {
            EXPECT_EQ(store.error().code, ErrorCode::Corruption) << store.error().message;
            return true;
        }
        const auto report = (*store)->verify();
        if (!report || !report->problems.empty()) return true;
        EXPECT_EQ(dump(**store), sound_) << file << ": a wrong answer";
        return false;
    }

    /// How many of `places` flipped bytes are told of, among files that end in `suffix`.
    void flip(const std::string& suffix, std::size_t places, std::size_t& told_of,
              std::size_t& all) {
        std::mt19937_64 random(9);
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(path()))
            if (entry.path().string().ends_with(suffix)) files.push_back(entry.path());
        ASSERT_FALSE(files.empty());
        std::ranges::sort(files);
        for (const fs::path& file : files) {
            const std::string bytes = read(file);
            for (std::size_t i = 0; i < places && !bytes.empty(); ++i) {
                std::string damaged = bytes;
                const std::size_t at = random() % damaged.size();
                damaged[at] = static_cast<char>(damaged[at] ^ (1 << (random() % 8)));
                write(file, damaged);
                told_of += told(file) ? 1 : 0;
                ++all;
            }
            write(file, bytes);
        }
        EXPECT_FALSE(told(path()));
    }

    std::string sound_;
};

TEST_F(Damage, AFlippedByteInATableFileIsToldOrHarmless) {
    make(true);
    std::size_t told_of = 0, all = 0;
    flip(".sst", 20, told_of, all);
    EXPECT_GT(told_of, all * 9 / 10) << told_of << " of " << all;
}

TEST_F(Damage, AFlippedByteInTheLogIsToldOrHarmless) {
    make(false);
    std::size_t told_of = 0, all = 0;
    flip(".log", 100, told_of, all);
    EXPECT_GT(told_of, all * 9 / 10) << told_of << " of " << all;
}

TEST_F(Damage, AMissingTableFileIsTold) {
    make(true);
    for (const auto& entry : fs::directory_iterator(path())) {
        if (entry.path().extension() != ".sst") continue;
        fs::rename(entry.path(), folder_.path() / "away");
        const auto store = open_rocks_store(path(), OpenMode::ReadOnly);
        ASSERT_FALSE(store);
        EXPECT_NE(store.error().message.find(entry.path().stem().string()), std::string::npos)
            << store.error().message;
        fs::rename(folder_.path() / "away", entry.path());
    }
}

TEST_F(RocksFolder, AnActorReadBeforeItGainsANameHasItAfterwards) {
    const auto store = open(OpenMode::Create);
    ASSERT_TRUE(store->put(SampleArticle("2020-03-01").actor("org:un", "United Nations")));
    const ActorId id = (*store->actor_by_key("org:un"))->id;
    EXPECT_TRUE((*store->actor(id))->aliases.empty());
    EXPECT_TRUE((*store->actor(id))->aliases.empty()) << "from memory this time";
    ASSERT_TRUE(store->put(SampleArticle("2020-03-02").actor("org:un", "United Nations", {"UN"}, "CHE")));
    EXPECT_EQ((*store->actor(id))->aliases, std::vector<std::string>{"UN"});
    EXPECT_EQ((*store->actor(id))->country, "CHE");
    EXPECT_FALSE(*store->actor({id.value + 1}));
}

}  // namespace
}  // namespace annalist::storage

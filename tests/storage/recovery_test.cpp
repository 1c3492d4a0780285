#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "sample_facts.hpp"
#include "storage/rocks_store.hpp"
#include "storage/store_copy.hpp"

namespace annalist::storage {
namespace {

constexpr std::uint64_t kSeed = 77;

/// A process that puts articles into a store, and what it has acknowledged.
class Writer {
public:
    Writer(const std::filesystem::path& folder, std::size_t skip, int flush_every) {
        int ends[2];
        if (::pipe(ends) != 0) ADD_FAILURE() << "no pipe";
        const std::string seed = std::to_string(kSeed), skipped = std::to_string(skip),
                          every = std::to_string(flush_every);
        child_ = ::fork();
        if (child_ == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::close(ends[0]);
            ::close(ends[1]);
            ::execl(ANNALIST_RECOVERY_WRITER, "recovery_writer", folder.c_str(), seed.c_str(),
                    skipped.c_str(), every.c_str(), static_cast<char*>(nullptr));
            ::_exit(127);
        }
        ::close(ends[1]);
        acknowledged_ = ends[0];
    }
    ~Writer() {
        if (child_ > 0) kill();
        ::close(acknowledged_);
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Waits for the first acknowledgement; false when the process ends without one.
    bool started() {
        char dot = 0;
        const bool read = ::read(acknowledged_, &dot, 1) == 1;
        count_ += read ? 1 : 0;
        return read;
    }

    /// Kills the process and gives the number of puts that it acknowledged.
    std::size_t kill() {
        ::kill(child_, SIGKILL);
        int status = 0;
        ::waitpid(child_, &status, 0);
        child_ = -1;
        EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself, status " << status;
        char dots[4096];
        for (ssize_t size = 0; (size = ::read(acknowledged_, dots, sizeof dots)) > 0;)
            count_ += static_cast<std::size_t>(size);
        return count_;
    }

private:
    pid_t child_ = -1;
    int acknowledged_ = -1;
    std::size_t count_ = 0;
};

/// Asserts that the store holds the first articles of the sequence, whole, and at least `least`.
void expect_first_articles(const Store& store, std::size_t least) {
    std::mt19937_64 random(kSeed);
    std::size_t found = 0;
    ASSERT_TRUE(store.scan_facts([&](const ArticleFacts& facts) {
        const ArticleFacts expected = random_facts(random);
        EXPECT_EQ(facts.article, expected.article);
        EXPECT_EQ(facts.mentions, expected.mentions);
        EXPECT_EQ(facts.figures, expected.figures);
        ++found;
        return !testing::Test::HasFailure();
    }));
    EXPECT_GE(found, least);
    EXPECT_LE(found, least + 1) << "one put may have been written and not yet acknowledged";
}

TEST(Recovery, EveryAcknowledgedArticleOutlivesAKillAtAnyInstant) {
    TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "store";
    std::mt19937_64 random(4);
    std::size_t acknowledged = 0;
    for (int round = 0; round < 100; ++round) {
        {
            Writer writer(path, acknowledged, 40);
            // Some are killed while they open the store, most while they write.
            if (round % 5 != 0) {
                ASSERT_TRUE(writer.started());
            }
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
            acknowledged += writer.kill();
        }
        const auto store = open_rocks_store(path, OpenMode::OpenOrCreate);
        ASSERT_TRUE(store) << "round " << round << ": " << store.error().message;
        const auto report = (*store)->verify();
        ASSERT_TRUE(report) << report.error().message;
        ASSERT_EQ(report->problems, std::vector<std::string>{}) << "round " << round;
        // Reading everything takes its time; every tenth round does, the others trust verify().
        if (round % 10 == 9) expect_first_articles(**store, acknowledged);
        ASSERT_GE((*store)->stats()->articles, acknowledged);
        acknowledged = (*store)->stats()->articles;
        if (HasFailure()) return;
    }
    EXPECT_GT(acknowledged, 100U);
}

TEST(Recovery, AnImportIsThereWholeOrNotAtAllAfterAKill) {
    TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "store";
    std::mt19937_64 random(9), tables(kSeed);
    const auto reference = make_memory_store();  // has as many tables as are known to be there
    std::size_t known = 0;
    for (int round = 0; round < 20; ++round) {
        std::size_t acknowledged = known;
        {
            Writer writer(path, known, 0);
            if (round % 5 != 0) {
                ASSERT_TRUE(writer.started());
            }
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
            acknowledged += writer.kill();
        }
        const auto store = open_rocks_store(path, OpenMode::OpenOrCreate);
        ASSERT_TRUE(store) << "round " << round << ": " << store.error().message;
        ASSERT_EQ((*store)->verify()->problems, std::vector<std::string>{}) << "round " << round;
        const std::uint64_t events = (*store)->stats()->events;
        while (reference->stats()->events < events || known < acknowledged) {
            CodedTable table = random_table(tables, 400, static_cast<int>(known));
            ASSERT_TRUE(reference->import_table(table));
            ++known;
        }
        ASSERT_EQ(reference->stats()->events, events) << "round " << round;
        ASSERT_LE(known, acknowledged + 1);
        for (const auto& file : std::filesystem::directory_iterator(path))
            EXPECT_NE(file.path().extension(), ".part");
    }
    EXPECT_GT(known, 20U);
}

TEST(Recovery, ABackupTakenWhileAnotherProcessWritesIsWhole) {
    TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "store";
    Writer writer(path, 0, 200);
    ASSERT_TRUE(writer.started());
    for (int i = 0; i < 3; ++i) {
        const auto copy = folder.path() / std::to_string(i);
        const auto report = backup_store(path, copy);
        ASSERT_TRUE(report) << report.error().message;
        const auto store = open_rocks_store(copy, OpenMode::ReadWrite);
        ASSERT_TRUE(store) << store.error().message;
        EXPECT_EQ((*store)->verify()->problems, std::vector<std::string>{});
        EXPECT_GT(report->articles, 0U);
        std::this_thread::sleep_for(std::chrono::milliseconds(40));
    }
    writer.kill();
}

TEST(Recovery, AStoreThatAnotherProcessWritesCanBeReadButNotWritten) {
    TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "store";
    Writer writer(path, 0, 400);
    ASSERT_TRUE(writer.started());

    const auto second = open_rocks_store(path, OpenMode::ReadWrite);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Io);
    EXPECT_NE(second.error().message.find("locked"), std::string::npos) << second.error().message;
    EXPECT_NE(second.error().message.find(path.string()), std::string::npos)
        << second.error().message;

    for (int i = 0; i < 4; ++i) {
        const auto reader = open_rocks_store(path, OpenMode::ReadOnly);
        ASSERT_TRUE(reader) << reader.error().message;
        const std::uint64_t articles = (*reader)->stats()->articles;
        EXPECT_GT(articles, 0U);
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        // What was there at the opening stays, though the writer has merged its files since.
        const auto report = (*reader)->verify();
        ASSERT_TRUE(report) << report.error().message;
        EXPECT_EQ(report->problems, std::vector<std::string>{});
        EXPECT_EQ((*reader)->stats()->articles, articles);
    }
    writer.kill();
    const auto after = open_rocks_store(path, OpenMode::ReadWrite);
    EXPECT_TRUE(after) << after.error().message;
}

}  // namespace
}  // namespace annalist::storage

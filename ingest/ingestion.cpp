#include "ingest/ingestion.hpp"

#include <fmt/format.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

namespace annalist::ingest {
namespace {

/// The articles under way between the reading thread, the analysing threads and the committing one.
class Line {
public:
    explicit Line(std::size_t most) : most_(most) {}

    /// Adds an article to be analysed; waits while too many are under way. False when the line has
    /// been stopped.
    bool add(ReadArticle article) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stopped_ || next_in_ - next_out_ < most_; });
        if (stopped_) return false;
        waiting_.emplace_back(next_in_++, std::move(article));
        work_.notify_one();
        return true;
    }

    /// No more will be added.
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        work_.notify_all();
        done_.notify_all();
    }

    /// Throws away what waits; add() and take() give up.
    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        work_.notify_all();
        room_.notify_all();
        done_.notify_all();
    }

    std::optional<std::pair<std::uint64_t, ReadArticle>> take() {
        std::unique_lock lock(mutex_);
        work_.wait(lock, [&] { return stopped_ || closed_ || !waiting_.empty(); });
        if (stopped_ || waiting_.empty()) return std::nullopt;
        auto job = std::move(waiting_.front());
        waiting_.pop_front();
        return job;
    }

    void finish(std::uint64_t number, Result<ArticleFacts> facts) {
        const std::lock_guard lock(mutex_);
        finished_.emplace(number, std::move(facts));
        done_.notify_all();
    }

    /// The next article in the order of reading, nullopt at the end.
    std::optional<Result<ArticleFacts>> next() {
        std::unique_lock lock(mutex_);
        done_.wait(lock, [&] { return stopped_ || finished_.contains(next_out_) || (closed_ && next_out_ == next_in_); });
        const auto at = finished_.find(next_out_);
        if (stopped_ || at == finished_.end()) return std::nullopt;
        auto facts = std::move(at->second);
        finished_.erase(at);
        ++next_out_;
        room_.notify_all();
        return facts;
    }

private:
    const std::size_t most_;
    std::mutex mutex_;
    std::condition_variable work_, room_, done_;
    std::deque<std::pair<std::uint64_t, ReadArticle>> waiting_;
    std::map<std::uint64_t, Result<ArticleFacts>> finished_;
    std::uint64_t next_in_ = 0, next_out_ = 0;
    bool closed_ = false, stopped_ = false;
};

/// Facts of an article that the store has already: nothing but the article.
ArticleFacts known_article(const Article& article) {
    ArticleFacts facts;
    facts.article = article;
    return facts;
}

Result<ArticleFacts> analyse(const ReadArticle& read, const Pipeline& pipeline, const storage::Store& store) {
    const auto known = store.contains(read.article.id);
    if (!known) return known.error();
    if (*known) return known_article(read.article);
    try {
        return pipeline.read(read.article, read.moment);
    } catch (const std::exception& error) {
        return Error{ErrorCode::InvalidArgument, fmt::format("{}: cannot be analysed: {}", read.origin, error.what())};
    }
}

}  // namespace

Result<void> ingest(const std::vector<std::string>& paths, const Pipeline& pipeline, storage::Store& store,
                    const IngestOptions& options, IngestSummary& summary) {
    const unsigned threads = options.threads ? options.threads : std::max(1u, std::thread::hardware_concurrency());
    Line line(8 * threads);
    std::mutex telling;  // guards the callbacks and the summary
    const auto fail = [&](const Error& error) {
        const std::lock_guard lock(telling);
        ++summary.failures;
        if (options.on_failure) options.on_failure(error);
        if (options.on_article) options.on_article();
    };

    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < threads; ++i)
        workers.emplace_back([&] {
            while (auto job = line.take()) line.finish(job->first, analyse(job->second, pipeline, store));
        });

    Result<void> outcome;
    std::jthread committer([&] {
        while (auto facts = line.next()) {
            if (!*facts) {
                // What the store refused to tell is fatal; what an article did to us is not.
                if (facts->error().code == ErrorCode::InvalidArgument) {
                    fail(facts->error());
                    continue;
                }
                outcome = facts->error();
                line.stop();
                return;
            }
            const auto put = store.put(**facts);
            if (!put) {
                outcome = put.error();
                line.stop();
                return;
            }
            const std::lock_guard lock(telling);
            if (*put == storage::PutOutcome::Added) {
                ++summary.added;
                summary.mentions += (*facts)->mentions.size();
                summary.figures += (*facts)->figures.size();
            } else {
                ++summary.already_there;
            }
            if (options.on_article) options.on_article();
        }
    });

    for (const std::string& path : paths) {
        const ReadSummary read = read_path(path, options.read, [&](Result<ReadArticle> article) {
            if (!article) {
                fail(article.error());
                return true;
            }
            {
                const std::lock_guard lock(telling);
                summary.warnings += article->warnings.size();
                if (options.on_warning)
                    for (const std::string& warning : article->warnings) options.on_warning(warning);
            }
            return line.add(std::move(*article));
        });
        const std::lock_guard lock(telling);
        summary.files += read.files;
        if (read.stopped) break;
    }
    line.close();
    committer.join();
    workers.clear();
    if (!outcome) return outcome;
    return store.sync();
}

}  // namespace annalist::ingest

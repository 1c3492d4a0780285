// How fast articles become facts, and what it costs in memory. Reads every article under the paths
// given (JSON lines, gzipped or not, or any other format that `annalist ingest` takes) into a new
// store, once on one thread and once on all cores, and prints articles, megabytes and words a second
// with the peak of resident memory after each tenth of the articles: it must not grow with them.
// Then asks the store who met whom, per actor and for a year.
//
// usage: ingest_bench PATH...

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "ingest/ingestion.hpp"
#include "query/event_query.hpp"
#include "query/met.hpp"
#include "storage/rocks_store.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Resident memory now, MB, from /proc.
double resident() {
    std::ifstream in("/proc/self/statm");
    double pages = 0, resident_pages = 0;
    in >> pages >> resident_pages;
    return resident_pages * 4096 / 1e6;
}

double peak() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1e3;
}

double percentile(std::vector<double> times, double share) {
    std::ranges::sort(times);
    return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
}

}  // namespace

int main(int argc, char** argv) {
    using namespace annalist;
    const std::vector<std::string> paths(argv + 1, argv + argc);
    if (paths.empty()) {
        std::fprintf(stderr, "usage: ingest_bench PATH...\n");
        return 2;
    }
    const auto loading = Clock::now();
    auto pipeline = ingest::Pipeline::load();
    if (!pipeline) {
        std::fprintf(stderr, "ingest_bench: %s\n", pipeline.error().message.c_str());
        return 1;
    }
    std::printf("model and lexicon loaded in %.0f ms, %.0f MB resident\n", 1e3 * seconds_since(loading), resident());

    // Size of the text itself.
    std::uint64_t bytes = 0, words = 0, articles = 0;
    for (const auto& path : paths)
        ingest::read_path(path, {}, [&](Result<ingest::ReadArticle> read) {
            if (!read) return true;
            ++articles;
            bytes += read->article.text.size();
            words += static_cast<std::uint64_t>(std::ranges::count(read->article.text, ' ')) + 1;
            return true;
        });
    std::printf("%llu articles, %.1f MB of text, %llu words\n", static_cast<unsigned long long>(articles),
                static_cast<double>(bytes) / 1e6, static_cast<unsigned long long>(words));

    const auto folder = std::filesystem::temp_directory_path() / "annalist-ingest-bench";
    for (const unsigned threads : {1u, std::max(1u, std::thread::hardware_concurrency())}) {
        std::filesystem::remove_all(folder);
        auto store = storage::open_rocks_store(folder, storage::OpenMode::Create);
        if (!store) {
            std::fprintf(stderr, "ingest_bench: %s\n", store.error().message.c_str());
            return 1;
        }
        ingest::IngestOptions options;
        options.threads = threads;
        std::uint64_t done = 0;
        std::vector<double> memory;
        options.on_article = [&] {
            if (++done % (articles / 10 + 1) == 0) memory.push_back(resident());
        };
        ingest::IngestSummary summary;
        const auto start = Clock::now();
        if (auto result = ingest::ingest(paths, *pipeline, **store, options, summary); !result) {
            std::fprintf(stderr, "ingest_bench: %s\n", result.error().message.c_str());
            return 1;
        }
        const double took = seconds_since(start);
        std::printf("%u thread%s: %.1f s, %.0f articles/s, %.2f MB/s, %.0f words/s; %llu mentions, %llu figures; peak %.0f MB; resident by tenths:",
                    threads, threads == 1 ? "" : "s", took, static_cast<double>(summary.added) / took,
                    static_cast<double>(bytes) / took / 1e6, static_cast<double>(words) / took,
                    static_cast<unsigned long long>(summary.mentions), static_cast<unsigned long long>(summary.figures), peak());
        for (const double mb : memory) std::printf(" %.0f", mb);
        std::printf(" MB\n");
    }

    auto store = storage::open_rocks_store(folder, storage::OpenMode::ReadOnly);
    if (!store) return 1;
    std::vector<ActorId> actors;
    const auto scanned = (*store)->scan({}, [&](const Event& event) {
        for (const EventActor& actor : event.actors)
            if (actors.size() < 200 && std::ranges::find(actors, actor.actor) == actors.end()) actors.push_back(actor.actor);
        return actors.size() < 200;
    });
    if (!scanned) return 1;
    std::vector<double> times;
    std::size_t pairs = 0;
    for (int round = 0; round < 5; ++round)
        for (const ActorId actor : actors) {
            query::MetQuery query;
            query.events.all_actors = {actor};
            const auto start = Clock::now();
            const auto answer = query::who_met(**store, query);
            times.push_back(1e6 * seconds_since(start));
            if (answer) pairs += answer->pairs.size();
        }
    if (!times.empty())
        std::printf("who met whom, %zu actors 5 times: p50 %.0f us, p99 %.0f us (%zu pairs)\n", actors.size(), percentile(times, 0.5),
                    percentile(times, 0.99), pairs);
    std::filesystem::remove_all(folder);
    return 0;
}

// The store on real-world shaped events: loads a table by `annalist import tsv`'s own code, asks the
// questions of a workload and prints one line of JSON: load seconds, bytes on disk, peak memory, and of
// each part p50 and p99 in microseconds and its answer, one number by which systems can be compared.
//   bench_store EVENTS.tsv WORKLOAD.json [STORE]
// Each question is asked once before it is timed. An existing STORE is asked without loading.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/import/import_tsv.hpp"
#include "query/export_window.hpp"
#include "query/link_counts.hpp"
#include "storage/rocks_store.hpp"

namespace annalist {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using nlohmann::json;

[[noreturn]] void fail(const std::string& what) {
    fmt::print(stderr, "bench_store: {}\n", what);
    std::exit(1);
}

template <class T>
T need(Result<T> result) {
    if (!result) fail(result.error().message);
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}
void need(Result<void> result) {
    if (!result) fail(result.error().message);
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double peak_megabytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

double load(const fs::path& table, const fs::path& folder) {
    const int file = ::open(table.c_str(), O_RDONLY);
    if (file < 0) fail(table.string() + ": cannot be read");
    const auto lexicon = need(ingest::Lexicon::load(ingest::default_lexicon_folder()));
    const auto start = Clock::now();
    cli::TsvSummary summary;
    {
        const auto store = need(storage::open_rocks_store(folder, storage::OpenMode::Create));
        cli::TsvOptions options;
        options.dataset = "icews";
        options.on_failure = [](const Error& error) { fail(error.message); };
        need(cli::import_tsv(file, table.string(), lexicon, *store, options, summary));
    }
    const double seconds = seconds_since(start);
    ::close(file);
    fmt::print(stderr, "{} events in {:.2f} s, {:.0f} rows/s\n", summary.count.events, seconds,
               static_cast<double>(summary.lines) / seconds);
    return seconds;
}

double megabytes(const fs::path& folder) {
    std::uint64_t bytes = 0;
    for (const auto& file : fs::directory_iterator(folder)) bytes += file.file_size();
    return static_cast<double>(bytes) / 1e6;
}

class Bench {
public:
    Bench(storage::Store& store, const json& work) : store_(store), work_(work) {
        for (const auto& relation : need(store.relations())) relations_[relation.name] = relation.id;
        for (const auto& name : work.at("met_relations"))
            if (const auto found = relations_.find(name.get<std::string>()); found != relations_.end())
                met_.relations.push_back(found->second);
        if (met_.relations.empty()) met_.relations.push_back(0);
    }

    json met() {
        return each("met", [&](const json& q) {
            const auto links = need(store_.links());
            std::uint64_t events = 0;
            const auto found = need(query::counterparts(*links, actor(q.at("actor")), days(q), met_));
            for (const query::Counterpart& each : found) events += each.times;
            return 1'000'000 * found.size() + events;
        });
    }

    json pair() {
        return each("pair", [&](const json& q) -> std::uint64_t {
            const auto links = need(store_.links());
            std::uint64_t events = 0;
            date::sys_days first{}, last{};
            need(links->between(actor(q.at("a")), actor(q.at("b")), DayRange{}, [&](std::span<const Link> some) {
                if (events == 0) first = some.front().first;
                last = some.back().last;
                for (const Link& link : some) events += link.count;
                return true;
            }));
            if (events == 0) return 0;
            return 1'000'000 * events + static_cast<std::uint64_t>((last - first).count());
        });
    }

    json ego() {
        return each("ego", [&](const json& q) {
            const auto links = need(store_.links());
            const auto net = need(query::ego_net(*links, actor(q.at("actor")), days(q), {}));
            return 1'000'000 * net.actors.size() + net.pairs;
        });
    }

    json top() {
        return one(5, [&]() -> json {
            const json& q = work_.at("top");
            const auto links = need(store_.links());
            std::uint64_t events = 0;
            for (const auto& pair : need(query::busiest_pairs(*links, days(q), {}, q.at("limit")))) events += pair.times;
            return events;
        });
    }

    json rank() {
        return one(5, [&]() -> json {
            const json& q = work_.at("rank");
            const auto links = need(store_.links());
            const WindowGraph graph = need(query::window_graph(*links, days(q), {}));
            const auto ranks = page_rank(graph, q.at("damping"), q.at("rounds"));
            const auto best = static_cast<std::size_t>(std::ranges::max_element(ranks) - ranks.begin());
            return fmt::format("{} {:.5f}", need(store_.actor(graph[best])).value().name, ranks[best]);
        });
    }

    json graphml(const fs::path& path) {
        json result = one(5, [&]() -> json {
            const auto links = need(store_.links());
            const WindowGraph graph = need(query::window_graph(*links, days(work_.at("rank")), {}));
            std::FILE* file = std::fopen(path.c_str(), "wb");
            if (file == nullptr) fail(path.string() + ": cannot be written");
            const auto count = need(query::export_window_graphml(store_, graph, [&](std::string_view bytes) {
                return std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
            }));
            std::fclose(file);
            nodes_ = count.nodes;
            return count.edges;
        });
        result["nodes"] = nodes_;
        result["mb"] = static_cast<double>(fs::file_size(path)) / 1e6;
        return result;
    }

private:
    static DayRange days(const json& q) {
        return need(DayRange::parse(q.at("from").get<std::string>(), q.at("to").get<std::string>()));
    }

    /// Looked up once: a query has its actors' ids.
    ActorId actor(const std::string& name) {
        const auto [found, added] = actors_.try_emplace(name);
        if (!added) return found->second;
        for (const Actor& each : need(store_.find_actors(name, 1000)))
            if (each.name == name) return found->second = each.id;
        fail(name + ": no such actor");
    }

    template <class Ask>
    json each(const char* part, const Ask& ask) {
        std::vector<double> times;
        std::uint64_t answer = 0;
        for (const json& q : work_.at(part)) answer += ask(q);
        std::uint64_t again = 0;
        for (const json& q : work_.at(part)) {
            const auto start = Clock::now();
            again += ask(q);
            times.push_back(1e6 * seconds_since(start));
        }
        if (again != answer) fail(fmt::format("{}: two answers", part));
        std::ranges::sort(times);
        return {{"queries", times.size()},
                {"p50_us", times[times.size() / 2]},
                {"p99_us", times[times.size() * 99 / 100]},
                {"answer", answer}};
    }

    template <class Ask>
    static json one(int times, const Ask& ask) {
        const json answer = ask();
        std::vector<double> took;
        for (int i = 0; i < times; ++i) {
            const auto start = Clock::now();
            if (ask() != answer) fail("two answers");
            took.push_back(1e6 * seconds_since(start));
        }
        std::ranges::sort(took);
        return {{"p50_us", took[took.size() / 2]}, {"p99_us", took.back()}, {"answer", answer}};
    }

    storage::Store& store_;
    const json& work_;
    std::map<std::string, std::uint32_t> relations_;
    std::map<std::string, ActorId> actors_;
    query::LinkFilter met_;
    std::uint64_t nodes_ = 0;
};

int run(const fs::path& table, const fs::path& workload, const fs::path& given) {
    std::ifstream in(workload);
    const json work = json::parse(in, nullptr, false);
    if (work.is_discarded()) fail(workload.string() + ": not JSON");
    const fs::path folder =
        given.empty() ? fs::temp_directory_path() / fmt::format("annalist-bench-{}", ::getpid()) : given;
    json result;
    if (given.empty() || !fs::exists(folder)) {
        result["load_s"] = load(table, folder);
        result["load_peak_mb"] = peak_megabytes();
    }
    {
        const auto store = need(storage::open_rocks_store(folder, storage::OpenMode::ReadOnly));
        result["events"] = need(store->stats()).events;
        result["actors"] = need(store->stats()).actors;
        result["disk_mb"] = megabytes(folder);
        Bench bench(*store, work);
        result["met"] = bench.met();
        result["pair"] = bench.pair();
        result["ego"] = bench.ego();
        result["top"] = bench.top();
        result["rank"] = bench.rank();
        const fs::path file = fs::temp_directory_path() / fmt::format("annalist-bench-{}.graphml", ::getpid());
        result["graphml"] = bench.graphml(file);
        fs::remove(file);
    }
    result["peak_mb"] = peak_megabytes();
    if (given.empty()) fs::remove_all(folder);
    fmt::print("{}\n", result.dump());
    return 0;
}

}  // namespace
}  // namespace annalist

int main(int argc, char** argv) {
    if (argc < 3 || argc > 4) {
        fmt::print(stderr, "usage: bench_store EVENTS.tsv WORKLOAD.json [STORE]\n");
        return 2;
    }
    return annalist::run(argv[1], argv[2], argc > 3 ? argv[3] : "");
}

// The store on synthetic articles: puts per second, bytes on disk, peak memory, latency of
// who-met-whom.
//   store_bench [EVENTS...]      default: 10000 100000
// Articles of four reports each; actors drawn by Zipf's law (exponent 1) from a fifth as many names
// as events, at least 200; days from 2010 to 2019; one report in eight repeats an earlier event.
// Seeded. Each answer is checked against a plain loop over the events.
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include "storage/rocks_store.hpp"

namespace annalist::storage {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double processor_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peak_megabytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// Makes articles of a given number of events, the same every time.
class Generator {
public:
    explicit Generator(std::size_t events) : names_(std::max<std::size_t>(200, events / 5)) {
        double sum = 0;
        for (std::size_t i = 0; i < names_; ++i)
            weights_.push_back(sum += 1.0 / static_cast<double>(i + 1));
    }

    ArticleFacts next() {
        ArticleFacts facts;
        Article& article = facts.article;
        article.title = fmt::format("Report {}", ++articles_);
        article.published = date::sys_days{date::year{2010} / 1 / 1} +
                            date::days{static_cast<int>(random_() % 3652)};
        for (int i = 0; i < 300; ++i) article.text += kWords[random_() % kWords.size()];
        article.id = article_id(article.title, article.published, article.text);
        for (std::uint32_t i = 0; i < 4; ++i) facts.mentions.push_back(report(facts, i));
        return facts;
    }

private:
    static constexpr std::array<std::string_view, 8> kWords{
        "talks ", "the ", "minister ", "of ", "on ", "met ", "Tuesday ", "envoys "};

    Mention report(ArticleFacts& facts, std::uint32_t ordinal) {
        Mention m;
        m.article = facts.article.id;
        m.ordinal = ordinal;
        m.known = facts.article.published;
        m.event = {random_() % 8 == 0 && events_ > 0 ? hash(random_() % events_) : hash(events_++)};
        m.mode = random_() % 4 == 0 ? Mode::Phone : Mode::InPerson;
        m.time.days = days(m.known);
        m.place = {"Geneva", "CHE"};
        const std::size_t actors = 2 + (random_() % 4 == 0 ? 2 : 0);
        while (m.participants.size() < actors) {
            const ActorId one = local(facts, draw_name());
            const bool there = std::ranges::any_of(
                m.participants, [&](const Participant& p) { return p.actor == one; });
            if (!there) m.participants.push_back({one, Role::Participant, {0, 5}});
        }
        m.sentence = {0, 100};
        m.trigger = {10, 15};
        m.frame = "meet/with";
        return m;
    }

    TimeSpan days(date::sys_days published) {
        const date::sys_days day = published - date::days{static_cast<int>(random_() % 3)};
        const date::year_month_day ymd{day};
        switch (random_() % 20) {
            case 0:
                return {day - date::days{6}, day, Granularity::Week};
            case 1:
                return {date::sys_days{ymd.year() / ymd.month() / 1},
                        date::sys_days{ymd.year() / ymd.month() / date::last}, Granularity::Month};
            case 2:
                return {date::sys_days{ymd.year() / 1 / 1}, date::sys_days{ymd.year() / 12 / 31},
                        Granularity::Year};
            default:
                return TimeSpan::day(day);
        }
    }

    std::size_t draw_name() {
        const double at = static_cast<double>(random_() >> 11) * 0x1p-53 * weights_.back();
        return static_cast<std::size_t>(std::ranges::lower_bound(weights_, at) - weights_.begin());
    }

    static ActorId local(ArticleFacts& facts, std::size_t name) {
        const std::string key = fmt::format("person:{}", name);
        for (std::size_t i = 0; i < facts.actors.size(); ++i)
            if (facts.actors[i].key == key) return {static_cast<std::uint32_t>(i + 1)};
        Actor actor;
        actor.key = key;
        actor.name = fmt::format("Person {}", name);
        facts.actors.push_back(std::move(actor));
        return {static_cast<std::uint32_t>(facts.actors.size())};
    }

    static std::uint64_t hash(std::uint64_t n) {
        n = (n + 0x9e3779b97f4a7c15U) * 0xbf58476d1ce4e5b9U;
        return (n ^ (n >> 31)) * 0x94d049bb133111ebU;
    }

    std::mt19937_64 random_{20260101};
    std::size_t names_;
    std::vector<double> weights_;
    std::uint64_t articles_ = 0, events_ = 0;
};

[[noreturn]] void fail(const std::string& what) {
    fmt::print(stderr, "store_bench: {}\n", what);
    std::exit(1);
}

template <class T>
T need(Result<T> result) {
    if (!result) fail(result.error().message);
    return *std::move(result);
}

struct Times {
    double p50 = 0, p99 = 0;
};

Times percentiles(std::vector<double> microseconds) {
    std::ranges::sort(microseconds);
    return {microseconds[microseconds.size() / 2], microseconds[microseconds.size() * 99 / 100]};
}

/// Asks `store` each question twice, to warm it, and times the second; the plain loop must agree.
class Questions {
public:
    Questions(const Store& store, std::vector<Event> events)
        : store_(store), events_(std::move(events)) {}

    Times by_actor() {
        return run([&](const Event& e) {
            return std::pair(e.actors[random_() % e.actors.size()].actor, ActorId{});
        });
    }
    Times by_pair() {
        return run([&](const Event& e) {
            const std::size_t i = random_() % e.actors.size();
            return std::pair(e.actors[i].actor, e.actors[(i + 1) % e.actors.size()].actor);
        });
    }

private:
    static bool has(const Event& event, ActorId actor) {
        return actor.value == 0 || std::ranges::any_of(event.actors, [&](const EventActor& a) {
                   return a.actor == actor;
               });
    }

    std::vector<EventId> ask(ActorId a, ActorId b, DayRange year) const {
        std::vector<EventId> ids;
        const auto into = [&](const Event& event) { return ids.push_back(event.id), true; };
        const auto scanned =
            b.value == 0 ? store_.scan_actor(a, year, into) : store_.scan_pair(a, b, year, into);
        if (!scanned) fail(scanned.error().message);
        return ids;
    }

    template <class Draw>
    Times run(const Draw& draw) {
        std::vector<double> times;
        for (int i = 0; i < 1000; ++i) {
            const auto [a, b] = draw(events_[random_() % events_.size()]);
            const date::year y{2010 + static_cast<int>(random_() % 10)};
            const DayRange year{date::sys_days{y / 1 / 1}, date::sys_days{y / 12 / 31}};
            ask(a, b, year);
            const auto start = Clock::now();
            const std::vector<EventId> ids = ask(a, b, year);
            times.push_back(seconds_since(start) * 1e6);
            if (i % 10 != 0) continue;
            std::vector<EventId> plain;  // events_ is in the order of scans
            for (const Event& e : events_)
                if (has(e, a) && has(e, b) && year.overlaps(e.days)) plain.push_back(e.id);
            if (ids != plain) fail("an answer differs from the plain loop's");
        }
        return percentiles(std::move(times));
    }

    const Store& store_;
    std::vector<Event> events_;
    std::mt19937_64 random_{7};
};

void run(std::size_t events) {
    const fs::path folder =
        fs::temp_directory_path() / fmt::format("annalist-store-bench-{}", events);
    fs::remove_all(folder);
    Generator generator(events);
    std::uint64_t articles = 0;
    double wall = 0, processor = 0;
    {
        const auto store = need(open_rocks_store(folder, OpenMode::Create));
        while (true) {
            std::vector<ArticleFacts> batch;
            for (int i = 0; i < 250; ++i) batch.push_back(generator.next());
            const auto start = Clock::now();
            const double used = processor_seconds();
            for (const ArticleFacts& facts : batch) need(store->put(facts));
            wall += seconds_since(start);
            processor += processor_seconds() - used;
            articles += batch.size();
            if (need(store->stats()).events >= events) break;
        }
    }
    const double peak = peak_megabytes();
    const auto opening = Clock::now();
    const auto store = need(open_rocks_store(folder, OpenMode::ReadWrite));
    const double opened = seconds_since(opening);
    const StoreStats stats = need(store->stats());
    std::vector<Event> all;
    if (auto scanned = store->scan({}, [&](const Event& e) { return all.push_back(e), true; });
        !scanned)
        fail(scanned.error().message);
    if (all.size() != stats.events) fail("a scan of everything misses events");
    Questions questions(*store, std::move(all));
    const Times actor = questions.by_actor();
    const Times pair = questions.by_pair();
    const auto verifying = Clock::now();
    if (const VerifyReport report = need(store->verify()); !report.problems.empty())
        fail(report.problems.front());
    fmt::print(
        "{{\"events\":{},\"articles\":{},\"mentions\":{},\"actors\":{},\"put_per_s\":{:.0f},\"put_"
        "cpu_us\":{:.0f},"
        "\"disk_mb\":{:.1f},\"peak_mb\":{:.0f},\"open_s\":{:.3f},\"actor_p50_us\":{:.1f},\"actor_"
        "p99_us\":{:.1f},"
        "\"pair_p50_us\":{:.1f},\"pair_p99_us\":{:.1f},\"verify_s\":{:.1f}}}\n",
        stats.events, articles, stats.mentions, stats.actors, static_cast<double>(articles) / wall,
        1e6 * processor / static_cast<double>(articles), static_cast<double>(stats.bytes) / 1e6,
        peak, opened, actor.p50, actor.p99, pair.p50, pair.p99, seconds_since(verifying));
    fs::remove_all(folder);
}

}  // namespace
}  // namespace annalist::storage

int main(int argc, char** argv) {
    utsname machine{};
    ::uname(&machine);
    fmt::print(stderr, "{} {}, {} processors\n", machine.sysname, machine.machine,
               std::thread::hardware_concurrency());
    std::vector<std::size_t> sizes;
    for (int i = 1; i < argc; ++i) sizes.push_back(std::strtoull(argv[i], nullptr, 10));
    if (sizes.empty()) sizes = {10'000, 100'000};
    for (const std::size_t size : sizes) annalist::storage::run(std::max<std::size_t>(size, 1));
}

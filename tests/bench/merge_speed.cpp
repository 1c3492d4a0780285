// What an article costs put() at a small and a large store:
//   make_events ROWS > events.tsv; merge_speed events.tsv [STORE_FOLDER]
// Every two rows make an article that tells of two events, three in ten without a stated day. The last 4,000
// rows are put into a store of the 1,000 rows before them, and into one of all rows before them; prints
// one line of JSON: milliseconds of processor time an article at each (of the thread that puts; mean of
// 2,000, no sync; by the clock as well, which hangs on what else the machine does), what of it finding out
// which told events are one takes, both ratios, and how many told events were brought together. The stores are made anew in the folder and removed.
#include <fmt/format.h>
#include <time.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "graph/article.hpp"
#include "storage/intake.hpp"
#include "storage/rocks_engine.hpp"

namespace annalist::storage {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const std::string& what) {
    fmt::print(stderr, "merge_speed: {}\n", what);
    std::exit(1);
}

struct Row {
    std::string day, source, relation, target;
};

std::vector<Row> read_rows(const std::string& path) {
    std::ifstream in(path);
    if (!in) fail(path + ": cannot be read");
    std::vector<Row> rows;
    for (Row row; std::getline(in, row.day, '\t') && std::getline(in, row.source, '\t') &&
                  std::getline(in, row.relation, '\t') && std::getline(in, row.target);)
        rows.push_back(row);
    return rows;
}

std::pair<EventType, Mode> kind(const std::string& relation) {
    if (relation == "Make a visit" || relation == "Host a visit") return {EventType::Consult, Mode::Visit};
    if (relation == "Discuss by telephone") return {EventType::Consult, Mode::Phone};
    if (relation == "Sign formal agreement") return {EventType::Support, Mode::Signing};
    if (relation == "Accuse") return {EventType::Accuse, Mode::None};
    if (relation == "Threaten") return {EventType::Threaten, Mode::None};
    return {EventType::Consult, Mode::InPerson};
}

ArticleFacts article(const std::vector<Row>& rows, std::size_t at) {
    ArticleFacts facts;
    Article& article = facts.article;
    article.title = fmt::format("Article {}", at);
    article.publisher = "The Bench";
    article.published = parse_iso_day(rows[at].day).value();
    for (std::size_t i = at; i < at + 2; ++i)
        article.text += fmt::format("{} {} {}, as was reported about negotiations, borders and trade.\n",
                                    rows[i].source, rows[i].relation, rows[i].target);
    article.id = article_id(article.title, article.published, article.text);
    facts.stamp = "bench";
    const auto actor = [&](const std::string& name) {
        for (std::size_t i = 0; i < facts.actors.size(); ++i)
            if (facts.actors[i].name == name) return ActorId{static_cast<std::uint32_t>(i + 1)};
        Actor one;
        one.key = "org:" + name;
        one.kind = ActorKind::Organization;
        one.name = name;
        facts.actors.push_back(std::move(one));
        return ActorId{static_cast<std::uint32_t>(facts.actors.size())};
    };
    std::uint32_t begin = 0;
    for (std::size_t i = at; i < at + 2; ++i) {
        Mention m;
        m.article = article.id;
        m.ordinal = static_cast<std::uint32_t>(i - at);
        std::tie(m.type, m.mode) = kind(rows[i].relation);
        const bool stated = (i * 7919) % 10 >= 3;
        m.time.basis = stated ? TimeBasis::Stated : TimeBasis::Published;
        m.time.days = TimeSpan::day(parse_iso_day(rows[i].day).value());
        m.participants.push_back({actor(rows[i].source), Role::Source, {begin, begin + 1}});
        if (rows[i].source != rows[i].target) m.participants.push_back({actor(rows[i].target), Role::Target, {begin, begin + 1}});
        const auto [low, high] = std::minmax(rows[i].source, rows[i].target);
        m.event = {digest(fmt::format("{} {} {} {} {}", rows[i].day, to_string(m.type), to_string(m.mode), low, high) +
                          (stated ? "" : fmt::format(" {}", i)))};
        const auto end = static_cast<std::uint32_t>(article.text.find('\n', begin));
        m.sentence = {begin, end};
        m.trigger = {begin, begin + 1};
        m.frame = "bench";
        m.known = article.published;
        begin = end + 1;
        facts.mentions.push_back(std::move(m));
    }
    return facts;
}

double processor_seconds() {
    timespec now{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Measured {
    double processor_ms = 0, clock_ms = 0, merging_ms = 0;  ///< an article
    std::size_t together = 0;
};

/// Works out, as put() will, what the article brings together.
void bring_together(RocksStore& store, const ArticleFacts& facts) {
    std::vector<ActorId> ids;
    for (const Actor& actor : facts.actors) {
        const auto known = store.actor_by_key(actor.key);
        if (!known) fail(known.error().message);
        ids.push_back(*known ? (*known)->id : ActorId{0x7FFF'0000U + static_cast<std::uint32_t>(ids.size())});
    }
    const ArticleFacts kept = with_store_ids(facts, ids);
    RocksTellings stored(store.database(), nullptr);
    std::map<EventId, Telling> changed;
    for (auto& [id, telling] : tellings_of(kept, Identities{})) {
        if (const auto known = stored.telling(id)) join(telling, *known);
        changed.emplace(id, std::move(telling));
    }
    const Pinned none;
    if (const auto regrouping = regroup(stored, changed, none, none); !regrouping) fail(regrouping.error().message);
}

void put(Store& store, const ArticleFacts& facts) {
    if (const auto done = store.put(facts); !done) fail(done.error().message);
}

/// The last rows put into a store of `before` rows before them.
Measured measure(const std::vector<Row>& rows, std::size_t before, const fs::path& folder) {
    constexpr std::size_t kMeasured = 4'000;
    fs::remove_all(folder);
    auto opened = RocksStore::open(folder, OpenMode::Create);
    if (!opened) fail(opened.error().message);
    RocksStore& store = **opened;
    const std::size_t from = rows.size() - kMeasured;
    for (std::size_t i = from - before; i + 1 < from; i += 2) put(store, article(rows, i));
    std::vector<ArticleFacts> measured;
    for (std::size_t i = from; i + 1 < rows.size(); i += 2) measured.push_back(article(rows, i));
    Measured result;
    const double each = 1000 / static_cast<double>(measured.size());
    for (const ArticleFacts& facts : measured) {
        const double before_all = processor_seconds();
        bring_together(store, facts);
        const double merged = processor_seconds();
        const auto start = Clock::now();
        put(store, facts);
        result.merging_ms += (merged - before_all) * each;
        result.processor_ms += (processor_seconds() - merged) * each;
        result.clock_ms += std::chrono::duration<double>(Clock::now() - start).count() * each;
    }
    for (const ArticleFacts& facts : measured)
        for (const Mention& m : facts.mentions)
            if (const auto parts = store.parts_of(m.event); parts && !parts->empty()) ++result.together;
    opened->reset();
    fs::remove_all(folder);
    return result;
}

}  // namespace
}  // namespace annalist::storage

int main(int argc, char** argv) {
    using namespace annalist::storage;
    if (argc < 2) {
        fmt::print(stderr, "usage: merge_speed events.tsv [STORE_FOLDER]\n");
        return 2;
    }
    const auto rows = read_rows(argv[1]);
    if (rows.size() < 5'000) fail("at least 5,000 rows are needed");
    const fs::path folder = argc > 2 ? argv[2] : "merge-speed-store";
    const std::size_t all = (rows.size() - 4'000) / 2 * 2;
    const Measured small = measure(rows, 1'000, folder), large = measure(rows, all, folder);
    fmt::print("{{\"events\": [1000, {}], \"ms\": [{:.3f}, {:.3f}], \"ratio\": {:.2f}, \"clock_ms\": [{:.3f}, {:.3f}], "
               "\"merging_ms\": [{:.3f}, {:.3f}], \"merging_ratio\": {:.2f}, "
               "\"together\": [{}, {}]}}\n",
               all, small.processor_ms, large.processor_ms, large.processor_ms / small.processor_ms, small.clock_ms,
               large.clock_ms, small.merging_ms, large.merging_ms, large.merging_ms / small.merging_ms, small.together,
               large.together);
    return 0;
}

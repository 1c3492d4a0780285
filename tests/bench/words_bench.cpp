// Questions about words, by the index and from each event's texts, over a store:
//   words_bench STORE WORDS...
// holds the answers to each other and prints a JSON line for each: how many events, the median of five
// in milliseconds by the index, the time by the texts (once), and their ratio.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "query/events.hpp"
#include "query/json_writer.hpp"
#include "storage/rocks_store.hpp"

namespace annalist {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const std::string& what) {
    fmt::print(stderr, "words_bench: {}\n", what);
    std::exit(1);
}

/// Milliseconds, and the events in their order.
std::pair<double, std::vector<EventId>> ask(const storage::Store& store, const query::EventQuery& query,
                                            bool by_index) {
    const auto words = std::make_shared<query::WordEvents>(store, query.words, query.as_known_on);
    if (!by_index) words->ignore_index();
    std::vector<EventId> events;
    const auto start = Clock::now();
    const auto walked = query::walk_events(
        store, query,
        [&](const Event& event) {
            events.push_back(event.id);
            return true;
        },
        words);
    if (!walked) fail(walked.error().message);
    return {std::chrono::duration<double, std::milli>(Clock::now() - start).count(), events};
}

void compare(const storage::Store& store, const std::string& text) {
    const auto query = query::parse_event_query({{"words", text}, {"status", "all"}}, store);
    if (!query) fail(query.error().message);
    std::vector<EventId> found = ask(store, *query, true).second;
    std::array<double, 5> times;
    for (double& time : times) time = ask(store, *query, true).first;
    std::ranges::sort(times);
    const auto [walking, events] = ask(store, *query, false);
    if (events != found) fail(text + ": the answers differ");
    std::string line;
    query::JsonWriter json{line};
    json.begin_object();
    json.field("words", text);
    json.field("events", static_cast<std::uint64_t>(events.size()));
    json.field("index_ms", times[2]);
    json.field("texts_ms", walking);
    json.field("ratio", walking / times[2]);
    json.end_object();
    fmt::print("{}\n", line);
}

}  // namespace
}  // namespace annalist

int main(int argc, char** argv) {
    if (argc < 3) {
        fmt::print(stderr, "usage: words_bench STORE WORDS...\n");
        return 2;
    }
    const auto store =
        annalist::storage::open_rocks_store(argv[1], annalist::storage::OpenMode::ReadOnly);
    if (!store) annalist::fail(store.error().message);
    for (int i = 2; i < argc; ++i) annalist::compare(**store, argv[i]);
}

// Who met whom, by links and from each event, over a store:
//   met_bench STORE WORKLOAD.json
// asks the workload's "met" questions (of all kinds of event), holds the answers to each other, and
// prints p50 and p99 of both in microseconds, and the time for the busiest pairs of "top"'s range.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "query/json_answers.hpp"
#include "storage/rocks_store.hpp"
#include "tests/query/met_by_events.hpp"

namespace annalist {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const std::string& what) {
    fmt::print(stderr, "met_bench: {}\n", what);
    std::exit(1);
}

using Ask = Result<query::MetAnswer> (*)(const storage::Store&, const query::MetQuery&);

/// Microseconds of each question, asked once before; the answers as text.
std::pair<std::vector<double>, std::vector<std::string>> ask_all(const storage::Store& store,
                                                                  const std::vector<query::MetQuery>& queries, Ask ask) {
    std::vector<double> times;
    std::vector<std::string> answers;
    for (const query::MetQuery& query : queries) {
        auto answer = ask(store, query);
        if (!answer) fail(answer.error().message);
        answers.push_back(query::to_json(*answer));
        const auto start = Clock::now();
        answer = ask(store, query);
        times.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
    }
    return {times, answers};
}

double quantile(std::vector<double> times, double share) {
    std::ranges::sort(times);
    return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

void compare(const storage::Store& store, const std::string& name, const std::vector<query::MetQuery>& queries) {
    const auto [links, by_links] = ask_all(store, queries, query::who_met);
    const auto [events, by_events] = ask_all(store, queries, query_test::who_met_by_events);
    if (by_links != by_events) fail(name + ": the answers differ");
    fmt::print("{}: {} questions, links p50 {:.0f} p99 {:.0f}, events p50 {:.0f} p99 {:.0f}; ratio {:.1f} and {:.1f}\n",
               name, queries.size(), quantile(links, 0.5), quantile(links, 0.99), quantile(events, 0.5),
               quantile(events, 0.99), quantile(events, 0.5) / quantile(links, 0.5),
               quantile(events, 0.99) / quantile(links, 0.99));
}

void run(const char* folder, const char* workload) {
    const auto store = storage::open_rocks_store(folder, storage::OpenMode::ReadOnly);
    if (!store) fail(store.error().message);
    std::ifstream file(workload);
    const json work = json::parse(file, nullptr, false);
    if (!work.is_object()) fail(std::string{workload} + ": no JSON object");
    const auto query_of = [&](const json& asked, std::size_t limit) {
        query::Parameters parameters{{"from", asked.at("from")}, {"to", asked.at("to")}, {"kind", "meet,visit,call,message,agree"}};
        parameters.add("limit", std::to_string(limit));
        if (asked.contains("actor")) {
            const auto actors = query::resolve_actor(asked.at("actor").get<std::string>(), **store);
            if (!actors) return std::optional<query::MetQuery>{};
            parameters.add("actor", actors->key);
        }
        const auto query = query::parse_met_query(parameters, **store);
        if (!query) fail(query.error().message);
        return std::optional{*query};
    };
    std::vector<query::MetQuery> met;
    for (const json& asked : work.at("met"))
        if (const auto query = query_of(asked, 100)) met.push_back(*query);
    compare(**store, "met", met);
    compare(**store, "top", {*query_of(work.at("top"), 100)});
}

}  // namespace
}  // namespace annalist

int main(int argc, char** argv) {
    if (argc != 3) annalist::fail("give a store and a workload");
    annalist::run(argv[1], argv[2]);
}

// Writes events in the shape of a coded table, any number of them, the same for the same seed:
//   make_events ROWS [SEED] > events.tsv
// Lines of day, source, relation and target by day, without doubles. Actors are drawn by Zipf's law from a
// twenty-fifth as many names as rows, relations likewise; a quarter of the rows are bursts, in which two
// actors have to do with each other for some days on end. About 140 rows a day at first, 1,400 at the end.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include "graph/time_span.hpp"

namespace {

constexpr std::array<const char*, 12> kRelations{
    "Make statement", "Consult",      "Make an appeal or request", "Make a visit",
    "Host a visit",   "Accuse",       "Criticize or denounce",     "Sign formal agreement",
    "Provide aid",    "Discuss by telephone", "Threaten",          "Use conventional military force"};

/// Draws numbers from 0 by Zipf's law, exponent 1.
class Zipf {
public:
    explicit Zipf(std::size_t size) {
        double sum = 0;
        for (std::size_t i = 0; i < size; ++i) weights_.push_back(sum += 1.0 / static_cast<double>(i + 2));
    }
    std::uint32_t operator()(std::mt19937_64& random) const {
        const double at = static_cast<double>(random() >> 11) * 0x1p-53 * weights_.back();
        return static_cast<std::uint32_t>(std::ranges::upper_bound(weights_, at) - weights_.begin());
    }

private:
    std::vector<double> weights_;
};

struct Burst {
    std::uint32_t a, b;
    int days_left;
};

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 0;
    if (rows == 0) {
        fmt::print(stderr, "usage: make_events ROWS [SEED] > events.tsv\n");
        return 2;
    }
    std::mt19937_64 random(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1);
    const Zipf actors(std::max<std::size_t>(100, rows / 25));
    const Zipf relations(kRelations.size());
    std::vector<Burst> bursts;
    date::sys_days day{date::year{2005} / 1 / 1};
    for (std::uint64_t done = 0; done < rows; day += date::days{1}) {
        const std::uint64_t today = std::min<std::uint64_t>(rows - done, 140 + 1260 * done / rows);
        while (bursts.size() < 1 + today / 50)
            bursts.push_back({actors(random), actors(random), 1 + static_cast<int>(random() % 10)});
        std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> lines;
        while (lines.size() < today) {
            const bool burst = random() % 4 == 0;
            const Burst& one = bursts[random() % bursts.size()];
            std::uint32_t a = burst ? one.a : actors(random), b = burst ? one.b : actors(random);
            if (burst && random() % 2 == 0) std::swap(a, b);
            // Where a burst has said all it can, others go on.
            if (!lines.emplace(a, relations(random), b).second) lines.emplace(actors(random), relations(random), actors(random));
        }
        std::string text;
        for (const auto& [a, relation, b] : lines)
            text += fmt::format("{}\tActor {:07}\t{}\tActor {:07}\n", annalist::iso_day(day), a, kRelations[relation], b);
        if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) return 1;
        done += today;
        for (Burst& each : bursts) --each.days_left;
        std::erase_if(bursts, [](const Burst& each) { return each.days_left <= 0; });
    }
    return 0;
}

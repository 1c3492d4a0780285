#include "ingest/text/eisner.hpp"

#include <cassert>

namespace annalist::text {
namespace {

struct Best {
    float value;
    std::int16_t at;
};

/// The largest a[q] + b[q] for q in [0, count), the first of equals.
Best best_sum(const float* a, const float* b, std::size_t count) {
    Best best{a[0] + b[0], 0};
    for (std::size_t q = 1; q < count; ++q) {
        const float v = a[q] + b[q];
        if (v > best.value) best = {v, static_cast<std::int16_t>(q)};
    }
    return best;
}

}  // namespace

void eisner(const float* score, std::size_t stride, std::size_t n, std::int32_t* head,
            EisnerScratch& scratch) {
    assert(n < 32768);
    if (n == 0) return;
    // A complete span has its head at one end and is finished; an open one is an arc between its
    // ends. Each chart is kept by the end that the inner loops walk along.
    const std::size_t cells = n * n;
    scratch.charts.assign(cells * 6, 0.0F);
    scratch.cuts.resize(cells * 3);
    float* right_by_first = scratch.charts.data();   // head at the left end
    float* right_by_last = right_by_first + cells;
    float* left_by_first = right_by_last + cells;    // head at the right end
    float* left_by_last = left_by_first + cells;
    float* open_right = left_by_last + cells;        // by first
    float* open_left = open_right + cells;           // by last
    std::int16_t* cut_open = scratch.cuts.data();
    std::int16_t* cut_right = cut_open + cells;
    std::int16_t* cut_left = cut_right + cells;
    for (std::size_t k = 1; k < n; ++k) {
        for (std::size_t i = 0; i + k < n; ++i) {
            const std::size_t j = i + k;
            const std::size_t ij = i * n + j;
            const std::size_t ji = j * n + i;
            const Best open = best_sum(right_by_first + i * n + i, left_by_last + j * n + i + 1, k);
            cut_open[ij] = static_cast<std::int16_t>(i + static_cast<std::size_t>(open.at));
            open_right[ij] = open.value + score[j * stride + i + 1];
            open_left[ji] = open.value + score[i * stride + j + 1];
            const Best left = best_sum(left_by_first + i * n + i, open_left + j * n + i, k);
            cut_left[ij] = static_cast<std::int16_t>(i + static_cast<std::size_t>(left.at));
            left_by_first[ij] = left_by_last[ji] = left.value;
            const Best right =
                best_sum(open_right + i * n + i + 1, right_by_last + j * n + i + 1, k);
            cut_right[ij] = static_cast<std::int16_t>(i + 1 + static_cast<std::size_t>(right.at));
            right_by_first[ij] = right_by_last[ji] = right.value;
        }
    }
    std::size_t root = 0;
    float best = -1e30F;
    for (std::size_t r = 0; r < n; ++r) {
        const float v = left_by_first[r] + right_by_first[r * n + n - 1] + score[r * stride];
        if (v > best) {
            best = v;
            root = r;
        }
    }
    head[root] = -1;
    struct Span {
        std::size_t i, j;
        bool to_right, complete;
    };
    std::vector<Span> todo{{0, root, false, true}, {root, n - 1, true, true}};
    while (!todo.empty()) {
        const Span s = todo.back();
        todo.pop_back();
        if (s.i == s.j) continue;
        const std::size_t at = s.i * n + s.j;
        if (s.complete && s.to_right) {
            const auto q = static_cast<std::size_t>(cut_right[at]);
            todo.push_back({s.i, q, true, false});
            todo.push_back({q, s.j, true, true});
        } else if (s.complete) {
            const auto q = static_cast<std::size_t>(cut_left[at]);
            todo.push_back({s.i, q, false, true});
            todo.push_back({q, s.j, false, false});
        } else {
            const auto q = static_cast<std::size_t>(cut_open[at]);
            head[s.to_right ? s.j : s.i] = static_cast<std::int32_t>(s.to_right ? s.i : s.j);
            todo.push_back({s.i, q, true, true});
            todo.push_back({q + 1, s.j, false, true});
        }
    }
}

}  // namespace annalist::text

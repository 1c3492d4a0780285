#include "ingest/text/eisner.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace annalist::text {
namespace {

/// True when the heads (0 the root, k + 1 word k) form a projective tree with one root.
bool projective_tree(const std::vector<std::size_t>& head) {
    const std::size_t n = head.size();
    std::size_t roots = 0;
    for (std::size_t i = 0; i < n; ++i) {
        roots += head[i] == 0;
        std::size_t at = i + 1;
        for (std::size_t steps = 0; at != 0; ++steps) {
            if (steps > n) return false;
            at = head[at - 1];
        }
    }
    if (roots != 1) return false;
    for (std::size_t i = 1; i <= n; ++i) {
        const std::size_t a = std::min(i, head[i - 1]);
        const std::size_t b = std::max(i, head[i - 1]);
        for (std::size_t k = a + 1; k < b; ++k) {
            if (head[k - 1] < a || head[k - 1] > b) return false;
        }
    }
    return true;
}

TEST(Eisner, FindsTheBestProjectiveTreeOfShortSentences) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> number(-3, 3);
    for (int round = 0; round < 40; ++round) {
        const std::size_t n = 1 + static_cast<std::size_t>(round) % 5;
        std::vector<float> score(n * (n + 1));
        for (float& s : score) s = number(random);
        float best = -1e9F;
        std::vector<std::size_t> head(n, 0);
        while (true) {  // every assignment of heads
            if (projective_tree(head)) {
                float sum = 0;
                for (std::size_t i = 0; i < n; ++i) sum += score[i * (n + 1) + head[i]];
                best = std::max(best, sum);
            }
            std::size_t i = 0;
            while (i < n && ++head[i] > n) head[i++] = 0;
            if (i == n) break;
        }
        std::vector<std::int32_t> got(n);
        EisnerScratch scratch;
        eisner(score.data(), n + 1, n, got.data(), scratch);
        float sum = 0;
        std::vector<std::size_t> tree;
        for (std::size_t i = 0; i < n; ++i) {
            tree.push_back(static_cast<std::size_t>(got[i] + 1));
            sum += score[i * (n + 1) + tree.back()];
        }
        EXPECT_TRUE(projective_tree(tree));
        EXPECT_NEAR(sum, best, 1e-4);
    }
}

}  // namespace
}  // namespace annalist::text

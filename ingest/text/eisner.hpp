#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace annalist::text {

/// Reusable memory of the decoder.
struct EisnerScratch {
    std::vector<float> charts;
    std::vector<std::int16_t> cuts;
};

/// The best projective tree with exactly one root, by Eisner (1996), the root chosen after the
/// chart is full. `score[i * stride + j]` is the score of head j for word i, where j = 0 is the
/// root and j = k + 1 the word k. Writes heads: -1 for the root, else the index of the head word.
/// Cost: n^3 / 2 for n words; n below 32,768.
void eisner(const float* score, std::size_t stride, std::size_t n, std::int32_t* head,
            EisnerScratch& scratch);

}  // namespace annalist::text

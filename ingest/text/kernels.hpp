#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace annalist::text {

/// A linear layer in int8, packed for the inner loops: panels of 16 outputs, in each the weights of
/// four inputs at a time, [panel][input / 4][output][4]. Activations are 7-bit with zero at 64.
struct Linear {
    std::size_t inputs = 0;   ///< a multiple of 4
    std::size_t outputs = 0;  ///< a multiple of 16
    std::int8_t* weights = nullptr;       ///< 64-byte aligned, inputs * outputs; see `storage`
    std::vector<float> scale;             ///< by output
    std::vector<float> bias;              ///< by output
    std::vector<std::int32_t> zero;       ///< 64 * sum of the output's weights
    std::vector<std::int8_t> storage;     ///< owns `weights`
    std::vector<std::int16_t> rows;       ///< the same weights by output, 16 bits each: what any
                                          ///< processor multiplies fast in a plain loop
};

/// The inner loops of the network. Every set gives bit for bit the same answers: integer products
/// are exact, and float work is done per element in one order, never fused.
struct Kernels {
    const char* name;

    /// y[r][o] = scale * x[r] . w[o] + bias[o] for `rows` rows of quantised x.
    void (*multiply)(const Linear& layer, const std::uint8_t* x, std::size_t x_stride,
                     const float* x_scale, float* y, std::size_t y_stride, std::size_t rows);

    /// Rows of floats to 7-bit values round(63 x / max|x|) + 64, with the scale of each row.
    void (*quantize)(const float* x, std::size_t x_stride, std::uint8_t* q, std::size_t q_stride,
                     float* scale, std::size_t rows, std::size_t width);

    /// One LSTM step from gate sums `in` + `recurrent` (input, forget, cell, output; `hidden` each):
    /// updates `cell`, writes the state to `out` and, with a fixed scale of 1/63, to `q`.
    void (*lstm_step)(const float* in, const float* recurrent, float* cell, float* out,
                      std::uint8_t* q, std::size_t hidden);

    /// Layer norm of x (width a multiple of 16), in place.
    void (*layer_norm)(float* x, const float* gain, const float* shift, std::size_t width);

    /// sum[i] += scale * row[i].
    void (*add_row)(float* sum, const std::int8_t* row, float scale, std::size_t width);

    /// x = max(x, 0.1 x), in place.
    void (*leaky)(float* x, std::size_t width);

    /// score[j] = sum over k of dep[k] * heads[k * stride + j], for j below `count`.
    void (*arc_scores)(const float* dep, const float* heads, std::size_t stride, std::size_t width,
                       float* score, std::size_t count);
};

const Kernels& portable_kernels();

/// All sets this processor can run, the portable one first, the fastest last.
std::vector<const Kernels*> usable_kernels();

/// The fastest of them, or the one named by the environment variable ANNALIST_KERNELS.
const Kernels& best_kernels();

}  // namespace annalist::text

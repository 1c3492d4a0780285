#include "ingest/text/kernels_body.hpp"

namespace annalist::text {
namespace {

constexpr std::size_t kMostInputs = 2048;  // twice the widest layer that Network::load lets in

/// Products of one row with four outputs at once. Each sum is a plain dot product of 16-bit values,
/// which compilers know by sight (pmaddwd, smlal); the four share the loads of `x`.
inline void four_products(const std::int16_t* x, const std::int16_t* w, std::size_t inputs,
                          std::int32_t* sum) {
    const std::int16_t* w1 = w + inputs;
    const std::int16_t* w2 = w1 + inputs;
    const std::int16_t* w3 = w2 + inputs;
    std::int32_t s0 = 0;
    std::int32_t s1 = 0;
    std::int32_t s2 = 0;
    std::int32_t s3 = 0;
    for (std::size_t k = 0; k < inputs; ++k) {
        s0 += x[k] * w[k];
        s1 += x[k] * w1[k];
        s2 += x[k] * w2[k];
        s3 += x[k] * w3[k];
    }
    sum[0] = s0;
    sum[1] = s1;
    sum[2] = s2;
    sum[3] = s3;
}

void multiply(const Linear& layer, const std::uint8_t* x, std::size_t x_stride,
              const float* x_scale, float* y, std::size_t y_stride, std::size_t rows) {
    alignas(16) std::int16_t wide[kMostInputs];
    const std::size_t inputs = layer.inputs;
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t k = 0; k < inputs; ++k) wide[k] = x[r * x_stride + k];
        for (std::size_t first = 0; first < layer.outputs; first += 16) {
            std::int32_t sum[16];
            for (std::size_t c = 0; c < 16; c += 4) {
                four_products(wide, layer.rows.data() + (first + c) * inputs, inputs, sum + c);
            }
            scale_outputs(layer, first, sum, x_scale[r], y + r * y_stride);
        }
    }
}

}  // namespace

const Kernels& portable_kernels() {
    static constexpr Kernels kKernels{"portable", multiply, quantize, lstm_step,
                                      layer_norm, add_row, leaky, arc_scores};
    return kKernels;
}

}  // namespace annalist::text

#include "ingest/text/kernels_body.hpp"

namespace annalist::text {
namespace {

void multiply(const Linear& layer, const std::uint8_t* x, std::size_t x_stride,
              const float* x_scale, float* y, std::size_t y_stride, std::size_t rows) {
    for (std::size_t first = 0; first < layer.outputs; first += 16) {
        const std::int8_t* panel = layer.weights + first * layer.inputs;
        for (std::size_t r = 0; r < rows; ++r) {
            std::int32_t sum[16] = {};
            const std::uint8_t* row = x + r * x_stride;
            for (std::size_t k = 0; k < layer.inputs; k += 4) {
                const std::int8_t* w = panel + k * 16;
                for (std::size_t c = 0; c < 16; ++c) {
                    for (std::size_t i = 0; i < 4; ++i) sum[c] += row[k + i] * w[4 * c + i];
                }
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

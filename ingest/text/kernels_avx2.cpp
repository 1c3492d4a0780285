#include <immintrin.h>

#include "ingest/text/kernels_body.hpp"

namespace annalist::text {
namespace {

template <int Rows>
inline void block(const Linear& layer, std::size_t first, const std::uint8_t* x,
                  std::size_t x_stride, const float* x_scale, float* y, std::size_t y_stride) {
    const std::int8_t* panel = layer.weights + first * layer.inputs;
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sum[Rows][2];
    for (int r = 0; r < Rows; ++r) sum[r][0] = sum[r][1] = _mm256_setzero_si256();
    for (std::size_t k = 0; k < layer.inputs; k += 4) {
        const auto* w = reinterpret_cast<const __m256i*>(panel + k * 16);
        const __m256i w0 = _mm256_load_si256(w);
        const __m256i w1 = _mm256_load_si256(w + 1);
        for (int r = 0; r < Rows; ++r) {
            std::int32_t four;
            __builtin_memcpy(&four, x + static_cast<std::size_t>(r) * x_stride + k, 4);
            const __m256i v = _mm256_set1_epi32(four);
            // 127 * 127 * 2 fits in 16 bits, so the pairwise sums never saturate
            sum[r][0] = _mm256_add_epi32(
                sum[r][0], _mm256_madd_epi16(_mm256_maddubs_epi16(v, w0), ones));
            sum[r][1] = _mm256_add_epi32(
                sum[r][1], _mm256_madd_epi16(_mm256_maddubs_epi16(v, w1), ones));
        }
    }
    for (int r = 0; r < Rows; ++r) {
        alignas(32) std::int32_t out[16];
        _mm256_store_si256(reinterpret_cast<__m256i*>(out), sum[r][0]);
        _mm256_store_si256(reinterpret_cast<__m256i*>(out + 8), sum[r][1]);
        scale_outputs(layer, first, out, x_scale[r], y + static_cast<std::size_t>(r) * y_stride);
    }
}

void multiply(const Linear& layer, const std::uint8_t* x, std::size_t x_stride,
              const float* x_scale, float* y, std::size_t y_stride, std::size_t rows) {
    for (std::size_t first = 0; first < layer.outputs; first += 16) {
        std::size_t r = 0;
        for (; r + 4 <= rows; r += 4) {
            block<4>(layer, first, x + r * x_stride, x_stride, x_scale + r, y + r * y_stride,
                     y_stride);
        }
        for (; r + 2 <= rows; r += 2) {
            block<2>(layer, first, x + r * x_stride, x_stride, x_scale + r, y + r * y_stride,
                     y_stride);
        }
        if (r < rows) {
            block<1>(layer, first, x + r * x_stride, x_stride, x_scale + r, y + r * y_stride,
                     y_stride);
        }
    }
}

}  // namespace

const Kernels& avx2_kernels() {
    static constexpr Kernels kKernels{"avx2", multiply, quantize, lstm_step,
                                      layer_norm, add_row, leaky, arc_scores};
    return kKernels;
}

}  // namespace annalist::text

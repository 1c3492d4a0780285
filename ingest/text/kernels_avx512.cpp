#include <immintrin.h>

#include "ingest/text/kernels_body.hpp"

namespace annalist::text {
namespace {

template <int Rows, int Panels>
inline void block(const Linear& layer, std::size_t first, const std::uint8_t* x,
                  std::size_t x_stride, const float* x_scale, float* y, std::size_t y_stride) {
    const std::int8_t* panel = layer.weights + first * layer.inputs;
    __m512i sum[Rows][Panels];
    for (int r = 0; r < Rows; ++r) {
        for (int p = 0; p < Panels; ++p) sum[r][p] = _mm512_setzero_si512();
    }
    for (std::size_t k = 0; k < layer.inputs; k += 4) {
        __m512i w[Panels];
        for (int p = 0; p < Panels; ++p) {
            w[p] = _mm512_load_si512(panel + static_cast<std::size_t>(p) * 16 * layer.inputs +
                                     k * 16);
        }
        for (int r = 0; r < Rows; ++r) {
            std::int32_t four;
            __builtin_memcpy(&four, x + static_cast<std::size_t>(r) * x_stride + k, 4);
            const __m512i v = _mm512_set1_epi32(four);
            for (int p = 0; p < Panels; ++p) sum[r][p] = _mm512_dpbusd_epi32(sum[r][p], v, w[p]);
        }
    }
    for (int r = 0; r < Rows; ++r) {
        for (int p = 0; p < Panels; ++p) {
            const std::size_t o = first + static_cast<std::size_t>(p) * 16;
            const __m512i exact = _mm512_sub_epi32(sum[r][p], _mm512_loadu_si512(&layer.zero[o]));
            const __m512 scale = _mm512_mul_ps(_mm512_set1_ps(x_scale[r]),
                                               _mm512_loadu_ps(&layer.scale[o]));
            const __m512 product = _mm512_mul_ps(_mm512_cvtepi32_ps(exact), scale);
            _mm512_storeu_ps(y + static_cast<std::size_t>(r) * y_stride + o,
                             _mm512_add_ps(product, _mm512_loadu_ps(&layer.bias[o])));
        }
    }
}

template <int Panels>
void panels(const Linear& layer, std::size_t first, const std::uint8_t* x, std::size_t x_stride,
            const float* x_scale, float* y, std::size_t y_stride, std::size_t rows) {
    std::size_t r = 0;
    for (; r + 6 <= rows; r += 6) {
        block<6, Panels>(layer, first, x + r * x_stride, x_stride, x_scale + r, y + r * y_stride,
                         y_stride);
    }
    for (; r + 3 <= rows; r += 3) {
        block<3, Panels>(layer, first, x + r * x_stride, x_stride, x_scale + r, y + r * y_stride,
                         y_stride);
    }
    for (; r < rows; ++r) {
        block<1, Panels>(layer, first, x + r * x_stride, x_stride, x_scale + r, y + r * y_stride,
                         y_stride);
    }
}

void multiply(const Linear& layer, const std::uint8_t* x, std::size_t x_stride,
              const float* x_scale, float* y, std::size_t y_stride, std::size_t rows) {
    std::size_t first = 0;
    for (; first + 64 <= layer.outputs; first += 64) {
        panels<4>(layer, first, x, x_stride, x_scale, y, y_stride, rows);
    }
    for (; first < layer.outputs; first += 16) {
        panels<1>(layer, first, x, x_stride, x_scale, y, y_stride, rows);
    }
}

}  // namespace

const Kernels& avx512_kernels() {
    static constexpr Kernels kKernels{"avx512vnni", multiply, quantize, lstm_step,
                                      layer_norm, add_row, leaky, arc_scores};
    return kKernels;
}

}  // namespace annalist::text

// The float loops of the kernels, compiled once for each instruction set (kernels_portable.cpp,
// kernels_avx2.cpp, kernels_avx512.cpp) inside an unnamed namespace. Plain loops over independent
// elements: whatever width the compiler picks, every element sees the same operations in the same
// order, so all sets agree bit for bit. No std:: templates here, which could leak a wide
// instruction set into other translation units.
#pragma once

#include "ingest/text/kernels.hpp"

namespace annalist::text {
namespace {

inline float absolute(float x) { return x < 0 ? -x : x; }

void quantize(const float* x, std::size_t x_stride, std::uint8_t* q, std::size_t q_stride,
              float* scale, std::size_t rows, std::size_t width) {
    for (std::size_t r = 0; r < rows; ++r) {
        const float* row = x + r * x_stride;
        float lanes[16] = {};
        for (std::size_t i = 0; i + 16 <= width; i += 16) {
            for (std::size_t l = 0; l < 16; ++l) {
                const float a = absolute(row[i + l]);
                lanes[l] = a > lanes[l] ? a : lanes[l];
            }
        }
        float most = 1e-6F;
        for (const float lane : lanes) most = lane > most ? lane : most;
        const float inverse = 63.0F / most;
        scale[r] = most / 63.0F;
        std::uint8_t* out = q + r * q_stride;
        for (std::size_t i = 0; i < width; ++i) {
            out[i] = static_cast<std::uint8_t>(static_cast<int>(row[i] * inverse + 64.5F));
        }
    }
}

/// A rational tanh, within 1e-4 of the true one, as numerator and denominator: products of several
/// then need one division.
struct Fraction {
    float n, d;
};

inline Fraction tanh_of(float x) {
    x = x > 4.97F ? 4.97F : x;
    x = x < -4.97F ? -4.97F : x;
    const float s = x * x;
    return {x * (135135.0F + s * (17325.0F + s * (378.0F + s))),
            135135.0F + s * (62370.0F + s * (3150.0F + s * 28.0F))};
}

/// sigmoid(x) = (1 + tanh(x / 2)) / 2.
inline Fraction sigmoid(float x) {
    const Fraction t = tanh_of(0.5F * x);
    return {t.d + t.n, t.d + t.d};
}

void lstm_step(const float* in, const float* recurrent, float* cell, float* out, std::uint8_t* q,
               std::size_t hidden) {
    for (std::size_t i = 0; i < hidden; ++i) {
        const Fraction input = sigmoid(in[i] + recurrent[i]);
        const Fraction forget = sigmoid(in[hidden + i] + recurrent[hidden + i]);
        const Fraction fresh = tanh_of(in[2 * hidden + i] + recurrent[2 * hidden + i]);
        const Fraction open = sigmoid(in[3 * hidden + i] + recurrent[3 * hidden + i]);
        const float c = forget.n / forget.d * cell[i] + input.n * fresh.n / (input.d * fresh.d);
        const Fraction shown = tanh_of(c);
        const float h = open.n * shown.n / (open.d * shown.d);
        cell[i] = c;
        out[i] = h;
        q[i] = static_cast<std::uint8_t>(static_cast<int>(h * 63.0F + 64.5F));
    }
}

float lane_sum(const float* lanes) {
    float sum = 0;
    for (std::size_t l = 0; l < 16; ++l) sum += lanes[l];
    return sum;
}

void layer_norm(float* x, const float* gain, const float* shift, std::size_t width) {
    float sums[16] = {};
    for (std::size_t i = 0; i < width; i += 16) {
        for (std::size_t l = 0; l < 16; ++l) sums[l] += x[i + l];
    }
    const float count = static_cast<float>(width);
    const float mean = lane_sum(sums) / count;
    float squares[16] = {};
    for (std::size_t i = 0; i < width; i += 16) {
        for (std::size_t l = 0; l < 16; ++l) {
            const float d = x[i + l] - mean;
            squares[l] += d * d;
        }
    }
    const float factor = 1.0F / __builtin_sqrtf(lane_sum(squares) / count + 1e-5F);
    for (std::size_t i = 0; i < width; ++i) x[i] = (x[i] - mean) * factor * gain[i] + shift[i];
}

void add_row(float* sum, const std::int8_t* row, float scale, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) sum[i] += scale * static_cast<float>(row[i]);
}

void leaky(float* x, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) x[i] = x[i] > 0 ? x[i] : 0.1F * x[i];
}

void arc_scores(const float* dep, const float* heads, std::size_t stride, std::size_t width,
                float* score, std::size_t count) {
    std::size_t j = 0;
    for (; j + 16 <= count; j += 16) {
        float lanes[16] = {};
        for (std::size_t k = 0; k < width; ++k) {
            const float d = dep[k];
            const float* h = heads + k * stride + j;
            for (std::size_t l = 0; l < 16; ++l) lanes[l] += d * h[l];
        }
        for (std::size_t l = 0; l < 16; ++l) score[j + l] = lanes[l];
    }
    for (; j < count; ++j) {
        float sum = 0;
        for (std::size_t k = 0; k < width; ++k) sum += dep[k] * heads[k * stride + j];
        score[j] = sum;
    }
}

/// The last step of a product: back to floats.
inline void scale_outputs(const Linear& layer, std::size_t first, const std::int32_t* sum,
                          float x_scale, float* y) {
    for (std::size_t c = 0; c < 16; ++c) {
        const std::size_t o = first + c;
        y[o] = static_cast<float>(sum[c] - layer.zero[o]) * (x_scale * layer.scale[o]) +
               layer.bias[o];
    }
}

}  // namespace
}  // namespace annalist::text

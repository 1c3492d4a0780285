#include "graph/fold.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace annalist {
namespace {

bool is_ascii(std::string_view text) {
    for (const unsigned char c : text)
        if (c >= 0x80) return false;
    return true;
}

/// Decomposed, case folded and without marks; invalid bytes are skipped one by one.
std::string unmarked(std::string_view name) {
    std::string out;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(name.data());
    auto left = static_cast<utf8proc_ssize_t>(name.size());
    while (left > 0) {
        utf8proc_int32_t point = -1;
        const auto read = utf8proc_iterate(bytes, left, &point);
        const auto step = read > 0 ? read : 1;
        if (read > 0) {
            utf8proc_int32_t parts[16];
            int boundary = 0;
            const auto options = static_cast<utf8proc_option_t>(
                UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
            const auto count = utf8proc_decompose_char(point, parts, 16, options, &boundary);
            for (utf8proc_ssize_t i = 0; i < count && i < 16; ++i) {
                const auto category = utf8proc_category(parts[i]);
                const bool word = category <= UTF8PROC_CATEGORY_LO && category >= UTF8PROC_CATEGORY_LU;
                const bool number = category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
                if (parts[i] < 0x80 || word || number) {
                    utf8proc_uint8_t encoded[4];
                    const auto size = utf8proc_encode_char(parts[i], encoded);
                    out.append(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(size));
                } else {
                    out.push_back(' ');
                }
            }
        }
        bytes += step;
        left -= step;
    }
    return out;
}

}  // namespace

std::string fold_name(std::string_view name) {
    const std::string plain = is_ascii(name) ? std::string(name) : unmarked(name);
    std::string out;
    out.reserve(plain.size());
    bool gap = false;
    for (const char raw : plain) {
        const auto c = static_cast<unsigned char>(raw);
        if (c == '.') continue;
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) {
            if (gap && !out.empty()) out.push_back(' ');
            gap = false;
            out.push_back(upper ? static_cast<char>(c - 'A' + 'a') : raw);
        } else {
            gap = true;
        }
    }
    return out;
}

}  // namespace annalist

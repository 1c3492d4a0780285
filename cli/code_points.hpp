#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace annalist::cli {

/// Turns byte offsets, asked in any order, into code points.
class CodePoints {
public:
    explicit CodePoints(std::string_view text) : before_(text.size() + 1) {
        std::uint32_t count = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            before_[i] = count;
            if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++count;
        }
        before_[text.size()] = count;
    }
    std::uint64_t at(std::uint32_t byte) const { return before_[std::min<std::size_t>(byte, before_.size() - 1)]; }

private:
    std::vector<std::uint32_t> before_;
};

}  // namespace annalist::cli

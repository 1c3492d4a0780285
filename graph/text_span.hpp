#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace annalist {

/// Half-open byte range [begin, end) into an article's UTF-8 text.
struct TextSpan {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    auto operator<=>(const TextSpan&) const = default;

    std::uint32_t size() const { return end - begin; }
    bool empty() const { return begin == end; }
    bool contains(TextSpan other) const { return begin <= other.begin && other.end <= end; }
    bool overlaps(TextSpan other) const { return begin < other.end && other.begin < end; }

    /// The words of this span in `text`, which must be the text it was taken from.
    std::string_view in(std::string_view text) const { return text.substr(begin, end - begin); }
};

}  // namespace annalist

#include "ingest/text/draw_tree.hpp"

#include <algorithm>
#include <vector>

#include "ingest/text/analyzer.hpp"
#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

std::size_t code_points(std::string_view text) {
    std::size_t n = 0;
    for (std::size_t at = 0; at < text.size(); ++n) at += decode(text, at).bytes;
    return n;
}

std::string padded(std::string_view text, std::size_t width) {
    const std::size_t n = code_points(text);
    return std::string(text) + std::string(n < width ? width - n : 0, ' ');
}

/// Depth of each word below the root; a broken tree counts as depth 0.
std::vector<std::size_t> depths(const Sentence& s) {
    std::vector<std::size_t> out(s.tokens.size(), 0);
    for (std::size_t i = 0; i < s.tokens.size(); ++i) {
        std::size_t steps = 0;
        for (auto h = s.tokens[i].head; h >= 0 && steps <= s.tokens.size(); ++steps) {
            h = s.tokens[static_cast<std::size_t>(h)].head;
        }
        out[i] = steps > s.tokens.size() ? 0 : steps;
    }
    return out;
}

}  // namespace

std::string draw_tree(std::string_view text, const Sentence& s) {
    const auto depth = depths(s);
    std::size_t deepest = 0;
    std::size_t widest = 4;
    for (std::size_t i = 0; i < s.tokens.size(); ++i) {
        deepest = std::max(deepest, depth[i]);
        widest = std::max(widest, std::min<std::size_t>(code_points(s.tokens[i].span.in(text)), 24));
    }
    deepest = std::min<std::size_t>(deepest, 24);
    // Column d holds the line between a head at depth d and its furthest children on both sides.
    const std::size_t columns = deepest + 1;
    std::vector<std::vector<char>> grid(s.tokens.size(), std::vector<char>(columns, ' '));
    for (std::size_t h = 0; h < s.tokens.size(); ++h) {
        std::size_t first = h;
        std::size_t last = h;
        for (std::size_t i = 0; i < s.tokens.size(); ++i) {
            if (s.tokens[i].head == static_cast<std::int32_t>(h)) {
                first = std::min(first, i);
                last = std::max(last, i);
            }
        }
        if (depth[h] >= columns - 1 || first == last) continue;
        for (std::size_t i = first; i <= last; ++i) {
            const bool child = s.tokens[i].head == static_cast<std::int32_t>(h);
            if (child) grid[i][depth[h]] = i == first ? 'b' : i == last ? 'e' : 'm';
            else if (i == h) grid[i][depth[h]] = first == h ? 'B' : last == h ? 'E' : 'M';
            else if (grid[i][depth[h]] == ' ') grid[i][depth[h]] = '|';
        }
    }
    const auto glyph = [](char c) -> std::string_view {
        switch (c) {
            case 'b': case 'B': return "\u250C\u2500";
            case 'e': case 'E': return "\u2514\u2500";
            case 'm': case 'M': return "\u251C\u2500";
            case '|': return "\u2502 ";
            default: return "  ";
        }
    };
    std::string out;
    for (std::size_t i = 0; i < s.tokens.size(); ++i) {
        const Token& t = s.tokens[i];
        for (std::size_t d = 0; d + 1 <= std::min(depth[i] + 1, columns); ++d) out += glyph(grid[i][d]);
        std::string line = padded(t.span.in(text), widest);
        const std::size_t used = std::min(depth[i] + 1, columns);
        line += std::string(2 * (columns - used) + 1, ' ');
        line += padded(to_string(t.upos), 6) + padded(t.deprel, 14) + t.lemma;
        for (const Entity& e : s.entities) {
            if (e.first == i) line += "  [" + std::string(to_string(e.type)) + "]";
        }
        out += line;
        while (!out.empty() && out.back() == ' ') out.pop_back();
        out += '\n';
    }
    return out;
}

}  // namespace annalist::text

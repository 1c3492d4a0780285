#include "ingest/text/features.hpp"

#include <algorithm>

#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

constexpr std::uint64_t kOffset = 14695981039346656037ULL;
constexpr std::uint64_t kPrime = 1099511628211ULL;

char32_t plain(char32_t c) {
    switch (c) {
        case 0x2018: case 0x2019: case U'`': return U'\'';
        case 0x201C: case 0x201D: return U'"';
        case 0x2013: case 0x2014: return U'-';
        default: return fold(c);
    }
}

bool starts_sequence(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

/// The first or last `count` code points of valid UTF-8.
std::string_view prefix(std::string_view text, int count) {
    std::size_t at = 0;
    while (at < text.size() && count-- > 0) {
        ++at;
        while (at < text.size() && !starts_sequence(text[at])) ++at;
    }
    return text.substr(0, at);
}

std::string_view suffix(std::string_view text, int count) {
    std::size_t at = text.size();
    while (at > 0 && count-- > 0) {
        --at;
        while (at > 0 && !starts_sequence(text[at])) --at;
    }
    return text.substr(at);
}

/// X upper, x lower, d digit, others themselves; runs cut to two; at most eight.
void append_shape(std::string& out, std::string_view word) {
    char32_t last = 0;
    char32_t before = 0;
    int count = 0;
    for (std::size_t at = 0; at < word.size() && count < 8;) {
        const CodePoint c = decode(word, at);
        at += c.bytes;
        const char32_t s = is_upper(c.value)   ? U'X'
                           : is_lower(c.value) ? U'x'
                           : is_digit(c.value) ? U'd'
                                               : c.value;
        if (count >= 2 && s == last && s == before) continue;
        append_utf8(out, s);
        before = last;
        last = s;
        ++count;
    }
}

}  // namespace

std::uint64_t hash64(std::string_view bytes) {
    std::uint64_t h = kOffset;
    for (const char b : bytes) h = (h ^ static_cast<unsigned char>(b)) * kPrime;
    return h ^ (h >> 29);
}

std::string normalize(std::string_view word) {
    std::string out;
    out.reserve(word.size());
    for (std::size_t at = 0; at < word.size();) {
        const CodePoint c = decode(word, at);
        append_utf8(out, plain(c.value));
        at += c.bytes;
    }
    return out == "''" ? "\"" : out;
}

std::array<std::uint64_t, kFeaturesPerWord> feature_hashes(std::string_view word,
                                                          std::string_view key,
                                                          std::uint8_t lexicon) {
    std::string low(key);
    std::ranges::replace_if(low, [](char c) { return c >= '0' && c <= '9'; }, '0');
    std::array<std::uint64_t, kFeaturesPerWord> out{};
    std::string text;
    std::size_t at = 0;
    for (int n = 1; n <= 4; ++n) {
        text = {'s', static_cast<char>('0' + n)};
        text += suffix(low, n);
        out[at++] = hash64(text);
    }
    for (int n = 1; n <= 3; ++n) {
        text = {'p', static_cast<char>('0' + n)};
        text += prefix(low, n);
        out[at++] = hash64(text);
    }
    text = "sh";
    append_shape(text, word);
    out[at++] = hash64(text);
    text = "lx" + std::to_string(lexicon);
    out[at] = hash64(text);
    return out;
}

CaseMode case_mode(const std::vector<std::string_view>& words) {
    std::size_t two = 0, upper = 0, capital = 0, longer = 0, long_capital = 0;
    for (const std::string_view word : words) {
        std::size_t letters = 0;
        bool all_upper = true;
        bool first_upper = false;
        for (std::size_t at = 0; at < word.size();) {
            const CodePoint c = decode(word, at);
            at += c.bytes;
            const bool up = is_upper(c.value);
            if (!up && !is_lower(c.value)) continue;
            if (letters++ == 0) first_upper = up;
            all_upper = all_upper && up;
        }
        if (letters < 2) continue;
        ++two;
        upper += all_upper ? 1 : 0;
        capital += first_upper ? 1 : 0;
        if (letters >= 4) {
            ++longer;
            long_capital += first_upper ? 1 : 0;
        }
    }
    if (two >= 2 && upper * 5 >= two * 4) return CaseMode::Upper;
    if (longer >= 3 && long_capital * 5 >= longer * 4) return CaseMode::Title;
    return two >= 3 && capital == 0 ? CaseMode::Lower : CaseMode::Normal;
}

}  // namespace annalist::text

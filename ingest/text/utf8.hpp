#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace annalist::text {

/// One code point and how many bytes it took. A byte that begins no valid UTF-8 sequence counts as
/// U+FFFD of one byte, so that offsets stay right in damaged text.
struct CodePoint {
    char32_t value = 0;
    std::uint32_t bytes = 0;
};

/// The code point at `at`, which must be below text.size().
CodePoint decode(std::string_view text, std::size_t at);

/// Adds a code point to a UTF-8 string.
void append_utf8(std::string& out, char32_t c);

/// Lower case for ASCII, Latin, Greek and Cyrillic letters; every other code point as it is.
char32_t fold(char32_t c);
bool is_upper(char32_t c);
bool is_lower(char32_t c);
inline bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// A letter of any alphabet: everything above ASCII that is not known punctuation, symbol or space.
bool is_letter(char32_t c);

/// Space, tab, line ends, no-break and other Unicode spaces, and control characters.
bool is_space(char32_t c);

/// `text` folded code point by code point.
std::string fold(std::string_view text);

}  // namespace annalist::text

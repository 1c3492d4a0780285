#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "graph/result.hpp"

namespace annalist::ingest {

/// Text in UTF-8 with the charset that it came in ("UTF-8", "windows-1252") and, where something
/// had to be guessed or replaced, a sentence about it.
struct DecodedText {
    std::string text;
    std::string charset;
    std::string warning;
};

/// The offset of the first byte that is not part of valid UTF-8, nullopt when all is valid.
std::optional<std::size_t> invalid_utf8_at(std::string_view bytes);

/// `bytes` with each maximal invalid piece replaced by U+FFFD.
std::string repair_utf8(std::string_view bytes);

/// A reason to call these bytes binary ("a PDF document", "NUL bytes"), or empty for text.
/// Looks at the first 64 KiB. UTF-16 with a byte order mark is text.
std::string binary_reason(std::string_view bytes);

/// Decodes a page: byte order mark, then UTF-8 where valid, then the charset that its `<meta>` or
/// XML declaration names, then uchardet's guess. Bad bytes become U+FFFD with a warning.
/// Errors: InvalidArgument (a charset nobody can decode).
Result<DecodedText> decode_page(std::string_view bytes);

/// Decodes plain text: a byte order mark or valid UTF-8; else windows-1252 when the bytes read
/// like Western text in it, with a warning.
/// Errors: InvalidArgument, naming the offset of the first bad byte.
Result<DecodedText> decode_plain(std::string_view bytes);

}  // namespace annalist::ingest

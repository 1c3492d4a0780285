#include "ingest/readers/charset.hpp"

#include <fmt/format.h>
#include <simdjson.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

#include "ingest/readers/ascii.hpp"

namespace annalist::ingest {
namespace {

constexpr std::size_t kProbeBytes = 64 << 10;

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// Length of the valid UTF-8 sequence at `i`, 0 when there is none.
std::size_t sequence_length(std::string_view bytes, std::size_t i) {
    const auto at = [&](std::size_t k) {
        return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0;
    };
    const unsigned char lead = at(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return is_continuation(at(1)) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned char low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned char high = lead == 0xED ? 0x9F : 0xBF;
        return at(1) >= low && at(1) <= high && is_continuation(at(2)) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned char low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned char high = lead == 0xF4 ? 0x8F : 0xBF;
        const bool valid = at(1) >= low && at(1) <= high && is_continuation(at(2)) &&
                           is_continuation(at(3));
        return valid ? 4 : 0;
    }
    return 0;
}

/// Multi-byte sequences that are valid, and bytes that belong to none.
struct Utf8Census {
    std::size_t valid = 0;
    std::size_t invalid = 0;
};

Utf8Census census(std::string_view bytes) {
    Utf8Census count;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequence_length(bytes, i);
        if (length > 1) ++count.valid;
        if (length == 0) ++count.invalid;
        i += std::max<std::size_t>(length, 1);
    }
    return count;
}

std::string_view byte_order_mark(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return "UTF-8";
    if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
    if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
    return {};
}

/// Labels that browsers read as a superset, so that curly quotes survive (WHATWG Encoding).
std::string web_charset(std::string_view label) {
    std::string name = ascii_lower(trim_ascii(label));
    if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii" ||
        name == "cp1252" || name == "iso8859-1" || name == "iso_8859-1")
        return "windows-1252";
    if (name == "gb2312" || name == "gbk") return "gb18030";
    if (name == "iso-8859-9") return "windows-1254";
    if (name == "shift_jis" || name == "sjis" || name == "x-sjis") return "ibm-943_P15A-2003";
    if (name == "utf8") return "utf-8";
    return name;
}

std::optional<std::string> convert(std::string_view bytes, const std::string& charset) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
        ucnv_open(charset.c_str(), &status), &ucnv_close);
    if (U_FAILURE(status)) return std::nullopt;
    const icu::UnicodeString wide(bytes.data(), static_cast<std::int32_t>(bytes.size()),
                                  converter.get(), status);
    if (U_FAILURE(status)) return std::nullopt;
    std::string text;
    wide.toUTF8String(text);
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    return text;
}

/// The charset named in the first bytes of a page: `<meta charset=x>`, `content="...; charset=x"`
/// or `<?xml encoding="x"?>`.
std::string declared_charset(std::string_view bytes) {
    const std::string head = ascii_lower(bytes.substr(0, kProbeBytes));
    for (std::string_view key : {"charset=", "encoding="}) {
        std::size_t at = head.find(key);
        while (at != std::string::npos) {
            const std::size_t open = head.rfind('<', at);
            const bool in_tag = open != std::string::npos && head.find('>', open) > at &&
                                (head.compare(open, 5, "<meta") == 0 ||
                                 head.compare(open, 5, "<?xml") == 0);
            std::size_t begin = at + key.size();
            while (begin < head.size() && (head[begin] == '"' || head[begin] == '\'')) ++begin;
            std::size_t end = begin;
            while (end < head.size() && (is_ascii_alnum(head[end]) || head[end] == '-' ||
                                         head[end] == '_' || head[end] == ':' || head[end] == '.'))
                ++end;
            if (in_tag && end > begin) return head.substr(begin, end - begin);
            at = head.find(key, at + 1);
        }
    }
    return {};
}

std::string guessed_charset(std::string_view bytes) {
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> guess(uchardet_new(),
                                                                      &uchardet_delete);
    uchardet_handle_data(guess.get(), bytes.data(), std::min<std::size_t>(bytes.size(), 1 << 20));
    uchardet_data_end(guess.get());
    return uchardet_get_charset(guess.get());
}

/// True when every high byte is what Western prose has in windows-1252: a letter within a word,
/// or quotes, dashes, currency and the like; and few of them.
bool reads_like_windows_1252(std::string_view bytes) {
    std::size_t high = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (byte < 0x80) continue;
        ++high;
        constexpr std::array<bool, 32> kUndefined = [] {
            std::array<bool, 32> set{};
            for (int c : {0x81, 0x8D, 0x8F, 0x90, 0x9D}) set[static_cast<std::size_t>(c - 0x80)] = true;
            return set;
        }();
        if (byte < 0xA0 && kUndefined[byte - 0x80]) return false;
        if (byte >= 0xC0) {
            const bool beside_letter = (i > 0 && is_ascii_alpha(bytes[i - 1])) ||
                                       (i + 1 < bytes.size() && is_ascii_alpha(bytes[i + 1]));
            if (!beside_letter) return false;
        }
    }
    return high * 10 <= bytes.size();
}

}  // namespace

std::optional<std::size_t> invalid_utf8_at(std::string_view bytes) {
    if (simdjson::validate_utf8(bytes.data(), bytes.size())) return std::nullopt;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequence_length(bytes, i);
        if (length == 0) return i;
        i += length;
    }
    return std::nullopt;
}

std::string repair_utf8(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    bool in_bad_piece = false;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::size_t length = sequence_length(bytes, i);
        if (length > 0) {
            text.append(bytes.substr(i, length));
        } else if (!in_bad_piece || !is_continuation(static_cast<unsigned char>(bytes[i]))) {
            text.append("\xEF\xBF\xBD");
        }
        in_bad_piece = length == 0;
        i += std::max<std::size_t>(length, 1);
    }
    return text;
}

std::string binary_reason(std::string_view bytes) {
    struct Magic {
        std::string_view prefix, what;
    };
    using namespace std::string_view_literals;
    static constexpr Magic kMagics[] = {
        {"%PDF-"sv, "a PDF document"},
        {"PK\x03\x04"sv, "a ZIP archive or office document"},
        {"\xD0\xCF\x11\xE0"sv, "an old office document"},
        {"\x89PNG"sv, "a PNG image"},
        {"\xFF\xD8\xFF"sv, "a JPEG image"},
        {"GIF8"sv, "a GIF image"},
        {"\x7F" "ELF"sv, "a program"},
        {"\x1F\x8B"sv, "gzip within gzip"},
        {"BZh"sv, "a bzip2 file"},
        {"\xFD" "7zXZ"sv, "an xz file"},
        {"\x28\xB5\x2F\xFD"sv, "a zstd file"},
        {"7z\xBC\xAF"sv, "a 7z archive"},
        {"Rar!"sv, "a RAR archive"},
        {"SQLite format 3"sv, "a SQLite database"},
    };
    for (const Magic& magic : kMagics) {
        if (bytes.starts_with(magic.prefix)) return std::string(magic.what);
    }
    if (byte_order_mark(bytes).starts_with("UTF-16")) return {};
    const std::string_view probe = bytes.substr(0, kProbeBytes);
    std::size_t controls = 0;
    for (char c : probe) {
        if (c == '\0') return "NUL bytes";
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1b')
            ++controls;
    }
    // A stray control byte is common in scraped text; many of them are not text.
    if (controls > 4 && controls * 100 > probe.size()) return "control bytes";
    return {};
}

Result<DecodedText> decode_page(std::string_view bytes) {
    if (const std::string_view mark = byte_order_mark(bytes); mark.starts_with("UTF-16")) {
        return DecodedText{convert(bytes, std::string(mark)).value_or(""), std::string(mark), ""};
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const std::string declared = web_charset(declared_charset(bytes));
    const bool escapes = declared.starts_with("iso-2022") || declared == "hz-gb-2312";
    if (!escapes && !invalid_utf8_at(bytes)) return DecodedText{std::string(bytes), "UTF-8", ""};

    const Utf8Census count = census(bytes);
    // A page that is mostly UTF-8 with a few torn characters is not in the legacy charset.
    if (count.valid > 0 && count.invalid <= 1 + count.valid / 20 && !escapes) {
        return DecodedText{repair_utf8(bytes), "UTF-8",
                           fmt::format("{} invalid UTF-8 bytes replaced", count.invalid)};
    }
    if (!declared.empty() && declared != "utf-8") {
        if (auto text = convert(bytes, declared)) return DecodedText{std::move(*text), declared, ""};
    }
    const std::string guess = web_charset(guessed_charset(bytes));
    if (!guess.empty() && guess != "utf-8") {
        if (auto text = convert(bytes, guess)) {
            return DecodedText{std::move(*text), guess, "charset guessed: " + guess};
        }
    }
    if (auto text = convert(bytes, "windows-1252")) {
        return DecodedText{std::move(*text), "windows-1252", "charset guessed: windows-1252"};
    }
    return Error{ErrorCode::InvalidArgument, "charset unknown"};
}

Result<DecodedText> decode_plain(std::string_view bytes) {
    if (const std::string_view mark = byte_order_mark(bytes); mark.starts_with("UTF-16")) {
        return DecodedText{convert(bytes, std::string(mark)).value_or(""), std::string(mark), ""};
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    const auto bad = invalid_utf8_at(bytes);
    if (!bad) return DecodedText{std::string(bytes), "UTF-8", ""};
    if (census(bytes).valid == 0 && reads_like_windows_1252(bytes)) {
        if (auto text = convert(bytes, "windows-1252")) {
            return DecodedText{std::move(*text), "windows-1252",
                               "not UTF-8: read as windows-1252"};
        }
    }
    return Error{ErrorCode::InvalidArgument, fmt::format("invalid UTF-8 at byte {}", *bad)};
}

}  // namespace annalist::ingest

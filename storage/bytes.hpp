#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace annalist::storage {

/// Appends numbers and strings to a record. Layout of each:
///   byte      1 byte
///   varint    LEB128: 7 bits a byte, lowest first, top bit set on all but the last; at most 10
///   zigzag    varint of (n << 1) ^ (n >> 63), so that small negative numbers are short
///   real      varint of the IEEE 754 bits in reversed byte order: 0.5 takes 3 bytes, any 10
///   text      varint length in bytes, then the bytes
///   big32/64  4 or 8 bytes, highest first, as in keys
class ByteWriter {
public:
    void byte(std::uint8_t value) { out_.push_back(static_cast<char>(value)); }
    void varint(std::uint64_t value) {
        while (value >= 0x80) {
            byte(static_cast<std::uint8_t>(value | 0x80));
            value >>= 7;
        }
        byte(static_cast<std::uint8_t>(value));
    }
    void zigzag(std::int64_t value) {
        varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void real(double value) { varint(__builtin_bswap64(std::bit_cast<std::uint64_t>(value))); }
    void text(std::string_view value) {
        varint(value.size());
        out_.append(value);
    }
    void big32(std::uint32_t value) {
        for (int shift = 24; shift >= 0; shift -= 8)
            byte(static_cast<std::uint8_t>(value >> shift));
    }
    void big64(std::uint64_t value) {
        big32(static_cast<std::uint32_t>(value >> 32));
        big32(static_cast<std::uint32_t>(value));
    }

    const std::string& bytes() const { return out_; }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

/// Takes them off again. Past the end, or on a malformed number, everything reads as 0 and ok()
/// turns false; so a decoder may read on and ask once.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

    bool ok() const { return ok_; }
    /// All was well and nothing is left over.
    bool done() const { return ok_ && rest_.empty(); }
    std::size_t left() const { return rest_.size(); }
    void fail() { ok_ = false; }

    std::uint8_t byte() {
        if (!ok_ || rest_.empty()) {
            ok_ = false;
            return 0;
        }
        const auto value = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return value;
    }
    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            const std::uint8_t next = byte();
            if (shift == 63 && next > 1) break;
            value |= static_cast<std::uint64_t>(next & 0x7F) << shift;
            if ((next & 0x80) == 0) return ok_ ? value : 0;
        }
        ok_ = false;
        return 0;
    }
    /// A varint that fits 32 bits.
    std::uint32_t varint32() {
        const std::uint64_t value = varint();
        if (value > UINT32_MAX) ok_ = false;
        return ok_ ? static_cast<std::uint32_t>(value) : 0;
    }
    /// The number of items that follow, each of at least one byte.
    std::size_t count() {
        const std::uint64_t value = varint();
        if (value > rest_.size()) ok_ = false;
        return ok_ ? static_cast<std::size_t>(value) : 0;
    }
    std::int64_t zigzag() {
        const std::uint64_t value = varint();
        return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
    }
    double real() { return std::bit_cast<double>(__builtin_bswap64(varint())); }
    std::string_view text() {
        const std::size_t size = count();
        const std::string_view value = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return value;
    }
    std::uint32_t big32() {
        std::uint32_t value = 0;
        for (int i = 0; i < 4; ++i) value = (value << 8) | byte();
        return ok_ ? value : 0;
    }
    std::uint64_t big64() {
        const std::uint64_t high = big32();
        return (high << 32) | big32();
    }

private:
    std::string_view rest_;
    bool ok_ = true;
};

}  // namespace annalist::storage

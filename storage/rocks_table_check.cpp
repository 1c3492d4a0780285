#include "storage/rocks_table_check.hpp"

#define XXH_INLINE_ALL
#include <rocksdb/file_system.h>
#include <xxhash.h>

#include <algorithm>

#include "storage/bytes.hpp"

namespace annalist::storage {
namespace {

constexpr std::size_t kFooter = 53;
constexpr std::size_t kTrailer = 5;
constexpr std::uint64_t kMark = 0x88e241b785f4cff7;
constexpr std::uint64_t kVersion = 5;
constexpr std::uint8_t kXxh3 = 4;
constexpr std::string_view kProperties = "rocksdb.properties";
/// Read at once: for most files all that is looked at.
constexpr std::uint64_t kFirstRead = 8 << 10;
/// No properties of ours come near it.
constexpr std::uint64_t kMostRead = 16 << 20;

std::uint64_t little(std::string_view bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;)
        value = (value << 8) | static_cast<unsigned char>(bytes[i]);
    return value;
}

struct Block {
    std::uint64_t offset = 0, size = 0;  // size without the trailer
};

/// The end of a file, addressed by places in the whole file.
class End {
public:
    End(std::string_view tail, std::uint64_t size) : tail_(tail), begin_(size - tail.size()) {}

    /// Whether the block with its trailer can lie before the footer.
    bool possible(const Block& block) const {
        const std::uint64_t footer = begin_ + tail_.size() - kFooter;
        return block.size <= footer && block.offset <= footer - block.size &&
               footer - block.size - block.offset >= kTrailer;
    }
    /// How many bytes of tail the block needs, 0 when it is there.
    std::uint64_t missing(const Block& block) const {
        return block.offset >= begin_ ? 0 : begin_ + tail_.size() - block.offset;
    }
    std::string_view bytes(const Block& block) const {
        return tail_.substr(block.offset - begin_, block.size);
    }
    /// RocksDB hashes a block, then mixes in the byte that says how it is compressed.
    bool sound(const Block& block) const {
        constexpr std::uint32_t kPrime = 0x6b9083d9;
        const std::string_view trailer =
            tail_.substr(block.offset - begin_ + block.size, kTrailer);
        const std::string_view content = bytes(block);
        const auto hash = static_cast<std::uint32_t>(XXH3_64bits(content.data(), content.size()));
        const std::uint32_t kind = static_cast<unsigned char>(trailer[0]);
        return (hash ^ (kind * kPrime)) == little(trailer.substr(1));
    }

private:
    std::string_view tail_;
    std::uint64_t begin_;
};

/// Where the metaindex says that the properties are. Its entries share no bytes with each other:
/// varint 0, varint length of the key, varint length of the value, key, value (offset and size).
std::optional<Block> properties_of(std::string_view metaindex) {
    const std::size_t at = metaindex.find(kProperties);
    if (at == std::string_view::npos) return std::nullopt;
    ByteReader reader(metaindex.substr(at + kProperties.size()));
    Block block;
    block.offset = reader.varint();
    block.size = reader.varint();
    if (!reader.ok()) return std::nullopt;
    return block;
}

}  // namespace

std::optional<std::string> damage_of_table_end(std::string_view tail, std::uint64_t size,
                                               std::uint64_t& more) {
    more = 0;
    if (size < kFooter) return std::nullopt;
    if (tail.size() < kFooter) {
        more = kFooter;
        return std::nullopt;
    }
    const std::string_view footer = tail.substr(tail.size() - kFooter);
    if (little(footer.substr(kFooter - 8)) != kMark) return std::nullopt;
    if (static_cast<unsigned char>(footer[0]) != kXxh3)
        return "the end of the file is damaged: no such kind of checksum";
    if (little(footer.substr(kFooter - 12, 4)) != kVersion)
        return "the end of the file is damaged: no such version";

    const End end(tail, size);
    ByteReader reader(footer.substr(1));
    Block metaindex;
    metaindex.offset = reader.varint();
    metaindex.size = reader.varint();
    if (!reader.ok() || !end.possible(metaindex))
        return "the end of the file is damaged: it points outside of the file";
    if ((more = end.missing(metaindex)) != 0) return std::nullopt;
    if (!end.sound(metaindex)) return "the index of its parts is damaged: checksum mismatch";

    const std::optional<Block> properties = properties_of(end.bytes(metaindex));
    if (!properties || !end.possible(*properties))
        return "the index of its parts names no properties";
    if ((more = end.missing(*properties)) != 0) return std::nullopt;
    if (!end.sound(*properties)) return "its properties are damaged: checksum mismatch";
    return std::nullopt;
}

namespace {

class CheckedFiles final : public rocksdb::FileSystemWrapper {
public:
    using FileSystemWrapper::FileSystemWrapper;
    const char* Name() const override { return "annalist.checked-tables"; }

    rocksdb::IOStatus NewRandomAccessFile(const std::string& name,
                                          const rocksdb::FileOptions& options,
                                          std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                          rocksdb::IODebugContext* context) override {
        rocksdb::IOStatus status = target()->NewRandomAccessFile(name, options, file, context);
        if (!status.ok() || !name.ends_with(".sst")) return status;
        status = check(name, **file, options, context);
        if (!status.ok()) file->reset();
        return status;
    }

private:
    rocksdb::IOStatus check(const std::string& name, const rocksdb::FSRandomAccessFile& file,
                            const rocksdb::FileOptions& options,
                            rocksdb::IODebugContext* context) const {
        std::uint64_t size = 0;
        rocksdb::IOStatus status = target()->GetFileSize(name, options.io_options, &size, context);
        if (!status.ok()) return status;
        for (std::uint64_t wanted = kFirstRead; wanted != 0;) {
            const auto bytes = static_cast<std::size_t>(std::min({wanted, size, kMostRead}));
            if (bytes < std::min(wanted, size))
                return rocksdb::IOStatus::Corruption(name, "its properties are too large");
            std::string scratch(bytes, '\0');
            rocksdb::Slice tail;
            status = file.Read(size - bytes, bytes, options.io_options, &tail, scratch.data(),
                               context);
            if (!status.ok()) return status;
            if (tail.size() != bytes)
                return rocksdb::IOStatus::Corruption(name, "the file ends too early");
            const auto damage =
                damage_of_table_end({tail.data(), tail.size()}, size, wanted);
            if (damage) return rocksdb::IOStatus::Corruption(name, *damage);
        }
        return status;
    }
};

}  // namespace

std::unique_ptr<rocksdb::Env> checked_tables(rocksdb::Env* env) {
    if (env == nullptr) env = rocksdb::Env::Default();
    return rocksdb::NewCompositeEnv(std::make_shared<CheckedFiles>(env->GetFileSystem()));
}

}  // namespace annalist::storage

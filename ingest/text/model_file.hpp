#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "graph/result.hpp"

namespace annalist::text {

/// A read-only model file in memory: named sections of plain numbers or text.
///
/// Layout (little endian), written by train/export.py: "ANLMODEL", u32 version, u32 number of
/// sections, u64 file size, u64 checksum of all that follows; per section 24 bytes of name, u64
/// offset and u64 size; sections begin at multiples of 64 bytes.
class ModelFile {
public:
    static constexpr std::uint32_t kVersion = 1;

    /// Maps the file and checks it. Errors: Io (cannot be read), Corruption (not a model file, cut
    /// short, or its checksum is wrong), Unsupported (another version).
    static Result<ModelFile> open(const std::string& path);

    ModelFile(ModelFile&& other) noexcept;
    ModelFile& operator=(ModelFile&& other) noexcept;
    ModelFile(const ModelFile&) = delete;
    ModelFile& operator=(const ModelFile&) = delete;
    ~ModelFile();

    /// A section as an array. Errors: Corruption (missing, or its size is not `count` elements;
    /// `count` 0 takes any whole number of elements).
    template <class T>
    Result<std::span<const T>> array(const std::string& name, std::size_t count = 0) const {
        auto bytes = section(name);
        if (!bytes) return bytes.error();
        if (bytes->size() % sizeof(T) != 0 || (count != 0 && bytes->size() != count * sizeof(T))) {
            return Error{ErrorCode::Corruption, path_ + ": section " + name + " has a wrong size"};
        }
        return std::span<const T>(reinterpret_cast<const T*>(bytes->data()),
                                  bytes->size() / sizeof(T));
    }
    Result<std::string_view> section(const std::string& name) const;

    const std::string& path() const { return path_; }
    std::uint64_t checksum() const { return checksum_; }

private:
    ModelFile() = default;

    std::string path_;
    const char* data_ = nullptr;
    std::size_t size_ = 0;
    std::uint64_t checksum_ = 0;
    std::map<std::string, std::string_view, std::less<>> sections_;
};

/// The checksum of a model file's body, as train/export.py computes it.
std::uint64_t model_checksum(std::string_view body);

}  // namespace annalist::text

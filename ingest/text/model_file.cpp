#include "ingest/text/model_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace annalist::text {
namespace {

constexpr std::string_view kMagic = "ANLMODEL";
constexpr std::size_t kHeader = 32;
constexpr std::size_t kEntry = 40;
constexpr std::uint64_t kOffset = 14695981039346656037ULL;
constexpr std::uint64_t kPrime = 1099511628211ULL;

template <class T>
T number(const char* at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

}  // namespace

std::uint64_t model_checksum(std::string_view body) {
    constexpr std::size_t kColumns = 1024;
    constexpr std::size_t kRow = kColumns * 8;
    std::array<std::uint64_t, kColumns> state;
    state.fill(kOffset);
    std::array<char, kRow> last{};
    for (std::size_t at = 0; at < body.size(); at += kRow) {
        const char* row = body.data() + at;
        if (body.size() - at < kRow) {
            std::memcpy(last.data(), row, body.size() - at);
            row = last.data();
        }
        for (std::size_t i = 0; i < kColumns; ++i) {
            state[i] = (state[i] ^ number<std::uint64_t>(row + 8 * i)) * kPrime;
        }
    }
    std::uint64_t out = kOffset;
    for (const std::uint64_t word : state) out = (out ^ word) * kPrime;
    return out;
}

Result<ModelFile> ModelFile::open(const std::string& path) {
    const auto damaged = [&](const std::string& what) {
        return Error{ErrorCode::Corruption, path + ": " + what};
    };
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return Error{ErrorCode::Io, path + ": " + std::strerror(errno)};
    struct stat status {};
    if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(file);
        return Error{ErrorCode::Io, path + ": not a readable file"};
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size < kHeader) {
        ::close(file);
        return damaged("not a model file (only " + std::to_string(size) + " bytes)");
    }
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    ::close(file);
    if (memory == MAP_FAILED) return Error{ErrorCode::Io, path + ": " + std::strerror(errno)};

    ModelFile model;
    model.path_ = path;
    model.data_ = static_cast<const char*>(memory);
    model.size_ = size;
    const std::string_view all(model.data_, size);
    if (all.substr(0, kMagic.size()) != kMagic) return damaged("not a model file");
    const auto version = number<std::uint32_t>(all.data() + 8);
    if (version != kVersion) {
        return Error{ErrorCode::Unsupported, path + ": model version " + std::to_string(version) +
                                                 ", this program reads version " +
                                                 std::to_string(kVersion)};
    }
    const auto count = number<std::uint32_t>(all.data() + 12);
    if (number<std::uint64_t>(all.data() + 16) != size) return damaged("cut short or padded");
    model.checksum_ = number<std::uint64_t>(all.data() + 24);
    if (model.checksum_ != model_checksum(all.substr(kHeader))) {
        return damaged("wrong checksum, the file is damaged");
    }
    if (count > (size - kHeader) / kEntry) return damaged("section table runs past the end");
    for (std::uint32_t i = 0; i < count; ++i) {
        const char* entry = all.data() + kHeader + i * kEntry;
        const auto begin = number<std::uint64_t>(entry + 24);
        const auto bytes = number<std::uint64_t>(entry + 32);
        if (begin > size || bytes > size - begin || begin % 64 != 0) {
            return damaged("section " + std::to_string(i) + " lies outside the file");
        }
        model.sections_.emplace(std::string(entry, ::strnlen(entry, 24)), all.substr(begin, bytes));
    }
    return model;
}

ModelFile::ModelFile(ModelFile&& other) noexcept
    : path_(std::move(other.path_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      checksum_(other.checksum_),
      sections_(std::move(other.sections_)) {}

ModelFile& ModelFile::operator=(ModelFile&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(checksum_, other.checksum_);
    std::swap(sections_, other.sections_);
    return *this;
}

ModelFile::~ModelFile() {
    if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

Result<std::string_view> ModelFile::section(const std::string& name) const {
    const auto found = sections_.find(name);
    if (found == sections_.end()) {
        return Error{ErrorCode::Corruption, path_ + ": section " + name + " is missing"};
    }
    return found->second;
}

}  // namespace annalist::text

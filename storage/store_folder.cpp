#include "storage/store_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <iterator>

namespace annalist::storage {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMarker = "ANNALIST";
constexpr const char* kUnfinishedMarker = "ANNALIST.new";
constexpr std::string_view kHead = "annalist store\nschema ";

Error io_error(const fs::path& path, const std::string& reason) {
    return {ErrorCode::Io, fmt::format("{}: {}", path.string(), reason)};
}

Result<std::uint32_t> read_schema(const fs::path& marker) {
    std::ifstream file(marker, std::ios::binary);
    std::string text(64, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    std::uint32_t schema = 0;
    if (text.starts_with(kHead) && text.ends_with('\n')) {
        const char* end = text.data() + text.size() - 1;
        const auto [at, error] = std::from_chars(text.data() + kHead.size(), end, schema);
        if (error == std::errc{} && at == end && schema > 0) return schema;
    }
    return Error{ErrorCode::Corruption,
                 fmt::format("{}: not the marker of a store", marker.string())};
}

/// Writes and syncs a file; the message of what went wrong, or "".
std::string write_file(const fs::path& path, std::string_view text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return std::strerror(errno);
    const ssize_t written = ::write(file, text.data(), text.size());
    const bool good = written == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
    const std::string reason = good ? "" : std::strerror(errno);
    ::close(file);
    return reason;
}

}  // namespace

Result<FolderReport> inspect_folder(const fs::path& folder) {
    std::error_code error;
    const fs::file_status status = fs::status(folder, error);
    if (status.type() == fs::file_type::not_found) return FolderReport{};
    if (error) return io_error(folder, error.message());
    if (status.type() != fs::file_type::directory)
        return Error{ErrorCode::InvalidArgument, fmt::format("{}: not a folder", folder.string())};

    bool marker = false, engine = false, other = false;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        if (name == kMarker)
            marker = true;
        else if (name == "CURRENT")
            engine = true;
        else if (name != kUnfinishedMarker)
            other = true;
    }
    if (error) return io_error(folder, error.message());
    if (!marker) {
        if (!engine && !other) return FolderReport{};
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("{}: has something else in it, not a store; nothing was touched",
                                 folder.string())};
    }
    const auto schema = read_schema(folder / kMarker);
    if (!schema) return schema.error();
    return FolderReport{engine ? FolderState::Store : FolderState::Vacant, *schema};
}

Result<void> mark_folder(const fs::path& folder, std::uint32_t schema) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return io_error(folder, error.message());
    const fs::path unfinished = folder / kUnfinishedMarker;
    if (const std::string reason = write_file(unfinished, fmt::format("{}{}\n", kHead, schema));
        !reason.empty())
        return io_error(unfinished, reason);
    fs::rename(unfinished, folder / kMarker, error);
    if (error) return io_error(unfinished, error.message());
    return {};
}

}  // namespace annalist::storage

#include "storage/store_copy.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <thread>
#include <vector>

#include "storage/rocks_engine.hpp"
#include "storage/store_folder.hpp"

namespace annalist::storage {
namespace {

namespace fs = std::filesystem;

Error io_error(const fs::path& path, const std::string& reason) {
    return {ErrorCode::Io, fmt::format("{}: {}", path.string(), reason)};
}

/// A file's first `most` bytes into another, synced.
Result<std::uint64_t> copy_file(const fs::path& from, const fs::path& to, std::uint64_t most) {
    const int in = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
    if (in < 0) return io_error(from, std::strerror(errno));
    const int out = ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    std::string buffer(1 << 20, '\0');
    std::uint64_t copied = 0;
    int failed = out < 0 ? errno : 0;
    while (failed == 0 && copied < most) {
        const ssize_t got = ::read(in, buffer.data(), std::min<std::uint64_t>(buffer.size(), most - copied));
        if (got == 0) break;
        if (got < 0) failed = errno;
        for (ssize_t put = 0; failed == 0 && put < got;) {
            const ssize_t written = ::write(out, buffer.data() + put, static_cast<std::size_t>(got - put));
            if (written < 0) failed = errno;
            put += std::max<ssize_t>(written, 0);
        }
        copied += static_cast<std::uint64_t>(std::max<ssize_t>(got, 0));
    }
    if (failed == 0 && ::fsync(out) != 0) failed = errno;
    ::close(in);
    if (out >= 0) ::close(out);
    if (failed != 0) return io_error(to, std::strerror(failed));
    return copied;
}

std::string first_line(const fs::path& path) {
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    return line;
}

/// Copies RocksDB's files so that they are those of one moment. Tables never change once they are
/// there; manifest and logs only grow, and what they say up to any length is a state that was. So
/// with the manifest that was read first still the newest one afterwards, nothing that it names can
/// have gone, and logs tell at least what came after it.
class Copy {
public:
    Copy(fs::path from, fs::path to) : from_(std::move(from)), to_(std::move(to)) {}

    Result<CopyReport> run() {
        for (int attempt = 0; attempt < 200; ++attempt) {
            const std::string manifest = first_line(from_ / "CURRENT");
            std::error_code error;
            const std::uint64_t size = fs::file_size(from_ / manifest, error);
            if (manifest.empty() || error) return io_error(from_ / "CURRENT", "cannot be read");
            const auto copied = try_once(manifest, size);
            if (first_line(from_ / "CURRENT") == manifest && fs::file_size(from_ / manifest, error) == size) {
                if (!copied) return copied.error();
                return report_;
            }
            // Tables already copied stay; only what is new is copied in the next attempt.
            std::this_thread::sleep_for(std::chrono::milliseconds(std::min(attempt, 50)));
        }
        return io_error(from_, "another process changes the files faster than they can be copied");
    }

private:
    static bool is_table(const std::string& name) { return name.ends_with(".sst") || name.ends_with(".blob"); }

    Result<void> try_once(const std::string& manifest, std::uint64_t manifest_size) {
        std::vector<std::string> tables, logs;
        std::error_code error;
        for (fs::directory_iterator at(from_, error), end; !error && at != end; at.increment(error)) {
            const std::string name = at->path().filename().string();
            if (is_table(name)) tables.push_back(name);
            if (name.ends_with(".log")) logs.push_back(name);
        }
        if (error) return io_error(from_, error.message());
        std::ranges::sort(logs);
        for (const fs::directory_entry& old : fs::directory_iterator(to_, error))
            if (!is_table(old.path().filename().string())) fs::remove(old.path(), error);
        report_ = {};
        for (const std::string& name : tables) {
            const std::uint64_t size = fs::file_size(from_ / name, error);
            if (!error && fs::exists(to_ / name) && fs::file_size(to_ / name, error) == size) {
                ++report_.files, report_.bytes += size;
                continue;
            }
            if (auto done = copy(name, UINT64_MAX); !done) return done.error();
        }
        if (auto done = copy(manifest, manifest_size); !done) return done.error();
        for (const std::string& name : logs)
            if (auto done = copy(name, UINT64_MAX); !done) return done.error();
        for (const char* name : {"CURRENT", "IDENTITY", "ANNALIST"})
            if (auto done = copy(name, UINT64_MAX); !done) return done.error();
        return {};
    }

    Result<void> copy(const std::string& name, std::uint64_t most) {
        const auto copied = copy_file(from_ / name, to_ / name, most);
        if (!copied) return copied.error();
        ++report_.files;
        report_.bytes += *copied;
        return {};
    }

    fs::path from_, to_;
    CopyReport report_;
};

Result<CopyReport> copy_checked(const fs::path& from, const fs::path& target) {
    const auto there = inspect_folder(target);
    if (!there || there->state == FolderState::Store)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("{}: something is there already; nothing is copied over it", target.string())};
    if (const auto source = inspect_folder(from); !source) return source.error();
    // Opening it tells what is wrong with it, if anything is.
    if (auto opened = RocksStore::open(from, OpenMode::ReadOnly); !opened) return opened.error();

    fs::path part = target;
    if (!part.has_filename()) part = part.parent_path();
    part += ".part";
    std::error_code error;
    fs::remove_all(part, error);
    fs::create_directories(part, error);
    if (error) return io_error(part, error.message());
    const auto give_up = [&](const Error& reason) {
        std::error_code ignored;
        fs::remove_all(part, ignored);
        return reason;
    };
    auto report = Copy(from, part).run();
    if (!report) return give_up(report.error());
    {
        const auto copy = RocksStore::open(part, OpenMode::ReadOnly);
        if (!copy) return give_up(copy.error());
        if (const auto status = (*copy)->database().rocks().VerifyChecksum(); !status.ok())
            return give_up((*copy)->database().error(status));
        const auto stats = (*copy)->stats();
        if (!stats) return give_up(stats.error());
        report->articles = stats->articles;
        report->events = stats->events;
    }
    fs::remove(target, error);  // an empty folder
    fs::rename(part, target, error);
    if (error) return give_up(io_error(target, error.message()));
    return report;
}

}  // namespace

Result<CopyReport> backup_store(const fs::path& store, const fs::path& target) {
    return copy_checked(store, target);
}

Result<CopyReport> restore_store(const fs::path& backup, const fs::path& target) {
    return copy_checked(backup, target);
}

Result<void> compact_store(const fs::path& store) {
    const auto opened = RocksStore::open(store, OpenMode::ReadWrite);
    if (!opened) return opened.error();
    const Database& database = (*opened)->database();
    rocksdb::CompactRangeOptions options;
    options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForceOptimized;
    for (std::size_t i = 0; i < kTables; ++i) {
        const rocksdb::Status status =
            database.rocks().CompactRange(options, database.handle(static_cast<Table>(i)), nullptr, nullptr);
        if (!status.ok()) return database.error(status);
    }
    return {};
}

}  // namespace annalist::storage

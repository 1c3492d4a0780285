#include "faulty_disk.hpp"

#include <algorithm>

namespace annalist::storage {
namespace {

using Room = std::shared_ptr<std::atomic<std::int64_t>>;
using Refusal = std::shared_ptr<std::atomic<bool>>;

class FillingFile final : public rocksdb::FSWritableFileOwnerWrapper {
public:
    FillingFile(std::unique_ptr<rocksdb::FSWritableFile>&& file, Room room)
        : FSWritableFileOwnerWrapper(std::move(file)), room_(std::move(room)) {}

    rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                             rocksdb::IODebugContext* context) override {
        return append(data, [&](const rocksdb::Slice& part) {
            return FSWritableFileOwnerWrapper::Append(part, options, context);
        });
    }
    rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                             const rocksdb::DataVerificationInfo&,
                             rocksdb::IODebugContext* context) override {
        return Append(data, options, context);
    }
    rocksdb::IOStatus PositionedAppend(const rocksdb::Slice& data, std::uint64_t offset,
                                       const rocksdb::IOOptions& options,
                                       rocksdb::IODebugContext* context) override {
        return append(data, [&](const rocksdb::Slice& part) {
            return FSWritableFileOwnerWrapper::PositionedAppend(part, offset, options, context);
        });
    }

private:
    template <class Write>
    rocksdb::IOStatus append(const rocksdb::Slice& data, const Write& write) {
        const std::int64_t before = room_->fetch_sub(static_cast<std::int64_t>(data.size()));
        if (before >= static_cast<std::int64_t>(data.size())) return write(data);
        const auto fits = static_cast<std::size_t>(std::max<std::int64_t>(before, 0));
        if (fits > 0) {
            if (auto status = write({data.data(), fits}); !status.ok()) return status;
        }
        return rocksdb::IOStatus::NoSpace("the disk is full");
    }

    Room room_;
};

class RefusingFile final : public rocksdb::FSRandomAccessFileOwnerWrapper {
public:
    RefusingFile(std::unique_ptr<rocksdb::FSRandomAccessFile>&& file, Refusal refusal)
        : FSRandomAccessFileOwnerWrapper(std::move(file)), refusal_(std::move(refusal)) {}

    rocksdb::IOStatus Read(std::uint64_t offset, std::size_t size,
                           const rocksdb::IOOptions& options, rocksdb::Slice* result, char* scratch,
                           rocksdb::IODebugContext* context) const override {
        if (*refusal_) return rocksdb::IOStatus::IOError("the disk cannot be read");
        return FSRandomAccessFileOwnerWrapper::Read(offset, size, options, result, scratch,
                                                    context);
    }

private:
    Refusal refusal_;
};

class FaultyFileSystem final : public rocksdb::FileSystemWrapper {
public:
    FaultyFileSystem(Room room, Refusal refusal)
        : FileSystemWrapper(rocksdb::FileSystem::Default()),
          room_(std::move(room)),
          refusal_(std::move(refusal)) {}

    const char* Name() const override { return "FaultyFileSystem"; }

    rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSWritableFile>* file,
                                      rocksdb::IODebugContext* context) override {
        std::unique_ptr<rocksdb::FSWritableFile> real;
        const auto status = FileSystemWrapper::NewWritableFile(name, options, &real, context);
        if (status.ok()) *file = std::make_unique<FillingFile>(std::move(real), room_);
        return status;
    }
    rocksdb::IOStatus NewRandomAccessFile(const std::string& name,
                                          const rocksdb::FileOptions& options,
                                          std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                          rocksdb::IODebugContext* context) override {
        std::unique_ptr<rocksdb::FSRandomAccessFile> real;
        const auto status = FileSystemWrapper::NewRandomAccessFile(name, options, &real, context);
        if (status.ok()) *file = std::make_unique<RefusingFile>(std::move(real), refusal_);
        return status;
    }

private:
    Room room_;
    Refusal refusal_;
};

}  // namespace

FaultyDisk::FaultyDisk()
    : env_(rocksdb::NewCompositeEnv(std::make_shared<FaultyFileSystem>(room_, reads_fail_))) {}

}  // namespace annalist::storage

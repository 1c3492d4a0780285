#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <memory>

namespace annalist::storage {

/// A disk that can be made to fail: it takes a number of bytes and is then full, in the middle of a
/// write; or it refuses to be read.
class FaultyDisk {
public:
    FaultyDisk();

    rocksdb::Env* env() { return env_.get(); }
    /// From now on it takes `bytes` more.
    void fill_after(std::int64_t bytes) { *room_ = bytes; }
    void empty() { *room_ = INT64_MAX; }
    void refuse_reads(bool refuse) { *reads_fail_ = refuse; }

private:
    std::shared_ptr<std::atomic<std::int64_t>> room_ =
        std::make_shared<std::atomic<std::int64_t>>(INT64_MAX);
    std::shared_ptr<std::atomic<bool>> reads_fail_ = std::make_shared<std::atomic<bool>>(false);
    std::unique_ptr<rocksdb::Env> env_;
};

}  // namespace annalist::storage

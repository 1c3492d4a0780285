#pragma once

#include <cstdint>
#include <filesystem>

#include "graph/result.hpp"

namespace annalist::storage {

struct CopyReport {
    std::uint64_t files = 0, bytes = 0;
    std::uint64_t articles = 0, events = 0;  ///< what the copy holds
};

/// Copies a store as it is at one moment, while a writer in this or another process may go on. The
/// copy is a store itself: opened, and every checksum in it checked, before it gets its name.
/// Errors: NotFound (no store at `store`), InvalidArgument (something is at `target`), Io,
/// Corruption (a file of the store is damaged; the message names it). On an error nothing is left
/// at `target`.
Result<CopyReport> backup_store(const std::filesystem::path& store,
                                const std::filesystem::path& target);

/// Copies a backup to where a store is to be; never over anything. Errors: as backup_store.
Result<CopyReport> restore_store(const std::filesystem::path& backup,
                                 const std::filesystem::path& target);

/// Merges a store's files into as few as can be. Errors: those of opening it for writing; Io.
Result<void> compact_store(const std::filesystem::path& store);

}  // namespace annalist::storage

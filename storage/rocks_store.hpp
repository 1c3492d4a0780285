#pragma once

#include <filesystem>
#include <memory>

#include "storage/store.hpp"

namespace annalist::storage {

enum class OpenMode {
    ReadOnly,      ///< what is there now; a writer in another process may have it open and go on
    ReadWrite,     ///< a store that exists
    Create,        ///< a new store in a folder that is missing or empty
    OpenOrCreate,  ///< ReadWrite where there is a store, else Create
};

/// The number of the layout on disk that this version writes and reads.
inline constexpr std::uint32_t kSchema = 5;
/// The oldest that is still read; those before kOldestWritten are added to after a rebuild.
inline constexpr std::uint32_t kOldestSchema = 2;
/// Opened for writing, stores of this schema on become of kSchema.
inline constexpr std::uint32_t kOldestWritten = 4;

/// A store on disk, in a folder of its own. One process at a time may write. A put() survives the
/// death of the process; sync() makes it survive that of the machine. Memory: about 64 MB of cache
/// and 32 MB of write buffers, whatever the number of articles.
/// Errors, each naming the folder: NotFound (no store there), InvalidArgument (Create where a store
/// is; a folder with something else in it), Unsupported (made by another schema), Io (locked by
/// another process; the disk refused), Corruption (damaged files).
Result<std::unique_ptr<Store>> open_rocks_store(const std::filesystem::path& folder, OpenMode mode);

}  // namespace annalist::storage

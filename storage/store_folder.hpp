#pragma once

#include <cstdint>
#include <filesystem>

#include "graph/result.hpp"

namespace annalist::storage {

// A store's folder holds the engine's files and one of ours, `ANNALIST`, two lines of text:
//   annalist store
//   schema 1
// It is written before the engine makes its files, and again by the first writer of a newer schema
// before it makes what that has more, so that the schema is known before anything else is touched.

enum class FolderState {
    Vacant,  ///< missing, empty, or left by a creation that was cut short
    Store,   ///< holds a store
};

struct FolderReport {
    FolderState state = FolderState::Vacant;
    std::uint32_t schema = 0;  ///< of the store
};

/// What is at `folder`. Changes nothing. Errors: InvalidArgument (not a folder, or one with
/// something else in it), Corruption (the marker file cannot be understood), Io.
Result<FolderReport> inspect_folder(const std::filesystem::path& folder);

/// Makes the folder where missing, and its marker. Errors: Io.
Result<void> mark_folder(const std::filesystem::path& folder, std::uint32_t schema);

}  // namespace annalist::storage

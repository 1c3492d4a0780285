#pragma once

#include "graph/result.hpp"

namespace annalist::cli {

/// What the command ends with, for scripts; docs/cli.md lists it for users.
enum class ExitCode : int {
    Done = 0,
    Nothing = 1,  ///< nothing found; of `ingest`, that something was skipped
    Usage = 2,    ///< a flag, a name or a value that cannot be used
    Store = 3,    ///< the store, a file or the network cannot be read or written
    Damaged = 4,  ///< stored data is damaged
};

/// The exit code of an error.
constexpr ExitCode exit_code_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::InvalidArgument: return ExitCode::Usage;
        case ErrorCode::NotFound: return ExitCode::Nothing;
        case ErrorCode::Corruption: return ExitCode::Damaged;
        case ErrorCode::Io:
        case ErrorCode::Unsupported: return ExitCode::Store;
    }
    return ExitCode::Store;
}

}  // namespace annalist::cli

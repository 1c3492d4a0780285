#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "cli/exit_code.hpp"
#include "cli/terminal.hpp"
#include "graph/result.hpp"
#include "storage/store.hpp"

namespace annalist::cli {

/// What all commands of one run share: the flags that mean the same everywhere, and how to speak.
struct Session {
    std::filesystem::path store = "./annals";  ///< `--store`
    std::string format;                        ///< `--format`; "" when not given
    bool json = false;                         ///< `--json`
    bool quiet = false;                        ///< `--quiet`
    Terminal terminal;
    std::function<Result<void>()> command;     ///< what the flags ask to be done
    ExitCode exit_code = ExitCode::Done;       ///< set by the command that ran

    /// Writes to standard output. False when nobody reads on (a closed pipe) or the disk is full;
    /// the former ends the command quietly, the latter with a message and ExitCode::Store.
    bool print(std::string_view text);

    /// A remark for people, on standard error; nothing with --quiet or --json.
    void note(std::string_view text) const;

    /// Reports an error on standard error as "annalist: ..." (with --json as a JSON object), and
    /// sets the exit code that belongs to it.
    void fail(const Error& error);

    /// The store for reading; one that is missing fails as ExitCode::Store, with what to do.
    Result<std::unique_ptr<storage::Store>> open();
    /// Likewise for writing.
    Result<std::unique_ptr<storage::Store>> open_for_writing();

private:
    Result<std::unique_ptr<storage::Store>> open_there(bool writing);
    bool closed_ = false;
};

}  // namespace annalist::cli

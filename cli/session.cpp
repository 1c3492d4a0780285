#include "cli/session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "query/json_answers.hpp"
#include "storage/rocks_store.hpp"

namespace annalist::cli {

bool Session::print(std::string_view text) {
    while (!closed_ && !text.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            closed_ = true;
            // `annalist events | head` is no error; a full disk is one.
            if (errno != EPIPE)
                fail({ErrorCode::Io, fmt::format("standard output: {}", std::strerror(errno))});
        }
    }
    return !closed_;
}

void Session::note(std::string_view text) const {
    if (!quiet && !json) fmt::print(stderr, "{}\n", text);
}

void Session::fail(const Error& error) {
    if (json)
        fmt::print(stderr, "{}\n", query::to_json(error));
    else
        fmt::print(stderr, "annalist: {}\n", printable(error.message));
    exit_code = exit_code_of(error.code);
}

Result<std::unique_ptr<storage::Store>> Session::open() { return open_there(false); }

Result<std::unique_ptr<storage::Store>> Session::open_for_writing() { return open_there(true); }

Result<std::unique_ptr<storage::Store>> Session::open_there(bool writing) {
    auto opened = storage::open_rocks_store(
        store, writing ? storage::OpenMode::ReadWrite : storage::OpenMode::ReadOnly);
    if (!opened && opened.error().code == ErrorCode::NotFound) {
        // Not as when nothing is found in a store: a script must be able to tell.
        return Error{ErrorCode::Io, opened.error().message +
                                        "; make one with annalist ingest, or name it with --store DIR"};
    }
    return opened;
}

}  // namespace annalist::cli

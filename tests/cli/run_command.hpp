#pragma once

#include <filesystem>
#include <string>

namespace annalist::cli_test {

/// What a command left behind.
struct Outcome {
    int exit_code = -1;
    std::string out, errors;
};

/// Runs a line of shell in `folder`, with `annalist` standing for the command under test and its path
/// in `$command`.
Outcome run(const std::string& line, const std::filesystem::path& folder);

/// A folder that is removed in the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::string contents(const std::filesystem::path& file);

}  // namespace annalist::cli_test

#include "tests/cli/run_command.hpp"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace annalist::cli_test {

std::string contents(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream{file, std::ios::binary}.rdbuf();
    return text.str();
}

Outcome run(const std::string& line, const std::filesystem::path& folder) {
    const TemporaryFolder said;
    std::ofstream{said.path() / "script"} << "command='" ANNALIST_COMMAND "'\nannalist() { \"$command\" \"$@\"; }\n"
                                          << "cd '" << folder.string() << "' || exit 99\n"
                                          << line << '\n';
    const std::string command = "env -u NO_COLOR bash -o pipefail '" + (said.path() / "script").string() + "' > '" +
                                (said.path() / "out").string() + "' 2> '" + (said.path() / "errors").string() +
                                "' < /dev/null";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, contents(said.path() / "out"),
            contents(said.path() / "errors")};
}

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "annalist-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace annalist::cli_test

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace annalist {
namespace {

namespace fs = std::filesystem;

std::string contents(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }

/// What a page of Markdown shows as that language, the first such block.
std::string block(const std::string& page, const std::string& language) {
    const std::string fence = "```" + language + "\n";
    const auto begin = page.find(fence);
    if (begin == std::string::npos) return "";
    const auto end = page.find("```", begin + fence.size());
    return page.substr(begin + fence.size(), end - begin - fence.size());
}

/// Runs a line of shell; what it says comes with a failure.
void run(const std::string& line, const fs::path& log) {
    ASSERT_EQ(std::system((line + " > '" + log.string() + "' 2>&1").c_str()), 0) << line << "\n" << contents(log);
}

TEST(Library, TheProgramOfThePageBuildsAgainstWhatIsInstalledAndPrintsWhatItSays) {
    const fs::path folder = fs::temp_directory_path() / ("annalist-library-" + std::to_string(::getpid()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    const std::string page = contents(ANNALIST_DOCS "/library.md"), at = "'" + folder.string();
    write(folder / "CMakeLists.txt", block(page, "cmake"));
    write(folder / "between.cpp", block(page, "cpp"));
    write(folder / "edges.csv", block(page, "csv"));
    const std::string cmake = "'" ANNALIST_CMAKE "' ";
    run(cmake + "--install '" ANNALIST_BUILD "' --component graph --prefix " + at + "/usr'", folder / "log");
    run(cmake + "-S " + at + "' -B " + at + "/build' -DCMAKE_PREFIX_PATH=" + at +
            "/usr' -DCMAKE_CXX_COMPILER='" ANNALIST_CXX "' -DCMAKE_CXX_FLAGS='" ANNALIST_CXX_FLAGS "'",
        folder / "log");
    run(cmake + "--build " + at + "/build'", folder / "log");
    run(at + "/build/between' < " + at + "/edges.csv'", folder / "out");
    ASSERT_NE(block(page, "text"), "");
    EXPECT_EQ(contents(folder / "out"), block(page, "text"));
    for (const auto& file : fs::recursive_directory_iterator(folder / "usr")) {
        if (file.path().extension() != ".cmake") continue;
        EXPECT_EQ(contents(file.path()).find(ANNALIST_BUILD), std::string::npos) << file.path();
    }
    fs::remove_all(folder);
}

}  // namespace
}  // namespace annalist

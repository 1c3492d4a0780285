#include "ingest/text/model_file.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "ingest/text/analyzer.hpp"

namespace annalist::text {
namespace {

std::string contents(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A model file with other bytes, removed when the test ends.
class Changed {
public:
    explicit Changed(const std::string& bytes)
        : path_(testing::TempDir() + "annalist-changed-" +
                testing::UnitTest::GetInstance()->current_test_info()->name()) {
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ~Changed() { std::remove(path_.c_str()); }
    Changed(const Changed&) = delete;
    Changed& operator=(const Changed&) = delete;

    Error refusal() const {
        const auto analyzer = Analyzer::load(path_);
        return analyzer ? Error{ErrorCode::Io, "it was loaded"} : analyzer.error();
    }

private:
    std::string path_;
};

TEST(ModelFile, RefusesAMissingFile) {
    const auto file = ModelFile::open("/nowhere/model");
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::Io);
}

TEST(ModelFile, RefusesAForeignFile) {
    EXPECT_EQ(Changed(std::string(1000, 'x')).refusal().code, ErrorCode::Corruption);
    EXPECT_EQ(Changed("short").refusal().code, ErrorCode::Corruption);
}

TEST(ModelFile, RefusesOneFlippedBitAnywhere) {
    const std::string good = contents(default_model_path());
    ASSERT_GT(good.size(), 1000000U);
    for (const std::size_t at : {std::size_t{40}, good.size() / 2, good.size() - 1}) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        EXPECT_EQ(Changed(bad).refusal().code, ErrorCode::Corruption) << at;
    }
}

TEST(ModelFile, RefusesATruncatedFile) {
    const std::string good = contents(default_model_path());
    EXPECT_EQ(Changed(good.substr(0, good.size() - 100)).refusal().code, ErrorCode::Corruption);
}

TEST(ModelFile, NamesTheVersionItCannotRead) {
    std::string other = contents(default_model_path());
    other[8] = 99;
    const Error error = Changed(other).refusal();
    EXPECT_EQ(error.code, ErrorCode::Unsupported);
    EXPECT_NE(error.message.find("99"), std::string::npos);
}

}  // namespace
}  // namespace annalist::text

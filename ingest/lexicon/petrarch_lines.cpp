#include "ingest/lexicon/petrarch_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace annalist::ingest {

Result<void> read_petrarch_lines(const std::filesystem::path& file, bool semicolons,
                                 const std::function<void(std::uint32_t, std::string_view)>& line) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorCode::Io, fmt::format("{}: cannot be read", file.string())};
    std::string text;
    bool inside = false;  // a comment in angle brackets
    for (std::uint32_t number = 1; std::getline(in, text); ++number) {
        if (inside) {
            const auto end = text.find("-->");
            if (end == std::string::npos) continue;
            text.erase(0, end + 3);
            inside = false;
        }
        for (auto begin = text.find("<!"); begin != std::string::npos && !inside; begin = text.find("<!")) {
            const auto end = text.find("-->", begin);
            inside = end == std::string::npos;
            text.erase(begin, inside ? std::string::npos : end + 3 - begin);
        }
        text.erase(std::min(text.size(), text.find_first_of(semicolons ? "#;" : "#")));
        std::ranges::replace(text, '\t', ' ');
        text.erase(text.find_last_not_of(" \r") + 1);
        if (text.find_first_not_of(' ') != std::string::npos) line(number, text);
    }
    return {};
}

std::vector<std::string> petrarch_words(std::string_view phrase) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : phrase) {
        if (c == ' ' || c == '_' || c == '-') {
            if (!word.empty()) words.push_back(std::move(word));
            word.clear();
        } else {
            word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

void Unrepresented::tell(const std::filesystem::path& file, std::vector<std::string>& notes) const {
    constexpr std::size_t kShown = 5;
    for (const auto& [reason, lines] : lines_) {
        std::string shown;
        for (std::size_t i = 0; i < std::min(lines.size(), kShown); ++i) shown += fmt::format("{}{}", i == 0 ? "" : ", ", lines[i]);
        if (lines.size() > kShown) shown += fmt::format(" and {} more", lines.size() - kShown);
        notes.push_back(fmt::format("{}: {}: {} (line{} {})", file.string(), reason, lines.size(), lines.size() == 1 ? "" : "s", shown));
    }
}

}  // namespace annalist::ingest

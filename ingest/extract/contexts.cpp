#include "ingest/extract/contexts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "graph/fold.hpp"

namespace annalist::ingest {
namespace {

/// The singulars that a word may be the plural of, itself first.
std::vector<std::string> singulars(const std::string& word) {
    std::vector<std::string> forms{word};
    if (word.size() > 3 && word.ends_with("ies")) forms.push_back(word.substr(0, word.size() - 3) + "y");
    if (word.size() > 3 && word.ends_with("es")) forms.push_back(word.substr(0, word.size() - 2));
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) forms.push_back(word.substr(0, word.size() - 1));
    return forms;
}

}  // namespace

Result<Contexts> Contexts::load(const std::filesystem::path& file) {
    Contexts contexts;
    auto read = contexts.read(file, nullptr);
    if (!read) return read.error();
    return contexts;
}

void Contexts::add(const std::filesystem::path& file, Refusals& refused) {
    if (const auto done = read(file, &refused); !done) refused.push_back(done.error().message);
}

Result<void> Contexts::read(const std::filesystem::path& file, Refusals* refused) {
    return read_table(file, {"context", "words"}, [&](const TableRow& row) -> Result<void> {
        if (row["context"].empty()) return Error{ErrorCode::Corruption, "no context"};
        const auto words = split_cell(row["words"]);
        if (words.empty()) return Error{ErrorCode::Corruption, "no words"};
        auto name = std::ranges::find(names_, row["context"]);
        if (name == names_.end()) name = names_.insert(name, std::string(row["context"]));
        const auto at = static_cast<std::uint32_t>(name - names_.begin());
        for (const auto word : words) {
            const std::string folded = fold_name(word);
            words_[folded].push_back(at);
            longest_ = std::max(longest_, 1 + static_cast<std::size_t>(std::ranges::count(folded, ' ')));
        }
        return {};
    }, refused);
}

std::vector<std::string> Contexts::of(std::string_view sentence) const {
    const std::string folded = fold_name(sentence);
    const auto pieces = split_cell(folded, ' ');
    std::set<std::string> found;
    for (std::size_t first = 0; first < pieces.size(); ++first) {
        std::string front;
        for (std::size_t n = 0; n < longest_ && first + n < pieces.size(); ++n) {
            for (const auto& last : singulars(std::string(pieces[first + n])))
                if (const auto hit = words_.find(front + last); hit != words_.end())
                    for (const auto at : hit->second) found.insert(names_[at]);
            front += std::string(pieces[first + n]) + ' ';
        }
    }
    return {found.begin(), found.end()};
}

}  // namespace annalist::ingest

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "ingest/extract/user_lexicon.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>

#include "ingest/extract/extract.hpp"
#include "ingest/extract/petrarch_verbs.hpp"
#include "ingest/lexicon/petrarch_actors.hpp"

namespace annalist::ingest {
namespace {

constexpr std::string_view kTables[] = {"contexts.tsv",  "countries.tsv", "frames.tsv",        "given-names-female.tsv", "incidents.tsv", "leaders.tsv", "metonyms.tsv",
                                        "officials.tsv", "organizations.tsv", "places.tsv",             "roles.tsv",     "senses.tsv"};

enum class Dictionary { None, Verbs, Actors, Agents };

/// Which dictionary of PETRARCH's a file is, by its name: "CAMEO.2.0.txt", "Phoenix.Countries.actors.txt".
Dictionary dictionary_of(std::string name) {
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const bool text = name.ends_with(".txt");
    const auto is = [&](std::string_view part) { return name.ends_with(part) || (text && name.find(std::string(part) + ".") != std::string::npos); };
    if (is(".actors")) return Dictionary::Actors;
    if (is(".agents")) return Dictionary::Agents;
    if (is(".verbs") || (text && name.starts_with("cameo."))) return Dictionary::Verbs;
    return Dictionary::None;
}

/// The files of a folder by name, without hidden ones.
Result<std::vector<std::filesystem::path>> files_of(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
        return Error{ErrorCode::InvalidArgument, fmt::format("--lexicon {}: no such folder", folder.string())};
    std::vector<std::filesystem::path> files;
    std::filesystem::directory_iterator at(folder, error);
    for (; !error && at != std::filesystem::directory_iterator(); at.increment(error))
        if (at->is_regular_file() && !at->path().filename().string().starts_with('.')) files.push_back(at->path());
    if (error) return Error{ErrorCode::Io, fmt::format("{}: {}", folder.string(), error.message())};
    std::ranges::sort(files);
    return files;
}

std::string content_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

}  // namespace

Result<void> add_user_lexicon(const std::filesystem::path& folder, Knowledge& knowledge, LexiconReport& report) {
    const auto files = files_of(folder);
    if (!files) return files.error();
    std::string read;  // names and content of what counts
    for (const auto& file : *files) {
        const std::string name = file.filename().string();
        if (std::ranges::find(kTables, name) == std::end(kTables) && dictionary_of(name) == Dictionary::None) {
            report.notes.push_back(fmt::format("{}: not read; a lexicon has no file of this name", file.string()));
            continue;
        }
        read.append(name).append(1, '\0').append(content_of(file)).append(1, '\0');
    }
    if (read.empty()) {
        report.notes.push_back(fmt::format("{}: holds no table or dictionary", folder.string()));
        return {};
    }
    const auto has = [&](std::string_view name) { return std::ranges::find(*files, folder / name) != files->end(); };
    knowledge.lexicon.add(folder, report.refused);
    if (has("roles.tsv")) knowledge.roles.add(folder / "roles.tsv", report.refused);
    if (has("frames.tsv")) knowledge.frames.add(folder / "frames.tsv", report.refused);
    if (has("senses.tsv")) knowledge.senses.add(folder / "senses.tsv", report.refused);
    if (has("incidents.tsv")) knowledge.incidents.add(folder / "incidents.tsv", report.refused);
    if (has("contexts.tsv")) knowledge.contexts.add(folder / "contexts.tsv", report.refused);
    for (const auto& file : *files) {
        Result<void> added;
        switch (dictionary_of(file.filename().string())) {
            case Dictionary::None: continue;
            case Dictionary::Verbs: added = add_petrarch_verbs(file, knowledge.senses, report.refused, report.notes); break;
            case Dictionary::Actors: added = add_petrarch_actors(file, knowledge.lexicon, report.refused, report.notes); break;
            case Dictionary::Agents: added = add_petrarch_agents(file, knowledge.roles, report.refused, report.notes); break;
        }
        if (!added) report.refused.push_back(added.error().message);
    }
    knowledge.user_stamp = fmt::format("user:{:016x}", XXH3_64bits(read.data(), read.size()));
    return {};
}

}  // namespace annalist::ingest

#include "ingest/lexicon/roles.hpp"

#include <fmt/format.h>

#include <unordered_set>

namespace annalist::ingest {

Result<RoleNouns> RoleNouns::load(const std::filesystem::path& file) {
    RoleNouns roles;
    auto read = roles.read(file, nullptr);
    if (!read) return read.error();
    return roles;
}

void RoleNouns::add(const std::filesystem::path& file, Refusals& refused) {
    if (const auto done = read(file, &refused); !done) refused.push_back(done.error().message);
}

Result<void> RoleNouns::read(const std::filesystem::path& file, Refusals* refused) {
    std::unordered_set<std::string> seen;
    return read_table(file, {"noun", "kind", "office"}, [&](const TableRow& row) -> Result<void> {
        const auto kind = row["kind"];
        RoleNoun noun{RoleKind::Person, std::string(row["office"]), {}};
        if (kind == "group") noun.kind = RoleKind::Group;
        else if (kind == "body") noun.kind = RoleKind::Body;
        else if (kind != "person")
            return Error{ErrorCode::Corruption, fmt::format("kind \"{}\": person, group or body", kind)};
        if (row["noun"].empty()) return Error{ErrorCode::Corruption, "no noun"};
        if (!seen.insert(std::string(row["noun"])).second)
            return Error{ErrorCode::Corruption, fmt::format("\"{}\" stands twice", row["noun"])};
        nouns_.insert_or_assign(std::string(row["noun"]), std::move(noun));
        return {};
    }, refused);
}

const RoleNoun* RoleNouns::find(std::string_view noun) const {
    const auto hit = nouns_.find(std::string(noun));
    return hit == nouns_.end() ? nullptr : &hit->second;
}

}  // namespace annalist::ingest

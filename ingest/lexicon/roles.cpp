#include "ingest/lexicon/roles.hpp"

#include <fmt/format.h>

#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

Result<RoleNouns> RoleNouns::load(const std::filesystem::path& file) {
    RoleNouns roles;
    auto read = read_table(file, {"noun", "kind", "office"}, [&](const TableRow& row) -> Result<void> {
        const auto kind = row["kind"];
        RoleNoun noun{RoleKind::Person, std::string(row["office"])};
        if (kind == "group") noun.kind = RoleKind::Group;
        else if (kind == "body") noun.kind = RoleKind::Body;
        else if (kind != "person")
            return Error{ErrorCode::Corruption, fmt::format("kind \"{}\": person, group or body", kind)};
        if (!roles.nouns_.emplace(std::string(row["noun"]), noun).second)
            return Error{ErrorCode::Corruption, fmt::format("\"{}\" stands twice", row["noun"])};
        return {};
    });
    if (!read) return read.error();
    return roles;
}

const RoleNoun* RoleNouns::find(std::string_view noun) const {
    const auto hit = nouns_.find(std::string(noun));
    return hit == nouns_.end() ? nullptr : &hit->second;
}

}  // namespace annalist::ingest

#include "ingest/extract/deed_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

Result<DeedRules> DeedRules::load(const std::filesystem::path& file) {
    DeedRules rules;
    auto read = read_table(file, {"rule", "type", "words"}, [&](const TableRow& row) -> Result<void> {
        const auto words = split_cell(row["words"]);
        if (words.empty()) return Error{ErrorCode::Corruption, "no words"};
        Words* into = nullptr;
        const std::pair<std::string_view, Words*> untyped[] = {{"private", &rules.private_}, {"thing", &rules.things_}, {"sport", &rules.sport_}, {"contest", &rules.contests_}};
        if (const auto hit = std::ranges::find(untyped, row["rule"], &std::pair<std::string_view, Words*>::first); hit != std::end(untyped)) {
            if (!row["type"].empty()) return Error{ErrorCode::Corruption, fmt::format("{} words have no type", row["rule"])};
            into = hit->second;
        } else if (row["rule"] == "alone" || row["rule"] == "about") {
            const auto type = parse_event_type(row["type"]);
            if (!type) return Error{ErrorCode::Corruption, fmt::format("type \"{}\" is none", row["type"])};
            into = row["rule"] == "alone" ? &rules.alone_[*type] : &rules.about_[*type];
        } else {
            return Error{ErrorCode::Corruption, fmt::format("rule \"{}\": private, thing, sport, contest, alone or about", row["rule"])};
        }
        for (const auto word : words) into->emplace(word);
        return {};
    });
    if (!read) return read.error();
    return rules;
}

bool DeedRules::alone(EventType type, const std::string& verb) const {
    const auto words = alone_.find(type);
    return words != alone_.end() && words->second.contains(verb);
}

bool DeedRules::about(EventType type, const std::string& noun) const {
    const auto words = about_.find(type);
    return words != about_.end() && words->second.contains(noun);
}

}  // namespace annalist::ingest

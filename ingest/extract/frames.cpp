#include "ingest/extract/frames.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace annalist::ingest {
namespace {

const Slot* find_slot(const std::vector<Slot>& slots, std::string_view name) {
    const auto at = std::ranges::find(slots, name, &Slot::name);
    return at == slots.end() ? nullptr : &*at;
}

Result<std::vector<Slot>> parse_slots(std::string_view cell) {
    std::vector<Slot> slots;
    for (const auto part : split_cell(cell, ' ')) {
        const auto colon = part.find(':');
        if (colon == std::string_view::npos)
            return Error{ErrorCode::Corruption, fmt::format("slot \"{}\": write slot:role", part)};
        auto name = part.substr(0, colon);
        const bool required = name.ends_with('!');
        if (required) name.remove_suffix(1);
        const auto role = parse_role(part.substr(colon + 1));
        if (name.empty() || !role)
            return Error{ErrorCode::Corruption, fmt::format("slot \"{}\": no such role", part)};
        slots.push_back({std::string(name), *role, required});
    }
    return slots;
}

}  // namespace

const Slot* Frame::slot(std::string_view name) const { return find_slot(slots, name); }
const Slot* LightVerb::slot(std::string_view name) const { return find_slot(slots, name); }

Result<Frames> Frames::load(const std::filesystem::path& file) {
    Frames frames;
    auto read = frames.read(file, nullptr);
    if (!read) return read.error();
    return frames;
}

void Frames::add(const std::filesystem::path& file, Refusals& refused) {
    if (const auto done = read(file, &refused); !done) refused.push_back(done.error().message);
}

Result<void> Frames::read(const std::filesystem::path& file, Refusals* refused) {
    std::unordered_set<std::string> seen;
    return read_table(
        file, {"form", "words", "class", "type", "mode", "slots", "status"},
        [&](const TableRow& row) -> Result<void> {
            const auto form = row["form"];
            if (form != "verb" && form != "noun" && form != "light")
                return Error{ErrorCode::Corruption, fmt::format("form \"{}\": verb, noun or light", form)};
            const auto slots = parse_slots(row["slots"]);
            if (!slots) return slots.error();
            const std::string group(row["class"]);
            if (group.empty()) return Error{ErrorCode::Corruption, "no class"};
            if (refused && !groups_.contains(group)) return Error{ErrorCode::Corruption, fmt::format("class \"{}\" is none of ours", group)};
            const auto words = split_cell(row["words"]);
            if (words.empty()) return Error{ErrorCode::Corruption, "no words"};
            // What kind of row it is, and what keys it takes.
            std::vector<std::string> keys;
            for (const auto word : words) keys.push_back(form == "light" ? fmt::format("{}+{}", word, group) : std::string(word));
            for (std::size_t i = 0; i < keys.size(); ++i)
                if (seen.contains(fmt::format("{} {}", form, keys[i])) || std::ranges::count(keys, keys[i]) > 1)
                    return Error{ErrorCode::Corruption, form == "light" ? fmt::format("light verb \"{}\" stands twice for {}", words[i], group)
                                                                        : fmt::format("{} \"{}\" stands twice", form, words[i])};
            std::optional<Status> status;
            if (form == "light" && !row["status"].empty()) {
                status = parse_status(row["status"]);
                if (!status) return Error{ErrorCode::Corruption, fmt::format("status \"{}\" is none", row["status"])};
            }
            const auto type = form == "light" ? EventType::Consult : parse_event_type(row["type"]);
            if (!type) return Error{ErrorCode::Corruption, fmt::format("type \"{}\" is none", row["type"])};
            const std::optional<Mode> mode = row["mode"].empty() ? Mode::None : parse_mode(row["mode"]);
            if (!mode) return Error{ErrorCode::Corruption, fmt::format("mode \"{}\" is none", row["mode"])};
            for (const auto& key : keys) {
                seen.insert(fmt::format("{} {}", form, key));
                if (form == "light") lights_.insert_or_assign(key, LightVerb{key, *slots, status});
                else (form == "verb" ? verbs_ : nouns_).insert_or_assign(key, Frame{fmt::format("{}.{}", key, form), group, *type, *mode, *slots});
            }
            if (!refused) groups_.insert(group);
            return {};
        },
        refused);
}

const Frame* Frames::verb(std::string_view lemma) const {
    const auto hit = verbs_.find(std::string(lemma));
    return hit == verbs_.end() ? nullptr : &hit->second;
}

const Frame* Frames::noun(std::string_view words) const {
    const auto hit = nouns_.find(std::string(words));
    return hit == nouns_.end() ? nullptr : &hit->second;
}

const LightVerb* Frames::light(std::string_view lemma, std::string_view group) const {
    const auto hit = lights_.find(fmt::format("{}+{}", lemma, group));
    return hit == lights_.end() ? nullptr : &hit->second;
}

}  // namespace annalist::ingest

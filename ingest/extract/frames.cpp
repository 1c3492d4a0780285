#include "ingest/extract/frames.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ingest/lexicon/table.hpp"

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
    auto read = read_table(
        file, {"form", "words", "class", "type", "mode", "slots", "status"},
        [&](const TableRow& row) -> Result<void> {
            const auto form = row["form"];
            auto slots = parse_slots(row["slots"]);
            if (!slots) return slots.error();
            const std::string group(row["class"]);
            if (group.empty()) return Error{ErrorCode::Corruption, "no class"};
            if (form == "light") {
                LightVerb light{"", *slots, std::nullopt};
                if (!row["status"].empty()) {
                    light.status = parse_status(row["status"]);
                    if (!light.status)
                        return Error{ErrorCode::Corruption, fmt::format("status \"{}\" is none", row["status"])};
                }
                for (const auto word : split_cell(row["words"])) {
                    light.id = fmt::format("{}+{}", word, group);
                    if (!frames.lights_.emplace(light.id, light).second)
                        return Error{ErrorCode::Corruption, fmt::format("light verb \"{}\" stands twice for {}", word, group)};
                }
                return {};
            }
            if (form != "verb" && form != "noun")
                return Error{ErrorCode::Corruption, fmt::format("form \"{}\": verb, noun or light", form)};
            const auto type = parse_event_type(row["type"]);
            if (!type) return Error{ErrorCode::Corruption, fmt::format("type \"{}\" is none", row["type"])};
            std::optional<Mode> mode = Mode::None;
            if (!row["mode"].empty()) mode = parse_mode(row["mode"]);
            if (!mode) return Error{ErrorCode::Corruption, fmt::format("mode \"{}\" is none", row["mode"])};
            auto& into = form == "verb" ? frames.verbs_ : frames.nouns_;
            for (const auto word : split_cell(row["words"])) {
                Frame frame{fmt::format("{}.{}", word, form), group, *type, *mode, *slots};
                if (!into.emplace(std::string(word), std::move(frame)).second)
                    return Error{ErrorCode::Corruption, fmt::format("{} \"{}\" stands twice", form, word)};
            }
            return {};
        });
    if (!read) return read.error();
    return frames;
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

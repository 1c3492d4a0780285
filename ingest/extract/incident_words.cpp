#include "ingest/extract/incident_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace annalist::ingest {
namespace {

constexpr std::pair<std::string_view, IncidentKind> kKinds[] = {
    {"attack", IncidentKind::Attack},   {"bombing", IncidentKind::Bombing},       {"arson", IncidentKind::Arson},
    {"robbery", IncidentKind::Robbery}, {"kidnapping", IncidentKind::Kidnapping}, {"hijacking", IncidentKind::Hijacking}};

/// In the order of preference for a noun of several classes.
constexpr std::pair<std::string_view, NounClass> kClasses[] = {
    {"actor", NounClass::Actor},   {"military", NounClass::Military}, {"crowd", NounClass::Crowd},      {"person", NounClass::Person},
    {"device", NounClass::Device}, {"object", NounClass::Object},     {"abstract", NounClass::Abstract}};

std::optional<FillerRole> parse_filler_role(std::string_view word) {
    if (word == "source") return FillerRole::Source;
    if (word == "target") return FillerRole::Target;
    if (word == "device") return FillerRole::Device;
    return std::nullopt;
}

}  // namespace

std::string_view to_string(IncidentKind kind) {
    switch (kind) {
        case IncidentKind::Attack: return "ATTACK";
        case IncidentKind::Bombing: return "BOMBING";
        case IncidentKind::Arson: return "ARSON";
        case IncidentKind::Robbery: return "ROBBERY";
        case IncidentKind::Kidnapping: return "KIDNAPPING";
        case IncidentKind::Hijacking: return "HIJACKING";
    }
    return "";
}

const IncidentWord::Slot* IncidentWord::slot(std::string_view name) const {
    const auto at = std::ranges::find(slots, name, &Slot::name);
    return at == slots.end() ? nullptr : &*at;
}

Result<IncidentWords> IncidentWords::load(const std::filesystem::path& file) {
    IncidentWords words;
    auto read = words.read(file, nullptr);
    if (!read) return read.error();
    return words;
}

void IncidentWords::add(const std::filesystem::path& file, Refusals& refused) {
    if (const auto done = read(file, &refused); !done) refused.push_back(done.error().message);
}

Result<void> IncidentWords::read(const std::filesystem::path& file, Refusals* refused) {
    std::set<std::string> seen;
    return read_table(file, {"form", "words", "kind", "slots", "note"}, [&](const TableRow& row) -> Result<void> {
        const auto form = row["form"];
        if (form != "verb" && form != "noun") {
            std::uint32_t bits = form == "back" ? kBack : form == "light" ? kLight : 0;
            for (const auto& [name, noun_class] : kClasses)
                if (form == name) bits = 1U << static_cast<unsigned>(noun_class);
            if (bits == 0) return Error{ErrorCode::Corruption, fmt::format("form \"{}\" is none", form)};
            for (const auto word : split_cell(row["words"])) classes_[std::string(word)] |= bits;
            return {};
        }
        IncidentWord entry;
        const auto kind = std::ranges::find(kKinds, row["kind"], &std::pair<std::string_view, IncidentKind>::first);
        if (kind == std::end(kKinds)) return Error{ErrorCode::Corruption, fmt::format("kind \"{}\" is none", row["kind"])};
        entry.kind = kind->second;
        if (!row["note"].empty() && row["note"] != "weak")
            return Error{ErrorCode::Corruption, fmt::format("note \"{}\": weak or nothing", row["note"])};
        entry.weak = row["note"] == "weak";
        for (const auto part : split_cell(row["slots"], ' ')) {
            const auto colon = part.find(':');
            const auto role = colon == std::string_view::npos ? std::nullopt : parse_filler_role(part.substr(colon + 1));
            if (!role) return Error{ErrorCode::Corruption, fmt::format("slot \"{}\": write slot:role", part)};
            entry.slots.push_back({std::string(part.substr(0, colon)), *role});
        }
        auto& into = form == "verb" ? verbs_ : nouns_;
        std::set<std::string> ids;
        for (const auto word : split_cell(row["words"])) {
            auto id = fmt::format("{}.{}", word, form);
            if (seen.contains(id) || !ids.insert(std::move(id)).second)
                return Error{ErrorCode::Corruption, fmt::format("{} \"{}\" stands twice", form, word)};
        }
        for (const auto word : split_cell(row["words"])) {
            entry.id = fmt::format("{}.{}", word, form);
            into.insert_or_assign(std::string(word), entry);
        }
        seen.merge(ids);
        return {};
    }, refused);
}

const IncidentWord* IncidentWords::verb(std::string_view words) const {
    const auto hit = verbs_.find(std::string(words));
    return hit == verbs_.end() ? nullptr : &hit->second;
}

const IncidentWord* IncidentWords::noun(std::string_view words) const {
    const auto hit = nouns_.find(std::string(words));
    return hit == nouns_.end() ? nullptr : &hit->second;
}

bool IncidentWords::class_bits(std::string_view word, std::uint32_t bits) const {
    const auto hit = classes_.find(std::string(word));
    return hit != classes_.end() && (hit->second & bits) != 0;
}

NounClass IncidentWords::class_of(std::string_view lemma) const {
    for (const auto& [name, noun_class] : kClasses)
        if (class_bits(lemma, 1U << static_cast<unsigned>(noun_class))) return noun_class;
    return NounClass::Unknown;
}

}  // namespace annalist::ingest

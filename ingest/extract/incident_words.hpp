#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/result.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

/// MUC's kinds of incident. The first four are PLOVER's ASSAULT, the last two its COERCE.
enum class IncidentKind : std::uint8_t { Attack, Bombing, Arson, Robbery, Kidnapping, Hijacking };

/// "ATTACK", "BOMBING" ...
std::string_view to_string(IncidentKind kind);

enum class FillerRole : std::uint8_t {
    Source,  ///< who did it
    Target,  ///< people it was done to
    Object,  ///< things it was done to
    Device,  ///< what it was done with
};

/// What a common noun names, as far as incidents care.
enum class NounClass : std::uint8_t {
    Unknown,
    Actor,     ///< one who does such things: "guerrilla"
    Military,  ///< "soldier", "barracks"
    Crowd,     ///< people of no name or office: "civilian"
    Person,
    Object,
    Device,
    Abstract
};

/// A word that tells of incidents.
struct IncidentWord {
    struct Slot {
        std::string name;  ///< "subj", "obj", "poss", "mod" or a preposition
        FillerRole role;   ///< Target stands for Object as well
    };
    std::string id;  ///< "kidnap.verb"
    IncidentKind kind = IncidentKind::Attack;
    bool weak = false;
    std::vector<Slot> slots;

    const Slot* slot(std::string_view name) const;
};

/// The words of incidents, read from a table (its head describes the columns).
class IncidentWords {
public:
    /// Errors: Io, Corruption (file, line and reason).
    static Result<IncidentWords> load(const std::filesystem::path& file);

    /// Adds a user's table: a verb or noun that is known tells of what the user says, a class of a noun
    /// is added to those it has. Rows that cannot be used are added to `refused` and left out.
    void add(const std::filesystem::path& file, Refusals& refused);

    /// `words` is a lemma, with a particle or object after it; nullptr when it tells of none.
    const IncidentWord* verb(std::string_view words) const;
    const IncidentWord* noun(std::string_view words) const;
    /// Whether a noun refers to incidents told before: "the crime".
    bool refers_back(std::string_view noun) const { return class_bits(noun, kBack); }
    /// Whether a verb takes such nouns as its object: "carry out".
    bool is_light(std::string_view verb) const { return class_bits(verb, kLight); }
    NounClass class_of(std::string_view lemma) const;
    /// Whether the noun is listed as a thing, whatever else it is.
    bool is_object(std::string_view lemma) const { return class_bits(lemma, 1U << static_cast<unsigned>(NounClass::Object)); }

private:
    Result<void> read(const std::filesystem::path& file, Refusals* refused);

    static constexpr std::uint32_t kBack = 1U << 16, kLight = 1U << 17;
    bool class_bits(std::string_view word, std::uint32_t bits) const;

    std::unordered_map<std::string, IncidentWord> verbs_, nouns_;
    std::unordered_map<std::string, std::uint32_t> classes_;
};

}  // namespace annalist::ingest

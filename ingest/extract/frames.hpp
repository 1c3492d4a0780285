#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/ontology.hpp"
#include "graph/result.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

/// A grammatical slot of a frame and the role of the actor in it.
struct Slot {
    std::string name;  ///< "subj", "obj", "iobj", "poss", "mod" or a preposition
    Role role = Role::Participant;
    bool required = false;
};

/// What a verb or noun shows.
struct Frame {
    std::string id;     ///< "meet.verb", for `explain`
    std::string group;  ///< the `class` column: "meeting", "visit", "statement" ...
    EventType type = EventType::Consult;
    Mode mode = Mode::None;
    std::vector<Slot> slots;

    const Slot* slot(std::string_view name) const;
};

/// What a light verb adds to the noun that it takes.
struct LightVerb {
    std::string id;
    std::vector<Slot> slots;
    std::optional<Status> status;

    const Slot* slot(std::string_view name) const;
};

/// The words that show events, read from a table (its head describes the columns).
class Frames {
public:
    /// Errors: Io, Corruption (file, line and reason).
    static Result<Frames> load(const std::filesystem::path& file);

    /// Adds a user's table: a word that is known shows what the user says. Rows that cannot be used
    /// are added to `refused` and left out; so is a class that none of our own nouns and verbs has.
    void add(const std::filesystem::path& file, Refusals& refused);

    /// `lemma` may end with a particle or preposition ("call on").
    const Frame* verb(std::string_view lemma) const;
    /// A noun or compound in its singular; "talks" is only ever plural.
    const Frame* noun(std::string_view words) const;
    const LightVerb* light(std::string_view lemma, std::string_view group) const;

private:
    Result<void> read(const std::filesystem::path& file, Refusals* refused);

    std::unordered_set<std::string> groups_;
    std::unordered_map<std::string, Frame> verbs_, nouns_;
    std::unordered_map<std::string, LightVerb> lights_;
};

}  // namespace annalist::ingest

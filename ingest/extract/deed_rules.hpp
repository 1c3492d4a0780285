#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "graph/ontology.hpp"
#include "graph/result.hpp"

namespace annalist::ingest {

/// Which deeds of the general coder the annals keep, by the words of a table (its head says what they mean).
class DeedRules {
public:
    /// Errors: Io, Corruption (a rule or type that is none, a rule without words).
    static Result<DeedRules> load(const std::filesystem::path& file);

    /// Whether a noun is of people or bodies that act for no state.
    bool is_private(const std::string& lemma) const { return private_.contains(lemma); }
    /// Whether a noun is of what does nothing by itself.
    bool is_thing(const std::string& lemma) const { return things_.contains(lemma); }
    /// Whether a word is of sport; of what two states then do to each other their teams are meant.
    bool is_sport(const std::string& lemma) const { return sport_.contains(lemma); }
    /// Whether a verb is said of contests on a field as well: "beat", "stun".
    bool is_contest(const std::string& lemma) const { return contests_.contains(lemma); }
    /// Whether a verb tells a deed of this type by itself.
    bool alone(EventType type, const std::string& verb) const;
    /// Whether a deed of this type about this noun is one.
    bool about(EventType type, const std::string& noun) const;

private:
    using Words = std::set<std::string>;

    Words private_, things_, sport_, contests_;
    std::map<EventType, Words> alone_, about_;
};

}  // namespace annalist::ingest

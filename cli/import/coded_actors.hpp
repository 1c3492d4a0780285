#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "graph/actor.hpp"
#include "ingest/lexicon/lexicon.hpp"

namespace annalist::cli {

/// Makes actors of the names in a coded table. Names that the lexicon knows get the keys that
/// articles give them, so that both speak of the same actor; "Police (Kenya)" belongs to Kenya.
/// Different names always get different keys.
class CodedActors {
public:
    /// `lexicon` outlives the object.
    explicit CodedActors(const ingest::Lexicon& lexicon) : lexicon_(lexicon) {}

    /// The actor of a name not asked for before.
    Actor make(std::string_view name);

private:
    Actor known(std::string_view name) const;
    /// The ISO 3166 code of a country's name, "" when it is none.
    std::string country_of(std::string_view name) const;

    const ingest::Lexicon& lexicon_;
    std::unordered_set<std::string> keys_;
};

}  // namespace annalist::cli

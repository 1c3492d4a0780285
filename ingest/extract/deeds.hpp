#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/ontology.hpp"
#include "graph/text_span.hpp"
#include "ingest/extract/cast.hpp"
#include "ingest/extract/parties.hpp"
#include "ingest/extract/senses.hpp"

namespace annalist::ingest {

/// Whom a deed is done by or to: a noun phrase, named or not ("Palestinian protesters").
struct Doer {
    TextSpan words;
    std::uint32_t head = 0;              ///< token that heads it
    bool by_head = false;                ///< whether the head itself names whom it means, and not a word beside it: "Iran", not "Iranian exports"
    std::vector<std::uint32_t> members;  ///< of the Cast, whom the phrase names or describes
    std::vector<std::string> places;     ///< countries of towns in it, where it names nobody
};

/// One thing done by somebody to somebody, as one predicate tells it.
struct Deed {
    std::uint32_t trigger = 0;  ///< token
    EventType type = EventType::Consult;
    Mode mode = Mode::None;
    std::string sense;          ///< the phrase of senses.tsv
    bool own = false;           ///< by a sense of a user's lexicon
    Status status = Status::Occurred;  ///< of the deed as typed: a threat of an attack that has been made occurred
    std::vector<Doer> sources, targets;
    std::vector<Doer> farther;  ///< other noun phrases under the predicate, nearest first: whom it may fall upon as well
    bool embedded = false;      ///< inside what another deed asks for, refuses, threatens ...
    double weight = 0;          ///< the higher the more it is what the sentence tells; in (0, 1)
};

/// The deeds of a sentence, the heaviest first. What somebody asks for, threatens, promises or refuses is the type of the
/// deed: a planned attack is a threat, planned help an agreement, help refused a rejection (PLOVER's reading).
std::vector<Deed> find_deeds(const Tree& tree, const SentenceNames& names, const Senses& senses);

}  // namespace annalist::ingest

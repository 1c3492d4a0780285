#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "graph/event.hpp"
#include "ingest/extract/incident_words.hpp"
#include "ingest/extract/syntax.hpp"
#include "ingest/lexicon/lexicon.hpp"
#include "ingest/text/coref.hpp"

namespace annalist::ingest {

/// Somebody or something in an incident.
struct Filler {
    FillerRole role = FillerRole::Target;
    NounClass kind = NounClass::Unknown;
    TextSpan words;
    std::vector<std::string> names;  ///< other words for the same: appositions, names of the chain
    std::int32_t chain = -1;         ///< of coreference
    bool named = false;
    bool plural = false;
    bool counted = false;            ///< "six priests", "a judge": not "priests" at large

    bool lent = false;               ///< taken over from another incident of the article

    bool operator==(const Filler&) const = default;
};

/// How an incident that was tried or told of ended. MUC-4's "stage of execution".
enum class Stage : std::uint8_t { Accomplished, Attempted, Threatened };

/// "ACCOMPLISHED", "ATTEMPTED", "THREATENED".
std::string_view to_string(Stage stage);

/// One report of an incident in a sentence.
struct IncidentReport {
    std::uint32_t sentence = 0;
    std::uint32_t trigger = 0;       ///< token
    TextSpan trigger_words;
    std::string word;                ///< id in the table; "" for one that only refers back
    IncidentKind kind = IncidentKind::Attack;
    bool weak = false;
    bool back = false;
    bool nominal = false;
    bool definite = false;           ///< "the attack", "his murder": told before
    bool plural = false;             ///< "attacks"
    bool modifier = false;           ///< "the murdered mayor"
    Stage stage = Stage::Accomplished;
    Status status = Status::Occurred;
    std::vector<Filler> fillers;
    std::vector<std::uint32_t> linked;  ///< tokens of triggers in this sentence that tell of the same
    std::string city;                ///< where, in capitals; "" when not said
    EventTime time;
};

/// What the finder looks at beside the sentence.
struct MentionChains {
    /// `coreference` as Analyzer::coreference gives it for the article `text`.
    MentionChains(std::string_view text, const text::Coreference& coreference);

    /// The mention with this head; nullptr when there is none.
    const text::Mention* at(std::uint32_t sentence, std::uint32_t head) const;
    /// The mention that says most of a chain: a name, else the longest noun phrase; nullptr for none.
    const text::Mention* best(std::int32_t chain) const;
    /// The names of a chain.
    std::vector<std::string> names(std::int32_t chain) const;

    std::string_view text;
    const text::Coreference& coreference;
};

/// The reports of one sentence in the order of their triggers; times are left for later.
std::vector<IncidentReport> find_reports(const Tree& tree, std::uint32_t sentence, const IncidentWords& words,
                                         const MentionChains& chains, const Lexicon& lexicon);

/// Runs of white space become one space.
std::string one_line(std::string_view words);

}  // namespace annalist::ingest

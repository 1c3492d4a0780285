#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/event.hpp"
#include "ingest/extract/discourse.hpp"
#include "ingest/extract/frames.hpp"
#include "ingest/extract/parties.hpp"
#include "ingest/extract/syntax.hpp"

namespace annalist::ingest {

/// An actor of the cast in an event, with the words that say so.
struct Involved {
    std::uint32_t member = 0;
    Role role = Role::Participant;
    TextSpan words;
    bool official = false;  ///< acts for a state or body: an office holder, officials, a government,
                            ///< a body; not a country by its bare name, nor a private person
};

/// One report of an event in a sentence, before reports of the same event are brought together.
struct Candidate {
    std::uint32_t sentence = 0;   ///< index in the article
    std::uint32_t trigger = 0;    ///< token
    std::uint32_t governor = 0;   ///< token of the verb that tells it: the light verb, or the trigger
    TextSpan trigger_words;
    std::string group;            ///< the frame's class: "meeting", "visit", "statement" ...
    EventType type = EventType::Consult;
    Mode mode = Mode::None;
    Status status = Status::Occurred;
    std::vector<Involved> parties;
    Place place;
    EventTime time;
    std::optional<TextSpan> own_time;  ///< words of the time that is its own, where its verb tells of several: "Tonga on Tuesday"
    std::uint32_t count = 1;
    std::uint32_t sequence = 0;
    std::string label;
    std::string frame;
    bool nominal = false;
    bool unnamed = false;         ///< somebody without a name takes part as well: "government leaders"
    std::string noun;             ///< lemma of the noun that names it; "" for a verb
    bool gathering = false;       ///< a summit, conference or session: one who attends it is enough
    bool definite = false;        ///< "the meeting", "their talks", "it": told before
    std::optional<Involved> speaker;  ///< who says so, when it is not the article itself
    std::uint32_t to_event = 0;   ///< 1 + token of the event noun that a message went to; 0 for none
    double confidence = 0.5;
};

/// The candidates of one sentence, in the order of their triggers. Times are left for later.
std::vector<Candidate> find_candidates(const Tree& tree, const SentenceNames& names, const Frames& frames,
                                       Cast& cast, Discourse& discourse);

}  // namespace annalist::ingest

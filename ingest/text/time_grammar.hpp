#pragma once

#include <cstdint>
#include <string_view>

#include "ingest/text/analysis.hpp"

namespace annalist::text {

/// Where tense and aspect put an event against the time of the telling.
enum class EventTense : std::uint8_t {
    Unknown,
    Past,         ///< "met"
    Perfect,      ///< "has met"
    PastPerfect,  ///< "had met"
    Present,      ///< "meets", "is meeting"
    Future,       ///< "will meet", "to meet", "may meet"
};

/// "nsubj" of "nsubj:pass".
std::string_view plain_relation(std::string_view relation);

/// A verb that says rather than does: its time is not that of what it says.
bool reports(const Token& token);
/// "begin", "continue", "end": one event with what they govern.
bool is_aspectual(const Token& token);
bool is_verb(const Token& token);
/// "try", "fail", "begin": their infinitive happens when they do.
bool is_implicative(const Token& token);
/// "plan", "call for", "promise": what they govern lies ahead.
bool looks_ahead(const Token& token);
/// Whether a noun says where or when its verb happens and not what it is about: "discussed it in a
/// call", "agreed at a meeting".
bool is_setting(const Sentence& sentence, std::uint32_t noun);
/// "hold", "schedule", "begin": verbs that set when what they tell of happens.
bool is_staging(const Token& token);
/// An activity or state, verb or noun, that as a rule goes on for days: "fight", "crisis".
bool lasts(const Token& token);
/// "seem", "appear": how things look to the one who tells.
bool seems(const Token& token);
/// Has a subject of its own.
bool has_subject(const Sentence& sentence, const Token& token);
/// An infinitive with "to".
bool has_to(const Sentence& sentence, const Token& token);
/// An adverbial clause of the same time: not one after, before, since, because or to.
bool shares_time(const Sentence& sentence, const Token& token);

/// The tense of the verb at `token` itself; `finite` says whether it is one ("meets", not "to meet").
EventTense own_tense(const Sentence& sentence, std::uint32_t token, bool* finite);

/// The tense of the event that token `trigger` names: a verb's own, a noun's or participle's from
/// the verb above it.
EventTense tense_of(const Sentence& sentence, std::uint32_t trigger);

/// For sentences without a parse: how far the time words [first, last] are from the trigger, by
/// words and clause signs between them; 9 and more is too far.
int clause_cost(const Sentence& sentence, std::string_view text, std::uint32_t trigger,
                std::uint32_t first, std::uint32_t last);

}  // namespace annalist::text

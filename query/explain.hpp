#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/article.hpp"
#include "graph/event.hpp"
#include "graph/result.hpp"
#include "graph/text_span.hpp"
#include "query/actor_names.hpp"
#include "query/contradictions.hpp"
#include "query/events.hpp"
#include "storage/store.hpp"

namespace annalist::query {

enum class MarkKind { Trigger, Time, Participant };

/// Words of a sentence that show something. Spans count bytes from the sentence's begin.
struct Mark {
    TextSpan words;
    MarkKind kind = MarkKind::Trigger;
    std::string actor;  ///< key of the participant; "" for others
};

/// Why a field of a report has its value, in words.
struct FieldReason {
    std::string field, because;
    std::vector<std::string> words;  ///< of the article's text that it rests on
};

/// One report of an event, with its evidence.
struct Report {
    Mention mention;
    std::string title, publisher, author, url;
    date::sys_days published{};
    std::string sentence;              ///< the article's own words
    std::vector<Mark> marks;           ///< within the sentence, by begin; they do not overlap
    std::string time_words;            ///< "" when none; they may lie outside the sentence
    std::vector<NamedActor> participants;
    std::optional<NamedActor> attributed_to;
    std::vector<FieldReason> reasons;  ///< left to whoever can read the article again
};

/// Why an event is in the annals.
struct Explanation {
    EventItem event;
    std::vector<Report> reports;  ///< by publication day, article, ordinal
    std::vector<storage::PartOf> parts;        ///< told events that the store brought together, by id
    std::vector<Contradiction> contradictions;  ///< what the reports say differently
};

/// Errors: NotFound; Corruption when a report's article is gone or its spans do not fit the text.
Result<Explanation> explain(const storage::Store& store, EventId id);

/// The sentence of the event's surest report, its white space made single blanks; "" when there is
/// none. For a list that shows one line of evidence per event. With `as_known_on`, of the reports
/// published by the end of that day.
Result<std::string> telling_sentence(const storage::Store& store, EventId id,
                                     std::optional<date::sys_days> as_known_on = {});

std::string_view to_string(MarkKind kind);  ///< "trigger", "time", "participant"

}  // namespace annalist::query

#pragma once

#include <date/date.h>

#include <optional>
#include <string_view>
#include <vector>

#include "ingest/extract/candidates.hpp"
#include "ingest/extract/gather.hpp"
#include "ingest/extract/syntax.hpp"
#include "ingest/text/time_link.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::ingest {

/// Says when the candidates of an article were, by text::StoryTimes (its rules: docs/time.md), and
/// what only candidates have: lengths of visits, plans told of again. Candidates come in the order
/// of their sentences.
class EventTimes {
public:
    /// Views its arguments, which must outlive it.
    EventTimes(std::string_view text, const std::vector<text::Sentence>& sentences,
               const std::vector<text::Timex>& timexes, date::sys_days published);

    /// Fills the candidate's time from the words that govern it; without any, from the day that the
    /// story is told of (TimeBasis::Reference), else from the publication day. A day in the future
    /// makes a plan of it.
    void place(const Tree& tree, Candidate& candidate);

private:
    void stretch(const Tree& tree, Candidate& candidate) const;
    /// "on Wednesday, a day after the visit": the day of what stands behind "after" or "before".
    std::optional<EventTime> counted_from(const Tree& tree, const Candidate& candidate) const;
    bool refers_back(const Tree& tree, const Candidate& candidate) const;

    const std::vector<text::Timex>& timexes_;
    text::StoryTimes story_;
    date::sys_days published_;
    std::optional<EventTime> last_plan_;  ///< of the plan told last
    std::uint32_t last_plan_sentence_ = 0;
};

/// Gives a meeting, call or agreement without a time of its own the days of the visit that it
/// belongs to: one by a party of it to a party of it.
void inherit_times(std::vector<Draft>& drafts, const Cast& cast);

}  // namespace annalist::ingest

#pragma once

#include <date/date.h>

#include <optional>
#include <vector>

#include "ingest/extract/candidates.hpp"
#include "ingest/extract/gather.hpp"
#include "ingest/extract/syntax.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::ingest {

/// Says when the events of an article were, sentence by sentence in order.
class EventTimes {
public:
    EventTimes(const std::vector<text::Timex>& timexes, date::sys_days published);

    /// Takes in the next sentence.
    void enter(const Tree& tree);
    /// Fills the candidate's time from the words that govern it; without any, from the day that the
    /// story is told of (TimeBasis::Reference), else from the publication day. A day in the future
    /// makes a plan of it.
    void place(const Tree& tree, Candidate& candidate);

private:
    /// A time expression, or two joined to a range, among the tokens of the sentence.
    struct Here {
        TimeSpan days;
        const text::Timex* timex;
        TextSpan words;
        std::uint32_t first, head;
    };
    struct Length {
        int days;
        std::uint32_t head;
    };

    const Here* governing(const Tree& tree, const Candidate& candidate) const;
    int distance(const Tree& tree, const Here& here, const Candidate& candidate) const;
    void stretch(const Tree& tree, Candidate& candidate) const;
    bool refers_back(const Tree& tree, const Candidate& candidate) const;

    const std::vector<text::Timex>& timexes_;
    date::sys_days published_;
    std::vector<Here> here_;
    std::vector<Length> lengths_;
    std::uint32_t sentences_ = 0;
    std::optional<TimeSpan> story_day_;   ///< the day that the lead tells of
    std::optional<EventTime> last_plan_;  ///< of the plan told last
    std::uint32_t last_plan_sentence_ = 0;
};

/// Gives a meeting, call or agreement without a time of its own the days of the visit that it
/// belongs to: one by a party of it to a party of it.
void inherit_times(std::vector<Draft>& drafts, const Cast& cast);

}  // namespace annalist::ingest

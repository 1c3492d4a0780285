#pragma once

#include <date/date.h>

#include <optional>
#include <vector>

#include "ingest/extract/candidates.hpp"
#include "ingest/extract/syntax.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::ingest {

/// Says when the events of an article were, sentence by sentence in order.
class EventTimes {
public:
    EventTimes(const std::vector<text::Timex>& timexes, date::sys_days published);

    void enter(const Tree& tree);
    /// Fills the candidate's time, and lets a future day make a plan of it.
    void place(const Tree& tree, Candidate& candidate);

private:
    struct Here {
        const text::Timex* timex;
        std::uint32_t first, last, head;  ///< tokens, and the one whose head is outside
    };

    const text::Timex* governing(const Tree& tree, const Candidate& candidate) const;

    const std::vector<text::Timex>& timexes_;
    date::sys_days published_;
    std::vector<Here> here_;
    std::optional<TimeSpan> reference_;  ///< the day that the story was last said to be at
};

}  // namespace annalist::ingest

#pragma once

#include <date/date.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/event.hpp"
#include "graph/time_span.hpp"
#include "ingest/text/analysis.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::text {

/// The first and last day an event may have happened on; an end left out is open.
struct EventBounds {
    std::optional<date::sys_days> first, last;
    bool lasting = false;  ///< an activity or state, which goes on for days: it begins and ends within

    bool operator==(const EventBounds&) const = default;
};

/// The times of one article, ready to be asked for the time of each of its events.
/// Views `sentences` and `timexes`, which must outlive it.
class StoryTimes {
public:
    /// `sentences` and `timexes` are those of one article, `timexes` from find_timexes.
    StoryTimes(std::string_view text, std::span<const Sentence> sentences,
               std::span<const Timex> timexes, date::sys_days dct);

    /// When the event named by token `trigger` of sentence `sentence` happened.
    /// - Stated: time words govern it, along the parse: its own modifiers first, then those of the
    ///   verb it is an argument of, then of the clause it shares; never those of the verb that
    ///   reports it ("said on Friday that they met on Monday"). `words` and `timex` say which.
    /// - Reference: no words govern it; the story was last said to be at this time.
    /// - Published: nothing was said; the article's day stands in.
    /// Works on unparsed sentences (heads -1) by nearness in the clause. Linear in the sentence.
    EventTime time_of(std::size_t sentence, std::uint32_t trigger) const;

    /// The same for an event whose noun another verb tells ("held talks"): the nearer of the times of
    /// `trigger` and of `governor`. nullopt when no words govern either.
    std::optional<EventTime> stated(std::size_t sentence, std::uint32_t trigger, std::uint32_t governor) const;

    /// The day that the story as a whole is of: the first day named in its first three sentences, at
    /// most a week before the article. nullopt when they name none.
    std::optional<TimeSpan> lead_day() const { return lead_day_; }

    /// The days that words, tense, aspect and neighbours allow: the stated days where there are
    /// some, else before, on or after the article's day.
    EventBounds bounds_of(std::size_t sentence, std::uint32_t trigger) const;

    /// How sure time_of is, in [0, 1]: by basis and by the expression's own confidence.
    double confidence(std::size_t sentence, std::uint32_t trigger) const;

    /// The time the story is at when `sentence` begins, or nullopt when nothing was said yet.
    const Timex* reference_before(std::size_t sentence) const;

private:
    struct Governing {
        const Timex* timex = nullptr;
        int cost = 0;
    };

    /// Timexes of a sentence: indices [first, last) of timexes_.
    struct Range {
        std::uint32_t first = 0, last = 0;
    };

    std::int32_t told_at(std::size_t s, std::int32_t before) const;
    Governing governing(std::size_t sentence, std::uint32_t trigger) const;
    EventTime told(const Timex& timex, TimeBasis basis) const;
    EventBounds by_tense(std::size_t sentence, std::uint32_t trigger) const;
    void find_lead_day();
    int path_cost(const Sentence& sentence, std::uint32_t trigger, std::uint32_t attach) const;
    TimeSpan days_of(const Timex& timex) const;
    std::size_t reference_sentence(std::size_t before, const Timex& timex) const;

    std::string_view text_;
    std::span<const Sentence> sentences_;
    std::span<const Timex> timexes_;
    date::sys_days dct_;
    std::vector<Range> ranges_;
    bool agrees(const Sentence& sentence, std::uint32_t trigger, const Timex& timex) const;
    std::unordered_map<std::string, TimeSpan> told_;  ///< events (lemma) told with their day
    std::optional<TimeSpan> lead_day_;
    std::vector<std::int32_t> reference_;  ///< index of a timex, -1 for none
};

/// The same as StoryTimes(...).time_of for one event of one sentence without a story.
EventTime time_of(std::string_view text, const Sentence& sentence, std::uint32_t trigger,
                  std::span<const Timex> timexes, date::sys_days dct);

}  // namespace annalist::text

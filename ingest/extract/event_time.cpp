#include "ingest/extract/event_time.hpp"

#include <algorithm>

namespace annalist::ingest {
namespace {

/// Verbs of telling: their own time is when it was said.
bool is_reporting(std::string_view lemma) {
    static constexpr std::string_view kVerbs[] = {"say", "tell", "report", "announce", "add", "note", "state",
                                                  "declare", "quote", "disclose", "confirm", "reveal"};
    return std::ranges::find(kVerbs, lemma) != std::end(kVerbs);
}

bool usable(const text::Timex& timex) {
    return timex.days && (timex.type == text::TimexType::Date || timex.type == text::TimexType::Time ||
                          timex.type == text::TimexType::Duration);
}

}  // namespace

EventTimes::EventTimes(const std::vector<text::Timex>& timexes, date::sys_days published)
    : timexes_(timexes), published_(published) {}

void EventTimes::enter(const Tree& tree) {
    here_.clear();
    const TextSpan where = tree.sentence().span;
    auto at = std::ranges::lower_bound(timexes_, where.begin, {}, [](const text::Timex& t) { return t.span.begin; });
    for (; at != timexes_.end() && at->span.begin < where.end; ++at) {
        std::uint32_t first = tree.size(), last = 0;
        for (std::uint32_t i = 0; i < tree.size(); ++i)
            if (tree.token(i).span.overlaps(at->span)) {
                first = std::min(first, i);
                last = i + 1;
            }
        if (first < last) here_.push_back({&*at, first, last, tree.head_of(first, last)});
    }
}

const text::Timex* EventTimes::governing(const Tree& tree, const Candidate& candidate) const {
    const text::Timex* best = nullptr;
    int best_cost = 100;
    for (const Here& here : here_) {
        if (!usable(*here.timex)) continue;
        // Climb from the time words to the first verb or event noun above them.
        std::optional<std::uint32_t> up = here.head;
        int steps = 0;
        bool met = false;
        int cost = 0;
        while (up && steps < 12) {
            if (*up == candidate.trigger) {
                met = true;
                break;
            }
            if (*up == candidate.governor) {
                met = true;
                cost += 1;
                break;
            }
            if (steps > 0 && tree.is_verb(*up)) {
                // Another verb owns these words, unless it governs the event and tells nothing itself.
                const bool above = tree.dominates(*up, candidate.governor);
                if (!above) break;
                if (is_reporting(tree.lemma(*up)) && *up != candidate.governor) break;
                met = true;
                cost += 3;
                // How far down the event lies: each clause between costs.
                std::optional<std::uint32_t> down = candidate.governor;
                while (down && *down != *up && cost < 20) {
                    if (tree.is_verb(*down)) ++cost;
                    down = tree.head(*down);
                }
                break;
            }
            up = tree.head(*up);
            ++steps;
        }
        if (!met) continue;
        const auto distance = here.first > candidate.trigger ? here.first - candidate.trigger : candidate.trigger - here.first;
        cost = cost * 10 + std::min<int>(9, static_cast<int>(distance) / 4);
        if (here.timex->type == text::TimexType::Duration) cost += 5;
        if (cost < best_cost) {
            best = here.timex;
            best_cost = cost;
        }
    }
    return best;
}

void EventTimes::place(const Tree& tree, Candidate& candidate) {
    const text::Timex* timex = governing(tree, candidate);
    if (timex) {
        candidate.time.days = *timex->days;
        candidate.time.basis = TimeBasis::Stated;
        candidate.time.timex = timex->value;
        candidate.time.words = timex->span;
        candidate.time.minute_of_day = timex->minute_of_day;
        candidate.confidence += 0.1;
        if (timex->days->days() <= 7 && candidate.status == Status::Occurred) reference_ = *timex->days;
    } else if (reference_ && !here_.empty() && candidate.status == Status::Occurred && false) {
        candidate.time.days = *reference_;
        candidate.time.basis = TimeBasis::Reference;
    } else {
        candidate.time.days = TimeSpan::day(published_);
        candidate.time.basis = TimeBasis::Published;
    }
    if (candidate.time.basis == TimeBasis::Stated && candidate.time.days.first > published_ && is_real(candidate.status))
        candidate.status = Status::Planned;
}

}  // namespace annalist::ingest

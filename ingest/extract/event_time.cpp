#include "ingest/extract/event_time.hpp"

#include <algorithm>
#include <charconv>

#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

/// Verbs of telling: their own time is when it was said.
bool is_reporting(std::string_view lemma) {
    return is_one_of(lemma, {"say", "tell", "report", "announce", "add", "note", "state", "declare", "quote", "disclose",
                             "confirm", "reveal", "reiterate", "stress", "warn", "urge", "accuse"});
}

/// Verbs that set when what they tell of begins, ends or is: "talks to be held on Thursday".
bool is_staging(std::string_view lemma) {
    return is_one_of(lemma, {"hold", "schedule", "begin", "start", "open", "take", "plan", "set", "slate", "due", "sign", "end",
                             "conclude", "reach", "close", "convene", "happen", "occur", "resume", "expect", "date", "send", "clinch"});
}

bool usable(const text::Timex& timex) {
    return timex.days && timex.type != text::TimexType::Set && !timex.value.starts_with("PRESENT") &&
           timex.days->days() <= 366 * 10;
}

/// Whole days of a duration's value, "P2D" and "P1W"; nullopt for others.
std::optional<int> whole_days(std::string_view value) {
    if (value.size() < 3 || value[0] != 'P') return std::nullopt;
    int count = 0;
    const auto digits = value.substr(1, value.size() - 2);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    if (value.back() == 'D') return count;
    if (value.back() == 'W') return 7 * count;
    return std::nullopt;
}

bool is_clause(const Tree& tree, std::uint32_t at) {
    return tree.is_verb(at) || tree.child(at, {"cop"}) || tree.child(at, {"nsubj"});
}

}  // namespace

EventTimes::EventTimes(const std::vector<text::Timex>& timexes, date::sys_days published)
    : timexes_(timexes), published_(published) {}

void EventTimes::enter(const Tree& tree) {
    here_.clear();
    lengths_.clear();
    const TextSpan where = tree.sentence().span;
    auto at = std::ranges::lower_bound(timexes_, where.begin, {}, [](const text::Timex& t) { return t.span.begin; });
    for (; at != timexes_.end() && at->span.begin < where.end; ++at) {
        std::uint32_t first = tree.size(), last = 0;
        for (std::uint32_t i = 0; i < tree.size(); ++i)
            if (tree.token(i).span.overlaps(at->span)) {
                first = std::min(first, i);
                last = i + 1;
            }
        if (first >= last) continue;
        if (at->type == text::TimexType::Duration && !at->days) {
            if (const auto days = whole_days(at->value)) lengths_.push_back({*days, tree.head_of(first, last)});
            continue;
        }
        if (!usable(*at)) continue;
        const TimeSpan days = *at->days;
        if (!here_.empty() && first > 0) {
            // "from 27 January to 8 February", "Friday and Saturday", "12-15 May"
            Here& before = here_.back();
            const auto gap = tree.text().substr(before.words.end, at->span.begin - before.words.end);
            const bool range = gap == " to " || gap == "-" || gap == "–" || gap == " - " || gap == " until " || gap == " through " ||
                               gap == " till " || (gap == " and " && days.granularity == Granularity::Day && before.days.granularity == Granularity::Day);
            if (range && days.first > before.days.first && (days.last - before.days.first).count() < 400) {
                before.days = {before.days.first, days.last, Granularity::Days};
                before.words.end = at->span.end;
                continue;
            }
        }
        here_.push_back({days, &*at, at->span, first, tree.head_of(first, last)});
    }
    ++sentences_;
    if (sentences_ <= 3 && !story_day_)
        for (const Here& here : here_)
            if (here.days.days() == 1 && here.days.first <= published_ && published_ - here.days.first <= date::days{7}) {
                story_day_ = here.days;
                break;
            }
}

/// How far the time words are from the event, in clauses and words; -1 when another predicate owns
/// them.
int EventTimes::distance(const Tree& tree, const Here& here, const Candidate& candidate) const {
    std::optional<std::uint32_t> up = here.head;
    int cost = -1;
    for (int steps = 0; up && steps < 14; ++steps, up = tree.head(*up)) {
        if (*up == candidate.trigger) {
            cost = 0;
            break;
        }
        if (*up == candidate.governor) {
            cost = 1;
            break;
        }
        if (steps == 0 || !is_clause(tree, *up)) continue;
        const auto parent = tree.head(*up);
        if (parent && (*parent == candidate.trigger || *parent == candidate.governor) && tree.is(*up, "acl") && is_staging(tree.lemma(*up))) {
            cost = 1;
            break;
        }
        if (tree.is(*up, "xcomp") && parent && tree.dominates(*parent, candidate.governor)) continue;
        // A clause above the event shares its time with it, unless it only tells of it.
        if (!tree.dominates(*up, candidate.governor)) break;
        if (is_reporting(tree.lemma(*up))) break;
        cost = 3;
        std::optional<std::uint32_t> down = candidate.governor;
        while (down && *down != *up && cost < 20) {
            if (is_clause(tree, *down)) {
                ++cost;
                if (tree.is(*down, "ccomp") || tree.is(*down, "acl:relcl")) cost += 4;
            }
            down = tree.head(*down);
        }
        break;
    }
    if (cost < 0) return -1;
    const auto words = here.first > candidate.trigger ? here.first - candidate.trigger : candidate.trigger - here.first;
    return cost * 10 + std::min<int>(9, static_cast<int>(words) / 4);
}

const EventTimes::Here* EventTimes::governing(const Tree& tree, const Candidate& candidate) const {
    const Here* best = nullptr;
    int least = 0;
    for (const Here& here : here_) {
        int cost = distance(tree, here, candidate);
        if (cost < 0) continue;
        if (here.timex->type == text::TimexType::Duration) cost += 5;
        if (!best || cost < least) {
            best = &here;
            least = cost;
        }
    }
    return best;
}

/// "a four-day visit", "for three days from May 30": the days go on from the first.
void EventTimes::stretch(const Tree& tree, Candidate& candidate) const {
    if (candidate.time.days.days() != 1 || candidate.group == "agreement") return;
    for (const Length& length : lengths_) {
        if (length.days < 2 || length.days > 60) continue;
        const auto up = tree.head(length.head);
        // Its own words: "a two-day visit", not "met during a two-day visit".
        const bool own = up && (*up == candidate.trigger || *up == candidate.governor ||
                                (tree.head(*up) == candidate.trigger && !is_clause(tree, *up) && !tree.is_noun(*up)));
        if (!own) continue;
        candidate.time.days.last = candidate.time.days.first + date::days{length.days - 1};
        candidate.time.days.granularity = Granularity::Days;
        return;
    }
}

/// The pluperfect and words like "previous" put an event before the story's day.
bool EventTimes::refers_back(const Tree& tree, const Candidate& candidate) const {
    for (const auto top : {candidate.trigger, candidate.governor})
        for (const auto c : tree.children(top)) {
            if (tree.is(c, "aux") && (tree.lower(c) == "had" || tree.lower(c) == "'d")) return true;
            if (is_one_of(tree.lower(c), {"previous", "previously", "earlier", "past", "last", "recent", "recently", "ago", "once",
                                          "formerly", "since", "already", "prior", "before"}))
                return true;
        }
    return false;
}

void EventTimes::place(const Tree& tree, Candidate& candidate) {
    EventTime& time = candidate.time;
    if (const Here* here = governing(tree, candidate)) {
        time.days = here->days;
        time.basis = TimeBasis::Stated;
        time.timex = here->timex->value;
        time.words = here->words;
        time.minute_of_day = here->timex->minute_of_day;
        stretch(tree, candidate);
        candidate.confidence += 0.1;
        if (time.days.first > published_ && is_real(candidate.status)) candidate.status = Status::Planned;
        if (candidate.status == Status::Planned) {
            last_plan_ = time;
            last_plan_sentence_ = sentences_;
        }
        return;
    }
    time.days = TimeSpan::day(published_);
    time.basis = TimeBasis::Published;
    if (is_real(candidate.status)) {
        if (story_day_ && !refers_back(tree, candidate)) {
            time.days = *story_day_;
            time.basis = TimeBasis::Reference;
        }
    } else if (candidate.status == Status::Planned && last_plan_ && sentences_ - last_plan_sentence_ <= 3) {
        time = *last_plan_;
        time.basis = TimeBasis::Reference;
        time.words.reset();
    }
}

void inherit_times(std::vector<Draft>& drafts, const Cast& cast) {
    const auto kind = [](const Draft& draft) {
        return contact_of(draft.reports.front().type, draft.reports.front().mode);
    };
    const auto stated = [](const Draft& draft) -> const Candidate* {
        for (const Candidate& report : draft.reports)
            if (report.time.basis == TimeBasis::Stated) return &report;
        return nullptr;
    };
    for (Draft& draft : drafts) {
        const Contact contact = kind(draft);
        if ((contact != Contact::Meet && contact != Contact::Agree) || stated(draft)) continue;
        for (const Draft& visit : drafts) {
            if (kind(visit) != Contact::Visit) continue;
            const Candidate* dated = stated(visit);
            if (!dated || is_real(dated->status) != is_real(draft.reports.front().status)) continue;
            bool visitor = false, host = false;
            for (const Involved& party : draft.parties)
                for (const Involved& other : visit.parties) {
                    if (other.role == Role::Source && party.member == other.member) visitor = true;
                    if (other.role == Role::Target && same_side(cast[party.member], cast[other.member])) host = true;
                }
            const Place& place = draft.reports.front().place;
            const bool there = !place.country.empty() && place.country == dated->place.country;
            if (!visitor || !(host || there)) continue;
            for (Candidate& report : draft.reports) {
                report.time = dated->time;
                report.time.basis = TimeBasis::Reference;
                report.time.words.reset();
            }
            break;
        }
    }
}

}  // namespace annalist::ingest

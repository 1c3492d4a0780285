#include "ingest/extract/event_time.hpp"

#include <algorithm>
#include <charconv>

#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

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

/// "a day after", "two weeks before"
bool ends_with_preposition(const Tree& tree, TextSpan words) {
    for (std::uint32_t i = 0; i < tree.size(); ++i)
        if (words.end == tree.token(i).span.end) return is_one_of(tree.lower(i), {"after", "before"});
    return false;
}

}  // namespace

EventTimes::EventTimes(std::string_view text, const std::vector<text::Sentence>& sentences,
                       const std::vector<text::Timex>& timexes, date::sys_days published)
    : timexes_(timexes), story_(text, sentences, timexes, published), published_(published) {}

/// "a four-day visit", "for three days from May 30": the days go on from the first.
void EventTimes::stretch(const Tree& tree, Candidate& candidate) const {
    if (candidate.time.days.days() != 1 || candidate.group == "agreement") return;
    const TextSpan where = tree.sentence().span;
    auto at = std::ranges::lower_bound(timexes_, where.begin, {}, [](const text::Timex& t) { return t.span.begin; });
    for (; at != timexes_.end() && at->span.begin < where.end; ++at) {
        if (at->type != text::TimexType::Duration || at->days) continue;
        const auto length = whole_days(at->value);
        if (!length || *length < 2 || *length > 60) continue;
        std::uint32_t first = tree.size(), last = 0;
        for (std::uint32_t i = 0; i < tree.size(); ++i)
            if (tree.token(i).span.overlaps(at->span)) {
                first = std::min(first, i);
                last = i + 1;
            }
        if (first >= last) continue;
        const auto up = tree.head(tree.head_of(first, last));
        // Its own words: "a two-day visit", "a two-day state visit", not "met during a two-day visit".
        const bool own = up && ((tree.is(*up, "compound") && tree.head(*up) == candidate.trigger) || *up == candidate.trigger || *up == candidate.governor ||
                                (tree.head(*up) == candidate.trigger && !is_clause(tree, *up) && !tree.is_noun(*up)));
        if (!own) continue;
        // "ended a three-day visit on Wednesday": the day is its last.
        if (is_one_of(tree.lemma(candidate.governor), {"end", "conclude", "complete", "finish", "wrap", "close"}))
            candidate.time.days.first = candidate.time.days.last - date::days{*length - 1};
        else
            candidate.time.days.last = candidate.time.days.first + date::days{*length - 1};
        candidate.time.days.granularity = Granularity::Days;
        return;
    }
}

std::optional<EventTime> EventTimes::counted_from(const Tree& tree, const Candidate& candidate) const {
    for (std::uint32_t k = 0; k < tree.size(); ++k) {
        const auto head = tree.head(k);
        if (!head || (*head != candidate.trigger && *head != candidate.governor) || !is_one_of(tree.lower(k), {"after", "before"})) continue;
        // The count is an expression of time itself, read as counted from the one in front of it.
        const auto count = std::ranges::find_if(timexes_, [&](const text::Timex& t) { return t.span.overlaps(tree.token(k).span); });
        if (count == timexes_.begin() || count == timexes_.end() || !count->days || count->days->days() != 1) continue;
        auto from = std::prev(count);
        while (from != timexes_.begin() && !from->days) --from;  // over lengths: "for a one-day visit"
        if (!from->days || from->days->days() != 1 || !tree.sentence().span.contains(from->span)) continue;
        EventTime time;
        time.days = TimeSpan::day(from->days->first - (count->days->first - from->days->first));
        time.basis = TimeBasis::Stated;
        time.timex = from->value;
        time.words = from->span;
        return time;
    }
    return std::nullopt;
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
    auto stated = counted_from(tree, candidate);
    const bool counted = stated.has_value();
    if (candidate.own_time) {
        const auto own = std::ranges::find_if(timexes_, [&](const text::Timex& t) { return t.span.overlaps(*candidate.own_time); });
        if (own != timexes_.end() && own->days) {
            stated.emplace();
            stated->days = *own->days;
            stated->basis = TimeBasis::Stated;
            stated->timex = own->value;
            stated->words = own->span;
        }
    }
    if (!stated) stated = story_.stated(candidate.sentence, candidate.trigger, candidate.governor);
    // "a day after his trip" is the time of nothing but the trip.
    if (stated && !counted && stated->words && ends_with_preposition(tree, *stated->words)) stated.reset();
    // "their first encounter this year" counts; it does not say when.
    if (stated && candidate.sequence > 0 && stated->days.days() > 27 && stated->days.first <= published_ && published_ <= stated->days.last) stated.reset();
    // "will make his first visit since August": what will be was not then.
    const auto will_be = [&](std::uint32_t at) {
        return std::ranges::any_of(tree.children(at), [&](auto c) { return tree.is(c, "aux") && is_one_of(tree.lower(c), {"will", "'ll", "shall"}); });
    };
    if (stated && stated->days.last < published_ && (will_be(candidate.trigger) || will_be(candidate.governor))) stated.reset();
    if (stated) {
        time = *stated;
        stretch(tree, candidate);
        candidate.confidence += 0.1;
        if (time.days.first > published_ && is_real(candidate.status)) candidate.status = Status::Planned;
        if (candidate.status == Status::Planned) {
            last_plan_ = time;
            last_plan_sentence_ = candidate.sentence;
        }
        return;
    }
    time.days = TimeSpan::day(published_);
    time.basis = TimeBasis::Published;
    if (is_real(candidate.status)) {
        if (const auto lead = story_.lead_day(); lead && !refers_back(tree, candidate)) {
            time.days = *lead;
            time.basis = TimeBasis::Reference;
        }
    } else if (candidate.status == Status::Planned && last_plan_ && candidate.sentence - last_plan_sentence_ <= 3) {
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

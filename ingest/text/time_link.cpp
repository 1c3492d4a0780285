#include "ingest/text/time_link.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/text/time_grammar.hpp"

namespace annalist::text {
namespace {

/// A path longer than this ties nothing together.
constexpr int kFar = 9;
/// Steps up a tree that are looked at.
constexpr int kSteps = 12;

using Steps = std::vector<std::pair<std::uint32_t, int>>;  // token, cost

/// Tokens up from a time expression that it can be about: out of the noun phrase it stands in.
int cost_up_from_time(const Token& token) {
    const auto relation = plain_relation(token.deprel);
    if (relation == "nmod" || relation == "obl" || relation == "appos" || relation == "compound" ||
        relation == "flat" || relation == "nummod" || relation == "amod" || relation == "advmod")
        return 1;
    if (relation == "obj" || relation == "iobj" || relation == "nsubj" || relation == "dep") return 2;
    if (relation == "conj") return 2;
    if (relation == "xcomp") return 2;
    return kFar;
}

/// Tokens up from an event whose time it shares.
int cost_up_from_event(const Sentence& sentence, const Token& token) {
    const auto relation = plain_relation(token.deprel);
    if (token.head < 0) return kFar;
    const auto& head = sentence.tokens[static_cast<std::size_t>(token.head)];
    const bool reported = reports(head);
    if (relation == "nsubj" || relation == "obj" || relation == "iobj" || relation == "obl" ||
        relation == "nmod" || relation == "compound" || relation == "appos" || relation == "amod")
        return reported ? 4 : 1;
    if (relation == "conj") return 2;
    if (relation == "xcomp") return is_aspectual(head) ? 1 : reported ? kFar : 4;
    if (relation == "advcl") return 3;
    if (relation == "acl") return 4;
    if (relation == "ccomp" || relation == "parataxis") return reported ? kFar : 4;
    return kFar;
}

template <class Cost>
Steps climb(const Sentence& sentence, std::uint32_t from, Cost cost) {
    Steps steps{{from, 0}};
    int sum = 0;
    auto at = from;
    for (int n = 0; n < kSteps; ++n) {
        const auto& token = sentence.tokens[at];
        if (token.head < 0 || token.head == static_cast<std::int32_t>(at) ||
            static_cast<std::size_t>(token.head) >= sentence.tokens.size())
            break;
        sum += cost(token);
        if (sum >= kFar) break;
        at = static_cast<std::uint32_t>(token.head);
        steps.emplace_back(at, sum);
    }
    return steps;
}

/// Index of the first token that ends after byte `offset`.
std::uint32_t token_at(const Sentence& sentence, std::uint32_t offset) {
    const auto found = std::lower_bound(
        sentence.tokens.begin(), sentence.tokens.end(), offset,
        [](const Token& token, std::uint32_t at) { return token.span.end <= at; });
    return static_cast<std::uint32_t>(found - sentence.tokens.begin());
}

bool parsed(const Sentence& sentence) {
    return std::any_of(sentence.tokens.begin(), sentence.tokens.end(),
                       [](const Token& token) { return token.head >= 0; });
}

}  // namespace

StoryTimes::StoryTimes(std::string_view text, std::span<const Sentence> sentences,
                       std::span<const Timex> timexes, date::sys_days dct)
    : text_(text), sentences_(sentences), timexes_(timexes), dct_(dct),
      ranges_(sentences.size()), reference_(sentences.size(), -1) {
    std::uint32_t at = 0;
    std::int32_t reference = -1;
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        while (at < timexes.size() && timexes[at].span.end <= sentences[s].span.begin) ++at;
        ranges_[s].first = at;
        reference_[s] = reference;
        auto end = at;
        while (end < timexes.size() && timexes[end].span.begin < sentences[s].span.end) {
            const auto& t = timexes[end];
            if (t.days && (t.type == TimexType::Date || t.type == TimexType::Time) &&
                t.confidence >= 0.4 && t.days->days() <= 31)
                reference = static_cast<std::int32_t>(end);
            ++end;
        }
        ranges_[s].last = end;
        at = ranges_[s].first;
    }
}

const Timex* StoryTimes::reference_before(std::size_t sentence) const {
    return reference_[sentence] < 0 ? nullptr : &timexes_[static_cast<std::size_t>(reference_[sentence])];
}

int StoryTimes::path_cost(const Sentence& sentence, std::uint32_t trigger,
                          std::uint32_t attach) const {
    const auto up_time = climb(sentence, attach, cost_up_from_time);
    const auto up_event = climb(sentence, trigger,
                                [&](const Token& token) { return cost_up_from_event(sentence, token); });
    int best = kFar;
    for (const auto& [a, cost_a] : up_time)
        for (const auto& [e, cost_e] : up_event)
            if (a == e) best = std::min(best, cost_a + cost_e);
    return best;
}

StoryTimes::Governing StoryTimes::governing(std::size_t index, std::uint32_t trigger) const {
    const auto& sentence = sentences_[index];
    Governing best{nullptr, kFar};
    if (trigger >= sentence.tokens.size()) return best;
    const bool tree = parsed(sentence);
    for (auto i = ranges_[index].first; i < ranges_[index].last; ++i) {
        const auto& timex = timexes_[i];
        if (!timex.days || timex.type == TimexType::Set) continue;
        if (timex.span.overlaps(sentence.tokens[trigger].span)) continue;
        const auto first = token_at(sentence, timex.span.begin);
        const auto last = token_at(sentence, timex.span.end - 1);
        if (first >= sentence.tokens.size()) continue;
        int cost = kFar;
        if (tree) {
            auto top = first;
            for (auto k = first; k <= last && k < sentence.tokens.size(); ++k) {
                const auto head = sentence.tokens[k].head;
                if (head < static_cast<std::int32_t>(first) || head > static_cast<std::int32_t>(last)) {
                    top = k;
                    if (sentence.tokens[k].upos != Upos::PUNCT && sentence.tokens[k].upos != Upos::ADP) break;
                }
            }
            const auto head = sentence.tokens[top].head;
            cost = path_cost(sentence, trigger, head < 0 ? top : static_cast<std::uint32_t>(head));
        } else {
            cost = clause_cost(sentence, text_, trigger, first, last);
        }
        const auto distance = [&](const Timex& t) {
            const auto at = sentence.tokens[trigger].span.begin;
            return t.span.begin > at ? t.span.begin - at : at - t.span.begin;
        };
        if (cost < best.cost || (cost == best.cost && best.timex && distance(timex) < distance(*best.timex)))
            best = {&timex, cost};
    }
    if (best.cost >= kFar) best.timex = nullptr;
    return best;
}

TimeSpan StoryTimes::days_of(const Timex& timex) const {
    TimeSpan days = *timex.days;
    // "from 12 to 15 May", "Monday through Wednesday"
    const auto index = static_cast<std::size_t>(&timex - timexes_.data());
    if (timex.begins_range && index + 1 < timexes_.size() && timexes_[index + 1].days) {
        days.last = std::max(days.last, timexes_[index + 1].days->last);
        days.granularity = Granularity::Days;
    } else if (index > 0 && timexes_[index - 1].begins_range && timexes_[index - 1].days) {
        days.first = std::min(days.first, timexes_[index - 1].days->first);
        days.granularity = Granularity::Days;
    }
    return days;
}

EventTime StoryTimes::time_of(std::size_t index, std::uint32_t trigger) const {
    EventTime out;
    const auto fill = [&](const Timex& timex, TimeBasis basis) {
        out.days = days_of(timex);
        out.basis = basis;
        out.timex = timex.value;
        out.words = timex.span;
        out.minute_of_day = basis == TimeBasis::Stated ? timex.minute_of_day : std::nullopt;
    };
    if (index < sentences_.size()) {
        if (const auto found = governing(index, trigger); found.timex) {
            fill(*found.timex, TimeBasis::Stated);
            return out;
        }
        const auto tense = trigger < sentences_[index].tokens.size()
                               ? tense_of(sentences_[index], trigger)
                               : EventTense::Unknown;
        const auto* reference = reference_before(index);
        const bool near = reference && reference_sentence(index, *reference) + 2 >= index;
        if (near && reference->days->last <= dct_ &&
            (tense == EventTense::Past || tense == EventTense::PastPerfect) &&
            !reports(sentences_[index].tokens[trigger])) {
            fill(*reference, TimeBasis::Reference);
            return out;
        }
    }
    out.days = TimeSpan::day(dct_);
    out.basis = TimeBasis::Published;
    return out;
}

std::size_t StoryTimes::reference_sentence(std::size_t before, const Timex& timex) const {
    auto s = before;
    while (s > 0 && sentences_[s].span.begin > timex.span.begin) --s;
    return s;
}

EventBounds StoryTimes::bounds_of(std::size_t index, std::uint32_t trigger) const {
    if (index >= sentences_.size() || trigger >= sentences_[index].tokens.size()) return {dct_, dct_};
    const auto& sentence = sentences_[index];
    if (const auto found = governing(index, trigger); found.timex) {
        const auto days = days_of(*found.timex);
        EventBounds bounds{days.first, days.last};
        if (found.timex->open_begin) bounds.first.reset();
        if (found.timex->open_end) bounds.last.reset();
        return bounds;
    }
    switch (tense_of(sentence, trigger)) {
        case EventTense::Future: return {dct_ + date::days{1}, std::nullopt};
        case EventTense::PastPerfect:
        case EventTense::Perfect: return {std::nullopt, dct_ - date::days{1}};
        case EventTense::Present: return {dct_ - date::days{1}, dct_ + date::days{1}};
        default: return {dct_, dct_};
    }
}

double StoryTimes::confidence(std::size_t index, std::uint32_t trigger) const {
    if (index < sentences_.size() && trigger < sentences_[index].tokens.size())
        if (const auto found = governing(index, trigger); found.timex)
            return found.timex->confidence * (1.0 - 0.05 * found.cost);
    const auto time = time_of(index, trigger);
    return time.basis == TimeBasis::Reference ? 0.5 : 0.4;
}

EventTime time_of(std::string_view text, const Sentence& sentence, std::uint32_t trigger,
                  std::span<const Timex> timexes, date::sys_days dct) {
    return StoryTimes(text, {&sentence, 1}, timexes, dct).time_of(0, trigger);
}

}  // namespace annalist::text

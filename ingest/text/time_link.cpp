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
int cost_up_from_time(const Sentence& sentence, const Token& token) {
    const auto relation = plain_relation(token.deprel);
    if (relation == "nmod" || relation == "obl" || relation == "appos" || relation == "compound" ||
        relation == "flat" || relation == "nummod" || relation == "amod" || relation == "advmod")
        return 1;
    if (relation == "obj" || relation == "iobj" || relation == "nsubj" || relation == "dep") return 2;
    if (token.head < 0) return kFar;
    const auto& head = sentence.tokens[static_cast<std::size_t>(token.head)];
    // "arrived and met on Friday", but not "demanded money, but talks broke off on Friday".
    if (relation == "conj") return has_subject(sentence, token) ? kFar : 2;
    if (relation == "xcomp") return is_aspectual(head) ? 1 : kFar;
    // "talks scheduled for Friday", "a summit that opens on Friday"
    if (relation == "acl" && is_staging(token)) return 1;
    return kFar;
}

/// Tokens up from an event whose time it shares.
int cost_up_from_event(const Sentence& sentence, const Token& token) {
    const auto relation = plain_relation(token.deprel);
    if (token.head < 0) return kFar;
    const auto& head = sentence.tokens[static_cast<std::size_t>(token.head)];
    const bool reported = reports(head);
    if (relation == "nsubj" || relation == "obj" || relation == "iobj" || relation == "obl" ||
        relation == "nmod" || relation == "compound" || relation == "appos" || relation == "amod") {
        if (relation != "nsubj" && looks_ahead(head) && !is_setting(sentence, static_cast<std::uint32_t>(&token - sentence.tokens.data())))
            return kFar;  // "called on Friday for talks"
        return reported ? 4 : 1;
    }
    if (relation == "conj") return has_subject(sentence, token) ? 4 : 2;
    if (relation == "xcomp") return is_implicative(head) ? 1 : kFar;
    if (relation == "advcl") return shares_time(sentence, token) ? 3 : kFar;
    if (relation == "acl") return token.deprel == "acl:relcl" || has_to(sentence, token) ? kFar : 4;
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

/// The reporting verb right before token `first`, with or without "on".
std::optional<std::uint32_t> reporter_before(const Sentence& sentence, std::uint32_t first) {
    if (first > 0 && reports(sentence.tokens[first - 1])) return first - 1;
    if (first > 1 && sentence.tokens[first - 1].upos == Upos::ADP && reports(sentence.tokens[first - 2]))
        return first - 2;
    return std::nullopt;
}

/// Index of the first token that ends after byte `offset`.
std::uint32_t token_at(const Sentence& sentence, std::uint32_t offset) {
    const auto found = std::lower_bound(
        sentence.tokens.begin(), sentence.tokens.end(), offset,
        [](const Token& token, std::uint32_t at) { return token.span.end <= at; });
    return static_cast<std::uint32_t>(found - sentence.tokens.begin());
}

/// One key for "abduct" and "abduction", "capture" and "captured".
std::string told_key(const Token& token) {
    return token.lemma.substr(0, std::min<std::size_t>(token.lemma.size(), 6));
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
        while (end < timexes.size() && timexes[end].span.begin < sentences[s].span.end) ++end;
        ranges_[s].last = end;
        at = ranges_[s].first;
        reference = told_at(s, reference);
    }
    find_lead_day();
    // Events told once with their day: "the invasion" is later the same one.
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        if (ranges_[s].first == ranges_[s].last) continue;
        for (std::uint32_t t = 0; t < sentences[s].tokens.size(); ++t) {
            const auto& token = sentences[s].tokens[t];
            if (token.upos != Upos::NOUN && token.upos != Upos::VERB) continue;
            if (token.lemma.size() < 5 || reports(token)) continue;
            const auto found = governing(s, t);
            if (!found.timex || found.cost > 1 || found.timex->days->days() > 31) continue;
            const auto days = days_of(*found.timex);
            const auto [known, fresh] = told_.emplace(told_key(token), days);
            if (!fresh && days.days() < known->second.days()) known->second = days;
        }
    }
}

/// The time the story is at after sentence `s`: that of its main clause. A clause that reports, or
/// of the present or future, brings it back to the telling.
std::int32_t StoryTimes::told_at(std::size_t s, std::int32_t before) const {
    const auto& tokens = sentences_[s].tokens;
    if (!parsed(sentences_[s])) {
        for (auto i = ranges_[s].last; i > ranges_[s].first; --i)
            if (timexes_[i - 1].days && timexes_[i - 1].confidence >= 0.4)
                return static_cast<std::int32_t>(i - 1);
        return before;
    }
    for (std::uint32_t t = 0; t < tokens.size(); ++t) {
        if (tokens[t].head >= 0 || tokens[t].deprel != "root") continue;
        const auto found = governing(s, t);
        if (found.timex && found.cost <= 2 && found.timex->confidence >= 0.4 &&
            found.timex->days->days() <= 31)
            return static_cast<std::int32_t>(found.timex - timexes_.data());
        const auto tense = tense_of(sentences_[s], t);
        if (reports(tokens[t]) || tense == EventTense::Present || tense == EventTense::Future ||
            tense == EventTense::Perfect)
            return -1;
        return before;
    }
    return before;
}

const Timex* StoryTimes::reference_before(std::size_t sentence) const {
    return reference_[sentence] < 0 ? nullptr : &timexes_[static_cast<std::size_t>(reference_[sentence])];
}

int StoryTimes::path_cost(const Sentence& sentence, std::uint32_t trigger,
                          std::uint32_t attach) const {
    const auto up_time = climb(sentence, attach, [&](const Token& token) {
        return cost_up_from_time(sentence, token);
    });
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
            auto attach = head < 0 ? top : static_cast<std::uint32_t>(head);
            // "said on Friday": what stands at the side of the verb that reports is the report's.
            if (const auto reporter = reporter_before(sentence, first)) attach = *reporter;
            cost = attach == trigger && attach != top ? 0 : path_cost(sentence, trigger, attach);
            // "the 1996 election", "Friday's attack": of that noun and no other word.
            const auto relation = plain_relation(sentence.tokens[top].deprel);
            if (cost > 0 && attach > top && (relation == "compound" || relation == "amod" ||
                                             relation == "nummod" || relation == "nmod") &&
                sentence.tokens[attach].upos != Upos::VERB)
                cost += 3;
            if (!agrees(sentence, trigger, timex)) cost = kFar;
        } else {
            cost = clause_cost(sentence, text_, trigger, first, last);
        }
        // A length of time, or "the first since 2008", dates an event only where nothing else does.
        if (timex.type == TimexType::Duration || timex.open_end) cost += 2;
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

/// Past verbs are not of days to come, nor "will" of days gone.
bool StoryTimes::agrees(const Sentence& sentence, std::uint32_t trigger, const Timex& timex) const {
    if (!is_verb(sentence.tokens[trigger])) return true;
    bool finite = false;
    switch (own_tense(sentence, trigger, &finite)) {
        case EventTense::Past:
        case EventTense::Perfect:
        case EventTense::PastPerfect: return !finite || timex.days->first <= dct_;
        case EventTense::Future: return !finite || timex.days->last >= dct_;
        default: return true;
    }
}

void StoryTimes::find_lead_day() {
    for (std::size_t s = 0; s < sentences_.size() && s < 3; ++s)
        for (auto i = ranges_[s].first; i < ranges_[s].last; ++i) {
            const auto& days = timexes_[i].days;
            if (!days || days->days() != 1 || days->first > dct_ || dct_ - days->first > date::days{7}) continue;
            if (timexes_[i].type == TimexType::Set || timexes_[i].value.starts_with("PRESENT")) continue;
            lead_day_ = days;
            return;
        }
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
    } else if (days.days() == 1 && index + 1 < timexes_.size() && timexes_[index + 1].days &&
               timexes_[index + 1].days->days() == 1 && timexes_[index + 1].days->first > days.first &&
               timexes_[index + 1].span.begin > timex.span.end &&
               text_.substr(timex.span.end, timexes_[index + 1].span.begin - timex.span.end) == " and ") {
        // "Friday and Saturday"
        days.last = timexes_[index + 1].days->last;
        days.granularity = Granularity::Days;
    }
    return days;
}

EventTime StoryTimes::told(const Timex& timex, TimeBasis basis) const {
    EventTime out;
    out.days = days_of(timex);
    out.basis = basis;
    out.timex = timex.value;
    out.words = timex.span;
    out.minute_of_day = basis == TimeBasis::Stated ? timex.minute_of_day : std::nullopt;
    return out;
}

std::optional<EventTime> StoryTimes::stated(std::size_t index, std::uint32_t trigger,
                                            std::uint32_t governor) const {
    if (index >= sentences_.size()) return std::nullopt;
    auto found = governing(index, trigger);
    if (governor != trigger)
        if (const auto other = governing(index, governor); other.timex && (!found.timex || other.cost < found.cost))
            found = other;
    if (!found.timex) return std::nullopt;
    return told(*found.timex, TimeBasis::Stated);
}

EventTime StoryTimes::time_of(std::size_t index, std::uint32_t trigger) const {
    if (index < sentences_.size()) {
        if (const auto words = stated(index, trigger, trigger)) return *words;
        const auto tense = trigger < sentences_[index].tokens.size()
                               ? tense_of(sentences_[index], trigger)
                               : EventTense::Unknown;
        const auto* reference = reference_before(index);
        const bool near = reference && reference_sentence(index, *reference) + 2 >= index;
        if (near && reference->days->last <= dct_ &&
            (tense == EventTense::Past || tense == EventTense::PastPerfect) &&
            !reports(sentences_[index].tokens[trigger]))
            return told(*reference, TimeBasis::Reference);
    }
    EventTime out;
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
        if (bounds.first && bounds.last && *bounds.first < dct_ && *bounds.last > dct_) {
            // "this week": the half that the tense leaves.
            const auto tense = tense_of(sentence, trigger);
            if (tense == EventTense::Past || tense == EventTense::PastPerfect || tense == EventTense::Perfect)
                bounds.last = dct_ - date::days{1};
            if (tense == EventTense::Future) bounds.first = dct_ + date::days{1};
        }
        return bounds;
    }
    const auto& token = sentence.tokens[trigger];
    const auto relation = plain_relation(token.deprel);
    // The event told before with its day, named again: a noun, or a verb in the background.
    if (token.upos == Upos::NOUN ||
        (token.upos == Upos::VERB && (relation == "advcl" || relation == "acl")))
        if (const auto known = told_.find(told_key(token)); known != told_.end())
            return {known->second.first, known->second.last};
    return by_tense(index, trigger);
}

/// The days that tense and aspect leave to an event without words for its time.
EventBounds StoryTimes::by_tense(std::size_t index, std::uint32_t trigger) const {
    const auto& sentence = sentences_[index];
    const auto& token = sentence.tokens[trigger];
    const auto relation = plain_relation(token.deprel);
    const EventBounds telling{dct_, dct_, false};
    const EventBounds around{dct_ - date::days{1}, dct_ + date::days{1}, true};
    EventBounds before{std::nullopt, dct_ - date::days{1}, lasts(token)};
    EventBounds after{dct_ + date::days{1}, std::nullopt, lasts(token)};
    switch (tense_of(sentence, trigger)) {
        case EventTense::Past:
            // "when", "after", "who ...": background lies before the news.
            if (is_verb(token) && token.xpos == "VBD" && (relation == "advcl" || token.deprel == "acl:relcl"))
                return before;
            if (!reports(token)) {
                const auto time = time_of(index, trigger);
                if (time.basis == TimeBasis::Reference && time.days.last < dct_)
                    return {time.days.first, time.days.last};
            }
            // "the crisis deepened": a state named goes on; "they worked": one told of is over.
            if (lasts(token)) return is_verb(token) ? before : around;
            return telling;
        case EventTense::Future: return after;
        case EventTense::PastPerfect: return before;
        case EventTense::Perfect: return lasts(token) ? around : telling;
        case EventTense::Present:
            if (lasts(token)) {
                if (relation == "advcl" && (token.xpos == "VBZ" || token.xpos == "VBP")) return after;
                return around;
            }
            if (reports(token) || seems(token) || token.xpos == "VBN") return telling;
            // "when they meet", "if it fails": a present that lies ahead.
            if (relation == "advcl" && (token.xpos == "VBZ" || token.xpos == "VBP")) return after;
            return around;
        default: return lasts(token) ? around : telling;
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

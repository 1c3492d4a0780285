#include "ingest/text/time_tense.hpp"

#include <algorithm>

#include "ingest/text/time_grammar.hpp"

namespace annalist::text {
namespace {

/// Words looked at on each side: more are another clause.
constexpr std::uint32_t kReach = 30;

bool has(const TimeUnit& unit, Symbol symbol) {
    if (unit.word)
        for (const auto& sense : unit.word->senses)
            if (sense.symbol == symbol) return true;
    return false;
}

bool is(const TimeUnit& unit, std::string_view word) {
    return unit.word && unit.word->text == word;
}

}  // namespace

TenseReader::TenseReader(std::string_view text, std::span<const TimeUnit> units,
                         const TimeTable& table, std::span<const Sentence> sentences)
    : text_(text), units_(units), sentences_(sentences), past_(table.symbol("{past_cue}")),
      future_(table.symbol("{future_cue}")),
      reporting_(table.symbol("{reporting}")), be_(table.symbol("{be}")) {}

bool TenseReader::preceded_by(std::uint32_t at, std::string_view word) const {
    return at > 0 && !units_[at].starts && is(units_[at - 1], word);
}

Tense TenseReader::cue(std::uint32_t at) const {
    const auto& unit = units_[at];
    if (is(unit, "has") || is(unit, "have")) return Tense::Perfect;
    if (unit.capital && !unit.starts) return Tense::Unknown;
    if (has(unit, future_)) return Tense::Future;
    if (is(unit, "to") && at + 1 < units_.size()) {
        const auto& next = units_[at + 1];
        // "to meet", but not "to Paris", "to the", "to 5"
        if (!next.capital && !next.classes && !has(next, past_) &&
            !(next.word && (is(next, "the") || is(next, "a") || is(next, "an") || is(next, "its"))))
            return next.word || next.end - next.begin >= 2 ? Tense::Future : Tense::Unknown;
        return Tense::Unknown;
    }
    if (has(unit, past_)) return Tense::Past;
    const auto word = text_.substr(unit.begin, unit.end - unit.begin);
    if (word.size() > 3 && word.ends_with("ed") && !(at > 0 && is(units_[at - 1], "be")))
        return Tense::Past;
    return Tense::Unknown;
}

std::optional<Tense> TenseReader::parsed(std::uint32_t begin, std::uint32_t end) const {
    const auto sentence = std::partition_point(
        sentences_.begin(), sentences_.end(),
        [&](const Sentence& s) { return s.span.end <= begin; });
    if (sentence == sentences_.end()) return std::nullopt;
    const auto& tokens = sentence->tokens;
    const auto first = std::partition_point(tokens.begin(), tokens.end(), [&](const Token& t) {
        return t.span.end <= begin;
    });
    for (auto token = first; token != tokens.end() && token->span.begin < end; ++token) {
        if (token->head < 0 || static_cast<std::size_t>(token->head) >= tokens.size()) continue;
        const auto head = static_cast<std::uint32_t>(token->head);
        if (tokens[head].span.begin >= begin && tokens[head].span.end <= end) continue;
        if (token->upos == Upos::PUNCT || token->upos == Upos::ADP || token->upos == Upos::PART) continue;
        switch (tense_of(*sentence, head)) {
            case EventTense::Past:
            case EventTense::PastPerfect: return Tense::Past;
            case EventTense::Perfect: return Tense::Perfect;
            case EventTense::Future: return Tense::Future;
            // "meets on Monday"; not "Monday's purchases", "statements made Monday"
            case EventTense::Present: {
                if (!token->deprel.starts_with("obl") && token->deprel != "nmod" && token->deprel != "nmod:unmarked") return Tense::Unknown;
                // "begins a visit on Monday": the verb above the noun tells.
                bool finite = false;
                auto verb = head;
                auto tense = own_tense(*sentence, verb, &finite);
                for (int up = 0; up < 3 && !finite && tokens[verb].upos == Upos::NOUN && tokens[verb].head >= 0; ++up) {
                    verb = static_cast<std::uint32_t>(tokens[verb].head);
                    tense = own_tense(*sentence, verb, &finite);
                }
                return finite && tense == EventTense::Present ? Tense::Present : Tense::Unknown;
            }
            case EventTense::Unknown: return std::nullopt;
        }
    }
    return std::nullopt;
}

/// "said Thursday", "announced on Friday", "Wednesday said": a past verb at its side settles it.
bool TenseReader::beside_past(std::uint32_t first, std::uint32_t last) const {
    if (first > 0 && !units_[first].starts) {
        auto at = first - 1;
        if (is(units_[at], "on") && at > 0 && !units_[at].starts) --at;
        if (!is(units_[at], "has") && !is(units_[at], "have") && cue(at) == Tense::Past &&
            !plan_before(at))
            return true;
    }
    return last < units_.size() && !units_[last].starts && has(units_[last], reporting_) &&
           cue(last) == Tense::Past;
}

/// "will be announced", "to be held", "be put": the participle after these is not past.
bool TenseReader::plan_before(std::uint32_t at) const {
    for (int n = 0; n < 3 && at > 0 && !units_[at].starts; ++n) {
        --at;
        if (has(units_[at], be_)) return true;
        if (is(units_[at], "to") || is(units_[at], "will") || is(units_[at], "would")) return true;
    }
    return false;
}

/// "will be built": the participle of a future.
bool TenseReader::will_before(std::uint32_t at) const {
    for (int n = 0; n < 3 && at > 0 && !units_[at].starts; ++n) {
        --at;
        if (is(units_[at], "will") || is(units_[at], "would") || is(units_[at], "shall")) return true;
    }
    return false;
}

Tense TenseReader::around(std::uint32_t first, std::uint32_t last) const {
    if (beside_past(first, last)) return Tense::Past;
    if (!sentences_.empty())
        if (const auto tense = parsed(units_[first].begin, units_[last - 1].end)) return *tense;
    const auto stop = [&](std::uint32_t at) {
        const auto& unit = units_[at];
        return unit.end == unit.begin + 1 && text_[unit.begin] == ';';
    };
    Tense found = Tense::Unknown;
    std::uint32_t at = first;
    for (std::uint32_t n = 0; at > 0 && n < kReach; ++n) {
        if (units_[at].starts) break;
        --at;
        if (stop(at)) break;
        found = cue(at);
        if (found != Tense::Unknown) break;
    }
    if (found == Tense::Past && will_before(at)) return Tense::Future;
    if (found != Tense::Unknown) return found;
    at = last;
    for (std::uint32_t n = 0; at < units_.size() && n < kReach; ++at, ++n) {
        if (units_[at].starts || stop(at)) break;
        found = cue(at);
        if (found != Tense::Unknown) return found;
    }
    return Tense::Unknown;
}

}  // namespace annalist::text

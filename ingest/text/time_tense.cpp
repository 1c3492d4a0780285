#include "ingest/text/time_tense.hpp"

#include <algorithm>

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
      future_(table.symbol("{future_cue}")) {}

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

Tense TenseReader::around(std::uint32_t first, std::uint32_t last) const {
    const auto stop = [&](std::uint32_t at) {
        const auto& unit = units_[at];
        return unit.end == unit.begin + 1 && text_[unit.begin] == ';';
    };
    Tense found = Tense::Unknown;
    for (std::uint32_t at = first, n = 0; at > 0 && n < kReach; ++n) {
        if (units_[at].starts) break;
        --at;
        if (stop(at)) break;
        found = cue(at);
        if (found != Tense::Unknown) break;
    }
    if (found == Tense::Past) {
        // "was scheduled", "were to be": what was planned lies ahead of its planning.
        return found;
    }
    if (found != Tense::Unknown) return found;
    for (std::uint32_t at = last, n = 0; at < units_.size() && n < kReach; ++at, ++n) {
        if (units_[at].starts || stop(at)) break;
        found = cue(at);
        if (found != Tense::Unknown) return found;
    }
    return Tense::Unknown;
}

}  // namespace annalist::text

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "ingest/text/time_build.hpp"

namespace annalist::text {

/// Whether unit `at` is this word of the tables.
inline bool is_word(std::span<const TimeUnit> units, std::uint32_t at, std::string_view text) {
    return at < units.size() && units[at].word && units[at].word->text == text;
}

inline bool is_number(std::span<const TimeUnit> units, std::uint32_t at) {
    return at < units.size() && (units[at].classes & kNum);
}

/// The value of a word in a class.
inline std::optional<int> sense(const TimeUnit& unit, Symbol symbol) {
    if (unit.word)
        for (const auto& s : unit.word->senses)
            if (s.symbol == symbol) return s.value;
    return std::nullopt;
}

/// Reads the parts of one match by name.
class MatchReader {
public:
    MatchReader(const TimeRule& rule, std::span<const MatchPart> parts, const TimeUnits& text,
           const TimeSymbols& s)
        : rule_(rule), parts_(parts), text_(text), s_(s) {}

    std::optional<TimeExpr> build();

private:
    const MatchPart* part(Symbol symbol, int nth = 0) const {
        for (const auto& p : parts_)
            if (p.symbol == symbol && nth-- == 0) return &p;
        return nullptr;
    }
    bool has(std::string_view word) const {
        for (const auto& p : parts_)
            if (text_.units[p.first].word && text_.units[p.first].word->text == word &&
                p.last == p.first + 1)
                return true;
        return false;
    }
    std::optional<double> number(Symbol symbol) const {
        const auto* p = part(symbol);
        if (!p) return std::nullopt;
        return text_.units[p->first].number;
    }
    std::optional<int> word(Symbol symbol, int nth = 0) const {
        const auto* p = part(symbol, nth);
        if (!p) return std::nullopt;
        return sense(text_.units[p->first], symbol);
    }
    Grain unit(int nth = 0) const {
        for (const Symbol symbol : {s_.unit, s_.anyunit, s_.units, s_.hourunit})
            if (const auto value = word(symbol, nth)) return static_cast<Grain>(*value);
        return rule_.unit;
    }
    std::optional<int> year() const {
        for (const Symbol symbol : {s_.year, s_.aposyear})
            if (const auto value = number(symbol)) return static_cast<int>(*value);
        if (const auto value = number(s_.year2))
            return static_cast<int>(*value) + (*value <= 30 ? 2000 : 1900);
        return std::nullopt;
    }

    /// "Sun" and "Jan" are also names: short forms need their full stop or a number beside them.
    bool short_alone(const MatchPart& p) const {
        const auto& unit = text_.units[p.first];
        if (!unit.word || !unit.word->abbreviation || parts_.size() > 1) return false;
        const auto length = unit.end - unit.begin;
        if (length > unit.word->text.size()) return false;
        const auto next = p.last;
        if (next < text_.units.size() && !text_.units[next].starts) {
            if (text_.units[next].figures) return false;
            if (is_word(text_.units, next, ",") && next + 1 < text_.units.size() &&
                (text_.units[next + 1].figures || has_sense(next + 1, s_.month)))
                return false;
            if (has_sense(next, s_.month) || has_sense(next, s_.daypart)) return false;
            // "Jan-Feb"
            if (is_word(text_.units, next, "-") && next + 1 < text_.units.size() && has_sense(next + 1, s_.month))
                return false;
        }
        if (p.first >= 2 && is_word(text_.units, p.first - 1, "-") && has_sense(p.first - 2, s_.month)) return false;
        return true;
    }
    /// "THE MAYOR MAY RESIGN": among capitals only a preposition makes a month of these verbs.
    bool verb_in_capitals(const MatchPart& p) const {
        const auto& units = text_.units;
        if (parts_.size() > 1 || p.first == 0 || units[p.first].starts || p.last >= units.size()) return false;
        if (!is_word(units, p.first, "may") && !is_word(units, p.first, "march")) return false;
        if (!units[p.first - 1].capital || !units[p.last].capital || units[p.last].starts) return false;
        for (const char* word : {"in", "of", "since", "until", "by", "during", "from", "to", "last", "next", "early", "late", "mid"})
            if (is_word(units, p.first - 1, word)) return false;
        return true;
    }
    /// "4 FEB 90 (" of a dateline: behind a comma and before a sign, the figures are a year.
    bool dateline_year() const {
        const auto* year2 = part(s_.year2);
        if (!year2 || is_word(text_.units, year2->first - 1, "-")) return true;
        const auto first = parts_.front().first;
        if (first == 0 || !is_word(text_.units, first - 1, ",") || year2->last >= text_.units.size()) return false;
        const auto& next = text_.units[year2->last];
        return is_word(text_.units, year2->last, "-") || (!next.word && !next.figures && next.end - next.begin == 1);
    }
    /// A month, year or counted unit that "the second week of" can be of.
    bool container_follows(std::uint32_t at) const {
        if (at >= text_.units.size() || text_.units[at].starts) return false;
        if (has_sense(at, s_.month) || (text_.units[at].classes & (kYear | kDecade))) return true;
        for (const char* word : {"this", "last", "next", "that", "the"})
            if (is_word(text_.units, at, word) && at + 1 < text_.units.size())
                return has_sense(at + 1, s_.unit) || has_sense(at + 1, s_.month);
        return false;
    }
    bool has_sense(std::uint32_t at, Symbol symbol) const {
        return sense(text_.units[at], symbol).has_value();
    }

    bool date();
    bool shifted(int shift, Grain grain);
    bool counted(int sign);
    bool duration();
    bool clock();
    bool set();
    bool holiday();
    bool part_of_day();

    const TimeRule& rule_;
    std::span<const MatchPart> parts_;
    const TimeUnits& text_;
    const TimeSymbols& s_;
    TimeExpr e_;
};

}  // namespace annalist::text

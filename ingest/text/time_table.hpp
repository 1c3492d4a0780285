#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/time_expr.hpp"

namespace annalist::text {

/// A class of words ("{month}") or one word of a pattern ("ago").
using Symbol = std::uint16_t;

struct WordSense {
    Symbol symbol = 0;
    std::int32_t value = 0;
};

/// A word that tells time, with all its classes.
struct TimeWord {
    std::string text;
    std::vector<WordSense> senses;
    bool abbreviation = false;  ///< takes a following full stop
    bool starts = false;        ///< a rule begins with it
    bool quantity = false;      ///< a quantity may begin with it: "several"
};

enum class TimeOp : std::uint8_t {
    None, Date, Iso, Years, Rel, RelPart, Weekday, PastUnit, TheUnit, SeasonOf, MonthOf, Quarter,
    Half, TheQuarter, ThePeriod, YearAgo, YearOf, Fiscal, YearEnd, ToDate, Decade, Century, Ago,
    Before, After, Hence, FromDay, VaguePast, Dur, Dur2, DurHalf, DurUnknown, Set, SetWeekday,
    SetMonth, SetSeason, SetPart, SetUnknown, Freqly, Times, Clock, Noon, Part, Nth, WeekOf,
    Holiday, HolidayWeek, Ref, Recent, FutureAdj, Soon, OneDay
};

/// One line of the rules.
struct TimeRule {
    TimeOp op = TimeOp::None;
    Grain unit = Grain::None;
    int shift = 0;
    int year_shift = kUnset;
    int number = kUnset;
    int minutes = 0;
    std::uint32_t from = 0;  ///< leading units that belong to the pattern but not to the expression
    std::uint32_t trim = 0;  ///< and trailing ones
    Base base = Base::Published;
    Direction direction = Direction::Unknown;
    DayPart part = DayPart::None;
    std::string_view vague;
    bool fiscal = false, half = false, one = false, uncounted = false, back = false, ahead = false;
    bool weak = false, only_end = false;
    std::string pattern, example, value;  ///< as written
};

struct TrieEdge {
    Symbol symbol = 0;
    std::uint32_t node = 0;
};

struct TrieNode {
    std::vector<TrieEdge> edges;  ///< by symbol
    std::vector<std::uint32_t> rules;
};

/// One pattern before or after an expression that changes it: "early", "the end of", "or so".
struct TimeModifier {
    std::vector<Symbol> words;
    Mod date = Mod::None;      ///< what it makes of a date; None with takes_date false: not allowed
    Mod duration = Mod::None;
    bool takes_date = false, takes_duration = false;
    bool before = true;        ///< stands before the expression, not after it
    std::string example, value, mod;
};

inline constexpr std::uint32_t kTimeWordHash = 2166136261u;
constexpr std::uint32_t add_to_hash(std::uint32_t hash, char c) {
    return (hash ^ static_cast<unsigned char>(c)) * 16777619u;
}
constexpr std::uint32_t finish_hash(std::uint32_t hash) { return hash ^ (hash >> 15); }
/// Hash of a word's small letters, FNV-1a.
constexpr std::uint32_t time_word_hash(std::string_view word) {
    std::uint32_t hash = kTimeWordHash;
    for (const char c : word) hash = add_to_hash(hash, c);
    return finish_hash(hash);
}

/// The tables of one language, compiled. Immutable, safe for many threads.
class TimeTable {
public:
    /// `words`, `rules` and `modifiers` are the texts of the .tsv files. Mistakes in them are ours and abort with
    /// the line.
    TimeTable(std::string_view words, std::string_view rules, std::string_view modifiers);

    /// The word spelled so (lower case), or nullptr. Constant time.
    const TimeWord* find(std::string_view lower) const {
        return find(lower, time_word_hash(lower));
    }
    /// The same with the hash at hand.
    const TimeWord* find(std::string_view lower, std::uint32_t hash) const;
    /// False when no word of this length begins with this small letter.
    bool may_be_word(char first, std::size_t length) const {
        return length < 32 && (lengths_[static_cast<unsigned char>(first)] >> length & 1);
    }
    /// Length of the longest word.
    std::size_t longest_word() const { return longest_; }

    /// The symbol of "{class}" or of a word; 0 when no pattern uses it.
    Symbol symbol(std::string_view name) const;
    const TrieNode& node(std::uint32_t index) const { return nodes_[index]; }
    /// The node after `symbol`, or 0.
    std::uint32_t next(std::uint32_t node, Symbol symbol) const;
    std::uint32_t start(Symbol symbol) const { return symbol < first_.size() ? first_[symbol] : 0; }
    const TimeRule& rule(std::uint32_t index) const { return rules_[index]; }
    std::span<const TimeRule> rules() const { return rules_; }
    std::span<const TimeModifier> modifiers() const { return modifiers_; }
    /// Modifiers, longest first, whose word next to the expression is `symbol`.
    std::span<const std::uint32_t> modifiers_beside(Symbol symbol) const {
        return symbol < beside_.size() ? beside_[symbol] : std::span<const std::uint32_t>();
    }

private:
    Symbol intern(std::string_view name);
    void read_words(std::string_view text);
    void read_rules(std::string_view text);
    void read_modifiers(std::string_view text);
    void add_pattern(std::string_view pattern, std::uint32_t rule);
    void add_word(std::string_view word, Symbol symbol, std::int32_t value);
    void build_hash();

    std::vector<TimeWord> words_;
    std::vector<std::string> names_;  ///< of symbols
    struct Slot {
        std::uint32_t word = 0;  ///< 1 + index
        std::uint32_t hash = 0;
    };
    std::vector<Slot> slots_;
    std::array<std::uint32_t, 256> lengths_{};
    std::vector<std::vector<std::uint32_t>> beside_;
    std::vector<TrieNode> nodes_;
    std::vector<std::uint32_t> first_;
    std::vector<TimeRule> rules_;
    std::vector<TimeModifier> modifiers_;
    std::size_t longest_ = 0;
    std::vector<std::vector<std::uint32_t>> buckets_;
};

/// The English tables, compiled on first use.
const TimeTable& english_times();

}  // namespace annalist::text

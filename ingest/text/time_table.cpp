#include "ingest/text/time_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <optional>


#include "ingest/text/time_tables_en.hpp"

namespace annalist::text {
namespace {

[[noreturn]] void broken(std::string_view what, std::string_view line) {
    fmt::print(stderr, "time tables: {}: {}\n", what, line);
    std::abort();
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

template <class Body>
void for_each_row(std::string_view text, Body body) {
    for (const auto line : split(text, '\n'))
        if (!line.empty() && line[0] != '#') body(line, split(line, '\t'));
}

struct Named {
    std::string_view name;
    int value;
};

constexpr Named kNamed[] = {
    {"SECOND", static_cast<int>(Grain::Second)}, {"MINUTE", static_cast<int>(Grain::Minute)},
    {"HOUR", static_cast<int>(Grain::Hour)}, {"DAY", static_cast<int>(Grain::Day)},
    {"NIGHT", static_cast<int>(Grain::Night)}, {"WEEKEND", static_cast<int>(Grain::Weekend)},
    {"WEEK", static_cast<int>(Grain::Week)}, {"FORTNIGHT", static_cast<int>(Grain::Fortnight)},
    {"MONTH", static_cast<int>(Grain::Month)}, {"QUARTER", static_cast<int>(Grain::Quarter)},
    {"YEAR", static_cast<int>(Grain::Year)}, {"DECADE", static_cast<int>(Grain::Decade)},
    {"CENTURY", static_cast<int>(Grain::Century)},
    {"MILLENNIUM", static_cast<int>(Grain::Millennium)},
    {"SPRING", static_cast<int>(Season::Spring)}, {"SUMMER", static_cast<int>(Season::Summer)},
    {"FALL", static_cast<int>(Season::Fall)}, {"WINTER", static_cast<int>(Season::Winter)},
    {"MO", static_cast<int>(DayPart::Morning)}, {"AF", static_cast<int>(DayPart::Afternoon)},
    {"EV", static_cast<int>(DayPart::Evening)}, {"NI", static_cast<int>(DayPart::Night)},
    {"DT", static_cast<int>(DayPart::Daytime)},
};

std::optional<int> number_or_name(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{} && end == text.data() + text.size()) return value;
    for (const auto& named : kNamed)
        if (named.name == text) return named.value;
    return std::nullopt;
}

struct NamedOp {
    std::string_view name;
    TimeOp op;
};

constexpr NamedOp kOps[] = {
    {"none", TimeOp::None}, {"date", TimeOp::Date}, {"iso", TimeOp::Iso}, {"years", TimeOp::Years},
    {"rel", TimeOp::Rel}, {"rel_part", TimeOp::RelPart}, {"weekday", TimeOp::Weekday},
    {"past_unit", TimeOp::PastUnit}, {"the_unit", TimeOp::TheUnit}, {"season", TimeOp::SeasonOf},
    {"month", TimeOp::MonthOf}, {"quarter", TimeOp::Quarter}, {"half", TimeOp::Half},
    {"the_quarter", TimeOp::TheQuarter}, {"the_period", TimeOp::ThePeriod},
    {"year_ago", TimeOp::YearAgo}, {"year_of", TimeOp::YearOf}, {"fiscal", TimeOp::Fiscal},
    {"year_end", TimeOp::YearEnd}, {"to_date", TimeOp::ToDate}, {"decade", TimeOp::Decade},
    {"century", TimeOp::Century}, {"ago", TimeOp::Ago}, {"before", TimeOp::Before},
    {"after", TimeOp::After}, {"hence", TimeOp::Hence}, {"from_day", TimeOp::FromDay},
    {"vague_past", TimeOp::VaguePast}, {"dur", TimeOp::Dur}, {"dur2", TimeOp::Dur2},
    {"dur_half", TimeOp::DurHalf}, {"dur_x", TimeOp::DurUnknown}, {"set", TimeOp::Set},
    {"set_weekday", TimeOp::SetWeekday}, {"set_month", TimeOp::SetMonth},
    {"set_season", TimeOp::SetSeason}, {"set_part", TimeOp::SetPart},
    {"set_x", TimeOp::SetUnknown}, {"freqly", TimeOp::Freqly}, {"times", TimeOp::Times},
    {"clock", TimeOp::Clock}, {"noon", TimeOp::Noon}, {"part", TimeOp::Part}, {"nth", TimeOp::Nth},
    {"week_of", TimeOp::WeekOf}, {"holiday", TimeOp::Holiday},
    {"holiday_week", TimeOp::HolidayWeek}, {"ref", TimeOp::Ref}, {"recent", TimeOp::Recent},
    {"future_adj", TimeOp::FutureAdj}, {"soon", TimeOp::Soon}, {"one_day", TimeOp::OneDay},
};

constexpr std::string_view kVague[] = {"PRESENT_REF", "PAST_REF", "FUTURE_REF"};

void set_option(TimeRule& rule, std::string_view option, std::string_view line) {
    const auto equals = option.find('=');
    const auto key = option.substr(0, equals);
    const auto text = equals == std::string_view::npos ? "" : option.substr(equals + 1);
    const auto number = number_or_name(text);
    if (key == "unit" && number) rule.unit = static_cast<Grain>(*number);
    else if (key == "shift" && number) rule.shift = *number;
    else if (key == "year" && number) rule.year_shift = *number;
    else if (key == "n" && number) rule.number = *number;
    else if (key == "min" && number) rule.minutes = *number;
    else if (key == "from" && number) rule.from = static_cast<std::uint32_t>(*number);
    else if (key == "trim" && number) rule.trim = static_cast<std::uint32_t>(*number);
    else if (key == "part" && number) rule.part = static_cast<DayPart>(*number);
    else if (key == "base" && text == "ref") rule.base = Base::Reference;
    else if (key == "base" && text == "dct") rule.base = Base::Published;
    else if (key == "dir" && text == "last") rule.direction = Direction::Last;
    else if (key == "dir" && text == "this") rule.direction = Direction::This;
    else if (key == "dir" && text == "next") rule.direction = Direction::Next;
    else if (key == "fiscal") rule.fiscal = true;
    else if (key == "half") rule.half = true;
    else if (key == "one") rule.one = true;
    else if (key == "vague") rule.uncounted = true;
    else if (key == "back") rule.back = true;
    else if (key == "ahead") rule.ahead = true;
    else if (key == "weak") rule.weak = true;
    else if (key == "only_end") rule.only_end = true;
    else {
        for (const auto vague : kVague)
            if (key == vague) {
                rule.vague = vague;
                return;
            }
        broken("unknown setting", line);
    }
}

/// A pattern as sequences of names: every choice and every optional part written out.
using Sequences = std::vector<std::vector<std::string_view>>;

Sequences expand(std::string_view& text, std::string_view line);

Sequences expand_alternatives(std::string_view& text, std::string_view line) {
    Sequences all;
    while (true) {
        auto one = expand(text, line);
        all.insert(all.end(), one.begin(), one.end());
        if (text.empty() || text[0] != '|') return all;
        text.remove_prefix(1);
    }
}

Sequences expand(std::string_view& text, std::string_view line) {
    Sequences sequences{{}};
    while (!text.empty() && text[0] != '|' && text[0] != ')') {
        if (text[0] == ' ') {
            text.remove_prefix(1);
            continue;
        }
        Sequences piece;
        if (text[0] == '(') {
            text.remove_prefix(1);
            piece = expand_alternatives(text, line);
            if (text.empty()) broken("bracket not closed", line);
            text.remove_prefix(1);
        } else {
            const auto end = text.find_first_of(" ?|)");
            piece = {{text.substr(0, end)}};
            text.remove_prefix(std::min(end, text.size()));
        }
        if (!text.empty() && text[0] == '?') {
            text.remove_prefix(1);
            piece.push_back({});
        }
        Sequences next;
        for (const auto& head : sequences)
            for (const auto& tail : piece) {
                next.push_back(head);
                next.back().insert(next.back().end(), tail.begin(), tail.end());
            }
        sequences = std::move(next);
    }
    return sequences;
}

struct NamedMod {
    std::string_view name;
    Mod mod;
};

constexpr NamedMod kMods[] = {
    {"BEFORE", Mod::Before}, {"AFTER", Mod::After}, {"ON_OR_BEFORE", Mod::OnOrBefore},
    {"ON_OR_AFTER", Mod::OnOrAfter}, {"LESS_THAN", Mod::LessThan}, {"MORE_THAN", Mod::MoreThan},
    {"EQUAL_OR_LESS", Mod::EqualOrLess}, {"EQUAL_OR_MORE", Mod::EqualOrMore},
    {"START", Mod::Start}, {"MID", Mod::Mid}, {"END", Mod::End}, {"APPROX", Mod::Approx},
    {"NONE", Mod::None},
};

}  // namespace

TimeTable::TimeTable(std::string_view words, std::string_view rules, std::string_view modifiers) {
    names_.push_back("");
    nodes_.resize(2);  // 0 is "no node", 1 the root
    buckets_.resize(4096);
    read_words(words);
    read_rules(rules);
    read_modifiers(modifiers);
    first_.resize(names_.size());
    for (auto& node : nodes_)
        std::sort(node.edges.begin(), node.edges.end(),
                  [](const TrieEdge& a, const TrieEdge& b) { return a.symbol < b.symbol; });
    for (const auto& edge : nodes_[1].edges) first_[edge.symbol] = edge.node;
    beside_.resize(names_.size());
    for (std::uint32_t i = 0; i < modifiers_.size(); ++i) {
        const auto& pattern = modifiers_[i].words;
        beside_[modifiers_[i].before ? pattern.back() : pattern.front()].push_back(i);
    }
    build_hash();
}

Symbol TimeTable::intern(std::string_view name) {
    if (const Symbol found = symbol(name)) return found;
    names_.emplace_back(name);
    const auto made = static_cast<Symbol>(names_.size() - 1);
    buckets_[time_word_hash(name) % buckets_.size()].push_back(made);
    return made;
}

Symbol TimeTable::symbol(std::string_view name) const {
    for (const auto index : buckets_[time_word_hash(name) % buckets_.size()])
        if (names_[index] == name) return static_cast<Symbol>(index);
    return 0;
}

void TimeTable::add_word(std::string_view word, Symbol symbol, std::int32_t value) {
    longest_ = std::max(longest_, word.size());
    auto found = std::find_if(words_.begin(), words_.end(),
                              [&](const TimeWord& known) { return known.text == word; });
    if (found == words_.end()) {
        words_.push_back({std::string(word), {}, false});
        found = words_.end() - 1;
    }
    found->senses.push_back({symbol, value});
}

void TimeTable::read_words(std::string_view text) {
    for_each_row(text, [&](std::string_view line, const std::vector<std::string_view>& cells) {
        if (cells.size() != 3) broken("three columns wanted", line);
        const auto value = number_or_name(cells[1]);
        for (const auto word : split(cells[2], '|')) {
            if (cells[0] == "abbr") {
                add_word(word, 0, 0);
                for (auto& known : words_)
                    if (known.text == word) {
                        known.abbreviation = true;
                        known.senses.pop_back();
                    }
                continue;
            }
            add_word(word, intern(fmt::format("{{{}}}", cells[0])),
                     value ? *value : static_cast<std::int32_t>(time_word_hash(cells[1]) >> 1));
        }
    });
}

void TimeTable::read_rules(std::string_view text) {
    for_each_row(text, [&](std::string_view line, const std::vector<std::string_view>& cells) {
        if (cells.size() != 4) broken("four columns wanted", line);
        TimeRule rule;
        rule.pattern = cells[0];
        rule.example = cells[2];
        rule.value = cells[3];
        const auto words = split(cells[1], ' ');
        const auto* op = std::find_if(std::begin(kOps), std::end(kOps),
                                      [&](const NamedOp& named) { return named.name == words[0]; });
        if (op == std::end(kOps)) broken("unknown operation", line);
        rule.op = op->op;
        for (std::size_t i = 1; i < words.size(); ++i) set_option(rule, words[i], line);
        rules_.push_back(std::move(rule));
        add_pattern(rules_.back().pattern, static_cast<std::uint32_t>(rules_.size() - 1));
    });
}

void TimeTable::add_pattern(std::string_view pattern, std::uint32_t rule) {
    auto rest = pattern;
    for (const auto& sequence : expand_alternatives(rest, pattern)) {
        if (sequence.empty()) broken("empty pattern", pattern);
        std::uint32_t at = 1;
        for (const auto name : sequence) {
            const Symbol symbol = intern(name);
            auto& edges = nodes_[at].edges;
            const auto edge = std::find_if(edges.begin(), edges.end(),
                                           [&](const TrieEdge& e) { return e.symbol == symbol; });
            if (edge != edges.end()) {
                at = edge->node;
                continue;
            }
            const auto made = static_cast<std::uint32_t>(nodes_.size());
            edges.push_back({symbol, made});
            nodes_.emplace_back();
            at = made;
        }
        auto& ends = nodes_[at].rules;
        if (std::find(ends.begin(), ends.end(), rule) == ends.end()) ends.push_back(rule);
    }
    if (!rest.empty()) broken("bracket not opened", pattern);
}

void TimeTable::read_modifiers(std::string_view text) {
    for_each_row(text, [&](std::string_view line, const std::vector<std::string_view>& cells) {
        if (cells.size() != 6) broken("six columns wanted", line);
        TimeModifier made;
        made.before = cells[0] == "before";
        const auto mod = [&](std::string_view name, Mod& value) {
            if (name == "-") return false;
            for (const auto& named : kMods)
                if (named.name == name) {
                    value = named.mod;
                    return true;
                }
            broken("unknown modifier", line);
        };
        made.takes_date = mod(cells[2], made.date);
        made.takes_duration = mod(cells[3], made.duration);
        made.example = cells[4];
        made.value = cells[5];
        auto rest = cells[1];
        for (const auto& sequence : expand_alternatives(rest, line)) {
            made.words.clear();
            for (const auto name : sequence) made.words.push_back(intern(name));
            modifiers_.push_back(made);
        }
    });
    // Longest first, so that "more than" is not taken for "than".
    std::stable_sort(modifiers_.begin(), modifiers_.end(),
                     [](const TimeModifier& a, const TimeModifier& b) {
                         return a.words.size() > b.words.size();
                     });
}

void TimeTable::build_hash() {
    // Every word of a pattern is a word of the language, with its own symbol.
    for (std::size_t symbol = 1; symbol < names_.size(); ++symbol)
        if (names_[symbol][0] != '{') add_word(names_[symbol], static_cast<Symbol>(symbol), 0);
    std::size_t size = 1;
    while (size < words_.size() * 4) size *= 2;
    slots_.assign(size, {});
    const Symbol quantity = symbol("{qtyw}");
    for (std::size_t i = 0; i < words_.size(); ++i) {
        auto& word = words_[i];
        const auto hash = time_word_hash(word.text);
        std::size_t at = hash & (size - 1);
        while (slots_[at].word) at = (at + 1) & (size - 1);
        slots_[at] = {static_cast<std::uint32_t>(i + 1), hash};
        if (word.text.size() < 32)
            lengths_[static_cast<unsigned char>(word.text[0])] |= 1u << word.text.size();
        for (const auto& sense : word.senses) {
            word.starts = word.starts || first_[sense.symbol] != 0;
            word.quantity = word.quantity || sense.symbol == quantity;
        }
    }
}

const TimeWord* TimeTable::find(std::string_view lower, std::uint32_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask; slots_[at].word; at = (at + 1) & mask)
        if (slots_[at].hash == hash && words_[slots_[at].word - 1].text == lower)
            return &words_[slots_[at].word - 1];
    return nullptr;
}

std::uint32_t TimeTable::next(std::uint32_t node, Symbol symbol) const {
    const auto& edges = nodes_[node].edges;
    if (edges.size() <= 6) {
        for (const auto& edge : edges)
            if (edge.symbol == symbol) return edge.node;
        return 0;
    }
    const auto found = std::lower_bound(
        edges.begin(), edges.end(), symbol,
        [](const TrieEdge& edge, Symbol wanted) { return edge.symbol < wanted; });
    return found != edges.end() && found->symbol == symbol ? found->node : 0;
}

const TimeTable& english_times() {
    static const TimeTable table(kTimeWordsEn, kTimeRulesEn, kTimeModifiersEn);
    return table;
}

}  // namespace annalist::text

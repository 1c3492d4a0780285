#include "ingest/extract/numerals.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace annalist::ingest {
namespace {

using Entry = std::pair<std::string_view, long>;

constexpr std::array<Entry, 29> kNumbers{{
    {"zero", 0},     {"one", 1},        {"two", 2},        {"three", 3},    {"four", 4},      {"five", 5},
    {"six", 6},      {"seven", 7},      {"eight", 8},      {"nine", 9},     {"ten", 10},      {"eleven", 11},
    {"twelve", 12},  {"thirteen", 13},  {"fourteen", 14},  {"fifteen", 15}, {"sixteen", 16},  {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19}, {"twenty", 20},    {"thirty", 30},  {"forty", 40},    {"fifty", 50},
    {"sixty", 60},   {"seventy", 70},   {"eighty", 80},    {"ninety", 90},  {"dozen", 12},
}};

constexpr std::array<Entry, 28> kOrdinals{{
    {"first", 1},       {"second", 2},      {"third", 3},       {"fourth", 4},      {"fifth", 5},
    {"sixth", 6},       {"seventh", 7},     {"eighth", 8},      {"ninth", 9},       {"tenth", 10},
    {"eleventh", 11},   {"twelfth", 12},    {"thirteenth", 13}, {"fourteenth", 14}, {"fifteenth", 15},
    {"sixteenth", 16},  {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20},
    {"thirtieth", 30},  {"fortieth", 40},   {"fiftieth", 50},   {"sixtieth", 60},   {"seventieth", 70},
    {"eightieth", 80},  {"ninetieth", 90},  {"hundredth", 100},
}};

template <std::size_t N>
std::optional<long> look_up(const std::array<Entry, N>& table, std::string_view word) {
    const auto at = std::ranges::find(table, word, &Entry::first);
    if (at == table.end()) return std::nullopt;
    return at->second;
}

std::optional<long> from_digits(std::string_view word) {
    std::string plain;
    for (const char c : word)
        if (c != ',') plain.push_back(c);
    long value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (plain.empty() || error != std::errc{} || end != plain.data() + plain.size()) return std::nullopt;
    return value;
}

/// The part before and after a hyphen: "twenty-one" is 20 and "one".
std::optional<std::pair<long, std::string_view>> tens(std::string_view word) {
    const auto hyphen = word.find('-');
    if (hyphen == std::string_view::npos) return std::nullopt;
    const auto ten = look_up(kNumbers, word.substr(0, hyphen));
    if (!ten || *ten < 20 || *ten % 10 != 0) return std::nullopt;
    return std::pair(*ten, word.substr(hyphen + 1));
}

}  // namespace

std::optional<long> small_number(std::string_view word) {
    if (const auto value = look_up(kNumbers, word)) return value;
    if (const auto value = from_digits(word)) return value;
    if (const auto parts = tens(word))
        if (const auto unit = look_up(kNumbers, parts->second); unit && *unit < 10) return parts->first + *unit;
    return std::nullopt;
}

std::optional<long> ordinal_number(std::string_view word) {
    if (const auto value = look_up(kOrdinals, word)) return value;
    if (word.size() > 2) {
        const auto suffix = word.substr(word.size() - 2);
        if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th")
            if (const auto value = from_digits(word.substr(0, word.size() - 2))) return value;
    }
    if (const auto parts = tens(word))
        if (const auto unit = look_up(kOrdinals, parts->second); unit && *unit < 10) return parts->first + *unit;
    return std::nullopt;
}

}  // namespace annalist::ingest

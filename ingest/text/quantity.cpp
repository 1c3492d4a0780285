#include "ingest/text/quantity.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <utility>

#include "ingest/text/words.hpp"

namespace annalist::text {
namespace {

using Word = std::pair<std::string_view, double>;

constexpr std::array<Word, 29> kWords{{
    {"one", 1},       {"two", 2},        {"three", 3},     {"four", 4},      {"five", 5},     {"six", 6},
    {"seven", 7},     {"eight", 8},      {"nine", 9},      {"ten", 10},      {"eleven", 11},  {"twelve", 12},
    {"thirteen", 13}, {"fourteen", 14},  {"fifteen", 15},  {"sixteen", 16},  {"seventeen", 17}, {"eighteen", 18},
    {"nineteen", 19}, {"twenty", 20},    {"thirty", 30},   {"forty", 40},    {"fifty", 50},   {"sixty", 60},
    {"seventy", 70},  {"eighty", 80},    {"ninety", 90},   {"dozen", 12},    {"half", 0.5},
}};

constexpr std::array<Word, 14> kScales{{
    {"hundred", 1e2}, {"thousand", 1e3}, {"million", 1e6}, {"mln", 1e6}, {"mn", 1e6}, {"m", 1e6}, {"billion", 1e9},
    {"bln", 1e9}, {"bn", 1e9}, {"b", 1e9}, {"trillion", 1e12}, {"trln", 1e12}, {"tn", 1e12}, {"k", 1e3},
}};

/// What a number before them is divided by.
constexpr std::array<Word, 6> kParts{{
    {"third", 3}, {"thirds", 3}, {"quarters", 4}, {"fifth", 5}, {"fifths", 5}, {"tenths", 10},
}};

using Unit = std::pair<std::string_view, std::string_view>;

/// Signs and abbreviations that stand before a number.
constexpr std::array<Unit, 24> kPrefixes{{
    {"$", "USD"}, {"us$", "USD"}, {"u.s.$", "USD"}, {"usd", "USD"}, {"€", "EUR"}, {"eur", "EUR"}, {"£", "GBP"},
    {"gbp", "GBP"}, {"¥", "JPY"}, {"a$", "AUD"}, {"au$", "AUD"}, {"c$", "CAD"}, {"ca$", "CAD"}, {"hk$", "HKD"},
    {"nz$", "NZD"}, {"s$", "SGD"}, {"rs", "INR"}, {"₹", "INR"}, {"rmb", "CNY"}, {"₩", "KRW"}, {"₽", "RUB"},
    {"dlrs", "USD"}, {"dollars", "USD"}, {"nok", "NOK"},
}};

/// Words that stand after a number.
constexpr std::array<Unit, 65> kUnits{{
    {"percent", "%"}, {"per cent", "%"}, {"pct", "%"}, {"%", "%"}, {"percentage points", "pp"}, {"percentage point", "pp"},
    {"points", "points"}, {"basis points", "bp"}, {"basis point", "bp"},
    {"pct points", "pp"}, {"pct point", "pp"}, {"dollars", "USD"}, {"dollar", "USD"}, {"dlrs", "USD"}, {"dlr", "USD"}, {"us dollars", "USD"},
    {"u.s. dollars", "USD"}, {"u.s. dlrs", "USD"}, {"usd", "USD"}, {"euros", "EUR"}, {"euro", "EUR"}, {"eur", "EUR"},
    {"pounds", "GBP"}, {"stg", "GBP"}, {"pounds sterling", "GBP"}, {"yen", "JPY"}, {"yuan", "CNY"}, {"renminbi", "CNY"},
    {"rubles", "RUB"}, {"roubles", "RUB"}, {"rupees", "INR"}, {"won", "KRW"}, {"francs", "FRF"}, {"swiss francs", "CHF"},
    {"marks", "DEM"}, {"lira", "TRY"}, {"rand", "ZAR"}, {"reais", "BRL"}, {"pesos", "MXN"}, {"australian dollars", "AUD"},
    {"canadian dollars", "CAD"}, {"dirhams", "AED"}, {"riyals", "SAR"}, {"hryvnias", "UAH"}, {"hryvnia", "UAH"},
    {"tons", "t"}, {"tonnes", "t"}, {"metric tons", "t"}, {"barrels per day", "bbl/d"}, {"barrels a day", "bbl/d"},
    {"bpd", "bbl/d"}, {"b/d", "bbl/d"}, {"barrels", "bbl"}, {"cubic meters", "m3"}, {"cubic metres", "m3"},
    {"cubic feet", "ft3"}, {"megawatts", "MW"}, {"gigawatts", "GW"}, {"troops", "troops"}, {"soldiers", "troops"},
    {"crowns", "NOK"}, {"kroner", "NOK"}, {"cubic meter", "m3"}, {"doses", "doses"}, {"vaccine doses", "doses"},
}};

std::string lower_ascii(std::string_view word) {
    std::string out(word);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

template <std::size_t N>
std::optional<double> look_up(const std::array<Word, N>& table, std::string_view word) {
    const auto at = std::ranges::find(table, word, &Word::first);
    if (at == table.end()) return std::nullopt;
    return at->second;
}

/// "1,234.5" and ".125"; nullopt when anything else stands in it.
std::optional<double> digits(std::string_view word) {
    std::string plain;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        if (c == ',' && i > 0 && i + 3 < word.size() + 0) continue;
        if ((c < '0' || c > '9') && c != '.') return std::nullopt;
        plain.push_back(c);
    }
    if (plain.empty() || plain == "." || plain.back() == '.' || std::ranges::count(plain, '.') > 1) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (error != std::errc{} || end != plain.data() + plain.size()) return std::nullopt;
    return value;
}

class QuantityFinder {
public:
    QuantityFinder(std::string_view text, const Sentence& sentence) : text_(text), sentence_(sentence) {
        for (const Token& token : sentence.tokens) words_.push_back(lower_ascii(token.span.in(text)));
    }

    std::vector<Quantity> run() {
        std::vector<Quantity> found;
        for (std::uint32_t i = 0; i < words_.size();) {
            if (auto quantity = at(i)) {
                i = quantity->last;
                found.push_back(std::move(*quantity));
            } else {
                ++i;
            }
        }
        return found;
    }

private:
    std::string_view word(std::uint32_t at) const { return at < words_.size() ? std::string_view(words_[at]) : std::string_view{}; }

    /// A number in figures or words with its scale, from `at`; moves `at` behind it.
    std::optional<double> number(std::uint32_t& at) const {
        std::optional<double> value;
        if (auto figure = digits(word(at))) {
            value = figure;
            ++at;
            // "4-1/2", "4 1/2"
            if (word(at).size() == 3 && word(at)[1] == '/' && word(at)[2] > '0' && word(at)[0] >= '0' && word(at)[0] <= '9' &&
                word(at)[2] <= '9') {
                *value += static_cast<double>(word(at)[0] - '0') / (word(at)[2] - '0');
                ++at;
            }
        } else if (auto spelled = look_up(kWords, word(at))) {
            value = spelled;
            ++at;
            if (word(at) == "-" && *value >= 20)
                if (const auto unit = look_up(kWords, word(at + 1)); unit && *unit < 10) {
                    *value += *unit;
                    at += 2;
                }
        } else if ((word(at) == "a" || word(at) == "an") && look_up(kScales, word(at + 1)) && word(at + 1).size() > 2) {
            value = 1;
            ++at;
        } else if (look_up(kScales, word(at)) && word(at).size() > 4 && at > 0 && word(at - 1) != "a") {
            return std::nullopt;  // "hundreds", "millions" say no number
        }
        if (!value) return std::nullopt;
        // "two thirds", "three-quarters"
        const std::uint32_t part = word(at) == "-" ? at + 1 : at;
        if (*value >= 1 && *value < 10)
            if (const auto parts = look_up(kParts, word(part))) {
                at = part + 1;
                return *value / *parts;
            }
        while (true) {
            std::uint32_t next = at;
            if (word(next) == "-" && look_up(kScales, word(next + 1))) ++next;
            const auto scale = look_up(kScales, word(next));
            // "m", "b" and "k" are scales only right behind a figure ("$5m").
            if (!scale || (word(next).size() == 1 && !glued(next))) break;
            *value *= *scale;
            at = next + 1;
        }
        return value;
    }

    bool glued(std::uint32_t at) const {
        return at > 0 && sentence_.tokens[at].span.begin == sentence_.tokens[at - 1].span.end;
    }

    std::string_view unit_after(std::uint32_t& at) const {
        std::uint32_t from = at;
        if (word(from) == "-" && !word(from + 1).empty()) ++from;  // "5-billion-dollar", "70-percent"
        for (std::uint32_t n = 3; n >= 1; --n) {
            if (from + n > words_.size()) continue;
            std::string phrase;
            for (std::uint32_t i = from; i < from + n; ++i) phrase += (i == from ? "" : " ") + words_[i];
            for (const auto& [name, unit] : kUnits)
                if (name == phrase) {
                    at = from + n;
                    if (unit == "t" || unit == "bbl")
                        if ((word(at) == "a" || word(at) == "per") && word(at + 1) == "day") {
                            at += 2;
                            return unit == "t" ? "t/d" : "bbl/d";
                        }
                    return unit;
                }
        }
        return {};
    }

    std::optional<Quantity> at(std::uint32_t first) const {
        std::uint32_t i = first;
        std::string unit;
        for (const auto& [sign, code] : kPrefixes)
            if (word(i) == sign) {
                unit = code;
                ++i;
                break;
            }
        if (unit.empty() && (word(i) == "us" || word(i) == "u.s.") && word(i + 1) == "$") {
            unit = "USD";
            i += 2;
        }
        const std::uint32_t number_at = i;
        auto value = number(i);
        if (!value) return std::nullopt;
        Quantity quantity;
        quantity.first = first;
        std::string_view lent;
        // "3.5 to 4 percent", "$40-50 billion", "between 3 and 4 percent"
        const bool year = *value >= 1000 && *value < 2200 && words_[number_at].size() == 4 && i == number_at + 1;
        if (const auto join = word(i); !year && (join == "to" || join == "-" || join == "–" || (join == "and" && first > 0 && word(first - 1) == "between"))) {
            std::uint32_t j = i + 1;
            for (const auto& [sign, code] : kPrefixes)
                if (word(j) == sign) {
                    ++j;
                    break;
                }
            const std::uint32_t upper_at = j;
            if (const auto upper = number(j)) {
                const auto figure = digits(word(upper_at));
                const double scale = figure && *figure > 0 ? *upper / *figure : 1;
                std::uint32_t k = j;
                const std::string_view shared = unit_after(k);
                const bool both_named = !shared.empty() || !unit.empty();
                if (starts_change(first, join)) {
                    // "from 40 to 35 billion dollars": two amounts, the first with the scale and unit of the second
                    if (both_named && scale >= 100 && *value < 1000) *value *= scale;
                    if (both_named && unit_after_is_missing(i)) lent = shared;
                } else if (both_named && *upper > *value * 0.999) {
                    // The scale of the upper end is the scale of both when the lower has none.
                    if (scale >= 100 && *value <= *figure) *value *= scale;
                    if (*upper > *value) {
                        quantity.high = upper;
                        i = j;
                    }
                }
            }
        }
        const auto named = unit_after(i);
        if (unit.empty()) unit = named.empty() ? lent : named;
        if (unit.empty()) {
            // A bare number: years, days and parts of names are left to others.
            if (*value >= 1000 && *value < 2200 && words_[number_at].size() == 4 && words_[number_at].find(',') == std::string::npos && i == number_at + 1)
                return std::nullopt;
            const Token& token = sentence_.tokens[number_at];
            if (token.deprel != "nummod" && i == number_at + 1) return std::nullopt;
        }
        if (!unit.empty()) quantity.per = rate_after(i);
        quantity.last = i;
        quantity.value = *value;
        quantity.unit = unit;
        quantity.span = {sentence_.tokens[first].span.begin, sentence_.tokens[i - 1].span.end};
        quantity.hedge = hedge(first, i);
        return quantity;
    }

    /// Whether "from" stands before the amount and "to" behind it, and not as the ends of a range.
    bool starts_change(std::uint32_t first, std::string_view join) const {
        if (join != "to" || first == 0 || word(first - 1) != "from") return false;
        return first < 2 || !is_one_of(word(first - 2), {"range", "ranges", "ranged", "ranging", "anywhere", "vary", "varies", "varying"});
    }

    bool unit_after_is_missing(std::uint32_t at) const { return unit_after(at).empty(); }

    /// "a day", "per year", "an hour", "each month", "/kg" behind an amount: what it is counted by;
    /// moves `at` behind it.
    std::string rate_after(std::uint32_t& at) const {
        const bool per = is_one_of(word(at), {"per", "/"});
        if (!per && !is_one_of(word(at), {"a", "an", "each", "every"})) return {};
        const std::string_view noun = word(at + 1);
        const bool time = is_one_of(noun, {"year", "month", "week", "day", "hour", "quarter", "minute", "second"});
        const bool goods = is_one_of(noun, {"barrel", "ton", "tonne", "ounce", "kilogram", "kilo", "kg", "pound", "bushel",
                                            "litre", "liter", "gallon", "share", "head", "person", "capita", "unit"});
        if (!time && !goods) return {};
        // "a year ago", "a share price": not a rate
        if (!per && is_one_of(word(at + 2), {"ago", "earlier", "before", "later", "after", "price", "of"})) return {};
        at += 2;
        return noun == "ton" ? "tonne" : noun == "head" || noun == "person" ? "capita" : std::string(noun);
    }

    Hedge hedge(std::uint32_t first, std::uint32_t last) const {
        std::string before;  // up to four words, one space behind each
        for (std::uint32_t i = first > 4 ? first - 4 : 0; i < first; ++i) before += words_[i] + " ";
        before.insert(0, " ");
        const auto ends = [&](std::string_view phrase) { return before.ends_with(" " + std::string(phrase) + " "); };
        const auto any = [&](std::initializer_list<std::string_view> phrases) { return std::ranges::any_of(phrases, ends); };
        if (any({"no more than", "not more than", "at most", "up to", "as much as", "as many as", "a maximum of"})) return Hedge::AtMost;
        if (any({"no less than", "no fewer than", "not less than", "at least", "a minimum of"})) return Hedge::AtLeast;
        if (any({"more than", "greater than", "higher than", "over", "exceeding", "above", "upwards of"})) return Hedge::MoreThan;
        if (any({"less than", "fewer than", "lower than", "under", "below"})) return Hedge::LessThan;
        if (any({"nearly", "almost", "close to", "just under"})) return Hedge::Nearly;
        if (any({"about", "some", "around", "approximately", "roughly", "an estimated", "in the region of"})) return Hedge::About;
        if (word(last) == "or") {
            if (word(last + 1) == "so") return Hedge::About;
            if (word(last + 1) == "more") return Hedge::AtLeast;
            if (is_one_of(word(last + 1), {"less", "fewer"})) return Hedge::AtMost;
        }
        return Hedge::None;
    }

    std::string_view text_;
    const Sentence& sentence_;
    std::vector<std::string> words_;
};

}  // namespace

std::string_view to_string(Hedge hedge) {
    switch (hedge) {
        case Hedge::None: return "";
        case Hedge::About: return "about";
        case Hedge::Nearly: return "nearly";
        case Hedge::MoreThan: return "more than";
        case Hedge::LessThan: return "less than";
        case Hedge::AtLeast: return "at least";
        case Hedge::AtMost: return "at most";
    }
    return "";
}

std::vector<Quantity> find_quantities(std::string_view text, const Sentence& sentence) {
    return QuantityFinder(text, sentence).run();
}

}  // namespace annalist::text

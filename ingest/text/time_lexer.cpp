#include "ingest/text/time_lexer.hpp"

#include <date/date.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace annalist::text {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// Signs of more than one byte that news texts use for ASCII ones.
struct WideSign {
    std::string_view bytes;
    char ascii;
};
constexpr WideSign kWideSigns[] = {
    {"\u2013", '-'}, {"\u2014", '_'}, {"\u2012", '-'}, {"\u2011", '-'}, {"\u2010", '-'}, {"\u2212", '-'}, {"\u2019", '\''},
    {"\u2018", '`'}, {"\u201c", '"'}, {"\u201d", '"'}, {"\u00a0", ' '}, {"\u2009", ' '}, {"\u202f", ' '},
    {"\u00bd", '/'},
};

class Lexer {
public:
    Lexer(std::string_view text, std::span<const Sentence> sentences, const TimeTable& table,
          bool day_first)
        : text_(text), sentences_(sentences), table_(table), day_first_(day_first),
          hyphen_(table.find("-")), comma_(table.find(",")),
          stop_(table.find(".")), apostrophe_(table.find("'")), genitive_(table.find("'s")), card_(table.symbol("{card}")),
          scale_(table.symbol("{scale}")), ordw_(table.symbol("{ordw}")),
          ampm_(table.symbol("{ampm}")) {}

    TimeUnits run() {
        out_.units.reserve(text_.size() / 5 + 8);
        while (at_ < text_.size()) step();
        return std::move(out_);
    }

private:
    char peek(std::size_t ahead) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    void step() {
        const char c = text_[at_];
        if (is_space(c)) {
            spaced_ = true;
            if (c == '\n' && ++newlines_ >= 2) starts_ = true;
            ++at_;
            return;
        }
        if (is_digit(c)) return number();
        if (static_cast<unsigned char>(c) >= 0x80) {
            for (const auto& sign : kWideSigns)
                if (text_.substr(at_, sign.bytes.size()) == sign.bytes)
                    return sign_of(sign.ascii, sign.bytes.size());
        }
        if (is_letter(c)) return word();
        sign_of(c, 1);
    }

    TimeUnit& push(std::size_t length) {
        TimeUnit unit;
        unit.begin = static_cast<std::uint32_t>(at_);
        unit.end = static_cast<std::uint32_t>(at_ + length);
        unit.spaced = spaced_;
        while (next_sentence_ < sentences_.size() &&
               sentences_[next_sentence_].span.begin <= unit.begin) {
            starts_ = true;
            ++next_sentence_;
        }
        unit.starts = starts_;
        spaced_ = starts_ = false;
        newlines_ = 0;
        at_ += length;
        out_.units.push_back(unit);
        return out_.units.back();
    }

    void sign_of(char c, std::size_t length) {
        if (c == ' ') {
            spaced_ = true;
            at_ += length;
            return;
        }
        if (c == '\'' && (peek(length) == 's' || peek(length) == 'S') && !is_letter(peek(length + 1))) {
            push(length + 1).word = genitive_;
            return;
        }
        const char before = at_ ? text_[at_ - 1] : ' ';
        if ((c == '\'' || c == '`') && is_digit(peek(length)) && is_digit(peek(length + 1)) &&
            !is_digit(peek(length + 2)) && before != '\'' && before != '`' && !is_digit(before) && !is_letter(before))
            return apostrophe_year(length);
        if (sentences_.empty() && (c == '.' || c == '?' || c == '!') && ends_sentence(length))
            ends_ = true;
        auto& unit = push(length);
        if (ends_) {
            starts_ = true;
            ends_ = false;
        }
        if (c == '-') unit.word = hyphen_;
        if (c == ',') unit.word = comma_;
        if (c == '.') unit.word = stop_;
        if (c == '\'') unit.word = apostrophe_;
        if (c == '/' && length > 1) {  // one half
            unit.number = 0.5;
            unit.classes = kNum;
            if (out_.units.size() >= 2) {
                auto& previous = out_.units[out_.units.size() - 2];
                if ((previous.classes & kNum) && previous.figures) {
                    previous.number += 0.5;
                    previous.classes = kNum;
                    previous.end = unit.end;
                    out_.units.pop_back();
                }
            }
        }
    }

    /// A rough full stop for when no sentences are given: not after a short capital word, and a
    /// capital or a quote follows.
    bool ends_sentence(std::size_t length) const {
        std::size_t next = length;
        while (peek(next) == '\'' || peek(next) == '"' || peek(next) == ')') ++next;
        if (!is_space(peek(next))) return false;
        while (is_space(peek(next))) ++next;
        const char c = peek(next);
        const bool opens = (c >= 'A' && c <= 'Z') || c == '`' || c == '"' || c == '\'' ||
                           static_cast<unsigned char>(c) >= 0x80;
        if (!opens || out_.units.empty()) return false;
        const auto& before = out_.units.back();
        return !(before.capital && before.end - before.begin <= 3 && before.end == at_) ||
               text_[at_] != '.';
    }

    /// '98 or the '90s.
    void apostrophe_year(std::size_t quote) {
        const int value = (peek(quote) - '0') * 10 + (peek(quote + 1) - '0');
        std::size_t length = quote + 2;
        const bool decade = peek(length) == 's' && !is_letter(peek(length + 1)) && value % 10 == 0;
        auto& unit = push(length + (decade ? 1 : 0));
        unit.figures = true;
        unit.number = value + (value <= 30 ? 2000 : 1900);
        unit.classes = decade ? kDecade : kAposYear;
        if (decade && value <= 30 && value != 0) unit.number = value <= 20 ? 1900 + value : 1900 + value;
    }

    void word() {
        std::size_t length = 1;
        std::array<char, 24> lower{};
        while (is_letter(peek(length))) {
            const auto c = static_cast<unsigned char>(peek(length));
            if (c == 0xE2 && static_cast<unsigned char>(peek(length + 1)) == 0x80) break;
            if (c == 0xC2 && (static_cast<unsigned char>(peek(length + 1)) == 0xA0)) break;
            ++length;
        }
        const char head = text_[at_];
        const TimeWord* known = nullptr;
        const char small = head >= 'A' && head <= 'Z' ? static_cast<char>(head + 32) : head;
        lower[0] = small;
        if (length <= lower.size() && (table_.may_be_word(small, length) || length == 1)) {
            std::uint32_t hash = kTimeWordHash;
            for (std::size_t i = 0; i < length; ++i) {
                const char c = text_[at_ + i];
                lower[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
                hash = add_to_hash(hash, lower[i]);
            }
            // a.m. and p.m.
            if (length == 1 && (lower[0] == 'a' || lower[0] == 'p') && peek(1) == '.' &&
                (peek(2) == 'm' || peek(2) == 'M') && !is_letter(peek(3))) {
                lower[1] = 'm';
                known = table_.find({lower.data(), 2});
                length = peek(3) == '.' ? 4 : 3;
            } else if (length == 1 && (lower[0] == 'q' || lower[0] == 'h') && !at_word_end(1) &&
                       period_figure()) {
                return;
            } else {
                known = table_.find({lower.data(), length}, finish_hash(hash));
            }
        }
        if (length == 1 && lower[0] == 'o' && peek(1) == '\'' && text_.substr(at_, 7) == "o'clock") {
            length = 7;
            known = table_.find("o'clock");
        }
        if (known && known->abbreviation && peek(length) == '.' &&
            (length < 3 || head < 'a' || known->text != "may"))
            ++length;
        auto& unit = push(length);
        unit.word = known;
        unit.capital = head >= 'A' && head <= 'Z';
        if (known) number_word();
    }

    bool at_word_end(std::size_t ahead) const { return !is_digit(peek(ahead)); }

    /// Q3 or H1.
    bool period_figure() {
        const char kind = text_[at_] | 32;
        const int value = peek(1) - '0';
        if (value < 1 || value > (kind == 'q' ? 4 : 2) || is_digit(peek(2)) || is_letter(peek(2)))
            return false;
        auto& unit = push(2);
        unit.number = value;
        unit.classes = kind == 'q' ? kQq : kHh;
        return true;
    }

    static std::optional<int> sense(const TimeUnit& unit, Symbol symbol) {
        if (unit.word)
            for (const auto& s : unit.word->senses)
                if (s.symbol == symbol) return s.value;
        return std::nullopt;
    }

    /// Joins the last unit to the number words before it: "twenty" "-" "four" becomes one unit.
    void number_word() {
        auto& units = out_.units;
        auto& unit = units.back();
        const auto card = sense(unit, card_);
        const auto scale = sense(unit, scale_);
        const auto ordinal = sense(unit, ordw_);
        if (!card && !scale && !ordinal) return;
        const bool fresh = unit.starts;
        std::size_t before = units.size() - 1;  // units before the number
        const TimeUnit* previous = nullptr;
        if (!fresh && before > 0) {
            std::size_t k = before - 1;
            const bool hyphen = units[k].word == hyphen_;
            const bool joined_and = units[k].word && units[k].word->text == "and";
            if ((hyphen || joined_and) && k > 0) --k;
            const auto& candidate = units[k];
            const bool number = (candidate.classes & kNum) != 0;
            if (number && (!joined_and || candidate.number >= 100) &&
                (!candidate.figures || (scale && !hyphen && !joined_and))) {
                previous = &candidate;
                before = k;
            } else if (scale && k == before - 1 && candidate.word && candidate.word->text == "a") {
                previous = nullptr;
                before = k;
                unit.begin = candidate.begin;
                unit.starts = candidate.starts;
                unit.spaced = candidate.spaced;
            }
        }
        const int value = card ? *card : scale ? *scale : *ordinal;
        double total = value;
        bool year = false;
        bool join = false;
        if (previous) {
            const double p = previous->number;
            if (scale) {
                // "three hundred", "two hundred thousand", "two thousand five hundred"
                const double low = p >= 1000 && value < 1000 ? p - std::fmod(p, 1000.0) : 0;
                if (p - low >= 1 && p - low < value) {
                    total = low + (p - low) * value;
                    join = true;
                }
                if (previous->figures) join = false;
            } else if (ordinal) {
                join = std::fmod(p, 10.0) == 0 && value < 10 && std::fmod(p, 100.0) >= 20;
                total = p + value;
            } else if (std::fmod(p, 10.0) == 0 && std::fmod(p, 100.0) >= 20 && value >= 1 &&
                       value < 10) {
                total = p + value;
                join = true;
                year = (previous->classes & kYear) != 0 && p >= 1000;
            } else if (p >= 100 && std::fmod(p, 100.0) == 0 && value < 100 && value > 0) {
                total = p + value;
                join = true;
                year = p >= 1000 && p < 3000;
            } else if (p >= 10 && p <= 20 && value >= 10 && value < 100 && p == std::floor(p)) {
                total = p * 100 + value;  // "nineteen ninety", "twenty nineteen"
                join = true;
                year = true;
            }
            if (total >= 2000 && total < 2100) year = true;
        } else if (scale && before == units.size() - 1) {
            // "hundred" alone
        }
        if (!join && previous) before = units.size() - 1;
        TimeUnit made = units.back();
        if (join) {
            made.begin = previous->begin;
            made.starts = previous->starts;
            made.spaced = previous->spaced;
            made.capital = previous->capital;
            made.word = nullptr;
        }
        made.number = total;
        made.figures = false;
        if (ordinal) {
            made.classes = kOrd;
            if (total >= 1 && total <= 31) made.classes |= kOrdDay;
        } else {
            made.classes = kNum;
            if (total <= 12 && total >= 1) made.classes |= kHour;
            if (year && total >= 1000 && total < 2200) made.classes |= kYear;
            if (scale && total == 2000) made.classes |= kYear;
            made.word = nullptr;
        }
        units.resize(before);
        units.push_back(made);
    }

    std::optional<int> digits_at(std::size_t ahead, std::size_t least, std::size_t most,
                                 std::size_t* length) const {
        std::size_t n = 0;
        int value = 0;
        while (n < 9 && is_digit(peek(ahead + n))) value = value * 10 + (peek(ahead + n++) - '0');
        if (n < least || n > most || is_digit(peek(ahead + n))) return std::nullopt;
        *length = n;
        return value;
    }

    /// 2019-03-06, 2019-03-06T10:00:00Z, 3/6/2019, 6.3.2019, 2019/03/06.
    bool figure_date() {
        std::size_t a = 0, b = 0, c = 0;
        const auto first = digits_at(0, 1, 4, &a);
        if (!first) return false;
        const char separator = peek(a);
        if (separator != '-' && separator != '/' && separator != '.') return false;
        const auto second = digits_at(a + 1, 1, 2, &b);
        if (!second) return false;
        FigureDate date;
        if (peek(a + 1 + b) != separator) {
            if (separator == '-' && a == 4 && b == 2 && *second >= 1 && *second <= 12 &&
                *second != (*first + 1) % 100 && plausible_year(*first) && !is_letter(peek(a + 3)) && peek(a + 3) != '-' ) {
                date.year = *first;
                date.month = *second;
                return push_date(a + 1 + b, date);
            }
            return false;
        }
        const auto third = digits_at(a + b + 2, 1, 4, &c);
        if (!third) return false;
        std::size_t length = a + b + c + 2;
        if (is_letter(peek(length)) && peek(length) != 'T') return false;
        if (peek(length) == separator && is_digit(peek(length + 1))) return false;
        if (a == 4 && c <= 2) {
            date.year = *first;
            date.month = *second;
            date.day = *third;
            if (separator == '.' && (date.month > 12 || date.day > 31)) return false;
        } else if (a <= 2 && (c == 4 || (c == 2 && separator != '.'))) {
            if (separator == '-' && c == 2) return false;  // 10-12-14 is anything
            date.year = c == 4 ? *third : *third + (*third <= 30 ? 2000 : 1900);
            const bool month_first = *second > 12 && *first <= 12;
            const bool day_first = *first > 12 && *second <= 12;
            date.ambiguous = !month_first && !day_first && *first != *second;
            const bool day_leads =
                day_first || (!month_first && (day_first_ || separator == '.'));
            if (separator == '.') date.ambiguous = false;
            if (c == 2) date.ambiguous = true;
            date.month = day_leads ? *second : *first;
            date.day = day_leads ? *first : *second;
        } else {
            return false;
        }
        if (!plausible_year(date.year)) return false;
        if (peek(length) == 'T' && is_digit(peek(length + 1))) length += time_after(length, date);
        return push_date(length, date);
    }

    static bool plausible_year(int year) { return year >= 1000 && year < 2200; }

    /// Reads "T10:00:00.5+01:00" after a date; its length.
    std::size_t time_after(std::size_t ahead, FigureDate& date) const {
        std::size_t h = 0, m = 0, s = 0, used = 1;
        const auto hour = digits_at(ahead + 1, 2, 2, &h);
        if (!hour || *hour > 24 || peek(ahead + 3) != ':') return 0;
        const auto minute = digits_at(ahead + 4, 2, 2, &m);
        if (!minute || *minute > 59) return 0;
        date.minute = *hour * 60 + *minute;
        used = 6;
        if (peek(ahead + used) == ':') {
            const auto second = digits_at(ahead + used + 1, 2, 2, &s);
            if (second) {
                date.second = *second;
                used += 3;
                if (peek(ahead + used) == '.')
                    for (++used; is_digit(peek(ahead + used));) ++used;
            }
        }
        if (peek(ahead + used) == 'Z') {
            date.utc = true;
            ++used;
        } else if ((peek(ahead + used) == '+' || peek(ahead + used) == '-') &&
                   is_digit(peek(ahead + used + 1))) {
            for (++used; is_digit(peek(ahead + used)) || peek(ahead + used) == ':';) ++used;
        }
        return used;
    }

    bool push_date(std::size_t length, FigureDate date) {
        if (date.day != kUnset) {
            const date::year_month_day ymd{date::year{date.year},
                                           date::month{static_cast<unsigned>(date.month)},
                                           date::day{static_cast<unsigned>(date.day)}};
            date.impossible = !ymd.ok();
        }
        auto& unit = push(length);
        unit.number = static_cast<double>(out_.dates.size());
        unit.classes = kIsoDate;
        unit.figures = true;
        out_.dates.push_back(date);
        return true;
    }

    void number() {
        const char before = at_ ? text_[at_ - 1] : ' ';
        const bool glued = (is_letter(before) && !behind_wide_sign()) || before == '$' || before == '#' ||
                           (before == '.' && at_ > 1 && is_digit(text_[at_ - 2])) ||
                           (!out_.units.empty() && money_sign());
        if (!glued && before != '/' && before != '-' && figure_date()) return;
        std::size_t length = 0;
        double value = 0;
        bool plain = true;
        while (is_digit(peek(length))) {
            if (length < 15) value = value * 10 + (peek(length) - '0');
            ++length;
        }
        const std::size_t figures = length;
        // 10:35, 10:35:20
        if (figures <= 2 && peek(length) == ':' && is_digit(peek(length + 1)) && value <= 24 &&
            !glued && clock(static_cast<int>(value), length))
            return;
        while (figures <= 3 && peek(length) == ',' && is_digit(peek(length + 1)) &&
               is_digit(peek(length + 2)) && is_digit(peek(length + 3)) &&
               !is_digit(peek(length + 4))) {
            for (int i = 1; i <= 3; ++i) value = value * 10 + (peek(length + i) - '0');
            length += 4;
            plain = false;
        }
        if (peek(length) == '.' && is_digit(peek(length + 1))) {
            std::size_t n = 1;
            double scale = 0.1, part = 0;
            while (is_digit(peek(length + n))) {
                part += scale * (peek(length + n++) - '0');
                scale /= 10;
            }
            // 10.30 p.m.
            if (n == 3 && figures <= 2 && value <= 12 && part < 0.595 && half_day_follows(length + n)) {
                auto& unit = push(length + n);
                unit.number = value * 60 + std::round(part * 100);
                unit.classes = kClock;
                unit.figures = true;
                return;
            }
            value += part;
            length += n;
            plain = false;
        }
        // 1/2
        if (figures == 1 && peek(length) == '/' && is_digit(peek(length + 1)) &&
            !is_digit(peek(length + 2)) && peek(length + 1) != '0' && plain)
            return fraction(value, length);
        // 1990s
        if (plain && figures == 4 && static_cast<int>(value) % 10 == 0 && value >= 1000 &&
            value < 2200) {
            const std::size_t quote = peek(length) == '\'' ? 1 : text_.substr(at_ + length, 3) == "\u2019" ? 3 : 0;
            if (peek(length + quote) == 's' && !is_letter(peek(length + quote + 1))) {
                auto& unit = push(length + quote + 1);
                unit.number = value;
                unit.classes = kDecade;
                unit.figures = true;
                return;
            }
        }
        if (plain && ordinal(static_cast<int>(value), length)) return;
        if (plain && figures == 1 && !glued && value >= 1 && (peek(1) == 'Q' || peek(1) == 'H') &&
            !is_letter(peek(2)) && !is_digit(peek(2)) && value <= (peek(1) == 'Q' ? 4 : 2)) {
            const bool quarter = peek(1) == 'Q';
            auto& unit = push(2);
            unit.number = value;
            unit.classes = quarter ? kQq : kHh;
            return;
        }
        if (plain && figures == 4 && !glued && is_four_figure_clock(static_cast<int>(value), length)) {
            auto& unit = push(length);
            unit.number = std::floor(value / 100) * 60 + std::fmod(value, 100.0);
            unit.classes = kClock;
            unit.figures = true;
            return;
        }
        const char after = peek(length);
        auto& unit = push(length);
        unit.number = value;
        unit.figures = true;
        if (glued || after == '%') return;
        unit.classes = kNum;
        if (!plain) return;
        if (is_letter(after) && after != 'a' && after != 'p' && after != 'A' && after != 'P' &&
            static_cast<unsigned char>(after) < 0x80)
            return;
        if (figures <= 2 && value >= 1 && value <= 31) unit.classes |= kDay;
        if (figures <= 2 && value <= 24) unit.classes |= kHour;
        if (figures == 2) unit.classes |= kYear2;
        if (figures == 4 && value >= 1000 && value < 2200) unit.classes |= kYear;
        if (figures == 4 && value <= 2400 && std::fmod(value, 100.0) < 60) unit.classes |= kHhmm;
    }

    /// "at 2100 (0300 GMT)", "around 1400 yesterday", "at 0640": the time of day as wire reports write
    /// it, told from a year by a leading zero or by what follows.
    bool is_four_figure_clock(int value, std::size_t length) const {
        if (value > 2400 || value % 100 > 59) return false;
        std::size_t end = at_;
        while (end > 0 && is_space(text_[end - 1])) --end;
        std::size_t begin = end;
        while (begin > 0 && is_letter(text_[begin - 1])) --begin;
        const std::string before = in_small_letters(text_.substr(begin, end - begin));
        const bool at = before == "at";
        if (!at && before != "around" && before != "about" && before != "approximately" && before != "before" && before != "after" &&
            before != "until" && before != "since" && before != "by")
            return false;
        if (at && peek(0) == '0') return true;
        std::size_t next = length;
        while (is_space(peek(next))) ++next;
        if (peek(next) == '(' || peek(next) == '[') {
            std::size_t zone = next + 1;
            while (is_digit(peek(zone)) || peek(zone) == ':') ++zone;
            if (zone == next + 1 || !is_space(peek(zone))) return false;
            const std::string name = in_small_letters(text_.substr(at_ + zone + 1, 3));
            return name == "gmt" || name == "utc";
        }
        std::size_t last = next;
        while (is_letter(peek(last))) ++last;
        const std::string after = in_small_letters(text_.substr(at_ + next, last - next));
        if (after == "yesterday" || after == "today" || after == "tonight" || after == "local") return true;
        const bool year_like = value >= 1900 && value < 2060;
        return (at || !year_like) && (after == "on" || after == "this" || after == "last");
    }

    static std::string in_small_letters(std::string_view word) {
        std::string out(word);
        for (char& c : out)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
        return out;
    }

    /// "3-4" with a long dash: the last byte of a wide dash or quotation mark is no letter.
    bool behind_wide_sign() const {
        return at_ >= 3 && text_[at_ - 3] == '\xe2' && text_[at_ - 2] == '\x80';
    }

    bool money_sign() const {
        const auto& unit = out_.units.back();
        const auto sign = text_.substr(unit.begin, unit.end - unit.begin);
        return unit.end == at_ && (sign == "\u00a3" || sign == "\u20ac" || sign == "\u00a5");
    }

    bool half_day_follows(std::size_t ahead) const {
        if (peek(ahead) == ' ') ++ahead;
        const char c = static_cast<char>(peek(ahead) | 32);
        if (c != 'a' && c != 'p') return false;
        return (peek(ahead + 1) | 32) == 'm' || (peek(ahead + 1) == '.' && (peek(ahead + 2) | 32) == 'm');
    }

    bool clock(int hour, std::size_t length) {
        std::size_t m = 0, s = 0;
        const auto minute = digits_at(length + 1, 2, 2, &m);
        if (!minute || *minute > 59 || (hour == 24 && *minute)) return false;
        std::size_t whole = length + 3;
        int second = -1;
        if (peek(whole) == ':') {
            const auto read = digits_at(whole + 1, 2, 2, &s);
            if (!read || *read > 59) return false;
            second = *read;
            whole += 3;
        }
        auto& unit = push(whole);
        unit.number = hour * 60 + *minute;
        unit.seconds = static_cast<std::int16_t>(second);
        unit.classes = kClock;
        unit.figures = true;
        return true;
    }

    void fraction(double top, std::size_t length) {
        const double part = top / (peek(length + 1) - '0');
        auto& units = out_.units;
        // "2 1/2" is one number.
        if (!units.empty() && units.back().figures && (units.back().classes & kDay) && spaced_ &&
            part < 1 && !starts_) {
            units.back().number += part;
            units.back().classes = kNum;
            at_ += length + 2;
            units.back().end = static_cast<std::uint32_t>(at_);
            spaced_ = false;
            return;
        }
        auto& unit = push(length + 2);
        unit.number = part;
        unit.classes = part < 1 ? kNum : 0;
        unit.figures = true;
    }

    bool ordinal(int value, std::size_t length) {
        if (value < 1 || value > 999) return false;
        const char a = static_cast<char>(peek(length) | 32), b = static_cast<char>(peek(length + 1) | 32);
        if (is_letter(peek(length + 2))) return false;
        const bool fits = (a == 't' && b == 'h') || (a == 's' && b == 't' && value % 10 == 1) ||
                          (a == 'n' && b == 'd' && value % 10 == 2) ||
                          (a == 'r' && b == 'd' && value % 10 == 3);
        if (!fits) return false;
        auto& unit = push(length + 2);
        unit.number = value;
        unit.figures = true;
        unit.classes = kOrd;
        if (value <= 31) unit.classes |= kOrdDay;
        return true;
    }

    std::string_view text_;
    std::span<const Sentence> sentences_;
    const TimeTable& table_;
    bool day_first_;
    const TimeWord *hyphen_, *comma_, *stop_, *apostrophe_, *genitive_;
    Symbol card_, scale_, ordw_, ampm_;
    TimeUnits out_;
    std::size_t at_ = 0;
    std::size_t next_sentence_ = 0;
    int newlines_ = 0;
    bool spaced_ = false, starts_ = true, ends_ = false;
};

}  // namespace

TimeUnits read_units(std::string_view text, std::span<const Sentence> sentences,
                     const TimeTable& table, bool day_first) {
    return Lexer(text, sentences, table, day_first).run();
}

}  // namespace annalist::text

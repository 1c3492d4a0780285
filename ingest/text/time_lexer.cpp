#include "ingest/text/time_lexer.hpp"

#include <date/date.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "ingest/text/time_scanner.hpp"

namespace annalist::text {
namespace {

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

}  // namespace

void UnitScanner::step() {
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

TimeUnit& UnitScanner::push(std::size_t length) {
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

void UnitScanner::sign_of(char c, std::size_t length) {
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
bool UnitScanner::ends_sentence(std::size_t length) const {
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
void UnitScanner::apostrophe_year(std::size_t quote) {
    const int value = (peek(quote) - '0') * 10 + (peek(quote + 1) - '0');
    std::size_t length = quote + 2;
    const bool decade = peek(length) == 's' && !is_letter(peek(length + 1)) && value % 10 == 0;
    auto& unit = push(length + (decade ? 1 : 0));
    unit.figures = true;
    unit.number = value + (value <= 30 ? 2000 : 1900);
    unit.classes = decade ? kDecade : kAposYear;
    if (decade && value <= 30 && value != 0) unit.number = value <= 20 ? 1900 + value : 1900 + value;
}

void UnitScanner::word() {
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

/// Q3 or H1.
bool UnitScanner::period_figure() {
    const char kind = text_[at_] | 32;
    const int value = peek(1) - '0';
    if (value < 1 || value > (kind == 'q' ? 4 : 2) || is_digit(peek(2)) || is_letter(peek(2)))
        return false;
    auto& unit = push(2);
    unit.number = value;
    unit.classes = kind == 'q' ? kQq : kHh;
    return true;
}

std::optional<int> UnitScanner::sense(const TimeUnit& unit, Symbol symbol) {
    if (unit.word)
        for (const auto& s : unit.word->senses)
            if (s.symbol == symbol) return s.value;
    return std::nullopt;
}

/// Joins the last unit to the number words before it: "twenty" "-" "four" becomes one unit.
void UnitScanner::number_word() {
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

TimeUnits read_units(std::string_view text, std::span<const Sentence> sentences,
                     const TimeTable& table, bool day_first) {
    return UnitScanner(text, sentences, table, day_first).run();
}

}  // namespace annalist::text

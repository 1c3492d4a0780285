#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "ingest/text/time_lexer.hpp"

namespace annalist::text {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// Reads units one after the other. Words and signs: time_lexer.cpp; figures: time_figures.cpp.
class UnitScanner {
public:
    UnitScanner(std::string_view text, std::span<const Sentence> sentences, const TimeTable& table,
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
    void step();
    TimeUnit& push(std::size_t length);
    void sign_of(char c, std::size_t length);
    bool ends_sentence(std::size_t length) const;
    void apostrophe_year(std::size_t quote);
    void word();
    bool at_word_end(std::size_t ahead) const { return !is_digit(peek(ahead)); }
    bool period_figure();
    static std::optional<int> sense(const TimeUnit& unit, Symbol symbol);
    void number_word();
    std::optional<int> digits_at(std::size_t ahead, std::size_t least, std::size_t most,
                                 std::size_t* length) const;
    /// Reads a date in figures at the place, if one stands there.
    bool figure_date();
    static bool plausible_year(int year) { return year >= 1000 && year < 2200; }
    std::size_t time_after(std::size_t ahead, FigureDate& date) const;
    bool push_date(std::size_t length, FigureDate date);
    void number();
    bool is_four_figure_clock(int value, std::size_t length) const;
    static std::string in_small_letters(std::string_view word);
    bool behind_wide_sign() const;
    /// A currency stands before the figures.
    bool money_sign() const;
    bool half_day_follows(std::size_t ahead) const;
    bool clock(int hour, std::size_t length);
    void fraction(double top, std::size_t length);
    bool ordinal(int value, std::size_t length);

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

}  // namespace annalist::text

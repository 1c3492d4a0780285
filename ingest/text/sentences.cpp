#include "ingest/text/sentences.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "ingest/text/tokenize.hpp"
#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kParagraphLine = 160;

// Words that, capitalised after an abbreviation, begin a sentence rather than a name.
constexpr std::array kStarters = {
    "A"sv,    "According"sv, "After"sv, "All"sv,   "Also"sv, "Although"sv, "An"sv,    "And"sv,
    "Another"sv, "As"sv,  "At"sv,    "Both"sv,  "But"sv,  "By"sv,   "During"sv,   "Each"sv, "Earlier"sv,
    "Even"sv, "For"sv,       "From"sv,  "He"sv,    "Her"sv,  "His"sv,      "However"sv, "I"sv,
    "If"sv,   "In"sv,        "Instead"sv, "It"sv,  "Its"sv,  "Last"sv,     "Many"sv,  "Meanwhile"sv,
    "More"sv, "Most"sv,      "My"sv,    "No"sv,    "Not"sv,  "Now"sv,      "On"sv,    "One"sv,
    "Other"sv, "Our"sv,      "She"sv,   "Since"sv, "So"sv,   "Some"sv,     "Such"sv,  "That"sv,
    "The"sv,  "Their"sv,     "Then"sv,  "There"sv, "These"sv, "They"sv,    "This"sv,  "Those"sv,
    "Though"sv, "Thus"sv,    "To"sv,    "Two"sv,   "Under"sv, "Until"sv,   "We"sv,    "What"sv,
    "When"sv, "Where"sv,     "While"sv, "Who"sv,   "With"sv, "Yet"sv,      "You"sv};

class Splitter {
public:
    explicit Splitter(std::string_view text) : text_(text), tokens_(tokenize(text)) {}

    std::vector<RawSentence> run() {
        measure_lines();
        std::size_t first = 0;
        bool new_paragraph = true;
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (new_paragraph) {
                const std::size_t dateline = dateline_end(i);
                if (dateline > i && dateline < tokens_.size()) {
                    finish(i, dateline);
                    first = i = dateline;
                }
                new_paragraph = false;
            }
            const bool last = i + 1 == tokens_.size();
            const bool paragraph = !last && paragraph_break(i);
            if (last || paragraph || ends_sentence(first, i)) {
                finish(first, i + 1);
                first = i + 1;
                new_paragraph = paragraph;
            }
        }
        return std::move(out_);
    }

private:
    std::string_view word(std::size_t i) const { return tokens_[i].span.in(text_); }

    void measure_lines() {
        std::size_t from = 0;
        while (from < text_.size()) {
            std::size_t end = text_.find('\n', from);
            if (end == std::string_view::npos) end = text_.size();
            longest_line_ = std::max(longest_line_, end - from);
            from = end + 1;
        }
    }

    /// True when the white space after token i ends a paragraph.
    bool paragraph_break(std::size_t i) const {
        if (!tokens_[i + 1].space_before) return false;
        const std::uint32_t b = tokens_[i].span.end;
        const std::uint32_t e = tokens_[i + 1].span.begin;
        const auto lines = std::count(text_.begin() + b, text_.begin() + e, '\n');
        if (lines == 0) return false;
        if (lines > 1 || longest_line_ > kParagraphLine) return true;
        if (list_item(i + 1)) return true;
        // A short line that ends without a mark, before a capital: a headline or a signature.
        const std::size_t line = text_.rfind('\n', b - 1);
        const std::size_t length = b - (line == std::string_view::npos ? 0 : line + 1);
        const char32_t next = decode(text_, e).value;
        const std::string_view mark = word(i);
        return length * 2 < longest_line_ && longest_line_ > 40 && mark != "," && mark != "-" &&
               mark != "--" && (is_upper(next) || is_digit(next));
    }

    /// "- ", "* ", "1. ", "2) " or a bullet at the start of a line.
    bool list_item(std::size_t i) const {
        const std::string_view w = word(i);
        if (w == "-" || w == "*" || w == "\xE2\x80\xA2" || w == "--") {
            return i + 1 < tokens_.size() && tokens_[i + 1].space_before;
        }
        return w.size() <= 2 && std::ranges::all_of(w, [](char c) { return c >= '0' && c <= '9'; }) &&
               i + 2 < tokens_.size() && (word(i + 1) == "." || word(i + 1) == ")") &&
               !tokens_[i + 1].space_before && tokens_[i + 2].space_before;
    }

    static bool closes(std::string_view w) {
        return w == "\"" || w == "''" || w == "'" || w == ")" || w == "]" || w == "\xE2\x80\x9D" ||
               w == "\xE2\x80\x99" || w == "\xC2\xBB" || w == "}";
    }

    static bool terminal(std::string_view w) {
        return w == "." || w == "\xE2\x80\xA6" || w == "\xE3\x80\x82" || w.front() == '!' ||
               w.front() == '?' || w.starts_with("..");
    }

    /// True when a sentence that began at `first` ends with token i.
    bool ends_sentence(std::size_t first, std::size_t i) const {
        if (block_tag(i) != block_tag(i + 1)) return true;
        if (!tokens_[i + 1].space_before) return false;
        if (stamp_ends(i) || address_list(i)) return true;
        if (i + 3 < tokens_.size() && stamp_ends(i + 3) && is_upper(decode(word(i), 0).value)) {
            return true;
        }
        std::size_t t = i;  // the mark, behind closing quotes and brackets
        if (footnote_ends(t, first)) t -= 3;
        while (t > first && i - t < 11 && closes(word(t)) && !tokens_[t].space_before) --t;
        if (t > first && is_face(word(t)) && !is_lower(decode(word(i + 1), 0).value)) --t;
        const std::string_view mark = word(t);
        const Abbreviation abbreviation = abbreviation_of(mark);
        const bool is_terminal = terminal(mark);
        if (!is_terminal && abbreviation == Abbreviation::None) return false;
        if (t == first && t != i) return false;
        const std::string_view next = word(i + 1);
        const char32_t c = decode(next, 0).value;
        if (closes(next) && next != "\"" && next != "'" && next != "''") return false;
        if (is_face(next)) return false;
        if (next == "[" && i + 3 < tokens_.size() && footnote_ends(i + 3, first)) return false;
        if (abbreviation != Abbreviation::None) {
            if (abbreviation == Abbreviation::Title) return false;
            if (abbreviation == Abbreviation::Initial) {
                return t != i && is_upper(c);
            }
            return mark != "c." && starter(i + 1);
        }
        if (is_lower(c)) return lower_case_follows(first, t, i);
        if (mark == "." && t == first + 1 && list_item(first)) return false;
        if (mark.starts_with("..") || mark == "\xE2\x80\xA6") return is_upper(c) || c == U'"';
        if (next == "," || next == ";" || next == ":" || next == "-" || next == "--") return false;
        return true;
    }

    /// True for a tag left over that begins or ends a block: "<p>", "</div>", "<br/>".
    bool block_tag(std::size_t i) const {
        std::string_view w = word(i);
        if (w.size() < 3 || w.front() != '<' || w.back() != '>') return false;
        w = w.substr(1, w.size() - 2);
        if (w.front() == '/') w.remove_prefix(1);
        if (!w.empty() && w.back() == '/') w.remove_suffix(1);
        static constexpr std::array kBlocks = {"p"sv,  "br"sv, "div"sv, "li"sv, "ul"sv, "ol"sv, "td"sv, "tr"sv,    "th"sv,        "h1"sv,
                                               "h2"sv, "h3"sv, "h4"sv,  "h5"sv, "h6"sv, "hr"sv, "dd"sv, "table"sv, "blockquote"sv};
        return std::ranges::find(kBlocks, w) != kBlocks.end();
    }

    /// True behind the date and time of a message's head: "03/27/2001 01:58 PM".
    bool stamp_ends(std::size_t i) const {
        if (i < 2 || (word(i) != "AM" && word(i) != "PM")) return false;
        const std::string_view date = word(i - 2);
        const std::string_view time = word(i - 1);
        return is_digit(decode(date, 0).value) && std::ranges::count(date, '/') == 2 &&
               is_digit(decode(time, 0).value) && std::ranges::count(time, ':') >= 1;
    }

    /// True between two web addresses: each is a line.
    bool address_list(std::size_t i) const {
        return word(i).find("://") != std::string_view::npos &&
               word(i + 1).find("://") != std::string_view::npos;
    }

    /// True when tokens t - 2 .. t are "[12]", a reference that belongs to the sentence before it.
    bool footnote_ends(std::size_t t, std::size_t first) const {
        return t >= first + 3 && word(t) == "]" && word(t - 2) == "[" &&
               is_digit(decode(word(t - 1), 0).value) && word(t - 1).size() <= 3;
    }

    /// A capitalised beginner of sentences, or an opening quote or bracket before a capital.
    bool starter(std::size_t i) const {
        const std::string_view w = word(i);
        if ((w == "\"" || w == "``" || w == "\xE2\x80\x9C") && i + 1 < tokens_.size()) {
            return is_upper(decode(word(i + 1), 0).value);
        }
        return std::ranges::find(kStarters, w) != kStarters.end();
    }

    /// Informal writers begin sentences in lower case; but "Yahoo! shares" and `"Why?" he asked`.
    bool lower_case_follows(std::size_t first, std::size_t t, std::size_t i) const {
        if (t != i || t <= first + 1) return false;
        if (word(t).front() == '?' || word(t).front() == '!') return true;
        if (word(t) != ".") return false;
        const std::string_view before = word(t - 1);
        if (before.size() < 3 || tokens_[t].space_before) return false;
        static constexpr std::array kSpeakers = {"i"sv, "we"sv, "they"sv, "he"sv, "she"sv, "you"sv, "it"sv};
        return is_lower(decode(before, 0).value) ||
               std::ranges::find(kSpeakers, word(i + 1)) != kSpeakers.end();
    }

    /// End of a dateline that starts at token i, or i when there is none: within 16 tokens a dash
    /// after a first word in capitals or an agency in brackets, as "LONDON, May 3 (Agency) -".
    std::size_t dateline_end(std::size_t i) const {
        const std::size_t limit = std::min(i + 20, tokens_.size());
        bool bracket = false;
        bool digit = false;
        for (std::size_t k = i; k < limit; ++k) {
            const std::string_view w = word(k);
            if (k > i && paragraph_break(k - 1)) return i;
            if (w == "." || w == "?" || w == "!" || w == ";") return i;
            const char32_t c = decode(w, 0).value;
            bracket = bracket || w == ")";
            digit = digit || is_digit(c);
            const bool dash = w == "-" || w == "--" || w == "\xE2\x80\x94" || w == "\xE2\x80\x93";
            if (dash && k > i && (tokens_[k].space_before || bracket) && k + 1 < tokens_.size() &&
                tokens_[k + 1].space_before) {
                return bracket || (capitals(i) && (digit || k <= i + 4)) ? k + 1 : i;
            }
            const bool dated = k > i && word(k - 1) != "," && !is_upper(c) && !is_digit(c) &&
                               is_lower(c) && !bracket;
            if (dated && w != "de" && w != "la" && w != "al" && w != "el" && w != "of") return i;
        }
        return i;
    }

    bool capitals(std::size_t i) const {
        const std::string_view w = word(i);
        return w.size() > 2 && std::ranges::none_of(w, [](char c) { return c >= 'a' && c <= 'z'; }) &&
               is_upper(decode(w, 0).value);
    }

    /// Adds tokens [b, e) as a sentence, in pieces when there are too many.
    void finish(std::size_t b, std::size_t e) {
        const bool too_long = e - b > kLongestSentence;
        while (b < e) {
            const std::size_t end = e - b > kLongestSentence ? clause_end(b) : e;
            RawSentence s;
            s.split = too_long;
            for (std::size_t k = b; k < end; ++k) s.tokens.push_back(tokens_[k].span);
            out_.push_back(std::move(s));
            b = end;
        }
    }

    /// Where to cut a sentence that goes on for too long: behind the last semicolon of what fits,
    /// else before the last "and", else behind the last comma, else where it is full.
    std::size_t clause_end(std::size_t b) const {
        const std::size_t full = b + kLongestSentence;
        std::size_t mark = 0, conjunction = 0, comma = 0;
        for (std::size_t k = b + kLongestSentence / 3; k < full; ++k) {
            const std::string_view w = word(k);
            if (w == ";" || w == ":" || w == "--" || terminal(w)) mark = k + 1;
            if (w == "and" || w == "but" || w == "or" || w == "AND") conjunction = k;
            if (w == ",") comma = k + 1;
        }
        return mark != 0 ? mark : comma != 0 ? comma : conjunction != 0 ? conjunction : full;
    }

    std::string_view text_;
    std::vector<RawToken> tokens_;
    std::vector<RawSentence> out_;
    std::size_t longest_line_ = 0;
};

}  // namespace

std::vector<RawSentence> split_sentences(std::string_view text) { return Splitter(text).run(); }

}  // namespace annalist::text

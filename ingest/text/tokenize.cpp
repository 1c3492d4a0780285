#include "ingest/text/tokenize.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestRun = 4096;
constexpr std::size_t kLongestTag = 40;

constexpr std::array kKeptPrefixes = {
    "anti"sv,  "bi"sv,   "co"sv,    "counter"sv, "cross"sv, "e"sv,     "ex"sv,    "inter"sv,
    "intra"sv, "mid"sv,  "mini"sv,  "multi"sv,   "neo"sv,   "non"sv,   "over"sv,  "post"sv,
    "pre"sv,   "pro"sv,  "quasi"sv, "re"sv,      "semi"sv,  "socio"sv, "sub"sv,   "trans"sv,
    "ultra"sv, "un"sv};

constexpr std::array kUnits = {"am"sv, "bn"sv, "cm"sv,  "ft"sv, "hr"sv,  "hrs"sv, "in"sv, "k"sv,
                               "kg"sv, "km"sv, "lb"sv,  "lbs"sv, "m"sv,  "mg"sv,  "ml"sv, "mln"sv,
                               "mm"sv, "mn"sv, "mph"sv, "pm"sv, "kph"sv, "mw"sv,  "bbl"sv};

/// Words written as one that treebanks cut, with the length of their first part.
struct Joined {
    std::string_view word;
    std::uint32_t first;
};
constexpr std::array kJoined = {
    Joined{"cannot", 3}, Joined{"gonna", 3},   Joined{"gotta", 3},   Joined{"wanna", 3},
    Joined{"dont", 2},   Joined{"doesnt", 4},  Joined{"didnt", 3},   Joined{"wont", 2},
    Joined{"isnt", 2},   Joined{"wasnt", 3},   Joined{"couldnt", 5}, Joined{"wouldnt", 5},
    Joined{"shouldnt", 6}, Joined{"havent", 4}, Joined{"hasnt", 3},  Joined{"arent", 3},
    Joined{"im", 1},     Joined{"ive", 1},     Joined{"youre", 3},   Joined{"thats", 4},
    Joined{"theyre", 4}, Joined{"alot", 1},    Joined{"theres", 5},  Joined{"whats", 4}, Joined{"cant", 2}};

bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2019 || c == U'`'; }

bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015); }

/// Marks that stand alone wherever they are.
bool is_bracket_or_quote(char32_t c) {
    switch (c) {
        case U'(': case U')': case U'[': case U']': case U'{': case U'}': case U'"': case U'<':
        case U'>': case 0x2018: case 0x201C: case 0x201D: case 0x201E: case 0xAB: case 0xBB:
        case 0x2039: case 0x203A: case 0x2022: case 0x2026: case U'?': case U'!': case U';':
        case U'|': case 0x3001: case 0x3002: case 0xBF: case 0xA1:
            return true;
        default: return false;
    }
}

bool is_currency(char32_t c) {
    return c == U'$' || c == 0x20AC || c == 0xA3 || c == 0xA5 || c == 0x20B9 || c == 0x20BD;
}

class Tokenizer {
public:
    explicit Tokenizer(std::string_view text) : text_(text) {}

    std::vector<RawToken> run() {
        std::size_t at = 0;
        while (at < text_.size()) {
            const CodePoint c = decode(text_, at);
            if (is_space(c.value)) {
                at += c.bytes;
                space_ = true;
                continue;
            }
            std::size_t end = at;
            while (end < text_.size()) {
                const CodePoint d = decode(text_, end);
                if (is_space(d.value) || end - at >= kLongestRun) break;
                end += d.bytes;
            }
            chunk(at, end);
            at = end;
        }
        part_its();
        return std::move(out_);
    }

private:
    /// Whether the token at `i` is joined to a hyphen: "so-called", "A-1".
    bool hyphenated(std::size_t i) const {
        return i + 1 < out_.size() && !out_[i + 1].space_before && between(out_[i + 1].span.begin, out_[i + 1].span.end) == "-";
    }

    /// "its a pity" for "it's a pity": cut before words that follow no possessive, but not in "its so-called truce".
    void part_its() {
        static constexpr std::array kNext = {"a"sv,    "an"sv,  "the"sv,    "not"sv,    "been"sv,
                                             "so"sv,   "very"sv, "too"sv,   "really"sv, "just"sv,
                                             "my"sv,   "your"sv, "because"sv, "going"sv};
        std::vector<RawToken> out;
        out.reserve(out_.size());
        for (std::size_t i = 0; i < out_.size(); ++i) {
            RawToken t = out_[i];
            if (t.span.size() == 3 && i + 1 < out_.size() && !hyphenated(i + 1) && fold(t.span.in(text_)) == "its" &&
                std::ranges::find(kNext, fold(out_[i + 1].span.in(text_).substr(0, 16))) != kNext.end()) {
                RawToken it = t;
                it.span.end = t.span.begin += 2;
                t.space_before = false;
                out.push_back(it);
            }
            out.push_back(t);
        }
        out_ = std::move(out);
    }

    std::string_view between(std::size_t b, std::size_t e) const { return text_.substr(b, e - b); }

    void emit(std::size_t b, std::size_t e) {
        if (b >= e) return;
        out_.push_back({{static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(e)}, space_});
        space_ = false;
    }

    char32_t at(std::size_t i, std::size_t e) const {
        return i < e ? decode(text_, i).value : U'\0';
    }

    /// Length of a mark-up tag at `i` ("<p>", "</div>", "<br/>") of at most 40 bytes; 0 when there is none.
    std::size_t tag(std::size_t i, std::size_t e) const {
        const std::string_view w = between(i, std::min(e, i + kLongestTag));
        const std::size_t close = w.find('>');
        if (close == std::string_view::npos || close < 2 || !(is_lower(at(i + 1, e)) || w[1] == '/')) return 0;
        const std::string_view inside = w.substr(1, close - 1);
        return inside.find_first_of("@<.") == std::string_view::npos && inside.find("://") == std::string_view::npos ? close + 1 : 0;
    }

    /// A run without spaces, between the tags left over in it.
    void chunk(std::size_t b, std::size_t e) {
        for (std::size_t i = text_.find('<', b); i < e; i = text_.find('<', i)) {
            const std::size_t length = tag(i, e);
            if (length == 0) {
                ++i;
                continue;
            }
            if (i > b) run_between(b, i);
            emit(i, i + length);
            b = i = i + length;
            if (b == e) return;
        }
        run_between(b, e);
    }

    /// A run without spaces and tags: peels marks from both ends, then cuts what remains.
    void run_between(std::size_t b, std::size_t e) {
        if (whole(b, e)) return emit(b, e);
        b = peel_front(b, e);
        std::vector<std::pair<std::size_t, std::size_t>> tail;
        const std::size_t core = peel_back(b, e, tail);
        if (whole(b, core)) {
            emit(b, core);
        } else {
            cut(b, core);
        }
        for (auto t = tail.rbegin(); t != tail.rend(); ++t) emit(t->first, t->second);
    }

    /// Web and e-mail addresses, faces, character references.
    bool whole(std::size_t b, std::size_t e) const {
        const std::string_view w = between(b, e);
        if (w.size() < 2) return false;
        const auto middle = [&](std::string_view part) {
            const std::size_t found = w.find(part);
            return found != std::string_view::npos && found + part.size() < w.size();
        };
        const char last = w.back();
        const bool clean = last != '.' && last != ',' && last != ')' && last != '?' && last != '!' &&
                           last != '"' && last != '\'' && last != '>' && last != ']' &&
                           last != ';' && last != ':';
        const bool opened = w.find_first_of("(<[\"") != std::string_view::npos;
        if (!opened && clean) {
            if (w.find("://") != std::string_view::npos || w.starts_with("www.")) return true;
            const std::size_t mail = w.find('@');
            if (mail != std::string_view::npos && mail > 0 && middle("@") &&
                w.find('.', mail) != std::string_view::npos) {
                return true;
            }
        }
        if (w.front() == '&' && last == ';' && w.size() <= 8) return true;
        return is_face(w);
    }

    /// Length of a run of one mark that makes one token: "...", "--", "``", "''", "!!!".
    std::size_t run_length(std::size_t b, std::size_t e) const {
        const char c = text_[b];
        std::size_t n = 1;
        while (b + n < e && text_[b + n] == c) ++n;
        switch (c) {
            case '.': case '-': case '*': case '=': case '_': case '~': case '#': case '$':
                return n;
            case '`': case '\'': return std::min<std::size_t>(n, 2);
            case '!': case '?':
                while (b + n < e && (text_[b + n] == '!' || text_[b + n] == '?')) ++n;
                return n;
            default: return decode(text_, b).bytes;
        }
    }

    std::size_t peel_front(std::size_t b, std::size_t e) {
        while (b < e) {
            const CodePoint c = decode(text_, b);
            const std::size_t rest = b + c.bytes;
            if (is_apostrophe(c.value) && rest < e) {
                const bool doubled = text_[rest] == text_[b];
                const char32_t next = at(rest, e);
                if (!doubled && (is_digit(next) || clitic_word(rest, e))) return b;
            } else if (c.value == U'.' && is_digit(at(rest, e))) {
                return b;  // ".5"
            } else if (c.value == U'-' && is_digit(at(rest, e))) {
                if (!out_.empty() && !space_) return b;
                // "-5": a sign stays with its number
                return b;
            } else if (c.value == U'#' && is_digit(at(rest, e))) {
                emit(b, rest);
                return rest;
            } else if (c.value == U'#' || c.value == U'@' || c.value == U'&' || c.value == U'+' ||
                       c.value == U'/' || c.value == U'\\' || c.value == U'_' ||
                       c.value == U'~') {
                return b;
            } else if (is_letter(c.value) || is_digit(c.value) || c.value == 0xFFFD ||
                       (c.value >= 0x80 && !is_bracket_or_quote(c.value) && !is_dash(c.value) &&
                        !is_currency(c.value))) {
                return b;
            }
            const std::size_t n = run_length(b, e);
            emit(b, b + n);
            b += n;
        }
        return b;
    }

    /// 's, 'll, 'em and the like, standing alone.
    bool clitic_word(std::size_t b, std::size_t e) const {
        static constexpr std::array kWords = {"s"sv,  "m"sv,   "re"sv,  "ve"sv,    "ll"sv, "d"sv,
                                              "em"sv, "til"sv, "tis"sv, "cause"sv, "n"sv};
        const std::string word = fold(between(b, e));
        return word.size() <= 5 && std::ranges::find(kWords, word) != kWords.end();
    }

    /// Takes marks off the end; they go to `tail`, the last first. Returns where the core ends.
    std::size_t peel_back(std::size_t b, std::size_t e,
                          std::vector<std::pair<std::size_t, std::size_t>>& tail) const {
        const auto take = [&](std::size_t n) {
            tail.emplace_back(e - n, e);
            e -= n;
        };
        while (e > b) {
            std::size_t width = 1;
            while (width < 4 && e - width > b && (text_[e - width] & 0xC0) == 0x80) ++width;
            const char32_t c = decode(text_, e - width).value;
            std::size_t same = width;
            while (e - same > b && text_[e - same - 1] == text_[e - 1] && width == 1) ++same;
            switch (c) {
                case U'.':
                    if (same > 1) {
                        take(same);
                    } else if (abbreviation_of(between(b, e)) != Abbreviation::None ||
                               abbreviation_of(last_part(b, e)) != Abbreviation::None) {
                        return e;
                    } else {
                        take(1);
                    }
                    continue;
                case U'!': case U'?':
                    while (e - same > b && (text_[e - same - 1] == '!' || text_[e - same - 1] == '?')) {
                        ++same;
                    }
                    take(same);
                    continue;
                case U'-': case U'=': case U'*': case U'_': case U'~':
                    if (c == U'-' && same == 1 && e - b > 1) {
                        take(1);
                        continue;
                    }
                    take(same);
                    continue;
                case U'\'': case U'`': take(std::min<std::size_t>(same, 2)); continue;
                case U',': case U':': case U'%': case U'/': case 0x2019: case U'\\': case 0xB0:
                    if (c == U'/' && e - b <= 2) return e;  // "w/"
                    take(width);
                    continue;
                default:
                    if (!is_bracket_or_quote(c) && !is_dash(c) && !is_currency(c)) return e;
                    if (c == U'$' && e - b > 1 && e - b <= 4) return e;  // "US$"
                    take(width);
            }
        }
        return e;
    }

    /// What follows the last hyphen or slash: an abbreviation may stand there ("pro-U.S.").
    std::string_view last_part(std::size_t b, std::size_t e) const {
        std::size_t from = e;
        while (from > b && text_[from - 1] != '-' && text_[from - 1] != '/') --from;
        return between(from, e);
    }

    /// Cuts the core of a chunk at inner marks, then its words at clitics.
    void cut(std::size_t b, std::size_t e) {
        std::size_t from = b;
        for (std::size_t i = b; i < e;) {
            const CodePoint c = decode(text_, i);
            const std::size_t next = i + c.bytes;
            std::size_t mark = 0;  // length of a token that starts here
            if (is_bracket_or_quote(c.value)) {
                mark = c.bytes < 2 ? run_length(i, e) : c.bytes;
            } else if (is_dash(c.value)) {
                mark = hyphen(b, from, i, e);
            } else if (c.value == U'/') {
                const bool digits = i > b && is_digit(at(i - 1, e)) && is_digit(at(next, e));
                const bool letters = i - from <= 1 && e - next <= 1;
                mark = digits || letters || i == b ? 0 : 1;
            } else if (c.value == U',') {
                mark = i > b && is_digit(at(i - 1, e)) && is_digit(at(next, e)) ? 0 : 1;
            } else if (c.value == U':') {
                mark = is_digit(at(next, e)) ? 0 : 1;
            } else if (c.value == U'.' && at(next, e) == U'.') {
                mark = run_length(i, e);
            } else if (is_currency(c.value)) {
                if (i > from && i - from <= 2 && c.value == U'$') {  // "US$5"
                    emit(from, next);
                    from = i = next;
                    continue;
                }
                mark = c.bytes;
            } else if (c.value == U'%') {
                mark = 1;
            } else if ((c.value == U'`' || c.value == U'\'') && i + 1 < e && text_[i + 1] == text_[i]) {
                mark = 2;
            }
            if (mark == 0) {
                i = next;
                continue;
            }
            word(from, i);
            emit(i, i + mark);
            from = i = i + mark;
        }
        word(from, e);
    }

    /// How many bytes a hyphen at `i` takes as a token of its own; 0 when it stays in its word.
    std::size_t hyphen(std::size_t b, std::size_t from, std::size_t i, std::size_t e) const {
        const CodePoint c = decode(text_, i);
        const std::size_t n = c.value == U'-' ? run_length(i, e) : c.bytes;
        if (n > 1 && c.value == U'-') return n;
        if (i == b) return is_digit(at(i + n, e)) && c.value == U'-' ? 0 : n;
        if (c.value != U'-') return n;
        if (telephone_or_date(b, e)) return 0;
        const std::string left = fold(between(from, i));
        if (is_letter(at(i + n, e)) && std::ranges::find(kKeptPrefixes, left) != kKeptPrefixes.end()) {
            return 0;
        }
        return n;
    }

    /// 555-1234, 212-555-1234, 2003-03-20.
    bool telephone_or_date(std::size_t b, std::size_t e) const {
        if (e - b > 16) return false;
        std::vector<std::size_t> runs{0};
        for (std::size_t i = b; i < e; ++i) {
            if (text_[i] == '-') {
                runs.push_back(0);
            } else if (is_digit(static_cast<unsigned char>(text_[i]))) {
                ++runs.back();
            } else {
                return false;
            }
        }
        if (runs.size() == 2) return runs[0] == 3 && runs[1] == 4;
        return runs.size() >= 3 && std::ranges::all_of(runs, [](std::size_t r) { return r > 0; });
    }

    /// A word without inner marks: clitics, words written as one, and numbers with a unit.
    void word(std::size_t b, std::size_t e) {
        if (b >= e) return;
        const std::string_view w = between(b, e);
        const std::size_t clitic = clitic_length(w);
        if (clitic > 0) {
            emit(b, e - clitic);
            emit(e - clitic, e);
            return;
        }
        if (w.size() <= 8) {
            const std::string low = fold(w);
            for (const Joined& j : kJoined) {
                if (j.word == low) {
                    emit(b, b + j.first);
                    emit(b + j.first, e);
                    return;
                }
            }
            std::size_t digits = 0;
            while (digits < low.size() &&
                   ((low[digits] >= '0' && low[digits] <= '9') || low[digits] == '.' || low[digits] == ',')) {
                ++digits;
            }
            if (digits > 0 && digits < low.size()) {
                const std::string_view unit = std::string_view(low).substr(digits);
                if (std::ranges::find(kUnits, unit) != kUnits.end() || unit == "p.m." || unit == "a.m.") {
                    emit(b, b + digits);
                    emit(b + digits, e);
                    return;
                }
            }
        }
        emit(b, e);
    }

    /// Bytes of a clitic at the end of a word: n't, 's, 'm, 're, 've, 'll, 'd.
    static std::size_t clitic_length(std::string_view w) {
        static constexpr std::array kEndings = {"s"sv, "m"sv, "d"sv, "re"sv, "ve"sv, "ll"sv, "t"sv};
        for (const std::string_view ending : kEndings) {
            for (const std::string_view mark : {"'"sv, "\xE2\x80\x99"sv, "`"sv}) {
                const std::size_t n = mark.size() + ending.size();
                if (w.size() <= n) continue;
                const std::string_view tail = w.substr(w.size() - n);
                if (!tail.starts_with(mark) || fold(tail.substr(mark.size())) != ending) continue;
                const char before = w[w.size() - n - 1];
                if (ending == "t") {  // "don't" gives "n't"; "can't" gives "ca" "n't"
                    return (before == 'n' || before == 'N') && w.size() > n + 1 ? n + 1 : 0;
                }
                const bool number = before >= '0' && before <= '9';
                return number && ending == "s" ? 0 : n;  // "1990's" is one word
            }
        }
        return 0;
    }

    std::string_view text_;
    std::vector<RawToken> out_;
    bool space_ = true;
};

}  // namespace

bool is_face(std::string_view w) {
    if (w.size() < 2 || w.size() > 4 || (w[0] != ':' && w[0] != ';' && w[0] != '=')) return false;
    const std::string_view mouth = ")(DPpO/|3]["sv;
    return mouth.find(w.back()) != std::string_view::npos &&
           (w.size() == 2 || w[1] == '-' || w[1] == '\'' || w[1] == w.back());
}

std::vector<RawToken> tokenize(std::string_view text) { return Tokenizer(text).run(); }

}  // namespace annalist::text

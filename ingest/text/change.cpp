#include "ingest/text/change.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "ingest/text/utf8.hpp"
#include "ingest/text/words.hpp"

namespace annalist::text {
namespace {

/// A phrase of a comparison, words parted by spaces and hyphens left out, with its basis.
struct Phrase {
    std::string_view words, basis;
};

constexpr std::array kPhrases = {
    Phrase{"year on year", "year-on-year"},         Phrase{"year over year", "year-on-year"},
    Phrase{"on the year", "year-on-year"},          Phrase{"a year earlier", "year-on-year"},
    Phrase{"year earlier", "year-on-year"},         Phrase{"a year ago", "year-on-year"},
    Phrase{"year ago", "year-on-year"},             Phrase{"a year before", "year-on-year"},
    Phrase{"the same period", "year-on-year"},      Phrase{"same period", "year-on-year"},
    Phrase{"same month", "year-on-year"},           Phrase{"same quarter", "year-on-year"},
    Phrase{"the previous year", "year-on-year"},    Phrase{"previous year", "year-on-year"},
    Phrase{"annually", "year-on-year"},             Phrase{"quarter on quarter", "quarter-on-quarter"},
    Phrase{"the previous quarter", "quarter-on-quarter"}, Phrase{"previous quarter", "quarter-on-quarter"},
    Phrase{"on the quarter", "quarter-on-quarter"}, Phrase{"a quarter earlier", "quarter-on-quarter"},
    Phrase{"month on month", "month-on-month"},     Phrase{"month over month", "month-on-month"},
    Phrase{"the previous month", "month-on-month"}, Phrase{"previous month", "month-on-month"},
    Phrase{"on the month", "month-on-month"},       Phrase{"a month earlier", "month-on-month"},
    Phrase{"month earlier", "month-on-month"},      Phrase{"a month ago", "month-on-month"},
    Phrase{"week on week", "week-on-week"},         Phrase{"a week earlier", "week-on-week"},
    Phrase{"the previous week", "week-on-week"},    Phrase{"the previous day", "day-on-day"},
    Phrase{"a day earlier", "day-on-day"},
};

/// The words of a sentence without hyphens, and which token each is.
struct Words {
    std::vector<std::string> forms;
    std::vector<std::uint32_t> tokens;
};

Words words_of(std::string_view text, const Sentence& sentence) {
    Words out;
    for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i) {
        std::string form = fold(sentence.tokens[i].span.in(text));
        if (form == "-") continue;
        out.forms.push_back(std::move(form));
        out.tokens.push_back(i);
    }
    return out;
}

/// How many words of `forms` from `at` on are the phrase; 0 when they are not.
std::size_t match(const std::vector<std::string>& forms, std::size_t at, std::string_view phrase) {
    std::size_t count = 0;
    while (!phrase.empty()) {
        const std::string_view word = phrase.substr(0, phrase.find(' '));
        phrase.remove_prefix(std::min(phrase.size(), word.size() + 1));
        if (at + count >= forms.size() || forms[at + count] != word) return 0;
        ++count;
    }
    return count;
}

/// How many words at `at` begin a comparison with what follows: "compared with", "against".
std::size_t compares(const std::vector<std::string>& forms, std::size_t at) {
    for (const std::string_view phrase : {"compared with", "compared to", "as against", "as compared with", "against", "versus", "than"}) {
        std::size_t count = match(forms, at, phrase);
        if (count > 0 && at + count < forms.size() && forms[at + count] == "in") ++count;
        if (count > 0) return count;
    }
    return 0;
}

bool is_month(std::string_view w) {
    return is_one_of(w, {"january", "february", "march", "april", "may", "june", "july", "august", "september",
                         "october", "november", "december", "jan", "feb", "aug", "sept", "oct", "nov", "dec"});
}

/// Whether a word names a time that may be compared with: "March", "1986", "last month".
bool names_time(const std::vector<std::string>& forms, std::size_t at) {
    if (at >= forms.size()) return false;
    const std::string& w = forms[at];
    const bool year = w.size() == 4 && std::ranges::all_of(w, [](char c) { return c >= '0' && c <= '9'; }) && (w[0] == '1' || w[0] == '2');
    if (is_month(w) || year) return true;
    return is_one_of(w, {"last", "the", "previous"}) && at + 1 < forms.size() &&
           is_one_of(forms[at + 1], {"year", "month", "quarter", "week", "previous", "first", "second", "third", "fourth"});
}

/// Reads the changes of one sentence.
class ChangeFinder {
public:
    ChangeFinder(std::string_view text, const Sentence& sentence, const std::vector<Quantity>& quantities)
        : sentence_(sentence), quantities_(quantities) {
        for (const Token& t : sentence.tokens) forms_.push_back(fold(t.span.in(text)));
    }

    std::vector<Change> run(const std::optional<Comparison>& comparison) {
        for (const Quantity& q : quantities_) place(q);
        std::erase_if(found_, [](const Change& c) { return !c.by && !c.from && !c.to; });
        std::ranges::sort(found_, {}, &Change::word);
        if (comparison) {
            // the change nearest before the words of comparison, else the first
            Change* nearest = found_.empty() ? nullptr : &found_.front();
            for (Change& c : found_) {
                if (sentence_.tokens[c.word].span.begin < comparison->words.begin) nearest = &c;
            }
            if (nearest != nullptr) nearest->comparison = comparison;
        }
        return std::move(found_);
    }

private:
    /// Whether a token says a change that amounts may belong to.
    bool says_change(std::uint32_t i) const {
        const Token& t = sentence_.tokens[i];
        const std::string lemma = fold(t.lemma);
        if (direction_of(lemma) == 0 && direction_of(forms_[i]) == 0) return false;
        if (is_one_of(forms_[i], {"more", "less", "fewer"})) return false;  // hedges; see place()
        if (t.upos == Upos::VERB || t.upos == Upos::NOUN) return true;
        return is_one_of(forms_[i], {"up", "down", "higher", "lower"}) && t.deprel != "compound:prt";
    }

    std::string_view form(std::uint32_t i) const {
        return i < forms_.size() ? std::string_view(forms_[i]) : std::string_view{};
    }

    /// The token before an amount, words of hedging passed over.
    std::int64_t before(const Quantity& q) const {
        std::int64_t i = static_cast<std::int64_t>(q.first) - 1;
        while (i >= 0 && is_one_of(forms_[static_cast<std::size_t>(i)],
                                   {"about", "around", "some", "nearly", "almost", "more", "less", "than", "just", "only", "over",
                                    "under", "approximately", "roughly", "a", "an", "at", "least", "an", "another", "further", ","})) {
            --i;
        }
        return i;
    }

    /// The token of the change that an amount belongs to.
    std::optional<std::uint32_t> change_of(const Quantity& q, std::int64_t preceding) const {
        // "29 percent more than", "8 percent higher", "an 8 percent rise", "a 5 percent export growth"
        for (std::uint32_t i = q.last; i < q.last + 3 && i < forms_.size(); ++i) {
            if (i == q.last && is_one_of(form(i), {"more", "less", "fewer"})) return i;
            const Token& t = sentence_.tokens[i];
            if (says_change(i) && (t.upos != Upos::VERB || form(i) == "higher" || form(i) == "lower")) {
                return t.upos == Upos::NOUN || i == q.last ? std::optional(i) : std::nullopt;
            }
            if (t.upos != Upos::NOUN && t.upos != Upos::ADJ && form(i) != "-") break;
        }
        std::uint32_t head = q.last - 1;
        for (std::uint32_t i = q.first; i < q.last; ++i) {
            const std::int32_t above = sentence_.tokens[i].head;
            if (above < static_cast<std::int32_t>(q.first) || above >= static_cast<std::int32_t>(q.last)) head = i;
        }
        for (int step = 0; step < 4; ++step) {
            const std::int32_t above = sentence_.tokens[head].head;
            if (above < 0) break;
            head = static_cast<std::uint32_t>(above);
            if (says_change(head)) return head;
            if (sentence_.tokens[head].upos == Upos::VERB && step > 0) break;
        }
        // what the tree hung elsewhere: "up 5 percent", "... rose 3 percent, to 45 billion"
        const bool linked = preceding >= 0 && is_one_of(form(static_cast<std::uint32_t>(preceding)), {"by", "from", "to", "up", "down"});
        if (!linked) return std::nullopt;
        for (std::int64_t i = preceding; i >= 0 && i > preceding - 10; --i) {
            if (says_change(static_cast<std::uint32_t>(i))) return static_cast<std::uint32_t>(i);
        }
        return std::nullopt;
    }

    void place(const Quantity& q) {
        const std::int64_t preceding = before(q);
        const auto word = change_of(q, preceding);
        if (!word) return;
        const std::string_view link = preceding >= 0 ? form(static_cast<std::uint32_t>(preceding)) : std::string_view{};
        Change& change = change_at(*word);
        if (link == "from") {
            put(change.from, q);
        } else if (link == "to") {
            put(change.to, q);
        } else if (is_one_of(link, {"at", "in", "on", "for", "worth"})) {
            return;
        } else if (link == "by" || link == "of" || *word >= q.last || preceding < static_cast<std::int64_t>(*word) + 1) {
            put(change.by, q);
        }
    }

    static void put(std::optional<Quantity>& slot, const Quantity& q) {
        if (!slot) slot = q;
    }

    Change& change_at(std::uint32_t word) {
        const auto at = std::ranges::find(found_, word, &Change::word);
        if (at != found_.end()) return *at;
        Change change;
        change.word = word;
        change.direction = direction_of(fold(sentence_.tokens[word].lemma));
        if (change.direction == 0) change.direction = direction_of(forms_[word]);
        return found_.emplace_back(std::move(change));
    }

    const Sentence& sentence_;
    const std::vector<Quantity>& quantities_;
    std::vector<std::string> forms_;
    std::vector<Change> found_;
};

}  // namespace

int direction_of(std::string_view lemma) {
    if (is_one_of(lemma, {"increase", "rise", "grow", "climb", "jump", "surge", "soar", "expand", "gain", "growth", "up", "double",
                          "leap", "advance", "rebound", "accelerate", "raise", "higher", "more"}))
        return 1;
    if (is_one_of(lemma, {"decrease", "fall", "drop", "decline", "shrink", "plunge", "slump", "contract", "reduce", "cut", "down",
                          "dip", "slide", "tumble", "plummet", "slip", "contraction", "reduction", "lower", "less", "fewer"}))
        return -1;
    return 0;
}

std::optional<Comparison> find_comparison(std::string_view text, const Sentence& sentence) {
    const Words words = words_of(text, sentence);
    const auto span = [&](std::size_t first, std::size_t count) {
        return TextSpan{sentence.tokens[words.tokens[first]].span.begin,
                        sentence.tokens[words.tokens[first + count - 1]].span.end};
    };
    for (std::size_t at = 0; at < words.forms.size(); ++at) {
        for (const Phrase& phrase : kPhrases) {
            if (const std::size_t count = match(words.forms, at, phrase.words)) {
                return Comparison{std::string(phrase.basis), span(at, count)};
            }
        }
    }
    for (std::size_t at = 0; at < words.forms.size(); ++at) {
        std::size_t count = compares(words.forms, at);
        if (count == 0 && words.forms[at] == "from") count = 1;
        if (count == 0 || !names_time(words.forms, at + count)) continue;
        const std::size_t start = at + count;
        const bool last = words.forms[start] == "last" && start + 1 < words.forms.size();
        const std::size_t named = is_month(words.forms[start]) || words.forms[start].size() == 4 ? 1 : 2;
        Comparison out{"", span(at, count + std::min(named, words.forms.size() - start))};
        if (last && words.forms[start + 1] == "year") out.basis = "year-on-year";
        if (last && words.forms[start + 1] == "month") out.basis = "month-on-month";
        if (last && words.forms[start + 1] == "quarter") out.basis = "quarter-on-quarter";
        if (last && words.forms[start + 1] == "week") out.basis = "week-on-week";
        return out;
    }
    return std::nullopt;
}

std::vector<Change> find_changes(std::string_view text, const Sentence& sentence,
                                 const std::vector<Quantity>& quantities) {
    return ChangeFinder(text, sentence, quantities).run(find_comparison(text, sentence));
}

}  // namespace annalist::text

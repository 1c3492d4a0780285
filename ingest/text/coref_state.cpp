#include "ingest/text/coref_state.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

using namespace std::string_view_literals;

constexpr std::array kMale = {"he"sv,  "him"sv,   "his"sv,    "himself"sv, "mr"sv,    "man"sv,
                              "boy"sv, "king"sv,  "father"sv, "brother"sv, "son"sv,   "husband"sv,
                              "sir"sv, "uncle"sv, "prince"sv, "lord"sv,    "actor"sv, "gentleman"sv};
constexpr std::array kFemale = {"she"sv,  "her"sv,   "hers"sv,   "herself"sv, "mrs"sv,  "ms"sv,
                                "miss"sv, "woman"sv, "girl"sv,   "queen"sv,   "mother"sv, "sister"sv,
                                "daughter"sv, "wife"sv, "lady"sv, "aunt"sv,  "princess"sv, "actress"sv};

Gender gender_of(std::string_view word) {
    if (std::ranges::find(kMale, word) != kMale.end()) return Gender::Male;
    if (std::ranges::find(kFemale, word) != kFemale.end()) return Gender::Female;
    return Gender::Unknown;
}

/// "U.S. Congress" is the United States Congress.
void add_name_word(std::string_view form, const std::string& folded, std::vector<std::string>& name) {
    const bool states = is_one_of(folded, {"u.s.", "u.s"}) || form == "US" || folded == "u.s.a." || form == "USA";
    const bool kingdom = folded == "u.k." || form == "UK";
    const bool nations = folded == "u.n." || form == "UN";
    if (!states && !kingdom && !nations) {
        name.push_back(folded);
        return;
    }
    name.emplace_back("united");
    name.emplace_back(states ? "states" : kingdom ? "kingdom" : "nations");
}

}  // namespace

CorefState::CorefState(std::string_view text, const std::vector<Sentence>& sentences,
                       std::vector<Mention>& mentions)
    : text_(text),
      sentences_(sentences),
      mentions_(mentions),
      facts_(mentions.size()),
      parent_(mentions.size()) {
    std::iota(parent_.begin(), parent_.end(), 0U);
    const std::vector<bool> quoted = quoted_words();
    std::size_t base = 0;
    std::vector<std::size_t> first_word(sentences.size());
    for (std::size_t k = 0; k < sentences.size(); ++k) {
        first_word[k] = base;
        base += sentences[k].tokens.size();
    }
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
        const Mention& m = mentions_[i];
        describe(i);
        facts_[i].quoted = quoted[first_word[m.sentence] + m.head];
        (m.coordination ? whole_by_head_ : by_head_)[{m.sentence, m.head}] = i;
    }
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
        if (mentions_[i].coordination) find_parts(i);
    }
}

std::optional<std::size_t> CorefState::at(std::uint32_t sentence, std::uint32_t head,
                                          bool whole) const {
    if (whole) {
        const auto found = whole_by_head_.find({sentence, head});
        if (found != whole_by_head_.end()) return found->second;
    }
    const auto found = by_head_.find({sentence, head});
    if (found == by_head_.end()) return std::nullopt;
    return found->second;
}

std::size_t CorefState::chain(std::size_t i) const {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
}

void CorefState::join(std::size_t a, std::size_t b) {
    a = chain(a);
    b = chain(b);
    if (a == b) return;
    if (b < a) std::swap(a, b);
    const int together = chain_size(a) + chain_size(b);
    if (chain_gender(a) == Gender::Unknown) genders_[a] = chain_gender(b);
    if (const auto found = members_.find(b); found != members_.end() && !members_.contains(a)) {
        members_[a] = found->second;
    }
    parent_[b] = a;
    facts_[a].offices.insert(facts_[b].offices.begin(), facts_[b].offices.end());
    sizes_[a] = together;
}

int CorefState::chain_size(std::size_t i) const {
    const auto found = sizes_.find(chain(i));
    return found != sizes_.end() ? found->second : 1;
}

Gender CorefState::chain_gender(std::size_t i) const {
    const auto found = genders_.find(chain(i));
    return found != genders_.end() ? found->second : facts_[chain(i)].gender;
}

const std::vector<std::size_t>& CorefState::members(std::size_t i) const {
    static const std::vector<std::size_t> kNone;
    const auto found = members_.find(chain(i));
    return found != members_.end() ? found->second : kNone;
}

/// For each word of the article whether it stands between quotation marks.
std::vector<bool> CorefState::quoted_words() const {
    std::vector<bool> out;
    bool open = false;
    std::uint32_t last = 0;
    for (const Sentence& s : sentences_) {
        // a blank line closes a quotation that was never closed
        if (text_.substr(last, s.span.begin - last).find("\n\n") != std::string_view::npos) {
            open = false;
        }
        last = s.span.end;
        for (const Token& t : s.tokens) {
            const std::string_view w = t.span.in(text_);
            if (w == "\"") open = !open;
            if (w == "\xE2\x80\x9C" || w == "``") open = true;
            if (w == "\xE2\x80\x9D" || w == "''") open = false;
            out.push_back(open);
        }
    }
    return out;
}

void CorefState::describe(std::size_t i) {
    const Mention& m = mentions_[i];
    const Sentence& s = sentences_[m.sentence];
    const Token& t = s.tokens[m.head];
    MentionFacts& f = facts_[i];
    f.subject = universal(t.deprel) == "nsubj";
    if (m.coordination) {
        f.plural = true;
        return;
    }
    f.form = fold(t.span.in(text_));
    f.lemma = fold(t.lemma);
    f.plural = t.xpos == "NNS" || t.xpos == "NNPS" || t.upos == Upos::NUM || f.form == "both" ||
               is_one_of(f.form, {"they", "them", "their", "theirs", "themselves", "we", "us", "our",
                           "ours", "ourselves", "these", "those"});
    if (m.pronoun) {
        f.gender = gender_of(f.form);
    } else if (m.type == EntityType::Person) {
        f.gender = gender_of(f.lemma);
        if (!m.named) f.offices.insert(f.lemma);
    }
    for (const Entity& e : s.entities) {
        if (!m.named || m.head < e.first || m.head >= e.last) continue;
        for (std::uint32_t k = e.first; k < e.last; ++k) {
            const std::string w = fold(s.tokens[k].span.in(text_));
            if (w != "the" && s.tokens[k].upos != Upos::PUNCT) add_name_word(s.tokens[k].span.in(text_), w, f.name);
        }
    }
    describe_children(i);
}

void CorefState::describe_children(std::size_t i) {
    const Mention& m = mentions_[i];
    const Sentence& s = sentences_[m.sentence];
    MentionFacts& f = facts_[i];
    for (std::uint32_t k = 0; k < s.tokens.size(); ++k) {
        const Token& c = s.tokens[k];
        const bool inside = m.span.begin <= c.span.begin && c.span.end <= m.span.end;
        if (!inside || c.head != static_cast<std::int32_t>(m.head)) continue;
        const std::string w = fold(c.lemma);
        if (c.deprel == "det") f.definite = f.definite || is_one_of(w, {"the", "this", "that", "these", "those"});
        if (c.deprel == "nmod:poss") f.definite = true;
        if (c.deprel == "amod" || c.deprel == "compound" || c.deprel == "nummod") f.modifiers.insert(w);
        if (m.named && m.type == EntityType::Person && k < m.head) {
            std::string title = w;
            if (!title.empty() && title.back() == '.') title.pop_back();
            if (f.gender == Gender::Unknown) f.gender = gender_of(title);
            f.offices.insert(title);
        }
    }
}

void CorefState::find_parts(std::size_t i) {
    const Mention& m = mentions_[i];
    const Sentence& s = sentences_[m.sentence];
    std::vector<std::size_t> parts;
    if (const auto first = at(m.sentence, m.head, false)) parts.push_back(*first);
    for (std::uint32_t k = m.head + 1; k < s.tokens.size(); ++k) {
        if (s.tokens[k].head != static_cast<std::int32_t>(m.head) || s.tokens[k].deprel != "conj") continue;
        if (const auto part = at(m.sentence, k, false)) parts.push_back(*part);
    }
    facts_[i].parts = parts;
    members_[i] = std::move(parts);
}

}  // namespace annalist::text

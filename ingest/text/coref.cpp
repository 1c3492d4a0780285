#include "ingest/text/coref.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

using namespace std::string_view_literals;

enum class Gender : std::uint8_t { Unknown, Male, Female };

constexpr std::array kMale = {"he"sv,  "him"sv,   "his"sv,    "himself"sv, "mr"sv,    "man"sv,
                              "boy"sv, "king"sv,  "father"sv, "brother"sv, "son"sv,   "husband"sv,
                              "sir"sv, "uncle"sv, "prince"sv, "lord"sv,    "actor"sv, "gentleman"sv};
constexpr std::array kFemale = {"she"sv,  "her"sv,   "hers"sv,   "herself"sv, "mrs"sv,  "ms"sv,
                                "miss"sv, "woman"sv, "girl"sv,   "queen"sv,   "mother"sv, "sister"sv,
                                "daughter"sv, "wife"sv, "lady"sv, "aunt"sv,  "princess"sv, "actress"sv};

constexpr double kTyped = 0.5;              // a pronoun's liking for persons, bodies and places
constexpr std::size_t kNamesBack = 300;     // distinct names looked back at

bool in(std::string_view word, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, word) != list.end();
}

std::string_view universal(std::string_view relation) {
    return relation.substr(0, relation.find(':'));
}

/// A mention with what the sieves look at.
struct Facts {
    std::string form;                ///< folded head word
    std::string lemma;               ///< folded lemma of the head
    std::vector<std::string> name;   ///< folded words of the name, empty when it is none
    std::set<std::string> offices;   ///< nouns that say what the person is
    std::set<std::string> modifiers; ///< adjectives and nouns before the head
    Gender gender = Gender::Unknown;
    bool plural = false;
    bool definite = false;
    bool subject = false;
    bool quoted = false;
};

class Resolver {
public:
    Resolver(std::string_view text, const std::vector<Sentence>& sentences,
             std::vector<Mention>& mentions)
        : text_(text), sentences_(sentences), m_(mentions), facts_(mentions.size()),
          parent_(mentions.size()), first_of_name_(mentions.size()) {
        std::iota(parent_.begin(), parent_.end(), 0U);
        std::vector<bool> quoted = quoted_words();
        std::size_t base = 0;
        std::vector<std::size_t> first_word(sentences.size());
        for (std::size_t k = 0; k < sentences.size(); ++k) {
            first_word[k] = base;
            base += sentences[k].tokens.size();
        }
        for (std::size_t i = 0; i < m_.size(); ++i) {
            describe(i);
            facts_[i].quoted = quoted[first_word[m_[i].sentence] + m_[i].head];
            by_head_[{m_[i].sentence, m_[i].head}] = i;
        }
    }

    void run() {
        equal_names();
        name_parts();
        appositions();
        first_and_second_person();
        equal_phrases();
        definite_nouns();
        pronouns();
        number_chains();
    }

private:
    const Token& head(std::size_t i) const {
        return sentences_[m_[i].sentence].tokens[m_[i].head];
    }

    std::size_t find(std::size_t i) const {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }

    /// Joins the chains of two mentions under the earlier one.
    void join(std::size_t a, std::size_t b) {
        a = find(a);
        b = find(b);
        if (a == b) return;
        if (b < a) std::swap(a, b);
        const int together = size(a) + size(b);
        Facts& f = facts_[a];
        const Facts& g = facts_[b];
        if (chain_gender(a) == Gender::Unknown) genders_[a] = chain_gender(b);
        parent_[b] = a;
        f.offices.insert(g.offices.begin(), g.offices.end());
        sizes_[a] = together;
    }

    Gender chain_gender(std::size_t i) const {
        const auto found = genders_.find(find(i));
        return found != genders_.end() ? found->second : facts_[find(i)].gender;
    }

    int size(std::size_t i) const {
        const auto found = sizes_.find(find(i));
        return found != sizes_.end() ? found->second : 1;
    }

    /// For each word of the article whether it stands between quotation marks.
    std::vector<bool> quoted_words() const {
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

    void describe(std::size_t i) {
        const Mention& m = m_[i];
        const Sentence& s = sentences_[m.sentence];
        const Token& t = s.tokens[m.head];
        Facts& f = facts_[i];
        f.form = fold(t.span.in(text_));
        f.lemma = fold(t.lemma);
        f.plural = t.xpos == "NNS" || t.xpos == "NNPS" ||
                   in(f.form, {"they", "them", "their", "theirs", "themselves", "we", "us", "our",
                               "ours", "ourselves", "these", "those"});
        const std::string_view r = universal(t.deprel);
        f.subject = r == "nsubj";
        if (!m.pronoun && m.type == EntityType::Person) {
            f.gender = gender_of(f.lemma);
            if (!m.named) f.offices.insert(f.lemma);
        } else if (m.pronoun) {
            f.gender = gender_of(f.form);
        }
        for (const Entity& e : s.entities) {
            if (!m.named || m.head < e.first || m.head >= e.last) continue;
            for (std::uint32_t k = e.first; k < e.last; ++k) {
                const std::string w = fold(s.tokens[k].span.in(text_));
                if (w != "the" && s.tokens[k].upos != Upos::PUNCT) f.name.push_back(w);
            }
        }
        for (std::uint32_t k = 0; k < s.tokens.size(); ++k) {
            const Token& c = s.tokens[k];
            const bool inside = m.span.begin <= c.span.begin && c.span.end <= m.span.end;
            if (!inside || c.head != static_cast<std::int32_t>(m.head)) continue;
            const std::string w = fold(c.lemma);
            if (c.deprel == "det") f.definite = f.definite || in(w, {"the", "this", "that", "these", "those"});
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

    static Gender gender_of(std::string_view word) {
        if (std::ranges::find(kMale, word) != kMale.end()) return Gender::Male;
        if (std::ranges::find(kFemale, word) != kFemale.end()) return Gender::Female;
        return Gender::Unknown;
    }

    void equal_names() {
        std::map<std::pair<std::vector<std::string>, EntityType>, std::size_t> first;
        std::map<std::vector<std::string>, std::size_t> any;
        for (std::size_t i = 0; i < m_.size(); ++i) {
            if (facts_[i].name.empty()) continue;
            const auto [at, fresh] = first.emplace(std::pair{facts_[i].name, m_[i].type}, i);
            first_of_name_[i] = fresh;
            if (!fresh) join(at->second, i);
            const auto [other, unseen] = any.emplace(facts_[i].name, i);
            if (!unseen && facts_[i].name.size() > 1) join(other->second, i);
        }
    }

    /// "Lindholm" after "Anna Lindholm", "WHO" after "World Health Organization".
    void name_parts() {
        std::vector<std::size_t> seen;  // one mention of each name
        for (std::size_t i = 0; i < m_.size(); ++i) {
            const auto& name = facts_[i].name;
            if (name.empty() || m_[i].type == EntityType::Other || !first_of_name_[i]) continue;
            const std::size_t oldest = seen.size() > kNamesBack ? seen.size() - kNamesBack : 0;
            for (std::size_t n = seen.size(); n-- > oldest;) {
                const std::size_t k = seen[n];
                if (m_[k].type != m_[i].type) continue;
                if (part_of(name, facts_[k].name, m_[i].type) ||
                    (m_[i].type == EntityType::Person && facts_[k].name.size() == 1 &&
                     part_of(facts_[k].name, name, m_[i].type))) {
                    const Gender a = chain_gender(i);
                    const Gender b = chain_gender(k);
                    if (a != Gender::Unknown && b != Gender::Unknown && a != b) continue;
                    join(k, i);
                    break;
                }
            }
            seen.push_back(i);
        }
    }

    static bool part_of(const std::vector<std::string>& shorter,
                        const std::vector<std::string>& longer, EntityType type) {
        if (shorter.size() >= longer.size()) return false;
        if (type == EntityType::Person) {
            return shorter.size() == 1 ? shorter[0] == longer.back() || shorter[0] == longer[0]
                                       : shorter.back() == longer.back() && shorter[0] == longer[0];
        }
        if (type == EntityType::Organization && shorter.size() == 1 && shorter[0].size() > 1) {
            std::string initials;
            for (const std::string& w : longer) {
                if (!in(w, {"of", "and", "for", "the", "on", "in"})) initials += w[0];
            }
            std::string bare;
            for (const char c : shorter[0]) {
                if (c != '.') bare += c;
            }
            if (bare == initials) return true;
        }
        return type == EntityType::Organization && std::equal(shorter.begin(), shorter.end(), longer.begin());
    }

    void appositions() {
        for (std::size_t i = 0; i < m_.size(); ++i) {
            const Sentence& s = sentences_[m_[i].sentence];
            const Token& t = head(i);
            if (t.head < 0) {
                copula(i, s);
                continue;
            }
            if (universal(t.deprel) == "appos") {
                const auto to = by_head_.find({m_[i].sentence, static_cast<std::uint32_t>(t.head)});
                if (to != by_head_.end() && alike(m_[to->second].type, m_[i].type)) join(to->second, i);
            }
            copula(i, s);
        }
    }

    static bool alike(EntityType a, EntityType b) {
        return a == b || a == EntityType::Other || b == EntityType::Other;
    }

    /// "Lindholm is the minister": the predicate speaks of the subject.
    void copula(std::size_t i, const Sentence& s) {
        if (m_[i].pronoun) return;
        bool is = false;
        std::int64_t subject = -1;
        for (std::uint32_t k = 0; k < s.tokens.size(); ++k) {
            if (s.tokens[k].head != static_cast<std::int32_t>(m_[i].head)) continue;
            if (s.tokens[k].deprel == "cop" && fold(s.tokens[k].lemma) == "be") is = true;
            if (universal(s.tokens[k].deprel) == "nsubj") subject = k;
            if (fold(s.tokens[k].lemma) == "not") return;
        }
        if (!is || subject < 0) return;
        const auto to = by_head_.find({m_[i].sentence, static_cast<std::uint32_t>(subject)});
        if (to == by_head_.end()) return;
        if (alike(m_[to->second].type, m_[i].type) && m_[i].type != EntityType::Other &&
            facts_[to->second].plural == facts_[i].plural) {
            join(to->second, i);
        }
    }

    /// "I" in a quotation is its speaker, else one narrator; "we" and "you" are one group each.
    void first_and_second_person() {
        std::map<std::string_view, std::size_t> first;
        for (std::size_t i = 0; i < m_.size(); ++i) {
            if (!m_[i].pronoun) continue;
            const std::string& w = facts_[i].form;
            std::string_view kind;
            if (in(w, {"i", "me", "my", "mine", "myself"})) kind = "i";
            if (in(w, {"we", "us", "our", "ours", "ourselves"})) kind = "we";
            if (in(w, {"you", "your", "yours", "yourself"})) kind = "you";
            if (kind.empty()) continue;
            if (kind == "i" && facts_[i].quoted) {
                const auto speaker = speaker_of(i);
                if (speaker < m_.size()) {
                    join(speaker, i);
                    continue;
                }
            }
            const auto [at, fresh] = first.emplace(kind, i);
            if (!fresh) join(at->second, i);
        }
    }

    /// The subject of a verb of saying in the same sentence or the ones beside it.
    std::size_t speaker_of(std::size_t i) const {
        for (const int step : {0, 1, -1}) {
            const std::int64_t k = static_cast<std::int64_t>(m_[i].sentence) + step;
            if (k < 0 || k >= static_cast<std::int64_t>(sentences_.size())) continue;
            const Sentence& s = sentences_[static_cast<std::size_t>(k)];
            for (std::uint32_t w = 0; w < s.tokens.size(); ++w) {
                const Token& t = s.tokens[w];
                if (universal(t.deprel) != "nsubj" || t.head < 0) continue;
                const std::string verb = fold(s.tokens[static_cast<std::size_t>(t.head)].lemma);
                if (!in(verb, {"say", "tell", "add", "write", "explain", "ask", "reply", "insist", "recall"})) continue;
                const auto found = by_head_.find({static_cast<std::uint32_t>(k), w});
                if (found != by_head_.end() && m_[found->second].type == EntityType::Person &&
                    !in(facts_[found->second].form, {"i", "we", "you"})) {
                    return found->second;
                }
            }
        }
        return m_.size();
    }

    /// "the world", "senators", "their homes": the same words again speak of the same, unless they
    /// bring in something new ("a house") or count it out.
    void equal_phrases() {
        std::map<std::string, std::size_t> first;
        for (std::size_t i = 0; i < m_.size(); ++i) {
            if (m_[i].pronoun || !facts_[i].name.empty() || m_[i].type == EntityType::Other) continue;
            const std::string words = fold(m_[i].span.in(text_));
            const std::string start = words.substr(0, words.find(' '));
            if (in(start, {"a", "an", "some", "another", "other", "one", "two", "three", "no", "any",
                           "many", "several", "more", "each", "every", "his", "her", "its"})) {
                continue;
            }
            const auto [at, fresh] = first.emplace(words, i);
            if (!fresh) join(at->second, i);
        }
    }

    /// "the minister" after "a minister" or "Minister Lindholm".
    void definite_nouns() {
        for (std::size_t i = 0; i < m_.size(); ++i) {
            const Facts& f = facts_[i];
            if (m_[i].pronoun || !f.name.empty() || !f.definite) continue;
            for (std::size_t k = i; k-- > 0;) {
                if (m_[i].sentence - m_[k].sentence > 12) break;
                if (m_[k].pronoun || facts_[k].plural != f.plural) continue;
                if (m_[k].span.begin <= m_[i].span.begin && m_[i].span.end <= m_[k].span.end) continue;
                const bool same = facts_[k].name.empty() && facts_[k].lemma == f.lemma;
                const bool office = m_[i].type == EntityType::Person && m_[k].named &&
                                    facts_[find(k)].offices.contains(f.lemma);
                const bool kind_of = m_[k].named && m_[k].type == m_[i].type && !facts_[k].name.empty() &&
                                     facts_[k].name.back() == f.lemma;
                if (!same && !office && !kind_of) continue;
                // a new modifier speaks of another one
                if (same && !std::ranges::includes(facts_[k].modifiers, f.modifiers)) continue;
                join(k, i);
                break;
            }
        }
    }

    void pronouns() {
        for (std::size_t i = 0; i < m_.size(); ++i) {
            if (!m_[i].pronoun || find(i) != i) continue;
            const std::string& w = facts_[i].form;
            if (in(w, {"he", "him", "his", "himself", "she", "her", "hers", "herself"})) {
                attach(i, [&](std::size_t k) {
                    const Gender g = chain_gender(k);
                    return type_of_chain(k) == EntityType::Person && !facts_[k].plural &&
                           (g == Gender::Unknown || g == facts_[i].gender) &&
                           !in(facts_[k].form, {"i", "me", "my", "we", "us", "our", "you", "your"});
                });
            } else if (in(w, {"they", "them", "their", "theirs", "themselves"})) {
                attach(i, [&](std::size_t k) {
                    return (facts_[k].plural && !in(facts_[k].form, {"we", "us", "our", "these", "those"})) ||
                           m_[k].type == EntityType::Organization;
                });
            } else if (in(w, {"it", "its", "itself"})) {
                attach(i, [&](std::size_t k) {
                    return !facts_[k].plural && type_of_chain(k) != EntityType::Person &&
                           !in(facts_[k].form, {"this", "that"});
                });
            }
        }
    }

    EntityType type_of_chain(std::size_t i) const { return m_[find(i)].type; }

    /// Joins pronoun i with the likeliest of the earlier mentions that fit.
    template <class Fits>
    void attach(std::size_t i, const Fits& fits) {
        double best = -1e9;
        std::size_t chosen = m_.size();
        for (std::size_t k = i; k-- > 0;) {
            const auto distance = static_cast<double>(m_[i].sentence - m_[k].sentence);
            if (distance > 4) break;
            if (m_[k].span.end > m_[i].span.begin || !fits(k)) continue;
            // "the minister saw him": arguments of one verb are two people
            const bool same_verb = distance == 0 && head(k).head == head(i).head &&
                                   !facts_[i].form.ends_with("self") && universal(head(i).deprel) != "nmod";
            if (same_verb) continue;
            double score = -1.5 * distance;
            if (facts_[k].subject) score += 1.2;
            if (facts_[k].subject && facts_[i].subject) score += 0.4;
            score += 0.5 * std::log(static_cast<double>(size(k)));
            if (m_[k].named) score += 0.4;
            if (m_[k].type != EntityType::Other) score += kTyped;
            if (m_[k].pronoun && facts_[k].gender == facts_[i].gender) score += 0.6;
            if (facts_[k].quoted != facts_[i].quoted) score -= 0.3;
            score -= 0.004 * static_cast<double>(m_[i].span.begin - m_[k].span.begin) / 5;
            if (score > best) {
                best = score;
                chosen = k;
            }
        }
        if (chosen == m_.size()) return;
        if (facts_[i].gender != Gender::Unknown) genders_[find(chosen)] = facts_[i].gender;
        join(chosen, i);
    }

    void number_chains() {
        std::map<std::size_t, std::int32_t> number;
        for (std::size_t i = 0; i < m_.size(); ++i) {
            if (size(i) < 2) continue;
            const auto [at, fresh] = number.emplace(find(i), static_cast<std::int32_t>(number.size()));
            m_[i].chain = at->second;
        }
        // A chain with "she" or "we" in it is of persons; its pronouns take the type of its nouns.
        std::map<std::size_t, EntityType> type;
        for (std::size_t i = 0; i < m_.size(); ++i) {
            const std::size_t top = find(i);
            const auto [at, fresh] = type.emplace(top, m_[i].type);
            if (!fresh && at->second == EntityType::Other) at->second = m_[i].type;
            if (m_[i].pronoun && m_[i].type == EntityType::Person &&
                !in(facts_[i].form, {"they", "them", "their", "theirs", "themselves"})) {
                at->second = EntityType::Person;
            }
        }
        for (std::size_t i = 0; i < m_.size(); ++i) {
            const bool open = m_[i].pronoun || (!m_[i].named && m_[i].type == EntityType::Other);
            if (size(i) > 1 && open) {
                m_[i].type = type[find(i)];
            }
        }
    }

    std::string_view text_;
    const std::vector<Sentence>& sentences_;
    std::vector<Mention>& m_;
    std::vector<Facts> facts_;
    mutable std::vector<std::size_t> parent_;  // find() shortens its paths
    std::vector<bool> first_of_name_;
    std::map<std::size_t, Gender> genders_;
    std::map<std::size_t, int> sizes_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> by_head_;
};

}  // namespace

void resolve_coreference(std::string_view text, const std::vector<Sentence>& sentences,
                         std::vector<Mention>& mentions) {
    Resolver(text, sentences, mentions).run();
}

}  // namespace annalist::text

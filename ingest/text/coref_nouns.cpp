#include <algorithm>
#include <map>
#include <string>

#include "ingest/text/coref_sieves.hpp"
#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

constexpr std::uint32_t kSentencesBack = 12;  // for definite nouns

bool alike(EntityType a, EntityType b) {
    return a == b || a == EntityType::Other || b == EntityType::Other;
}

/// "the minister, Anna Lindholm": an apposition speaks of what it stands beside. A coordination
/// ("the leaders, Lindholm and Otieno") does so as a whole.
void apposition(CorefState& state, std::size_t i) {
    const Mention& m = state.mention(i);
    const Token& t = state.head(i);
    if (t.head < 0 || universal(t.deprel) != "appos") return;
    if (!m.coordination && state.at(m.sentence, m.head, true) != i) return;
    const auto to = state.at(m.sentence, static_cast<std::uint32_t>(t.head), false);
    if (!to || !alike(state.mention(*to).type, m.type)) return;
    if (m.coordination && !state.facts(*to).plural) return;
    state.join(*to, i);
}

/// "Lindholm is the minister": the predicate speaks of the subject.
void copula(CorefState& state, std::size_t i) {
    const Mention& m = state.mention(i);
    if (m.pronoun || state.at(m.sentence, m.head, true) != i) return;
    const Sentence& s = state.sentence(i);
    bool is = false;
    std::optional<std::uint32_t> subject;
    for (std::uint32_t k = 0; k < s.tokens.size(); ++k) {
        const Token& t = s.tokens[k];
        if (t.head != static_cast<std::int32_t>(m.head)) continue;
        if (t.deprel == "cop" && fold(t.lemma) == "be") is = true;
        if (universal(t.deprel) == "nsubj") subject = k;
        if (fold(t.lemma) == "not") return;
    }
    if (!is || !subject) return;
    const auto to = state.at(m.sentence, *subject, true);
    if (!to || !alike(state.mention(*to).type, m.type) || m.type == EntityType::Other) return;
    if (state.facts(*to).plural == state.facts(i).plural) state.join(*to, i);
}

/// "the world", "senators", "their homes": the same words again speak of the same, unless they
/// bring in something new ("a house") or count it out.
void equal_phrases(CorefState& state) {
    std::map<std::string, std::size_t> first;
    for (std::size_t i = 0; i < state.size(); ++i) {
        const Mention& m = state.mention(i);
        if (m.pronoun || m.coordination || !state.facts(i).name.empty() || m.type == EntityType::Other) continue;
        const std::string words = fold(state.words(i));
        const std::string start = words.substr(0, words.find(' '));
        if (is_one_of(start, {"a", "an", "some", "another", "other", "one", "two", "three", "no", "any",
                       "many", "several", "more", "each", "every", "his", "her", "its"})) {
            continue;
        }
        const auto [at, fresh] = first.emplace(words, i);
        if (!fresh) state.join(at->second, i);
    }
}

/// Whether a definite noun i can speak of an earlier mention k.
bool speaks_of(const CorefState& state, std::size_t i, std::size_t k) {
    const Mention& m = state.mention(i);
    const Mention& n = state.mention(k);
    const MentionFacts& f = state.facts(i);
    const MentionFacts& g = state.facts(k);
    if (n.pronoun || n.coordination || g.plural != f.plural) return false;
    if (n.span.begin <= m.span.begin && m.span.end <= n.span.end) return false;
    const bool same = g.name.empty() && g.lemma == f.lemma;
    const bool office = m.type == EntityType::Person && n.named && state.chain_offices(k).contains(f.lemma);
    const bool kind_of = n.named && n.type == m.type && !g.name.empty() && g.name.back() == f.lemma;
    // a new modifier speaks of another one
    return (same || office || kind_of) && (!same || std::ranges::includes(g.modifiers, f.modifiers));
}

void definite_nouns(CorefState& state) {
    for (std::size_t i = 0; i < state.size(); ++i) {
        const MentionFacts& f = state.facts(i);
        if (state.mention(i).pronoun || state.mention(i).coordination || !f.name.empty() || !f.definite) continue;
        for (std::size_t k = i; k-- > 0;) {
            if (state.mention(i).sentence - state.mention(k).sentence > kSentencesBack) break;
            if (!speaks_of(state, i, k)) continue;
            state.join(k, i);
            break;
        }
    }
}

}  // namespace

void join_predicates(CorefState& state) {
    for (std::size_t i = 0; i < state.size(); ++i) {
        apposition(state, i);
        copula(state, i);
    }
}

void join_nouns(CorefState& state) {
    equal_phrases(state);
    definite_nouns(state);
}

}  // namespace annalist::text

#include <cmath>
#include <map>
#include <string>
#include <string_view>

#include "ingest/text/coref_sieves.hpp"
#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

constexpr double kTyped = 0.5;             // a pronoun's liking for persons, bodies and places
constexpr double kCoordinated = 0.4;       // of "they" for "Lindholm and Otieno"
constexpr std::uint32_t kSentencesBack = 4;

std::string_view speaker_kind(std::string_view word) {
    if (is_one_of(word, {"i", "me", "my", "mine", "myself"})) return "i";
    if (is_one_of(word, {"we", "us", "our", "ours", "ourselves"})) return "we";
    if (is_one_of(word, {"you", "your", "yours", "yourself"})) return "you";
    return {};
}

/// The subject of a verb of saying in the same sentence or the ones beside it.
std::optional<std::size_t> speaker_of(const CorefState& state, std::size_t i) {
    for (const int step : {0, 1, -1}) {
        const std::int64_t k = static_cast<std::int64_t>(state.mention(i).sentence) + step;
        if (k < 0 || k >= static_cast<std::int64_t>(state.sentences().size())) continue;
        const Sentence& s = state.sentences()[static_cast<std::size_t>(k)];
        for (std::uint32_t w = 0; w < s.tokens.size(); ++w) {
            const Token& t = s.tokens[w];
            if (universal(t.deprel) != "nsubj" || t.head < 0) continue;
            const std::string verb = fold(s.tokens[static_cast<std::size_t>(t.head)].lemma);
            if (!is_one_of(verb, {"say", "tell", "add", "write", "explain", "ask", "reply", "insist", "recall"})) continue;
            const auto found = state.at(static_cast<std::uint32_t>(k), w, false);
            if (found && state.mention(*found).type == EntityType::Person &&
                !is_one_of(state.facts(*found).form, {"i", "we", "you"})) {
                return found;
            }
        }
    }
    return std::nullopt;
}

/// How likely pronoun i speaks of the earlier mention k.
double liking(const CorefState& state, std::size_t i, std::size_t k) {
    const Mention& m = state.mention(i);
    const Mention& n = state.mention(k);
    const MentionFacts& f = state.facts(i);
    const MentionFacts& g = state.facts(k);
    double score = -1.5 * static_cast<double>(m.sentence - n.sentence);
    if (g.subject) score += 1.2;
    if (g.subject && f.subject) score += 0.4;
    score += 0.5 * std::log(static_cast<double>(state.chain_size(k)));
    if (n.named) score += 0.4;
    if (n.coordination) score += kCoordinated;
    if (n.type != EntityType::Other) score += kTyped;
    if (n.pronoun && g.gender == f.gender) score += 0.6;
    if (g.quoted != f.quoted) score -= 0.3;
    return score - 0.004 * static_cast<double>(m.span.begin - n.span.begin) / 5;
}

/// Joins pronoun i with the likeliest of the earlier mentions that fit.
template <class Fits>
void attach(CorefState& state, std::size_t i, const Fits& fits) {
    double best = -1e9;
    std::optional<std::size_t> chosen;
    const Mention& m = state.mention(i);
    for (std::size_t k = i; k-- > 0;) {
        const Mention& n = state.mention(k);
        if (m.sentence - n.sentence > kSentencesBack) break;
        if (n.span.end > m.span.begin || !fits(k)) continue;
        // "the minister saw him": arguments of one verb are two people
        const bool same_verb = m.sentence == n.sentence && state.head(k).head == state.head(i).head &&
                               !state.facts(i).form.ends_with("self") && universal(state.head(i).deprel) != "nmod";
        if (same_verb) continue;
        const double score = liking(state, i, k);
        if (score > best) {
            best = score;
            chosen = k;
        }
    }
    if (!chosen) return;
    if (state.facts(i).gender != Gender::Unknown) state.set_gender(*chosen, state.facts(i).gender);
    state.join(*chosen, i);
}

}  // namespace

void join_speakers(CorefState& state) {
    std::map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < state.size(); ++i) {
        if (!state.mention(i).pronoun) continue;
        const std::string_view kind = speaker_kind(state.facts(i).form);
        if (kind.empty()) continue;
        if (kind == "i" && state.facts(i).quoted) {
            if (const auto speaker = speaker_of(state, i)) {
                state.join(*speaker, i);
                continue;
            }
        }
        const auto [at, fresh] = first.emplace(kind, i);
        if (!fresh) state.join(at->second, i);
    }
}

void join_pronouns(CorefState& state) {
    for (std::size_t i = 0; i < state.size(); ++i) {
        if (!state.mention(i).pronoun || state.chain(i) != i) continue;
        const std::string& w = state.facts(i).form;
        if (is_one_of(w, {"he", "him", "his", "himself", "she", "her", "hers", "herself"})) {
            attach(state, i, [&](std::size_t k) {
                const Gender g = state.chain_gender(k);
                return state.chain_type(k) == EntityType::Person && !state.facts(k).plural &&
                       (g == Gender::Unknown || g == state.facts(i).gender) &&
                       !is_one_of(state.facts(k).form, {"i", "me", "my", "we", "us", "our", "you", "your"});
            });
        } else if (is_one_of(w, {"they", "them", "their", "theirs", "themselves"})) {
            attach(state, i, [&](std::size_t k) {
                return (state.facts(k).plural && !is_one_of(state.facts(k).form, {"we", "us", "our", "these", "those"})) ||
                       state.mention(k).type == EntityType::Organization;
            });
        } else if (is_one_of(w, {"it", "its", "itself"})) {
            attach(state, i, [&](std::size_t k) {
                return !state.facts(k).plural && state.chain_type(k) != EntityType::Person &&
                       !is_one_of(state.facts(k).form, {"this", "that"});
            });
        }
    }
}

}  // namespace annalist::text

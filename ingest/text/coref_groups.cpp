#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "ingest/text/coref_sieves.hpp"
#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

constexpr std::uint32_t kSentencesBack = 4;

/// What a plural phrase says of those it means: how many, and of what kind.
struct Wanted {
    std::size_t count = 0;  ///< 0 for any
    std::set<EntityType> types;

    bool admits(EntityType type) const { return types.empty() || types.contains(type); }
};

std::size_t count_of(std::string_view word) {
    if (is_one_of(word, {"two", "both", "pair", "duo"})) return 2;
    if (is_one_of(word, {"three", "trio"})) return 3;
    if (word == "four") return 4;
    return 0;
}

/// The kinds of thing that can be meant by a noun of states and bodies; empty for other nouns.
std::set<EntityType> kinds_of(std::string_view lemma) {
    using enum EntityType;
    if (is_one_of(lemma, {"country", "nation", "state", "neighbor", "neighbour", "economy", "power", "capital", "city"})) {
        return {Place};
    }
    if (is_one_of(lemma, {"government", "ally", "rival", "partner"})) return {Place, Organization};
    if (is_one_of(lemma, {"company", "firm", "bank", "organization", "organisation", "agency", "group", "bloc", "club"})) {
        return {Organization};
    }
    return {};
}

/// Reads "the two leaders", "both countries", "the pair"; nullopt for what is no such phrase.
std::optional<Wanted> wanted_by(const CorefState& state, std::size_t i) {
    const Mention& m = state.mention(i);
    const MentionFacts& f = state.facts(i);
    if (m.pronoun || m.coordination || !f.name.empty()) return std::nullopt;
    Wanted wanted;
    wanted.count = count_of(f.form);
    bool definite = f.definite || f.form == "both";
    bool more = false;  // "the two leaders of the rebels": said by what follows
    const Sentence& s = state.sentence(i);
    for (std::uint32_t k = 0; k < s.tokens.size(); ++k) {
        const Token& t = s.tokens[k];
        if (t.head != static_cast<std::int32_t>(m.head)) continue;
        const std::string word = fold(t.lemma);
        const std::string_view relation = universal(t.deprel);
        if (relation == "nummod" || relation == "det") wanted.count = std::max(wanted.count, count_of(word));
        if (relation == "det" && word == "both") definite = true;
        if (relation == "amod" && is_one_of(word, {"other", "first", "last", "next", "more"})) return std::nullopt;
        if (relation == "nmod" || relation == "acl") more = true;
    }
    if (!definite || count_of(f.form) + static_cast<std::size_t>(f.plural) == 0) return std::nullopt;
    if (count_of(f.form) > 0 || is_one_of(f.lemma, {"side", "party"})) return more ? std::nullopt : std::optional(wanted);
    wanted.types = kinds_of(f.lemma);
    if (wanted.types.empty() && m.type == EntityType::Person) wanted.types = {EntityType::Person};
    if (wanted.types.empty()) return std::nullopt;
    if (wanted.count == 0 && more) return std::nullopt;
    return wanted;
}

bool fits(const CorefState& state, const std::vector<std::size_t>& members, const Wanted& wanted) {
    if (members.size() < 2 || (wanted.count != 0 && members.size() != wanted.count)) return false;
    const EntityType first = state.chain_type(members[0]);
    return std::ranges::all_of(members, [&](std::size_t k) {
        const EntityType type = state.chain_type(k);
        return type != EntityType::Other && type == first && wanted.admits(type) && !state.facts(k).plural;
    });
}

/// The parties of one clause before mention i: the subject and who stands as its object or behind
/// "with", of one kind ("Lindholm met Otieno", "Norway signed an accord with Kenya").
std::vector<std::size_t> clause_before(const CorefState& state, std::size_t i, const Wanted& wanted) {
    struct Clause {
        std::vector<std::size_t> members;
        bool subject = false;
    };
    std::map<std::pair<std::uint32_t, std::int32_t>, Clause, std::greater<>> clauses;  // nearest first
    for (std::size_t k = i; k-- > 0;) {
        const Mention& n = state.mention(k);
        if (state.mention(i).sentence - n.sentence > 2) break;
        if (n.span.end > state.mention(i).span.begin || n.coordination || !wanted.admits(state.chain_type(k))) continue;
        if (!n.named && !n.pronoun && !state.facts(k).definite) continue;
        const Sentence& s = state.sentence(k);
        std::int32_t verb = state.head(k).head;
        const std::string_view relation = universal(state.head(k).deprel);
        // "an accord with Kenya": the clause above the noun
        if (relation == "nmod" && verb >= 0) verb = s.tokens[static_cast<std::size_t>(verb)].head;
        if (verb < 0 || !is_one_of(relation, {"nsubj", "obj", "iobj", "obl", "nmod"})) continue;
        if (relation == "obl" || relation == "nmod") {
            const bool with = std::ranges::any_of(s.tokens, [&](const Token& t) {
                return t.deprel == "case" && t.head == static_cast<std::int32_t>(n.head) && fold(t.lemma) == "with";
            });
            if (!with) continue;
        }
        Clause& clause = clauses[{n.sentence, verb}];
        clause.members.insert(clause.members.begin(), k);
        clause.subject = clause.subject || relation == "nsubj";
    }
    for (auto& [where, clause] : clauses) {
        std::vector<std::size_t> distinct;
        for (const std::size_t k : clause.members) {
            if (std::ranges::none_of(distinct, [&](std::size_t d) { return state.chain(d) == state.chain(k); })) {
                distinct.push_back(k);
            }
        }
        if (clause.subject && distinct.size() == 2 && fits(state, distinct, wanted)) return distinct;
    }
    return {};
}

/// Groups met so far by their members.
class Groups {
public:
    explicit Groups(CorefState& state) : state_(state) {}

    /// Joins the group i with an earlier one of the same members.
    void settle(std::size_t i) {
        std::set<std::size_t> chains;
        for (const std::size_t k : state_.members(i)) {
            if (state_.chain_type(k) == EntityType::Other) return;
            chains.insert(state_.chain(k));
        }
        if (chains.size() < 2) return;
        const auto [at, fresh] = first_.emplace(std::move(chains), i);
        if (!fresh) state_.join(at->second, i);
    }

private:
    CorefState& state_;
    std::map<std::set<std::size_t>, std::size_t> first_;
};

}  // namespace

void join_groups(CorefState& state) {
    Groups groups(state);
    for (std::size_t i = 0; i < state.size(); ++i) {
        if (state.mention(i).coordination) groups.settle(i);
        const auto wanted = wanted_by(state, i);
        if (!wanted || !state.members(i).empty()) continue;
        std::optional<std::size_t> group;
        for (std::size_t k = i; k-- > 0 && !group;) {
            const Mention& n = state.mention(k);
            if (state.mention(i).sentence - n.sentence > kSentencesBack) break;
            if (n.span.end > state.mention(i).span.begin) continue;
            if (fits(state, state.members(k), *wanted)) group = k;
        }
        auto pair = wanted->count == 2 ? clause_before(state, i, *wanted) : std::vector<std::size_t>{};
        // the nearer of a coordination and a clause
        if (group && (pair.empty() || state.mention(pair[1]).span.begin <= state.mention(*group).span.end)) {
            state.join(*group, i);
        } else if (!pair.empty()) {
            state.set_members(i, std::move(pair));
            groups.settle(i);
        }
    }
}

}  // namespace annalist::text

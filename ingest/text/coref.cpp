#include "ingest/text/coref.hpp"

#include <algorithm>
#include <map>

#include "ingest/text/coref_sieves.hpp"

namespace annalist::text {
namespace {

/// The chains that the answer shows, by their first mentions: those of several mentions, groups with
/// a phrase of their own, and the members of both.
std::vector<bool> shown_chains(const CorefState& state) {
    std::vector<bool> shown(state.size());
    for (std::size_t i = 0; i < state.size(); ++i) {
        const std::size_t top = state.chain(i);
        const bool several = state.chain_size(i) > 1;
        const bool group = !state.members(i).empty() && (several || !state.mention(i).coordination);
        if (several || group) shown[top] = true;
        if (!group) continue;
        for (const std::size_t k : state.members(i)) shown[state.chain(k)] = true;
    }
    return shown;
}

/// A chain with "she" or "we" in it is of persons; its pronouns take the type of its nouns.
void spread_types(CorefState& state) {
    std::map<std::size_t, EntityType> types;
    for (std::size_t i = 0; i < state.size(); ++i) {
        const Mention& m = state.mention(i);
        const auto [at, fresh] = types.emplace(state.chain(i), m.type);
        if (!fresh && at->second == EntityType::Other) at->second = m.type;
        if (m.pronoun && m.type == EntityType::Person &&
            !is_one_of(state.facts(i).form, {"they", "them", "their", "theirs", "themselves"})) {
            at->second = EntityType::Person;
        }
    }
    for (std::size_t i = 0; i < state.size(); ++i) {
        Mention& m = state.mention(i);
        const bool open = m.pronoun || (!m.named && m.type == EntityType::Other);
        if (state.chain_size(i) > 1 && open) m.type = types[state.chain(i)];
    }
}

Coreference answer_of(const CorefState& state) {
    const std::vector<bool> shown = shown_chains(state);
    Coreference out;
    std::map<std::size_t, std::int32_t> number;
    for (std::size_t i = 0; i < state.size(); ++i) {
        Mention m = state.mention(i);
        const std::size_t top = state.chain(i);
        if (m.coordination && !shown[top]) continue;
        if (shown[top]) {
            const auto [at, fresh] = number.emplace(top, static_cast<std::int32_t>(out.chains.size()));
            if (fresh) out.chains.emplace_back();
            m.chain = at->second;
            out.chains[static_cast<std::size_t>(m.chain)].mentions.push_back(
                static_cast<std::uint32_t>(out.mentions.size()));
        }
        out.mentions.push_back(m);
    }
    for (const auto& [top, chain] : number) {
        auto& members = out.chains[static_cast<std::size_t>(chain)].members;
        for (const std::size_t k : state.members(top)) {
            const auto member = number.find(state.chain(k));
            if (member == number.end() || member->second == chain) continue;
            if (std::ranges::find(members, member->second) == members.end()) members.push_back(member->second);
        }
        if (members.size() < 2) members.clear();
    }
    return out;
}

}  // namespace

Coreference resolve_coreference(std::string_view text, const std::vector<Sentence>& sentences,
                                std::vector<Mention> mentions) {
    CorefState state(text, sentences, mentions);
    join_names(state);
    join_predicates(state);
    join_speakers(state);
    join_nouns(state);
    join_groups(state);
    join_pronouns(state);
    spread_types(state);
    return answer_of(state);
}

}  // namespace annalist::text

#include <algorithm>
#include <map>
#include <string>

#include "ingest/text/coref_sieves.hpp"

namespace annalist::text {
namespace {

constexpr std::size_t kNamesBack = 300;  // distinct names looked back at

/// Marks the mentions that are the first of their name and type.
std::vector<bool> equal_names(CorefState& state) {
    std::map<std::pair<std::vector<std::string>, EntityType>, std::size_t> first;
    std::map<std::vector<std::string>, std::size_t> any;
    std::vector<bool> first_of_name(state.size());
    for (std::size_t i = 0; i < state.size(); ++i) {
        const auto& name = state.facts(i).name;
        if (name.empty()) continue;
        const auto [at, fresh] = first.emplace(std::pair{name, state.mention(i).type}, i);
        first_of_name[i] = fresh;
        if (!fresh) state.join(at->second, i);
        const auto [other, unseen] = any.emplace(name, i);
        if (!unseen && name.size() > 1) state.join(other->second, i);
    }
    return first_of_name;
}

/// Whether a one-word name is made of the initials of a longer one, points left out.
bool acronym_of(const std::string& word, const std::vector<std::string>& longer) {
    std::string initials;
    for (const std::string& w : longer) {
        if (!is_one_of(w, {"of", "and", "for", "the", "on", "in"})) initials += w[0];
    }
    std::string bare = word;
    std::erase(bare, '.');
    return word.size() > 1 && bare == initials;
}

bool part_of(const std::vector<std::string>& shorter, const std::vector<std::string>& longer,
             EntityType type) {
    if (shorter.size() >= longer.size()) return false;
    if (type == EntityType::Person) {
        return shorter.size() == 1 ? shorter[0] == longer.back() || shorter[0] == longer[0]
                                   : shorter.back() == longer.back() && shorter[0] == longer[0];
    }
    if (type != EntityType::Organization) return false;
    return (shorter.size() == 1 && acronym_of(shorter[0], longer)) ||
           std::equal(shorter.begin(), shorter.end(), longer.begin());
}

}  // namespace

void join_names(CorefState& state) {
    const std::vector<bool> first_of_name = equal_names(state);
    std::vector<std::size_t> seen;  // one mention of each name
    for (std::size_t i = 0; i < state.size(); ++i) {
        const auto& name = state.facts(i).name;
        const EntityType type = state.mention(i).type;
        if (name.empty() || type == EntityType::Other || !first_of_name[i]) continue;
        const std::size_t oldest = seen.size() > kNamesBack ? seen.size() - kNamesBack : 0;
        for (std::size_t n = seen.size(); n-- > oldest;) {
            const std::size_t k = seen[n];
            if (state.mention(k).type != type) continue;
            const auto& other = state.facts(k).name;
            const bool later_longer =
                type == EntityType::Person && other.size() == 1 && part_of(other, name, type);
            if (!part_of(name, other, type) && !later_longer) continue;
            const Gender a = state.chain_gender(i);
            const Gender b = state.chain_gender(k);
            if (a != Gender::Unknown && b != Gender::Unknown && a != b) continue;
            state.join(k, i);
            break;
        }
        seen.push_back(i);
    }
}

}  // namespace annalist::text

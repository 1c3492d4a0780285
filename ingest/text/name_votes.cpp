#include "ingest/text/name_votes.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "ingest/text/utf8.hpp"

namespace annalist::text {
namespace {

constexpr std::uint32_t kLongestName = 6;

using Votes = std::array<int, 5>;

std::string words_of(std::string_view text, const Sentence& s, std::uint32_t first,
                     std::uint32_t last) {
    std::string out;
    for (std::uint32_t i = first; i < last; ++i) {
        if (i > first) out += ' ';
        out += fold(s.tokens[i].span.in(text));
    }
    return out;
}

EntityType winner(const Votes& votes) {
    return static_cast<EntityType>(std::ranges::max_element(votes) - votes.begin());
}

}  // namespace

void agree_on_names(std::string_view text, std::vector<Sentence>& sentences) {
    std::unordered_map<std::string, Votes> votes;
    for (const Sentence& s : sentences) {
        for (const Entity& e : s.entities) {
            if (e.type == EntityType::Group || e.last - e.first > kLongestName) continue;
            const auto type = static_cast<std::size_t>(e.type);
            // Longer names are surer, and lend their last word to a person.
            votes[words_of(text, s, e.first, e.last)][type] += e.last - e.first > 1 ? 2 : 1;
            if (e.type == EntityType::Person && e.last - e.first > 1) {
                votes[words_of(text, s, e.last - 1, e.last)][type] += 2;
            }
        }
    }
    for (Sentence& s : sentences) {
        std::vector<Entity> found;
        std::size_t next = 0;
        for (std::uint32_t i = 0; i < s.tokens.size();) {
            if (next < s.entities.size() && s.entities[next].first == i) {
                Entity& e = s.entities[next++];
                i = e.last;
                if (e.type == EntityType::Group || e.last - e.first > kLongestName) continue;
                const Votes& v = votes[words_of(text, s, e.first, e.last)];
                const EntityType best = winner(v);
                if (v[static_cast<std::size_t>(best)] > v[static_cast<std::size_t>(e.type)]) e.type = best;
                continue;
            }
            const std::uint32_t limit = next < s.entities.size()
                                            ? s.entities[next].first
                                            : static_cast<std::uint32_t>(s.tokens.size());
            std::uint32_t end = i;
            while (end < limit && end - i < kLongestName && s.tokens[end].upos == Upos::PROPN) ++end;
            std::uint32_t taken = i;
            for (; end > i && taken == i; --end) {
                const auto at = votes.find(words_of(text, s, i, end));
                if (at == votes.end()) continue;
                const EntityType best = winner(at->second);
                if (best != EntityType::Other) {
                    found.push_back({i, end, best});
                    taken = end;
                }
            }
            i = std::max(taken, i + 1);
        }
        if (found.empty()) continue;
        s.entities.insert(s.entities.end(), found.begin(), found.end());
        std::ranges::sort(s.entities, {}, &Entity::first);
    }
}

}  // namespace annalist::text

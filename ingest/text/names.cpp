#include "ingest/text/names.hpp"

#include <algorithm>

#include "ingest/text/utf8.hpp"
#include "ingest/text/words.hpp"

namespace annalist::text {
namespace {

bool may_follow(std::string_view before, std::string_view tag) {
    return tag[0] != 'I' || (before.size() > 2 && before.substr(2) == tag.substr(2));
}

EntityType type_of(std::string_view tag) {
    const std::string_view kind = tag.substr(2);
    if (kind == "PER") return EntityType::Person;
    if (kind == "LOC") return EntityType::Place;
    if (kind == "ORG") return EntityType::Organization;
    if (kind == "GRP") return EntityType::Group;
    return EntityType::Other;
}

bool loose(const Token& t) {
    return t.upos == Upos::ADP || t.upos == Upos::DET || t.upos == Upos::CCONJ ||
           t.upos == Upos::PUNCT;
}

/// Signs without a letter or digit: an emoji, a dash.
bool bare(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
        const CodePoint c = decode(word, at);
        if (is_letter(c.value) || is_digit(c.value)) return false;
        at += c.bytes;
    }
    return true;
}

bool company_ending(std::string_view w) {
    return w == "Inc." || w == "Inc" || w == "Ltd." || w == "Ltd" || w == "Corp." || w == "LLC" ||
           w == "Co." || w == "LP" || w == "L.P." || w == "LLP" || w == "PLC" || w == "plc";
}

}  // namespace

std::vector<std::uint8_t> best_tags(std::span<const float> scores,
                                    const std::vector<std::string_view>& tags) {
    const std::size_t k = tags.size();
    const std::size_t n = scores.size() / k;
    std::vector<std::uint8_t> out(n);
    if (n == 0) return out;
    std::vector<float> best(k), next(k);
    std::vector<std::uint8_t> back(n * k);
    for (std::size_t t = 0; t < k; ++t) best[t] = scores[t] - (tags[t][0] == 'I' ? 1e9F : 0.0F);
    for (std::size_t i = 1; i < n; ++i) {
        for (std::size_t t = 0; t < k; ++t) {
            float most = -1e30F;
            for (std::size_t b = 0; b < k; ++b) {
                if (best[b] > most && may_follow(tags[b], tags[t])) {
                    most = best[b];
                    back[i * k + t] = static_cast<std::uint8_t>(b);
                }
            }
            next[t] = most + scores[i * k + t];
        }
        std::swap(best, next);
    }
    out[n - 1] = static_cast<std::uint8_t>(std::ranges::max_element(best) - best.begin());
    for (std::size_t i = n - 1; i > 0; --i) out[i - 1] = back[i * k + out[i]];
    return out;
}

std::vector<Entity> entities_of(const std::vector<std::uint8_t>& sequence,
                                const std::vector<std::string_view>& tags) {
    std::vector<Entity> out;
    for (std::size_t i = 0; i < sequence.size();) {
        const std::string_view tag = tags[sequence[i]];
        std::size_t end = i + 1;
        if (tag[0] == 'B') {
            while (end < sequence.size() && tags[sequence[end]][0] == 'I') ++end;
            out.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end),
                           type_of(tag)});
        }
        i = end;
    }
    return out;
}

namespace {

/// "Hurricane Rita", named or only preceded by the kind.
bool storm(const std::vector<std::string_view>& words, std::uint32_t first) {
    const auto kind = [&](std::uint32_t i) {
        return is_one_of(fold(words[i]), {"hurricane", "typhoon", "cyclone"});
    };
    return kind(first) || (first > 0 && kind(first - 1));
}

/// Whether capitals `word` begin as the words of a name do: "HANO" of "Housing Authority of New Orleans".
bool initials_of(std::string_view word, const std::vector<std::string_view>& words, const Entity& name) {
    if (word.size() < 2 || !std::ranges::all_of(word, [](char c) { return c >= 'A' && c <= 'Z'; })) return false;
    std::string initials;
    for (std::uint32_t i = name.first; i < name.last; ++i)
        if (is_upper(decode(words[i], 0).value) && words[i] != "The") initials += words[i][0];
    return initials.size() > 1 && initials.substr(0, 2) == word.substr(0, 2);
}

/// "the Harbour Authority (HA)": the initials of a body behind it name it too.
void name_initials(const std::vector<std::string_view>& words, std::vector<Entity>& names) {
    std::vector<Entity> found;
    for (const Entity& e : names) {
        if (e.type != EntityType::Organization || e.last + 2 >= words.size() || words[e.last] != "(" || words[e.last + 2] != ")") continue;
        if (initials_of(words[e.last + 1], words, e)) found.push_back({e.last + 1, e.last + 2, e.type});
    }
    for (const Entity& e : found) {
        const auto at = std::ranges::find(names, e.first, &Entity::first);
        if (at == names.end())
            names.push_back(e);
        else if (at->last == e.last)
            at->type = e.type;
    }
    std::ranges::sort(names, {}, &Entity::first);
}

}  // namespace

void tidy_names(const std::vector<std::string_view>& words, Sentence& s) {
    std::vector<Entity> out;
    for (Entity e : s.entities) {
        if (e.type == EntityType::Person) {
            for (std::uint32_t i = e.first; i < e.last; ++i) {
                if (s.tokens[i].upos != Upos::CCONJ && words[i] != "&" && words[i] != "/") continue;
                if (i > e.first) out.push_back({e.first, i, e.type});
                e.first = i + 1;
            }
            if (e.first == e.last) continue;
        }
        const bool beside = !out.empty() && out.back().last + 1 == e.first;
        const bool hyphen = beside && words[e.first - 1] == "-" && out.back().type == e.type &&
                            s.tokens[out.back().last - 1].span.end == s.tokens[e.first - 1].span.begin &&
                            s.tokens[e.first - 1].span.end == s.tokens[e.first].span.begin;
        if (hyphen && e.type == EntityType::Organization) {
            out.back().last = e.last;
            continue;
        }
        if (beside && words[e.first - 1] == "," && company_ending(words[e.first])) {
            out.back() = {out.back().first, e.first + 1, EntityType::Organization};
            // "Inc. of Mountain View" is the end of one name and another
            if (e.last > e.first + 2 && words[e.first + 1] == "of") out.push_back({e.first + 2, e.last, EntityType::Place});
            continue;
        }
        if (e.type == EntityType::Person && storm(words, e.first)) e.type = EntityType::Other;
        out.push_back(e);
    }
    for (Entity& e : out) {
        const std::uint32_t n = static_cast<std::uint32_t>(words.size());
        if (e.type == EntityType::Organization && e.last + 1 < n && words[e.last] == "," &&
            company_ending(words[e.last + 1])) {
            const bool taken = std::ranges::any_of(out, [&](const Entity& other) {
                return other.first <= e.last + 1 && e.last + 1 < other.last;
            });
            if (!taken) e.last += 2;
        }
        if (e.type == EntityType::Other) continue;
        while (e.last - e.first > 1 && (loose(s.tokens[e.last - 1]) || bare(words[e.last - 1]))) --e.last;
        while (e.last - e.first > 1 && (loose(s.tokens[e.first]) || bare(words[e.first]))) ++e.first;
    }
    name_initials(words, out);
    s.entities = std::move(out);
}

}  // namespace annalist::text

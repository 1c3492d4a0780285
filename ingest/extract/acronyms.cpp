// Acronyms that an article gives to bodies of its own: "the Air Transport Office (ATO)" is not whom a table knows as ATO.
#include <algorithm>

#include "graph/fold.hpp"
#include "ingest/extract/party_finder.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

bool is_acronym(std::string_view form) {
    return form.size() >= 2 && form.size() <= 6 && std::ranges::all_of(form, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Whether two words begin alike: "Palestine" and "Palestinian", "Organisation" and "Organization".
bool akin(std::string_view a, std::string_view b) {
    constexpr std::size_t kStem = 4;
    return a.substr(0, kStem) == b.substr(0, kStem);
}

bool names(const OrganizationRow& body, std::string_view word) {
    const auto holds = [&](const std::string& name) {
        const std::string folded = fold_name(name);
        return std::ranges::any_of(split_cell(folded, ' '), [&](std::string_view part) { return akin(part, word); });
    };
    return holds(body.name) || std::ranges::any_of(body.aliases, holds);
}

}  // namespace

void PartyFinder::own_acronyms() {
    for (std::uint32_t i = 1; i + 2 < tree_.size(); ++i) {
        const auto form = tree_.form(i + 1);
        if (tree_.form(i) != "(" || tree_.form(i + 2) != ")" || !is_acronym(form)) continue;
        const KnownName* known_as = known(i + 1);
        const auto* reading = known_as ? known_as->match.as(NameKind::Organization) : nullptr;
        if (!reading) continue;
        // The name in front, as many of its words as the acronym has letters.
        std::vector<std::uint32_t> words;
        for (std::uint32_t j = i; j-- > 0 && words.size() < form.size();) {
            if (starts_upper(tree_.form(j))) words.push_back(j);
            else if (!is_one_of(tree_.lower(j), {"of", "for", "and", "the", "on", "in", "-", "'s", "de", "&"})) break;
        }
        if (words.size() < 2) continue;
        const std::string first = fold_name(tree_.form(words.back()));
        if (first.empty() || names(cast_.lexicon().organization(reading->row), first)) continue;
        cast_.set_own_acronym(form);
    }
    std::erase_if(known_, [&](const KnownName& k) {
        return k.last - k.first == 1 && cast_.is_own_acronym(tree_.form(k.first)) && k.match.as(NameKind::Organization);
    });
    known_at_.assign(tree_.size(), -1);
    for (std::size_t k = 0; k < known_.size(); ++k)
        for (std::uint32_t i = known_[k].first; i < known_[k].last; ++i) known_at_[i] = static_cast<int>(k);
}

}  // namespace annalist::ingest

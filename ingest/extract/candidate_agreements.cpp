#include <algorithm>

#include "ingest/extract/candidate_finder.hpp"
#include "ingest/extract/gather.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {

using text::Upos;

namespace {

/// "last week's accord", "the 2013 agreement", "the truce of last November": a day, month or year on the noun.
bool is_dated(const Tree& tree, std::uint32_t noun) {
    const auto year = [&](std::uint32_t at) {
        const std::string& word = tree.lower(at);
        return word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
               std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
    };
    const auto calendar = [&](std::uint32_t at) {
        return year(at) || is_one_of(tree.lemma(at), {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday",
                                                      "january", "february", "march", "april", "may", "june", "july", "august", "september",
                                                      "october", "november", "december", "week", "month", "year"});
    };
    return std::ranges::any_of(tree.children(noun), [&](std::uint32_t c) {
        if (tree.is(c, "nmod:poss") || tree.is(c, "compound") || tree.is(c, "nummod") || tree.is(c, "nmod:unmarked") || tree.is(c, "amod")) return calendar(c);
        return tree.is(c, "nmod") && is_one_of(tree.preposition(c), {"of", "from", "in", "on"}) && calendar(c);
    });
}

}  // namespace

bool CandidateFinder::is_settled(std::uint32_t noun, const Candidate& c, bool concluded) const {
    if (tree_.token(noun).xpos == "NNS" || tree_.token(noun).xpos == "NNPS") return false;
    if (concluded) return true;
    const bool named = std::ranges::any_of(tree_.all(noun, {"compound"}), [&](auto m) { return tree_.token(m).upos == Upos::PROPN; });
    const bool dated = is_dated(tree_, noun);
    if (std::ranges::any_of(tree_.all(noun, {"nmod"}), [&](auto n) { return is_one_of(tree_.preposition(n), {"between", "among"}); })) return false;
    for (const auto clause : tree_.all(noun, {"acl"})) {
        const LightVerb* light = light_verb(clause, c.group);
        const bool past = tree_.token(clause).xpos == "VBN" || tree_.token(clause).xpos == "VBD";
        if (light && !light->status && past && is_real(c.status)) return true;
    }
    if (!c.definite && !named && !dated) return false;
    if (dated) return true;
    const auto up = tree_.head(tree_.first_conjunct(noun));
    if (!c.definite || !up || !tree_.is_verb(*up)) return false;
    const std::string& lemma = tree_.lemma(*up);
    if (tree_.is(noun, "obj"))
        return is_one_of(lemma, {"welcome", "praise", "hail", "condemn", "denounce", "criticize", "criticise", "violate", "break", "breach", "applaud"});
    return tree_.is(noun, "nsubj") && is_one_of(lemma, {"hold", "collapse", "last", "provide", "oblige", "enter", "expire", "take"});
}

void CandidateFinder::both_sides(Candidate& c) const {
    const auto side = [&](std::uint32_t member) {
        return std::ranges::any_of(c.parties, [&](const Involved& p) { return same_side(cast_[p.member], cast_[member]) || p.member == member ||
                                                                               (!cast_[member].actor.country.empty() && cast_[p.member].actor.country == cast_[member].actor.country); });
    };
    // Whoever signs or talks there is named, but is nobody known: "the trumpeters signed a contract".
    const bool acted = c.governor != c.trigger && tree_.is_verb(c.governor) && std::ranges::any_of(tree_.children(c.governor), [&](auto s) {
        return tree_.is(s, "nsubj") && !tree_.is(s, "nsubj:pass") && tree_.token(s).upos != Upos::PRON && !tree_.dominates(s, c.trigger) && names_.at(s).empty();
    });
    const bool with_others = std::ranges::any_of(tree_.all(c.trigger, {"nmod"}), [&](auto n) { return is_one_of(tree_.preposition(n), {"between", "with", "among"}); });
    // The sides of the whole story are meant only by "the truce", and where people in office are spoken of.
    const bool story = c.definite && !acted && !with_others && c.group != "call" && cast_.has_officials();
    const auto sides_of_story = story ? discourse_.story_pair() : std::vector<std::uint32_t>{};
    for (const auto& pair : {discourse_.recent_pair(), sides_of_story}) {
        if (pair.size() < 2 || (!c.parties.empty() && std::ranges::none_of(pair, side))) continue;
        std::vector<std::uint32_t> others;
        for (const auto member : pair)
            if (!side(member)) others.push_back(member);
        for (const auto member : others) add(c.parties, member, Role::Participant, c.trigger_words);
        return;
    }
}

}  // namespace annalist::ingest

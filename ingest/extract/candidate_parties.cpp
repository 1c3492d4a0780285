#include "ingest/extract/candidate_finder.hpp"

#include <algorithm>
#include <set>

#include "ingest/extract/numerals.hpp"
#include "ingest/extract/status.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {

using text::Upos;

void CandidateFinder::parties_of(std::uint32_t at, Role role, std::vector<Involved>& into) const {
    for (const auto c : tree_.conjuncts(at)) one(c, role, into, 0);
}

void CandidateFinder::add(std::vector<Involved>& into, std::uint32_t member, Role role, TextSpan words, bool official) const {
    official = official || cast_.is_official(member);
    for (Involved& present : into)
        if (present.member == member) {
            if (present.role == Role::Participant) present.role = role;
            present.official = present.official || official;
            return;
        }
    into.push_back({member, role, words, official});
}

void CandidateFinder::one(std::uint32_t at, Role role, std::vector<Involved>& into, int depth) const {
    bool any = false;
    for (const Party* party : names_.at(at)) {
        if (party->modifier && party->via == NameKind::Nationality && !party->described) continue;
        // "the United States Olympic Committee", "Iran Air": another name than the state's.
        if (party->via == NameKind::Country && !party->described && party->last <= at && token_is_name(at)) continue;
        add(into, party->member, role, party->words, party->described || party->via == NameKind::Seat);
        any = true;
    }
    if (any || depth > 2) return;
    const auto& token = tree_.token(at);
    if (token.upos == Upos::PRON || token.upos == Upos::DET) {
        const std::string& word = tree_.lower(at);
        if (is_one_of(word, {"who", "which", "that", "whom"})) {
            // The noun of the relative clause.
            auto clause = tree_.head(at);
            for (int up = 0; clause && up < 4 && !tree_.is(*clause, "acl"); ++up) clause = tree_.head(*clause);
            if (clause)
                if (const auto noun = tree_.head(*clause)) one(*noun, role, into, depth + 1);
            return;
        }
        const auto before = into.size();
        for (const auto named : tree_.all(at, {"appos"}))  // "We, the heads of state of A and B, met"
            for (const auto c : tree_.conjuncts(named)) one(c, role, into, depth + 1);
        if (into.size() > before) return;
        for (const auto member : discourse_.pronoun(tree_, at)) add(into, member, role, token.span);
        return;
    }
    for (const auto c : tree_.children(at))
        // "the supreme leader, Ali Khamenei"; "Member of the Political Bureau Wang Yi"
        if ((tree_.is(c, "appos") || (tree_.is(c, "nmod") && !tree_.is(c, "nmod:poss") && c > at && tree_.preposition(c).empty())) &&
            tree_.is_noun(at) && !names_.at(c).empty()) {
            for (const auto named : tree_.conjuncts(c)) one(named, role, into, depth + 1);
            return;
        }
    if (is_one_of(tree_.lemma(at), {"bloc", "body", "alliance", "union", "organization", "organisation", "grouping"}) && tree_.token(at).xpos != "NNS") {
        // "a meeting of the body": the body of states spoken of last.
        const auto article = tree_.child(at, {"det"});
        if (const auto body = discourse_.last_body(); body && article && is_one_of(tree_.lower(*article), {"the", "this"})) {
            add(into, *body, role, token.span);
            return;
        }
    }
    if (const BareRole* bare = names_.bare_role(at)) {
        // "talks with officials in Ashgabat": those of the place.
        if (bare->plural && is_one_of(bare->title, {"official", "leader", "authority", "minister", "diplomat", "representative", "government"}))
            if (const Party* local = place_beside(at)) {
                add(into, local->member, role, token.span);
                return;
            }
        const bool people = bare->plural && is_one_of(bare->title, {"leader", "president", "minister", "foreign minister", "prime minister", "foreign secretary",
                                                                    "head of state", "official", "diplomat", "negotiator"});
        for (const auto member : discourse_.bare_role(tree_, *bare)) add(into, member, role, token.span, people);
        if (!into.empty() && into.back().words == token.span) return;
        // "officials of the two countries"
        if (bare->plural)
            for (const auto c : tree_.children(at))
                if (tree_.is(c, "nmod") && is_one_of(tree_.preposition(c), {"of", "from"}) && names_.bare_role(c)) {
                    one(c, role, into, depth + 1);
                    if (into.size() > 1) return;
                }
        // "a delegation from it"
        for (const auto c : tree_.children(at))
            if (tree_.is(c, "nmod") && is_one_of(tree_.preposition(c), {"of", "from"}) && tree_.token(c).upos == Upos::PRON) {
                one(c, role, into, depth + 1);
                if (!into.empty()) return;
            }
        // "his ministers", "her defence secretary": they act for the owner's state.
        if (const auto owner = tree_.child(at, {"nmod:poss"}); owner && bare->title != "counterpart" && bare->title != "colleague" && tree_.token(*owner).upos == Upos::PRON) {
            for (const auto member : discourse_.pronoun(tree_, *owner))
                if (const auto* row = cast_.lexicon().country_by_id(cast_[member].actor.country))
                    add(into, cast_.country(*row), role, token.span, true);
                else if (cast_[member].actor.kind == ActorKind::Organization)
                    add(into, member, role, token.span, true);  // "its secretary general"
            if (!into.empty() && into.back().words == token.span) return;
        }
    }
    if (is_one_of(tree_.lemma(at), {"guest", "visitor"}) && tree_.child(at, {"det", "nmod:poss"}) && tree_.token(at).xpos != "NNS")
        if (const auto guest = discourse_.visitor()) {
            add(into, *guest, role, token.span);
            return;
        }
    // "the heads of government of the two countries", "the leaders of both sides"
    if (is_one_of(tree_.lemma(at), {"head", "leader", "chief", "government", "minister", "official", "representative", "envoy"}))
        for (const auto c : tree_.all(at, {"nmod"})) {
            if (!is_one_of(tree_.preposition(c), {"of", "from"}) || tree_.is(c, "nmod:poss")) continue;
            const auto before = into.size();
            one(c, role, into, depth + 1);
            if (into.size() > before) return;
        }
    if (const BareRole* bare = names_.bare_role(at); bare && bare->plural) unnamed_ = true;
    if (plural_pair(at)) {
        for (const auto member : discourse_.bare_role(tree_, {at, at, "leader", true})) add(into, member, role, token.span, cast_.has_officials());
        return;
    }
    if (!tree_.is_noun(at) && token.upos != Upos::NUM) return;
    if (token.upos == Upos::NOUN && noun_frame(at)) return;  // another event is nobody
    // "members of the council", "a delegation led by X", "dozens of officials from Y"
    const bool people = token.upos == Upos::NUM || is_one_of(tree_.lemma(at), {"member", "group", "number", "dozen", "part", "head",
                            "majority", "handful", "hundred", "score", "series", "person", "behalf", "all", "both", "each", "rest"});
    for (const auto c : tree_.children(at)) {
        if (people && tree_.is(c, "nmod") && is_one_of(tree_.preposition(c), {"of", "from"}))
            for (const auto n : tree_.conjuncts(c)) one(n, role, into, depth + 1);
        if (tree_.is(c, "acl") && is_one_of(tree_.lemma(c), {"lead", "head", "comprise", "include"}))
            for (const auto agent : tree_.all(c, {"obl", "obj"}))
                if (is_one_of(tree_.preposition(agent), {"by", ""})) parties_of(agent, role, into);
    }
}

bool CandidateFinder::plural_pair(std::uint32_t at) const {
    const std::string& lemma = tree_.lemma(at);
    if (lemma == "pair" || lemma == "duo") return true;
    if (is_one_of(lemma, {"power", "army", "capital", "rival", "nation", "giant", "superpower", "ally", "enemy", "foe", "adversary", "delegation", "neighbor", "neighbour"}))
        return std::ranges::any_of(tree_.children(at), [&](auto c) { return is_one_of(tree_.lower(c), {"two", "both"}); });
    if (!is_one_of(lemma, {"man", "woman", "neighbor", "neighbour", "party", "two", "politician"})) return false;
    if (lemma == "two" && tree_.token(at).upos == Upos::NUM && !tree_.is(at, "nummod")) return true;
    return std::ranges::any_of(tree_.children(at), [&](auto c) { return tree_.lower(c) == "two" || tree_.lower(c) == "both"; });
}

const Party* CandidateFinder::place_beside(std::uint32_t at) const {
    if (at + 2 >= tree_.size() || (tree_.lower(at + 1) != "in" && tree_.lower(at + 1) != "from")) return nullptr;
    for (const Party& party : names_.parties)
        if (!party.described && (party.first == at + 2 || (tree_.lower(at + 2) == "the" && party.first == at + 3)) &&
            cast_[party.member].actor.kind == ActorKind::Country)
            return &party;
    return nullptr;
}

std::optional<std::uint32_t> CandidateFinder::subject_of(std::uint32_t verb) const {
    if (const auto subject = tree_.subject(verb)) return subject;
    std::uint32_t main = verb;
    if (tree_.is(verb, "advcl") && tree_.head(verb)) main = *tree_.head(verb);
    if (tree_.head(main) || !tree_.is_verb(main) || tree_.child(main, {"nsubj", "csubj", "expl", "aux:pass"})) return std::nullopt;
    const Party* last = nullptr;
    for (const Party& party : names_.parties)
        if (!party.modifier && party.last <= main && cast_[party.member].actor.kind == ActorKind::Person) last = &party;
    if (!last) return std::nullopt;
    return last->head;
}

void CandidateFinder::modifiers(std::uint32_t noun, std::uint32_t first, Role role, std::vector<Involved>& into) const {
    std::uint32_t i = first;
    while (i > 0) {
        const auto j = i - 1;
        const auto upos = tree_.token(j).upos;
        const std::string& word = tree_.lower(j);
        const bool inside = upos == Upos::ADJ || upos == Upos::NOUN || upos == Upos::PROPN || upos == Upos::NUM ||
                            word == "-" || word == "–" || word == "/" || word == "(" || word == ")" ||
                            (word == "and" && names_before(j));
        if (!inside) break;
        for (const Party& party : names_.parties)
            if (party.first <= j && j < party.last && party.last <= first && !party.described &&
                tree_.dominates(tree_.first_conjunct(noun), party.head))
                add(into, party.member, role == Role::Source && party.via == NameKind::Seat ? Role::Target : role, party.words);
        i = j;
    }
}

bool CandidateFinder::names_before(std::uint32_t at) const {
    return at > 0 && std::ranges::any_of(names_.parties, [&](const Party& p) { return p.last == at; });
}

bool CandidateFinder::has_role(const Candidate& c, Role role) const {
    return std::ranges::any_of(c.parties, [&](const Involved& p) { return p.role == role; });
}

std::size_t CandidateFinder::sides(const std::vector<Involved>& parties) const {
    std::set<std::string> distinct;
    for (const Involved& p : parties) {
        const CastMember& member = cast_[p.member];
        const bool own = member.actor.country.empty() || member.actor.kind == ActorKind::Group;
        distinct.insert(own ? member.actor.key : member.actor.country);
    }
    return distinct.size();
}

bool CandidateFinder::person_or_state(const Involved& p) const {
    const auto kind = cast_[p.member].actor.kind;
    return kind == ActorKind::Person || kind == ActorKind::Country || kind == ActorKind::Organization;
}

bool CandidateFinder::is_person(const Involved& p) const {
    return cast_[p.member].actor.kind == ActorKind::Person;
}

bool CandidateFinder::described_as_people(const Involved& p) const {
    return std::ranges::any_of(names_.parties, [&](const Party& party) { return party.described && party.words == p.words; });
}

void CandidateFinder::host_of(Candidate& c) const {
    if (c.group != "visit" || !has_role(c, Role::Source) || has_role(c, Role::Target)) return;
    const auto foreign = [&](const std::string& country) {
        return !country.empty() && std::ranges::none_of(c.parties, [&](const Involved& p) { return cast_[p.member].actor.country == country; });
    };
    for (const auto c0 : tree_.children(c.trigger))
        if (tree_.lower(c0) == "here") return;  // "flew here from Vienna": where the report comes from
    std::vector<const Party*> others;
    for (const Party& party : names_.parties) {
        const auto& actor = cast_[party.member].actor;
        if (actor.kind != ActorKind::Country || !foreign(actor.country)) continue;
        if (tree_.dominates(c.trigger, party.head) && party.first > c.trigger) {
            add(c.parties, party.member, Role::Target, party.words);
            return;
        }
        others.push_back(&party);
    }
    if (const auto who = tree_.subject(c.governor == c.trigger && tree_.head(c.trigger) ? *tree_.head(c.trigger) : c.governor))
        for (const Party* party : names_.at(*who))
            if (foreign(cast_[party->member].actor.country)) {
                add(c.parties, party->member, Role::Target, party->words);
                return;
            }
    const bool one = !others.empty() && std::ranges::all_of(others, [&](const Party* p) { return p->member == others.front()->member; });
    if (one) add(c.parties, others.front()->member, Role::Target, others.front()->words);
}

void CandidateFinder::companion(Candidate& c) const {
    for (std::uint32_t i = c.trigger + 1; i < tree_.size() && i < c.trigger + 14; ++i) {
        // Another clause or event begins.
        if ((tree_.is_verb(i) && tree_.lemma(i) != "last") || is_one_of(tree_.lower(i), {";", ":", "and", "but", "that", "who", "which"}) || noun_frame(i)) return;
        if (tree_.preposition(i) != "with") continue;
        std::vector<Involved> found;
        parties_of(i, Role::Participant, found);
        for (const Involved& p : found) add(c.parties, p.member, p.role, p.words, p.official);
        if (!found.empty()) return;
    }
}

void CandidateFinder::addressee(Candidate& c) const {
    if (c.group != "message" || c.to_event || !has_role(c, Role::Source) || has_role(c, Role::Target)) return;
    for (const Party& party : names_.parties)
        if (party.first > c.trigger && !party.modifier && tree_.preposition(party.head) == "to" &&
            cast_[party.member].actor.kind != ActorKind::Group) {
            add(c.parties, party.member, Role::Target, party.words);
            return;
        }
}

void CandidateFinder::received_at(Candidate& c) const {
    if (const auto* row = cast_.lexicon().country_by_id(c.place.country))
        add(c.parties, cast_.country(*row), Role::Host, c.trigger_words);
}

std::vector<Candidate> CandidateFinder::calls(Candidate c) const {
    std::vector<Candidate> each;
    for (const Involved& from : c.parties) {
        if (from.role != Role::Source) continue;
        for (const Involved& to : c.parties) {
            if (to.role != Role::Target || same_country(from, to)) continue;
            Candidate one = c;
            one.parties = {from, to};
            each.push_back(std::move(one));
        }
    }
    if (each.size() < 2) each.assign(1, std::move(c));
    return each;
}

std::vector<Candidate> CandidateFinder::apart(Candidate c) const {
    const auto says_so = [&](std::uint32_t at) {
        return std::ranges::any_of(tree_.children(at), [&](auto w) {
            return (tree_.is(w, "advmod") || tree_.is(w, "amod")) && is_one_of(tree_.lower(w), {"separately", "individually", "separate"});
        });
    };
    std::vector<Candidate> each;
    const auto who = subject_of(c.governor);
    if ((c.group == "meeting" || c.group == "call" || c.group == "social") && who && (says_so(c.trigger) || says_so(c.governor))) {
        const auto [first, last] = tree_.extent(*who);
        const TextSpan subject = tree_.span(first, last);
        std::vector<Involved> here, there;
        for (const Involved& p : c.parties) (subject.contains(p.words) ? here : there).push_back(p);
        if (!here.empty() && there.size() >= 2)
            for (const Involved& one : there) {
                each.push_back(c);
                each.back().parties = here;
                each.back().parties.push_back(one);
            }
    }
    if (each.empty()) each.push_back(std::move(c));
    return each;
}

std::vector<Candidate> CandidateFinder::stations(Candidate c) const {
    std::vector<Involved> hosts;
    std::set<std::string> countries;
    if (c.group == "visit")
        for (const Involved& p : c.parties)
            if (p.role == Role::Target && countries.insert(cast_[p.member].actor.country).second) hosts.push_back(p);
    if (hosts.size() < 2) {
        std::vector<Candidate> one;
        one.push_back(std::move(c));
        return one;
    }
    std::vector<Candidate> each;
    for (const Involved& host : hosts) {
        Candidate station = c;
        std::erase_if(station.parties, [&](const Involved& p) {
            return p.role == Role::Target && cast_[p.member].actor.country != cast_[host.member].actor.country;
        });
        if (station.place.country != cast_[host.member].actor.country) station.place = {};
        each.push_back(std::move(station));
    }
    return each;
}

}  // namespace annalist::ingest

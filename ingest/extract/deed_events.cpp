#include "ingest/extract/deed_events.hpp"

#include <algorithm>

#include "ingest/extract/words.hpp"


namespace annalist::ingest {
namespace {

/// A clause that asks somebody who is not named in it: not "asked whether he would go".
bool is_asked(const Tree& tree, std::uint32_t verb) {
    const bool bare = (tree.is(verb, "advcl") || tree.is(verb, "acl") || tree.is(verb, "ccomp")) && !tree.child(verb, {"nsubj"});
    return bare || tree.child(verb, {"aux:pass", "nsubj:pass"});
}

/// "Uruguayan fans", "Taiwan importers": people of a state who do not act for it.
bool is_private(const Tree& tree, TextSpan words, const DeedRules& rules) {
    for (std::uint32_t i = 0; i < tree.size(); ++i)
        if (words.contains(tree.token(i).span) && rules.is_private(tree.lemma(i))) return true;
    return false;
}

/// Adds whom a noun phrase names, once; with rules, nobody who acts for no state.
void add(const Tree& tree, const std::vector<Doer>& doers, Role role, const Cast& cast, const DeedRules* rules, std::vector<Involved>& into) {
    for (const Doer& doer : doers) {
        if (rules && is_private(tree, doer.words, *rules)) continue;
        // "Norwegian exports threaten the market": they do, not Norway.
        if (role == Role::Source && !doer.by_head && rules && rules->is_thing(tree.lemma(doer.head))) continue;
        for (const auto member : doer.members)
            if (std::ranges::none_of(into, [&](const Involved& p) { return p.member == member; }))
                into.push_back({member, role, doer.words, cast.is_official(member)});
    }
}

/// The class of frames.tsv for a contact; "deed" for what is none.
std::string_view group_of(Contact contact) {
    switch (contact) {
        case Contact::Meet: return "meeting";
        case Contact::Call: return "call";
        case Contact::Visit: return "visit";
        case Contact::Message: return "message";
        case Contact::Agree: return "agreement";
        case Contact::None: break;
    }
    return "deed";
}

/// Whether a noun phrase is of what a deed of this type must be about.
bool is_about(const Tree& tree, EventType type, std::uint32_t noun, const DeedRules& rules) {
    return std::ranges::any_of(tree.conjuncts(noun), [&](auto one) {
        return rules.about(type, tree.lemma(one)) || std::ranges::any_of(tree.children(one), [&](auto below) {
            return (tree.is(below, "compound") || tree.is(below, "nmod")) && rules.about(type, tree.lemma(below));
        });
    });
}

/// Whether a deed tells something though no other side is named: "resigned", "withdrew its troops", but not "surrendered its lead".
bool stands_alone(const Tree& tree, const Deed& deed, const DeedRules& rules) {
    const auto verb = deed.trigger;
    if (deed.own) return true;  // a user who tells of a phrase wants it
    if (rules.alone(deed.type, tree.lemma(verb))) return deed.type != EventType::Request || !is_asked(tree, verb);
    if (const auto head = tree.head(verb); head && tree.is(verb, "acl") && is_about(tree, deed.type, *head, rules)) return true;
    return std::ranges::any_of(tree.children(verb), [&](auto child) {
        const bool left = tree.is(child, "obl") && (tree.preposition(child) == "from" || tree.preposition(child) == "of");
        return (left || tree.is(child, "obj") || tree.is(child, "nsubj:pass")) && is_about(tree, deed.type, child, rules);
    });
}

/// Whether those let go are captives, or somebody named: not "released an analysis".
bool frees(const Tree& tree, const Deed& deed, const DeedRules& rules) {
    std::vector<std::uint32_t> whom = tree.all(deed.trigger, {"obj", "nsubj:pass"});
    if (const auto head = tree.head(deed.trigger); head && tree.is(deed.trigger, "acl")) whom.push_back(*head);
    return std::ranges::any_of(whom, [&](auto noun) {
        return tree.token(noun).upos == text::Upos::PROPN || tree.token(noun).upos == text::Upos::PRON || is_about(tree, deed.type, noun, rules);
    });
}

/// Whether a sentence speaks of sport, and what is done is done on its fields: "Iran beat Iraq in the final".
bool is_of_sport(const Tree& tree, const Deed& deed, const std::vector<Involved>& parties, const Cast& cast, const DeedRules& rules) {
    switch (deed.type) {
        case EventType::Assault:
        case EventType::Coerce:
            if (!rules.is_contest(tree.lemma(deed.trigger))) return false;
            break;
        case EventType::Support:
        case EventType::Retreat:
        case EventType::Concede:
        case EventType::Reject:
        case EventType::Agree:
        case EventType::Threaten:
            if (!std::ranges::all_of(parties, [&](const Involved& p) { return cast[p.member].actor.kind == ActorKind::Country; })) return false;
            break;
        default:
            return false;
    }
    for (std::uint32_t i = 0; i < tree.size(); ++i)
        if (rules.is_sport(tree.lemma(i))) return true;
    return false;
}

/// Whether a deed turns to somebody whom its verb takes as an object or makes do something: "wants Iran to stop", but not
/// "expects to win medals in Qatar".
bool turns_to(const Tree& tree, const Deed& deed, TextSpan words) {
    const auto holds = [&](std::uint32_t at) { return words.overlaps(tree.token(at).span); };
    if (std::ranges::any_of(tree.all(deed.trigger, {"obj", "iobj", "nsubj:pass"}), holds)) return true;
    return std::ranges::any_of(tree.all(deed.trigger, {"xcomp", "ccomp"}), [&](auto clause) { return std::ranges::any_of(tree.all(clause, {"nsubj"}), holds); });
}

}  // namespace

std::vector<Candidate> deed_candidates(const Tree& tree, const SentenceNames& names, const Senses& senses, const DeedRules& rules, const Cast& cast) {
    std::vector<Candidate> found;
    for (const Deed& deed : find_deeds(tree, names, senses)) {
        const Contact contact = contact_of(deed.type, deed.mode);
        const Sense* sense = senses.verb_phrase(deed.sense);
        if (sense && !sense->own && sense->type == EventType::Consult) continue;  // contacts, planned ones too, are told by frames
        if (deed.embedded || !tree.is_verb(deed.trigger) || (contact != Contact::None && !deed.own)) continue;
        Candidate c;
        // Whoever protests does so for himself, fishermen and students too.
        const bool own_cause = deed.type == EventType::Protest;
        add(tree, deed.sources, Role::Source, cast, own_cause ? nullptr : &rules, c.parties);
        const std::size_t sources = c.parties.size();
        if (deed.mode != Mode::Resignation) add(tree, deed.targets, Role::Target, cast, &rules, c.parties);
        if (deed.type == EventType::Request && deed.status != Status::CalledFor && !rules.alone(deed.type, tree.lemma(deed.trigger)) &&
            !deed.own && std::ranges::none_of(deed.targets, [&](const Doer& d) { return turns_to(tree, deed, d.words); }))
            continue;
        const bool alone = c.parties.size() == sources;
        if (is_of_sport(tree, deed, c.parties, cast, rules)) continue;
        if (deed.mode == Mode::Release && !deed.own && !frees(tree, deed, rules)) continue;
        if (sources == 0 || (alone && !stands_alone(tree, deed, rules))) continue;
        if (deed.mode == Mode::Visit && !deed.own) continue;  // visits are told by frames
        if (tree.is(deed.trigger, "amod")) continue;          // "US-patrolled zones"
        c.trigger = c.governor = deed.trigger;
        c.trigger_words = tree.token(deed.trigger).span;
        c.group = group_of(contact);
        c.type = deed.type;
        c.mode = deed.mode;
        c.status = deed.status;
        c.frame = deed.sense + ".deed";
        found.push_back(std::move(c));
    }
    return found;
}

}  // namespace annalist::ingest

#include "ingest/extract/deed_events.hpp"

#include <algorithm>

#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

bool needs_no_other_side(EventType type) {
    return type == EventType::Request || type == EventType::Protest || type == EventType::Mobilize || type == EventType::Retreat || type == EventType::Concede;
}

/// A verb that asks even where it is not said of whom; not "asked whether he would go".
bool asks(const Tree& tree, std::uint32_t verb) {
    const bool bare = (tree.is(verb, "advcl") || tree.is(verb, "acl") || tree.is(verb, "ccomp")) && !tree.child(verb, {"nsubj"});
    const bool addressed = bare || tree.child(verb, {"aux:pass", "nsubj:pass"});
    return !addressed &&
           is_one_of(tree.lemma(verb), {"ask", "urge", "demand", "call", "request", "appeal", "propose", "suggest", "recommend", "press", "advocate"});
}

/// "Uruguayan fans", "Taiwan importers": people of a state who do not act for it.
bool is_private(const Tree& tree, TextSpan words) {
    for (std::uint32_t i = 0; i < tree.size(); ++i)
        if (words.contains(tree.token(i).span) &&
            is_one_of(tree.lemma(i), {"fan", "supporter", "team", "squad", "side", "player", "club", "champion", "athlete", "striker", "midfielder",
                                      "goalkeeper", "batsman", "cyclist", "company", "firm", "importer", "exporter", "retailer", "manufacturer",
                                      "maker", "airline", "broker", "trader", "miner", "farmer", "tourist", "pilgrim", "shopper", "student",
                                      "singer", "actor", "actress", "director", "author", "scientist", "researcher", "woman", "man", "girl", "boy",
                                      "child", "couple", "family"}))
            return true;
    return false;
}

/// Adds whom a noun phrase names, once.
void add(const Tree& tree, const std::vector<Doer>& doers, Role role, const Cast& cast, std::vector<Involved>& into) {
    for (const Doer& doer : doers) {
        if (is_private(tree, doer.words)) continue;
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

}  // namespace

std::vector<Candidate> deed_candidates(const Tree& tree, const SentenceNames& names, const Senses& senses, const Cast& cast) {
    std::vector<Candidate> found;
    for (const Deed& deed : find_deeds(tree, names, senses)) {
        const Contact contact = contact_of(deed.type, deed.mode);
        if (deed.embedded || !tree.is_verb(deed.trigger) || (contact != Contact::None && !deed.own)) continue;
        Candidate c;
        add(tree, deed.sources, Role::Source, cast, c.parties);
        const std::size_t sources = c.parties.size();
        add(tree, deed.targets, Role::Target, cast, c.parties);
        if (c.parties.size() == sources) add(tree, deed.farther, Role::Target, cast, c.parties);
        const bool alone = c.parties.size() == sources;
        if (sources == 0 || (alone && !needs_no_other_side(deed.type))) continue;
        // Wishes and losses that turn to nobody are no deeds: "wants to vote", "expects growth", "lost six seats".
        if (deed.mode == Mode::Visit && !deed.own) continue;  // visits are told by frames
        if (tree.is(deed.trigger, "amod")) continue;          // "US-patrolled zones"
        if (alone && deed.type == EventType::Request && !asks(tree, deed.trigger)) continue;
        if (alone && is_one_of(tree.lemma(deed.trigger), {"lose", "leave", "limit", "lower", "reduce", "cut", "drop", "hold", "plan", "intend"})) continue;
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

#include "ingest/extract/candidate_finder.hpp"

#include <algorithm>

#include "ingest/extract/status.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {

using text::Upos;

void CandidateFinder::presence(std::uint32_t at) {
    // "was in Kabul": the place is the predicate; "is due in Nairobi": the adjective is.
    if (!tree_.child(at, {"cop"})) return;
    std::uint32_t where = at;
    std::string_view preposition = tree_.preposition(at);
    const bool awaited = is_one_of(tree_.lower(at), {"due", "back", "expected", "welcome"});
    if (awaited || is_one_of(tree_.lower(at), {"way", "tour", "trip"})) {
        const auto phrase = std::ranges::find_if(tree_.children(at), [&](auto c) {
            return c > at && (tree_.is(c, "obl") || tree_.is(c, "nmod")) && is_one_of(tree_.preposition(c), {"in", "to", "at"});
        });
        if (phrase == tree_.children(at).end()) return;
        if (!awaited && preposition != "on") return;
        if (!awaited && tree_.lower(at) != "way") return;  // a trip is a noun of its own
        where = *phrase;
        preposition = tree_.preposition(where);
    } else if (!tree_.is_noun(at)) {
        return;
    }
    const bool due = preposition == "due";  // parsed as part of the preposition
    if (!is_one_of(preposition, {"in", "to", "at", "due"})) return;
    const Frame* frame = frames_.verb("be in");
    const auto who = tree_.child(at, {"nsubj"});
    if (!frame || !who) return;
    Candidate c = told_by(*frame, at);
    parties_of(*who, Role::Source, c.parties);
    std::erase_if(c.parties, [&](const Involved& p) { return !is_person(p) || !p.official; });
    const std::size_t visitors = c.parties.size();
    if (visitors == 0) return;
    parties_of(where, Role::Target, c.parties);
    visited_place(where, Role::Target, c);
    // A state or its town, and not the visitor's own.
    if (c.parties.size() == visitors) return;
    for (std::size_t i = visitors; i < c.parties.size(); ++i)
        for (std::size_t j = 0; j < visitors; ++j)
            if (cast_[c.parties[i].member].actor.kind != ActorKind::Country || same_country(c.parties[i], c.parties[j])) return;
    c.status = predicate_status(tree_, at);
    if (awaited || due) c.status = combine(Status::Planned, c.status);
    for (const auto child : tree_.children(at))
        if (tree_.is(child, "cop") && is_one_of(tree_.lower(child), {"is", "are", "'s", "’s"}) && c.status == Status::Occurred)
            c.status = Status::Ongoing;
    finish(std::move(c), *frame, true);
}

void CandidateFinder::guest_of(std::uint32_t at) {
    if (tree_.lemma(at) != "guest" || !tree_.child(at, {"cop"})) return;
    const auto who = tree_.child(at, {"nsubj"});
    const Frame* frame = frames_.verb("receive");
    if (!who || !frame) return;
    Candidate c = told_by(*frame, at);
    parties_of(*who, Role::Participant, c.parties);
    for (const auto host : tree_.all(at, {"nmod"}))
        if (tree_.preposition(host) == "of") parties_of(host, Role::Host, c.parties);
    const bool people = std::ranges::all_of(c.parties, [&](const Involved& p) { return p.official && (is_person(p) || described_as_people(p)); });
    if (!people || sides(c.parties) < 2) return;
    c.status = predicate_status(tree_, at);
    finish(std::move(c), *frame, true);
}

void CandidateFinder::ceremony(std::uint32_t at) {
    if (!is_one_of(tree_.lemma(at), {"attend", "inaugurate", "unveil", "lay"})) return;
    const auto what = tree_.child(at, {"obj"});
    const Frame* frame = frames_.verb("be in");
    if (!what || !frame || noun_frame(*what)) return;  // a meeting is told by its noun
    const auto who = subject_of(at);
    if (!who) return;
    Candidate c = told_by(*frame, at);
    parties_of(*who, Role::Source, c.parties);
    std::erase_if(c.parties, [&](const Involved& p) { return !is_person(p) || !p.official || cast_[p.member].actor.country.empty(); });
    const std::size_t visitors = c.parties.size();
    if (visitors == 0) return;
    for (const PlaceMention& mention : names_.places) {
        const auto head = tree_.first_conjunct(mention.head);
        if (c.parties.size() > visitors || mention.head < *what || !tree_.dominates(at, mention.head) || !is_one_of(tree_.preposition(head), {"in", "at"})) continue;
        parties_of(mention.head, Role::Target, c.parties);
        visited_place(mention.head, Role::Target, c);
    }
    if (c.parties.size() == visitors || cast_[c.parties.back().member].actor.kind != ActorKind::Country) return;
    for (std::size_t j = 0; j < visitors; ++j)
        if (same_country(c.parties.back(), c.parties[j])) return;
    c.status = predicate_status(tree_, at);
    finish(std::move(c), *frame, true);
}

void CandidateFinder::by_telephone(std::uint32_t at) {
    const std::string& lemma = tree_.lemma(at);
    if (is_one_of(lemma, {"say", "hold", "have", "make", "take", "receive"})) return;
    std::string own;
    if (const Frame* frame = verb_frame(at, own); frame && is_one_of(frame->group, {"call", "meeting", "told", "visit"})) return;
    const Frame* frame = frames_.verb("by telephone");
    if (!frame) return;
    const auto medium = std::ranges::find_if(tree_.children(at), [&](auto c) {
        return tree_.is(c, "obl") && is_one_of(tree_.preposition(c), {"by", "on", "over", "via"}) &&
               (is_one_of(tree_.lemma(c), {"telephone", "phone", "videoconference", "videolink"}) ||
                (is_one_of(tree_.lemma(c), {"link", "call", "line", "video"}) && mentions_medium(c)));
    });
    if (medium == tree_.children(at).end()) return;
    Candidate c = told_by(*frame, *medium);
    c.governor = at;
    if (const auto let = tree_.head(at); let && tree_.lemma(*let) == "let" && tree_.is(at, "xcomp")) {
        // "A let B know on the telephone"
        if (const auto caller = subject_of(*let)) parties_of(*caller, Role::Source, c.parties);
        for (const auto called : {tree_.child(at, {"nsubj"}), tree_.child(*let, {"obj"})})
            if (called) parties_of(*called, Role::Target, c.parties);
    } else if (const auto who = subject_of(at)) {
        parties_of(*who, Role::Source, c.parties);
    }
    arguments(at, frame->slots, c, *medium);
    if (!has_role(c, Role::Source) || !has_role(c, Role::Target) || sides(c.parties) < 2) return;
    c.status = predicate_status(tree_, at);
    finish(std::move(c), *frame, true);
}

bool CandidateFinder::mentions_medium(std::uint32_t at) const {
    if (is_one_of(tree_.lemma(at), {"video"})) return true;
    return std::ranges::any_of(tree_.children(at), [&](auto c) {
        return is_one_of(tree_.lemma(c), {"video", "telephone", "phone", "satellite"});
    });
}

}  // namespace annalist::ingest

#include "ingest/extract/candidate_finder.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "ingest/extract/numerals.hpp"
#include "ingest/extract/status.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {

using text::Upos;

const Frame* CandidateFinder::noun_frame(std::uint32_t at, std::uint32_t* first) const {
    std::string phrase;
    const Frame* best = nullptr;
    for (std::uint32_t n = 0; n < 4 && n <= at; ++n) {
        const std::uint32_t i = at - n;
        const std::string& word = n == 0 ? singular(at) : tree_.lower(i);
        phrase = n == 0 ? word : word + " " + phrase;
        if (const Frame* frame = frames_.noun(phrase)) {
            best = frame;
            if (first) *first = i;
        }
    }
    return best;
}

const std::string& CandidateFinder::singular(std::uint32_t at) const {
    return tree_.lemma(at) == "talk" ? tree_.lower(at) : tree_.lemma(at);
}

void CandidateFinder::nominal(std::uint32_t at) {
    std::uint32_t first = at;
    const Frame* frame = noun_frame(at, &first);
    if (!frame) return;
    const bool plural = tree_.token(at).xpos == "NNS" || tree_.token(at).xpos == "NNPS";
    if (tree_.lemma(at) == "talk" && !plural) return;
    if (tree_.lemma(at) == "settlement" && plural) return;  // where people live
    // "an understanding between the two", but not "mutual understanding"
    if (tree_.lemma(at) == "understanding" && first == at && (!tree_.child(at, {"det"}) || tree_.child(at, {"amod"}))) return;
    // "told a press conference": held for those who write; only one that is joint, or between some, has sides.
    if (at > 0 && is_one_of(tree_.lower(at - 1), {"press", "news", "media"}) && is_one_of(tree_.lemma(at), {"conference", "briefing", "meeting", "session"}) &&
        std::ranges::none_of(tree_.children(at), [&](auto c) {
            return tree_.lower(c) == "joint" || (tree_.is(c, "nmod") && is_one_of(tree_.preposition(c), {"between", "with"}));
        }))
        return;
    unnamed_ = false;
    if (frame->group == "call" && first == at && at + 1 < tree_.size() && tree_.lower(at + 1) == "for") return;  // a call for help
    if (tree_.is(at, "compound")) return;  // "talks venue", "summit agenda"
    Candidate c = told_by(*frame, at);
    c.trigger_words = tree_.span(first, at + 1);
    c.nominal = true;
    c.status = Status::Occurred;

    // What hangs on the noun.
    for (const auto child : tree_.children(at)) {
        if (tree_.is(child, "nmod:poss")) {
            if (const Slot* slot = slot_of(frame->slots, "poss")) parties_of(child, slot->role, c.parties);
            if (tree_.token(child).upos == Upos::PRON) c.definite = true;
        } else if (tree_.is(child, "nmod") || tree_.is(child, "obl")) {
            prepositional(child, frame->slots, c);
        } else if (tree_.is(child, "acl")) {
            clause_of(child, *frame, c);
        } else if (tree_.is(child, "det")) {
            c.definite = c.definite || is_one_of(tree_.lower(child), {"the", "this", "that", "these", "those"});
        }
    }
    if (const Slot* slot = slot_of(frame->slots, "mod")) modifiers(at, first, slot->role, c.parties);
    label(at, first, c);

    // What governs it.
    bool light = false;
    auto top = tree_.first_conjunct(at);
    // "the start of talks", "the signing of an agreement": the verb above the first noun counts.
    bool concluded = false;
    for (int step = 0; step < 2; ++step) {
        const auto up = tree_.head(top);
        if (!up || !tree_.is(top, "nmod") || !is_transparent(tree_.lemma(*up))) break;
        for (const auto child : tree_.children(*up)) {
            if (tree_.is(child, "nmod:poss")) {
                if (const Slot* slot = slot_of(frame->slots, "poss")) parties_of(child, slot->role, c.parties);
            } else if (tree_.is(child, "nmod") && child != top) {
                prepositional(child, frame->slots, c);
            }
        }
        concluded = concluded || is_one_of(tree_.lemma(*up), {"signing", "signature", "conclusion", "ratification"});
        top = tree_.first_conjunct(*up);
    }
    Status governed = Status::Occurred;
    if (const auto up = tree_.head(top); up && tree_.is(top, "nmod") && tree_.is_noun(*up) && tree_.is(*up, "obj") &&
                                         is_one_of(tree_.lemma(*up), {"remark", "statement", "comment", "announcement", "appeal", "call", "pledge", "point", "speech", "address"}) && !noun_frame(*up))
        top = *up;  // "made the remark in a message": the maker is its author
    else if (up && tree_.is(top, "nmod") && tree_.is_noun(*up) && (tree_.is(*up, "obj") || tree_.is(*up, "obl")) && !noun_frame(*up) &&
             is_one_of(tree_.preposition(top), {"at", "during", "after", "following"}))
        top = *up;  // "discussed the prospects at a meeting"
    else if (up && tree_.is(top, "nmod") && tree_.is_noun(*up) && tree_.is(*up, "nmod") && !noun_frame(*up) && tree_.head(*up) &&
             tree_.is(*tree_.head(*up), "obj") && !noun_frame(*tree_.head(*up)) && is_one_of(tree_.preposition(top), {"at", "during"}))
        top = *tree_.head(*up);  // "made no progress on the islands at talks"
    if (const auto verb = tree_.head(top); verb) light = governing(top, *verb, *frame, c, governed);
    c.status = light ? governed : c.group == "message" && c.governor != at ? predicate_status(tree_, c.governor) : noun_status(tree_, at);
    if (light) {
        const Status own = noun_adjectives(at);
        c.status = combine(own, c.status);
    }
    // "are in talks with Sweden", "were in negotiations"
    if (const auto cop = tree_.child(at, {"cop"}); cop && frame->group == "meeting" && tree_.preposition(at) == "in")
        if (const auto who = tree_.child(at, {"nsubj"})) {
            parties_of(*who, Role::Participant, c.parties);
            c.status = predicate_status(tree_, at);
            if (c.status == Status::Occurred && is_one_of(tree_.lower(*cop), {"is", "are", "'s", "'re"})) c.status = Status::Ongoing;
        }
    c.noun = tree_.lemma(at);
    c.gathering = c.group == "meeting" && is_one_of(tree_.lemma(at), {"summit", "conference", "conclave"});
    c.gathering = c.gathering || (light && is_one_of(tree_.lemma(*tree_.head(top)), {"attend", "participate", "take", "join", "address", "chair", "host", "co-chair", "preside"}));
    // "meetings usually turn on money": none in particular.
    if (plural && c.parties.size() < 2 && c.governor != at && std::ranges::any_of(tree_.all(c.governor, {"advmod"}), [&](auto a) {
            return is_one_of(tree_.lower(a), {"usually", "often", "always", "typically", "normally", "generally", "rarely", "never", "sometimes"});
        }))
        return;
    if (frame->group == "visit") {
        // Who travels are persons, or states by their people; "the Beijing visit" tells where.
        std::erase_if(c.parties, [&](const Involved& p) {
            return p.role == Role::Source && !is_person(p) && cast_[p.member].actor.kind == ActorKind::Organization && !described_as_people(p);
        });
    }
    // "In a telephone conversation on Tuesday the leaders of A and B said": wherever the phrase hangs, its
    // clause's subject takes part.
    if (is_one_of(frame->group, {"call", "meeting", "social"}) && c.parties.empty() && is_one_of(tree_.preposition(at), {"in", "at", "during"}) &&
        std::ranges::none_of(names_.parties, [&](const Party& p) { return p.last <= first && tree_.preposition(p.head).empty() && p.via != NameKind::Seat; }))
        for (std::uint32_t i = at + 1; i < tree_.size() && c.parties.empty(); ++i)
            if (tree_.is_verb(i) && !tree_.head(i))
                for (const auto who : tree_.all(i, {"nsubj"}))
                    if (who > at) parties_of(who, Role::Participant, c.parties);
    const bool sent = std::ranges::any_of(tree_.all(at, {"acl"}), [&](auto v) { return light_verb(v, frame->group) != nullptr; });
    if (tree_.lemma(at) == "note" && !light && !sent && first == at) return;  // a note in the margin
    // "the next round, in June", but neither "a round of talks" nor one of golf or drinks.
    if (tree_.lemma(at) == "round" && (sides(c.parties) < 2 && !c.definite)) return;
    // "The decision was taken at a meeting of foreign ministers": of the body spoken of.
    if (frame->group == "meeting" && c.parties.empty() && unnamed_ && std::ranges::any_of(tree_.all(at, {"nmod"}), [&](auto n) {
            return tree_.preposition(n) == "of" && tree_.lemma(n) == "minister";
        }))
        if (const auto body = discourse_.last_body()) add(c.parties, *body, Role::Participant, c.trigger_words, true);
    // "It was their fourth meeting": of the two that the article is about.
    if (frame->group == "meeting" && c.parties.empty() && cast_.has_officials())
        if (const auto owner = tree_.child(at, {"nmod:poss"}); owner && tree_.lower(*owner) == "their")
            for (const auto member : discourse_.story_pair()) add(c.parties, member, Role::Participant, c.trigger_words);
    // "The next round is due in June": of those who met before.
    if (frame->group == "meeting" && c.definite && c.parties.empty() && !light && std::ranges::any_of(tree_.all(at, {"amod"}), [&](auto m) { return is_one_of(tree_.lower(m), {"next", "following"}); }))
        both_sides(c);
    if (frame->group == "agreement" && sides(c.parties) < 2 && is_settled(at, c, concluded)) {
        const bool definite = std::exchange(c.definite, true);  // "a 1994 agreement" is a certain one, too
        both_sides(c);
        c.definite = definite;
        // "last week's accord is not yet in force": signed it was.
        if (!light && c.status == Status::Denied && !concluded && noun_adjectives(at) == Status::Occurred) c.status = Status::Occurred;
    }
    if (frame->group == "refreshment" && !light) return;  // "exports of tea"
    if (frame->group == "relations" && !light) return;  // "have diplomatic relations" is no event
    mode_words(c);
    numbers(at, c);
    finish(std::move(c), *frame, light);
}

bool CandidateFinder::is_transparent(std::string_view lemma) {
    return is_one_of(lemma, {"start", "beginning", "end", "opening", "round", "series", "day", "conclusion", "signing",
                             "signature", "ratification", "part", "session", "resumption", "close", "eve", "sideline",
                             "first", "second", "last", "string", "couple", "week", "hour", "minute", "month", "marathon", "flurry", "outcome",
                             "result", "margin"});
}

Status CandidateFinder::noun_adjectives(std::uint32_t at) const {
    for (const auto c : tree_.children(at)) {
        if (tree_.is(c, "det") && tree_.lower(c) == "no") return Status::Denied;
        if (!tree_.is(c, "amod")) continue;
        if (is_one_of(tree_.lower(c), {"planned", "upcoming", "forthcoming", "scheduled", "proposed", "future"}))
            return Status::Planned;
    }
    return Status::Occurred;
}

void CandidateFinder::prepositional(std::uint32_t child, const std::vector<Slot>& slots, Candidate& c) const {
    const auto preposition = tree_.preposition(child);
    if (preposition.empty()) return;
    if (c.group == "message" && preposition == "to" && noun_frame(child)) c.to_event = child + 1;
    // "exchanged letters with him"
    if (c.group == "message" && preposition == "with" && tree_.is(c.trigger, "obj") && tree_.head(c.trigger) && tree_.lemma(*tree_.head(c.trigger)) == "exchange")
        parties_of(child, Role::Participant, c.parties);
    if (const Slot* slot = slot_of(slots, preposition)) {
        // "talks with Iran on Syria", but "the summit of 2019", "visit to the plant" have nobody.
        parties_of(child, slot->role, c.parties);
        if (c.group == "visit") visited_place(child, slot->role, c);
    }
    // "talks in Geneva with Iran", "the letter from A to B" may hang lower.
    for (const auto below : tree_.children(child)) {
        if (!tree_.is(below, "nmod")) continue;
        const auto inner = tree_.preposition(below);
        if (inner == preposition || !is_one_of(inner, {"between", "with", "to", "by", "from"})) continue;
        if (const Slot* slot = slot_of(slots, inner)) parties_of(below, slot->role, c.parties);
    }
}

void CandidateFinder::clause_of(std::uint32_t verb, const Frame& frame, Candidate& c) const {
    const LightVerb* light = light_verb(verb, frame.group);
    for (const auto child : tree_.children(verb)) {
        if (tree_.is(child, "obl")) {
            const auto preposition = tree_.preposition(child);
            const Slot* slot = slot_of(frame.slots, preposition);
            if (frame.group == "message" && preposition == "to" && noun_frame(child)) c.to_event = child + 1;
            if (preposition == "by" && light)
                parties_of(child, frame.group == "visit" || frame.group == "message" ? Role::Source : Role::Participant, c.parties);
            else if (slot)
                parties_of(child, slot->role, c.parties);
        } else if (tree_.is(child, "nsubj") && light && !tree_.is(child, "nsubj:pass")) {
            if (const Slot* slot = light->slot("subj"); slot && !is_one_of(tree_.lower(child), {"who", "which", "that"}))
                parties_of(child, slot->role, c.parties);
        }
    }
    if (tree_.is(verb, "acl:relcl"))
        for (const auto next : tree_.all(verb, {"conj"})) clause_of(next, frame, c);
}

const LightVerb* CandidateFinder::light_verb(std::uint32_t verb, std::string_view group, std::string_view preposition) const {
    const std::string& lemma = tree_.lemma(verb);
    if (const auto particle = tree_.child(verb, {"compound:prt"}))
        if (const auto* light = frames_.light(lemma + " " + tree_.lower(*particle), group)) return light;
    if (!preposition.empty()) {
        if (const auto* light = frames_.light(lemma + " " + std::string(preposition), group)) return light;
        return nullptr;
    }
    return frames_.light(lemma, group);
}

bool CandidateFinder::governing(std::uint32_t noun, std::uint32_t verb, const Frame& frame, Candidate& c, Status& status) const {
    const bool object = tree_.is(noun, "obj");
    const bool passive = tree_.is(noun, "nsubj:pass");
    const bool subject = tree_.is(noun, "nsubj") && !passive;
    const std::uint32_t own = c.trigger;
    // "remark in a message", but not "a round of talks"
    const bool through = noun != own && tree_.is(own, "nmod") && tree_.preposition(own) != "of" &&
                         (tree_.is(noun, "obj") || tree_.is(noun, "obl"));
    const bool oblique = (tree_.is(noun, "obl") || through) && !guests_of(noun);
    if (!tree_.is_verb(verb) && !tree_.child(verb, {"cop"})) return false;
    const auto preposition = oblique ? tree_.preposition(through ? own : noun) : std::string_view{};
    const LightVerb* light = nullptr;
    if ((object && !through) || passive) light = light_verb(verb, frame.group);
    if (oblique && !through) light = light_verb(verb, frame.group, preposition);
    // "paid a visit to", "part" of "take part in"
    if (!light && oblique)
        if (const auto what = tree_.child(verb, {"obj"}))
            light = frames_.light(tree_.lemma(verb) + " " + tree_.lower(*what) + " " + std::string(preposition), frame.group);
    if (light) {
        c.governor = verb;
        c.frame = light->id;
        // "handed over a letter from the king": the subject is its bearer.
        const bool borne = frame.group == "message" && has_role(c, Role::Source) &&
                           is_one_of(tree_.lemma(verb), {"hand", "deliver", "convey", "carry", "relay", "pass", "transmit", "present"});
        if (!passive && !borne)
            if (const auto who = subject_of(verb))
                if (const Slot* slot = light->slot("subj")) parties_of(*who, slot->role, c.parties);
        arguments(verb, light->slots, c, noun);
        status = predicate_status(tree_, verb);
        if (const auto up = tree_.head(verb); up && frame.group == "relations" && (tree_.is(verb, "xcomp") || tree_.is(verb, "advcl")) && tree_.lemma(*up) == "agree") {
            c.governor = *up;  // "agreed to restore relations": agreed they have
            status = predicate_status(tree_, *up);
        }
        if (light->status) {
            // Calling for talks is a fact about the call, not about the talks.
            status = is_real(status) || status == Status::Planned ? *light->status : status;
        }
        return true;
    }
    if (subject && is_one_of(tree_.lemma(verb), {"bring", "involve", "include", "group", "gather", "unite", "comprise"}))
        for (const auto guest : tree_.all(verb, {"obj"})) parties_of(guest, Role::Participant, c.parties);
    if (subject || passive) {
        // "Talks between A and B ended on Friday": the verb's own phrases belong to the talks.
        c.governor = verb;
        arguments(verb, frame.slots, c, noun);
    }
    if (oblique && is_one_of(preposition, {"after", "during", "at", "before", "in", "following", "for", "on", "from", "ahead"})) {
        // "said after a meeting with X", "arrived for talks with X": who acts there took part.
        // In a passive clause, who acts there is the agent: "brokered by Baker during a visit to Kyiv".
        // "for talks with A and B": "with" leaves a side open, however many it names.
        const bool with = frame.group != "visit" && frame.group != "message" && std::ranges::any_of(tree_.all(own, {"nmod"}), [&](auto n) {
            return tree_.preposition(n) == "with";
        }) && std::ranges::none_of(tree_.all(own, {"nmod", "nmod:poss"}), [&](auto n) {
            return tree_.is(n, "nmod:poss") || is_one_of(tree_.preposition(n), {"between", "among", "of"});
        });
        const bool one_sided = sides(c.parties) <= 1 || with;
        if (one_sided && (frame.group != "agreement")) {
            auto who = tree_.child(verb, {"obl:agent"});
            if (!who) who = subject_of(verb);
            if (who) {
                const Role role = frame.group == "visit" || frame.group == "message" ? Role::Source : Role::Participant;
                if (frame.group != "visit" || !has_role(c, Role::Source)) parties_of(*who, role, c.parties);
            }
        }
    }
    if (oblique && frame.group == "meeting" && is_one_of(preposition, {"at", "during", "in"}) && sides(c.parties) <= 1 &&
        is_one_of(tree_.lemma(verb), {"tell", "inform", "assure", "urge", "ask", "warn", "promise", "press"}))
        // "told the envoy at a meeting": who is spoken to is there.
        for (const auto child : tree_.all(verb, {"obj", "iobj"}))
            if (child != noun) parties_of(child, Role::Participant, c.parties);
    if (oblique && frame.group == "meeting" && is_one_of(preposition, {"at", "during", "in"}) && sides(c.parties) <= 1 &&
        is_one_of(tree_.lemma(verb), {"say", "explain", "complain", "propose", "suggest", "apologize", "apologise"}))
        // "said so to Merkel at a meeting in Warsaw"
        for (const auto child : tree_.all(verb, {"obl"}))
            if (child != noun && tree_.preposition(child) == "to") parties_of(child, Role::Participant, c.parties);
    if (oblique && frame.group == "call" && tree_.is(verb, "xcomp") && tree_.head(verb) && sides(c.parties) <= 1)
        // "pressed Canada to lift the visa in a call with its premier": who presses is on the line.
        if (const auto who = subject_of(*tree_.head(verb))) parties_of(*who, Role::Participant, c.parties);
    if (oblique && frame.group == "agreement" && preposition == "in" && sides(c.parties) <= 1 && c.label.find("joint") != std::string::npos)
        // "In a joint communique, A and B pledged ..."
        if (const auto who = subject_of(verb)) parties_of(*who, Role::Participant, c.parties);
    if (oblique && frame.group == "call" && is_one_of(preposition, {"in", "during", "by", "over"})) {
        // "proposed to Putin in a telephone call"
        for (const auto child : tree_.all(verb, {"obj", "iobj"})) {
            if (child == noun) continue;
            parties_of(child, Role::Participant, c.parties);
            // "discussed the plan with Modi in a call": with whom hangs on the plan.
            for (const auto with : tree_.all(child, {"nmod"}))
                if (tree_.preposition(with) == "with") parties_of(with, Role::Participant, c.parties);
        }
        for (const auto child : tree_.all(verb, {"obl"}))
            if (child != noun && is_one_of(tree_.preposition(child), {"to", "with"})) parties_of(child, Role::Participant, c.parties);
    }
    if (oblique && frame.group == "message" && preposition == "in" && !has_role(c, Role::Target)) {
        // "told him in a letter", "asked the Union in a message to ..."
        c.governor = verb;
        for (const auto child : tree_.all(verb, {"obj", "iobj"})) parties_of(child, Role::Target, c.parties);
        for (const auto child : tree_.all(verb, {"obl"}))
            if (tree_.preposition(child) == "to") parties_of(child, Role::Target, c.parties);
    }
    if ((object || oblique) && frame.group == "visit" && !has_role(c, Role::Source) && !is_one_of(tree_.lemma(verb), {"say", "tell", "announce"})) {
        if (const auto who = subject_of(verb)) parties_of(*who, Role::Source, c.parties);
    }
    return false;
}

bool CandidateFinder::guests_of(std::uint32_t noun) const {
    for (const auto c : tree_.children(noun))
        if (tree_.is(c, "case") && c > 0)
            return is_one_of(tree_.lemma(c - 1), {"participant", "delegate", "attendee", "member", "participation", "role", "party"});
    return false;
}

}  // namespace annalist::ingest

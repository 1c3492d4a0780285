#include "ingest/extract/candidate_finder.hpp"

#include <algorithm>
#include <set>

#include "ingest/extract/numerals.hpp"
#include "ingest/extract/status.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {

using text::Upos;

const Frame* CandidateFinder::verb_frame(std::uint32_t at, std::string& extra) const {
    const std::string& lemma = tree_.lemma(at);
    if (const auto particle = tree_.child(at, {"compound:prt"})) {
        const std::string phrasal = lemma + " " + tree_.lower(*particle);
        if (const Frame* frame = frames_.verb(phrasal)) return frame;
        // "call on" may be parsed as particle or preposition; a verb with another particle is another verb.
        if (lemma != "meet" && lemma != "sit" && lemma != "fly" && lemma != "head" && lemma != "travel" && lemma != "journey") return nullptr;
    }
    // "exchanged views", "shook hands", "came face to face"
    for (const auto what : tree_.all(at, {"obj"}))
        if (const Frame* frame = frames_.verb(lemma + " " + tree_.lemma(what))) return frame;
    for (const auto adverb : tree_.all(at, {"advmod"}))
        if (tree_.lower(adverb) == "together")
            if (const Frame* frame = frames_.verb(lemma + " together")) return frame;
    for (const auto obl : tree_.all(at, {"obl"})) {
        const auto preposition = tree_.preposition(obl);
        if (preposition.empty() || is_time_noun(tree_.lemma(obl))) continue;
        if (const Frame* frame = frames_.verb(lemma + " " + std::string(preposition))) {
            extra = preposition;
            return frame;
        }
    }
    if (const Frame* frame = frames_.verb(lemma)) return frame;
    return frames_.verb(lemma + "e");  // "telephoned" may be cut to "telephon"
}

void CandidateFinder::verbal(std::uint32_t at) {
    std::string extra;
    const Frame* frame = verb_frame(at, extra);
    if (tree_.is(at, "amod")) return;  // "the visiting minister", "a signed letter"
    if (frame && frame->group == "other" && extra == "on" && !tree_.child(at, {"xcomp", "advcl", "ccomp"})) {
        // "called on the prime minister": paid him a visit; "called on him to resign" is a request.
        courtesy_call(at);
        return;
    }
    if (!frame || frame->group == "other") return;  // "call on" is no call; what it is, senses.tsv says
    unnamed_ = false;
    const std::string& lemma = tree_.lemma(at);
    Candidate c = told_by(*frame, at);
    const bool passive = tree_.child(at, {"aux:pass"}).has_value() ||
                         (tree_.child(at, {"nsubj:pass"}).has_value() && tree_.token(at).xpos != "VBD");
    const bool bare_participle = tree_.is(at, "acl") && !tree_.is(at, "acl:relcl") && tree_.token(at).xpos == "VBN" &&
                                 !tree_.child(at, {"nsubj", "aux"});
    if (passive || bare_participle) {
        if (const Slot* slot = slot_of(frame->slots, "obj")) {
            if (const auto patient = tree_.child(at, {"nsubj:pass"})) parties_of(*patient, slot->role, c.parties);
            else if (bare_participle) {
                if (const auto noun = tree_.head(at)) parties_of(*noun, slot->role, c.parties);
            }
        }
        if (is_one_of(lemma, {"say", "tell", "report"})) return;
        // "was received with honours by Scholz": by whom may hang on what stands between.
        if (const Slot* slot = slot_of(frame->slots, "subj"); slot && !tree_.child(at, {"obl:agent"}))
            for (const auto obl : tree_.all(at, {"obl"}))
                for (const auto below : tree_.all(obl, {"nmod"}))
                    if (tree_.preposition(below) == "by" && below > at) parties_of(below, slot->role, c.parties);
    } else if (const auto who = subject_of(at)) {
        if (const Slot* slot = slot_of(frame->slots, "subj")) parties_of(*who, slot->role, c.parties);
    }
    // A quotation's speaker after the verb ("... , said Putin") is a subject for the parser.
    const std::size_t before = c.parties.size();
    arguments(at, frame->slots, c, tree_.size());
    if (!extra.empty()) {
        // "called on China and Russia to ...": the preposition's own phrase is the target.
        for (const auto obl : tree_.all(at, {"obl"}))
            if (tree_.preposition(obl) == extra) {
                parties_of(obl, Role::Target, c.parties);
                if (frame->group == "visit") visited_place(obl, Role::Target, c);
            }
    }
    if (passive && frame->group == "meeting" && c.parties.size() == 1 && !tree_.child(at, {"obl:agent"}))
        if (const Frame* stay = frames_.verb("be in")) {
            // "had been received at the White House": by whom is not said, so where counts.
            for (const auto obl : tree_.all(at, {"obl"})) {
                if (!is_one_of(tree_.preposition(obl), {"at", "in"})) continue;
                c.parties.front().role = Role::Source;
                parties_of(obl, Role::Target, c.parties);
                frame = stay;
                c.group = stay->group;
                c.mode = stay->mode;
                visited_place(obl, Role::Target, c);
            }
        }
    c.status = predicate_status(tree_, at);
    if (!verb_makes_sense(at, lemma, *frame, c, before)) return;
    mode_words(c);
    numbers(at, c);
    gapped(at, *frame, c);
    finish(std::move(c), *frame, true);
}

void CandidateFinder::gapped(std::uint32_t at, const Frame& frame, const Candidate& first) {
    const Slot* object = slot_of(frame.slots, "obj");
    const auto whom = tree_.child(at, {"obj"});
    const auto who = subject_of(at);
    const Slot* subject = slot_of(frame.slots, "subj");
    if (!object || !whom || !who || !subject) return;
    for (std::uint32_t i = *whom + 1; i < tree_.size(); ++i) {
        // Joined by the parse to the day in front of it.
        if (tree_.token(i).upos != Upos::PROPN || !(tree_.is(i, "conj") || tree_.is(i, "appos"))) continue;
        const auto day = tree_.head(i);
        if (!day || *day > i || !is_time_noun(tree_.lower(*day)) || is_time_noun(tree_.lower(i))) continue;
        const auto clause = tree_.is(*day, "obl") ? tree_.head(*day) : std::nullopt;
        if (!clause || *clause != at) continue;
        std::optional<std::uint32_t> own;
        for (std::uint32_t j = i + 1; j < tree_.size() && j < i + 8 && !own; ++j)
            if (is_time_noun(tree_.lower(j)) && j > 0 && is_one_of(tree_.lower(j - 1), {"on", "in"})) own = j;
        if (!own) continue;
        Candidate next = first;
        next.parties.clear();
        next.place = {};
        parties_of(*who, subject->role, next.parties);
        const auto alone = next.parties.size();
        parties_of(i, object->role, next.parties);
        if (next.parties.size() == alone) continue;
        if (frame.group == "visit") {
            visited_place(i, object->role, next);
            if (next.place.empty()) next.place.country = cast_[next.parties.back().member].actor.country;
        }
        next.own_time = tree_.token(*own).span;
        finish(std::move(next), frame, true);
    }
}

void CandidateFinder::courtesy_call(std::uint32_t at) {
    const Frame* frame = frames_.verb("meet");
    const auto who = subject_of(at);
    if (!frame || !who || tree_.lemma(at) != "call") return;
    Candidate c = told_by(*frame, at);
    parties_of(*who, Role::Participant, c.parties);
    for (const auto obl : tree_.all(at, {"obl"}))
        if (tree_.preposition(obl) == "on" && !is_time_noun(tree_.lemma(obl))) parties_of(obl, Role::Participant, c.parties);
    if (sides(c.parties) < 2 || !std::ranges::all_of(c.parties, [&](const Involved& p) { return p.official && (is_person(p) || described_as_people(p)); })) return;
    c.status = predicate_status(tree_, at);
    finish(std::move(c), *frame, true);
}

bool CandidateFinder::verb_makes_sense(std::uint32_t at, const std::string& lemma, const Frame& frame, Candidate& c,
                      std::size_t subjects) const {
    for (const Slot& slot : frame.slots) {
        if (!slot.required) continue;
        if (slot.name == "subj" && std::ranges::none_of(c.parties, [&](const Involved& p) { return p.role == slot.role; }))
            return false;
        if (slot.name == "obj" && c.parties.size() < 2) return false;
        const bool here = frame.group == "visit" && std::ranges::any_of(tree_.all(at, {"advmod"}), [&](auto a) { return tree_.lower(a) == "here"; });
        if (slot.name != "subj" && slot.role == Role::Target && !has_role(c, Role::Target) && !here) return false;
    }
    if ((frame.group == "meeting" && is_one_of(lemma, {"discuss", "talk", "chat", "confer", "consult"})) || lemma == "congratulate") {
        // "discussed the plan in a telephone call": the noun tells it.
        for (const auto obl : tree_.all(at, {"obl"}))
            if (const Frame* means = noun_frame(obl); means && means->group == "call" && is_one_of(tree_.preposition(obl), {"in", "during", "by", "over"})) return false;
    }
    if (frame.group == "meeting" && lemma == "meet") {
        // "met demands", "met in Geneva": a thing as object is no meeting; "met face to face" is.
        const auto object = tree_.child(at, {"obj"});
        if (object && tree_.lemma(*object) != "face" && c.parties.size() == subjects && tree_.is_noun(*object)) return false;
    }
    if (frame.group == "call" && (lemma == "call")) {
        // "called Putin", not "called the plan a mistake" or "called on".
        if (tree_.child(at, {"xcomp", "compound:prt"})) return false;
        for (const auto obl : tree_.all(at, {"obl"}))
            if (tree_.preposition(obl) == "as") return false;
        if (!std::ranges::all_of(c.parties, [&](const Involved& p) { return is_person(p) || described_as_people(p); })) return false;
    }
    if (lemma == "speak" && frame.group == "call") {
        const auto with = std::ranges::any_of(tree_.all(at, {"obl"}), [&](auto o) {
            const auto preposition = tree_.preposition(o);
            return (preposition == "with" || preposition == "to") && !tree_.is(o, "obl:agent");
        });
        const bool both = sides(c.parties) >= 2 || c.parties.size() >= 2;
        const auto who = tree_.child(at, {"nsubj"});
        const bool they = who && subjects >= 2 && (tree_.token(*who).upos == Upos::PRON || plural_pair(*who) || names_.bare_role(*who));
        const bool lasting = std::ranges::any_of(tree_.all(at, {"obl"}), [&](auto o) {
            return tree_.preposition(o) == "for" && is_one_of(tree_.lemma(o), {"hour", "minute", "day", "half"});
        });
        // "A and B spoke for an hour", but not "at a rally", "out", "to the press"
        const bool together = sides(c.parties) >= 2 && subjects == c.parties.size() && !tree_.child(at, {"compound:prt", "ccomp", "obj"}) &&
                              std::ranges::none_of(tree_.all(at, {"obl"}), [&](auto o) {
                                  if (is_one_of(tree_.preposition(o), {"in", "at"}) && lasting) return false;  // "spoke in the Kremlin for hours"
                                  return !is_one_of(tree_.preposition(o), {"", "on", "for", "about", "by", "over", "after"});
                              }) && std::ranges::none_of(tree_.all(at, {"advmod"}), [&](auto a) { return is_one_of(tree_.lower(a), {"out", "up", "publicly"}); });
        if (!(both && (with || they || together || tree_.is(at, "conj") || mentions_phone(at)))) return false;
        if (!std::ranges::any_of(c.parties, [&](const Involved& p) { return is_person(p) || described_as_people(p); })) return false;
    }
    if (frame.group == "statement" && tree_.child(at, {"obj"}) && !tree_.child(at, {"ccomp"}) &&
        is_one_of(lemma, {"maintain", "observe", "report", "hold", "add", "argue", "recall", "state"}))
        return false;  // "observed a day of mourning", "maintained contingents"
    if (frame.group == "told") {
        // One is told something by a person; seen and briefed are also "the Cypriot leader", "UN officials".
        const auto persons = std::ranges::count_if(c.parties, [&](const Involved& p) {
            return is_person(p) || (lemma != "tell" && p.official && described_as_people(p));
        });
        const auto object = tree_.child(at, {"obj"});
        const bool mutual = lemma == "see" && object && is_one_of(tree_.lower(*object), {"each", "another", "one"});
        if ((persons < 2 && !(mutual && std::ranges::any_of(c.parties, &Involved::official))) || sides(c.parties) < 2) return false;
        // "told him in a letter"
        for (const auto obl : tree_.all(at, {"obl"}))
            if (tree_.preposition(obl) == "in" && is_one_of(tree_.lemma(obl), {"letter", "message", "telegram", "statement", "note", "email", "call", "cable"})) return false;
        // "saw him leave"
        if (lemma == "see" && tree_.child(at, {"xcomp", "ccomp"})) return false;
    }
    if (frame.group == "meeting" && lemma != "meet" && sides(c.parties) < 2) return false;
    if (frame.group == "gathering") {
        // "NATO ministers gathered in Brussels", "leaders of A and B assembled": people who act for states or a body.
        if (tree_.child(at, {"obj"})) return false;
        const bool people = std::ranges::all_of(c.parties, [&](const Involved& p) { return p.official && (is_person(p) || described_as_people(p)); });
        if (!people) return false;
        c.group = "meeting";
        c.gathering = true;
    }
    if (frame.group == "meeting" && is_one_of(lemma, {"receive", "welcome", "greet", "host", "entertain", "have"})) {
        // "had the chancellor to dinner"
        if (lemma == "have" && std::ranges::none_of(tree_.all(at, {"obl"}), [&](auto o) {
                return is_one_of(tree_.lemma(o), {"dinner", "lunch", "supper", "breakfast", "tea", "drink", "dine"});
            }))
            return false;
        // One receives persons or delegations, and welcomes decisions.
        const bool guest = std::ranges::any_of(c.parties, [&](const Involved& p) { return p.role == Role::Participant && (is_person(p) || described_as_people(p));
        });
        if (!guest || sides(c.parties) < 2) return false;
    }
    if (frame.group == "visit") {
        // States go nowhere; the host is a place with a name, and not the visitor's own country.
        const bool traveller = std::ranges::any_of(c.parties, [&](const Involved& p) {
            return p.role == Role::Source && (is_person(p) || described_as_people(p));
        });
        if (!traveller) return false;
        // "go ahead with", "come to terms"
        if (std::ranges::any_of(tree_.children(at), [&](auto child) {
                return tree_.is(child, "advmod") && is_one_of(tree_.lower(child), {"ahead", "further", "far", "beyond", "too"});
            }))
            return false;
        // "left the party": one leaves a country.
        if (is_one_of(lemma, {"leave", "depart"})) {
            std::erase_if(c.parties, [&](const Involved& p) {
                return p.role == Role::Target && cast_[p.member].actor.kind != ActorKind::Country;
            });
            if (!has_role(c, Role::Target)) return false;
        }
        // Going home is no visit.
        if (lemma == "return" && std::ranges::none_of(c.parties, [&](const Involved& p) {
                return p.role == Role::Source && !cast_[p.member].actor.country.empty();
            }))
            return false;
    }
    if (frame.group == "message" && lemma == "write") {
        if (!std::ranges::any_of(c.parties, [&](const Involved& p) { return p.role == Role::Target; })) return false;
    }
    if (frame.group == "accession") {
        // States join a body of states; persons and teams join other things.
        bool states = false, body = false;
        for (const Involved& p : c.parties) {
            const auto* row = cast_.lexicon().organization_by_id(cast_[p.member].body);
            if (cast_[p.member].actor.kind == ActorKind::Country) states = true;
            else if (row && (row->type == "igo" || row->type == "military_alliance")) body = true;
            else return false;
        }
        if (!states || !body || !(is_real(c.status) || c.status == Status::Planned)) return false;
    }
    if (frame.group == "agreement") {
        if (sides(c.parties) < 2) return false;
        if (lemma == "agree" && !settles_something(at)) return false;
        const auto object = tree_.child(at, {"obj"});
        if (lemma != "agree" && (!object || noun_frame(*object) ||
                                 is_one_of(tree_.lemma(*object), {"law", "bill", "order", "decree", "letter", "petition", "book"})))
            return false;
    }
    return true;
}

bool CandidateFinder::builds_bonds(std::uint32_t verb) const {
    const auto what = tree_.child(verb, {"obj"});
    return !what || is_one_of(tree_.lemma(*what), {"trust", "confidence", "tie", "relation", "relationship", "partnership", "cooperation", "community",
                                                   "bond", "friendship", "momentum", "consensus", "world", "future", "bridge"});
}

bool CandidateFinder::settles_something(std::uint32_t at) const {
    if (tree_.token(at).xpos == "VBP" || tree_.token(at).xpos == "VBZ") return false;
    if (const auto told = tree_.child(at, {"ccomp"}))
        // "agreed that troops will leave", but not "that trade is important"
        return std::ranges::any_of(tree_.children(*told), [&](auto c) { return tree_.is(c, "aux") && is_one_of(tree_.lower(c), {"will", "would", "shall", "should"}); });
    if (const auto what = tree_.child(at, {"xcomp", "advcl"}))
        return tree_.is_verb(*what) && !(tree_.lemma(*what) == "build" && builds_bonds(*what)) && !is_one_of(tree_.lemma(*what), {"remain", "work", "continue", "stay", "keep", "meet", "hold",
                                             "maintain", "strengthen", "deepen", "coordinate", "consult", "discuss", "enhance",
                                             "promote", "expand", "advance", "boost", "make", "have", "intensify", "step", "do", "explore"});
    for (const auto obl : tree_.all(at, {"obl", "obj"})) {
        const auto preposition = tree_.preposition(obl);
        // "a pipeline on which A and B agreed"
        if (preposition == "on" && tree_.lower(obl) == "which") return true;
        if (preposition == "on" || preposition == "to" || preposition.empty())
            if (tree_.is_noun(obl) && !is_one_of(tree_.lemma(obl), {"importance", "need", "urgency", "necessity", "value", "point", "principle", "issue"}) &&
                names_.at(obl).empty() && !noun_frame(obl) && !is_time_noun(tree_.lemma(obl)))
                return true;
    }
    return false;
}

bool CandidateFinder::is_time_noun(std::string_view lemma) {
    return is_one_of(lemma, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
                             "week", "month", "year", "day", "morning", "evening", "night"});
}

bool CandidateFinder::mentions_phone(std::uint32_t at) const {
    const auto [first, last] = tree_.extent(at);
    for (std::uint32_t i = first; i < last; ++i)
        if (is_one_of(tree_.lemma(i), {"phone", "telephone", "telephonically", "videoconference", "videolink"}) ||
            (tree_.lemma(i) == "video" && i + 1 < last && is_one_of(tree_.lower(i + 1), {"link", "call", "conference"})))
            return true;
    return false;
}

}  // namespace annalist::ingest

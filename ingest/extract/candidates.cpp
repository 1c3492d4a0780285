#include "ingest/extract/candidates.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "ingest/extract/numerals.hpp"
#include "ingest/extract/status.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

using text::Upos;

class CandidateFinder {
public:
    CandidateFinder(const Tree& tree, const SentenceNames& names, const Frames& frames, const Cast& cast,
                    Discourse& discourse)
        : tree_(tree), names_(names), frames_(frames), cast_(cast), discourse_(discourse) {}

    std::vector<Candidate> run() {
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            if (tree_.is_noun(i)) nominal(i);
            else if (tree_.is_verb(i)) verbal(i);
        }
        return std::move(found_);
    }

private:
    // ---- who -------------------------------------------------------------------------------

    /// The actors meant by the nominal at `at` and what is coordinated with it.
    void parties_of(std::uint32_t at, Role role, std::vector<Involved>& into) const {
        for (const auto c : tree_.conjuncts(at)) one(c, role, into, 0);
    }

    void add(std::vector<Involved>& into, std::uint32_t member, Role role, TextSpan words, bool official = false) const {
        official = official || cast_.is_official(member);
        for (Involved& present : into)
            if (present.member == member) {
                if (present.role == Role::Participant) present.role = role;
                present.official = present.official || official;
                return;
            }
        into.push_back({member, role, words, official});
    }

    void one(std::uint32_t at, Role role, std::vector<Involved>& into, int depth) const {
        bool any = false;
        for (const Party* party : names_.at(at)) {
            if (party->modifier && party->via == NameKind::Nationality && !party->described) continue;
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
            for (const auto member : discourse_.pronoun(tree_, at)) add(into, member, role, token.span);
            return;
        }
        if (const BareRole* bare = names_.bare_role(at)) {
            // "talks with officials in Ashgabat": those of the place.
            if (bare->plural && is_one_of(bare->title, {"official", "leader", "authority", "minister", "diplomat", "representative", "government"}))
                if (const Party* local = place_beside(at)) {
                    add(into, local->member, role, token.span);
                    return;
                }
            for (const auto member : discourse_.bare_role(tree_, *bare)) add(into, member, role, token.span);
            if (!into.empty() && into.back().words == token.span) return;
        }
        if (plural_pair(at)) {
            for (const auto member : discourse_.bare_role(tree_, {at, at, "leader", true})) add(into, member, role, token.span);
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

    /// "the two men", "the pair": two people spoken of before, without an office.
    bool plural_pair(std::uint32_t at) const {
        const std::string& lemma = tree_.lemma(at);
        if (lemma == "pair" || lemma == "duo") return true;
        if (!is_one_of(lemma, {"man", "woman", "neighbor", "neighbour", "party", "two", "politician"})) return false;
        if (lemma == "two" && tree_.token(at).upos == Upos::NUM && !tree_.is(at, "nummod")) return true;
        return std::ranges::any_of(tree_.children(at), [&](auto c) { return tree_.lower(c) == "two" || tree_.lower(c) == "both"; });
    }

    /// The state or seat in an "in" or "at" phrase right behind a nominal.
    const Party* place_beside(std::uint32_t at) const {
        if (at + 2 >= tree_.size() || (tree_.lower(at + 1) != "in" && tree_.lower(at + 1) != "from")) return nullptr;
        for (const Party& party : names_.parties)
            if (!party.described && (party.first == at + 2 || (tree_.lower(at + 2) == "the" && party.first == at + 3)) &&
                cast_[party.member].actor.kind == ActorKind::Country)
                return &party;
        return nullptr;
    }

    /// The subject of a verb; for a main verb that the parse left without one, the person named last
    /// before it ("Addressing the meeting, Song Tao, a minister, called for ...").
    std::optional<std::uint32_t> subject_of(std::uint32_t verb) const {
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

    // ---- nouns -----------------------------------------------------------------------------

    /// The frame of a noun, by the longest compound that ends with it; `first` is its first token.
    const Frame* noun_frame(std::uint32_t at, std::uint32_t* first = nullptr) const {
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

    /// The lemma, but "talks" as it stands: "talk" is another noun.
    const std::string& singular(std::uint32_t at) const {
        return tree_.lemma(at) == "talk" ? tree_.lower(at) : tree_.lemma(at);
    }

    /// The states and persons named as modifiers before a noun: "China-Russia talks", "the
    /// Trump-Kim summit", "the first EU-Ukraine summit".
    void modifiers(std::uint32_t noun, std::uint32_t first, Role role, std::vector<Involved>& into) const {
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
                    add(into, party.member, role, party.words);
            i = j;
        }
    }

    bool names_before(std::uint32_t at) const {
        return at > 0 && std::ranges::any_of(names_.parties, [&](const Party& p) { return p.last == at; });
    }

    static const Slot* slot_of(const std::vector<Slot>& slots, std::string_view name) {
        const auto at = std::ranges::find(slots, name, &Slot::name);
        return at == slots.end() ? nullptr : &*at;
    }

    void nominal(std::uint32_t at) {
        std::uint32_t first = at;
        const Frame* frame = noun_frame(at, &first);
        if (!frame) return;
        const bool plural = tree_.token(at).xpos == "NNS" || tree_.token(at).xpos == "NNPS";
        if (tree_.lemma(at) == "talk" && !plural) return;
        if (tree_.is(at, "compound")) return;  // "talks venue", "summit agenda"
        Candidate c;
        c.trigger = c.governor = at;
        c.trigger_words = tree_.span(first, at + 1);
        c.group = frame->group;
        c.type = frame->type;
        c.mode = frame->mode;
        c.frame = frame->id;
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
        if (const auto verb = tree_.head(top); verb) light = governing(top, *verb, *frame, c, governed);
        c.status = light ? governed : noun_status(tree_, at);
        if (light) {
            const Status own = noun_adjectives(at);
            c.status = combine(own, c.status);
        }
        mode_words(c);
        numbers(at, c);
        finish(std::move(c), *frame, light);
    }

    /// Nouns for a part or a number of what follows with "of".
    static bool is_transparent(std::string_view lemma) {
        return is_one_of(lemma, {"start", "beginning", "end", "opening", "round", "series", "day", "conclusion", "signing",
                                 "signature", "ratification", "part", "session", "resumption", "close", "eve", "sideline",
                                 "first", "second", "last", "string", "couple", "week", "outcome", "result", "margin"});
    }

    Status noun_adjectives(std::uint32_t at) const {
        for (const auto c : tree_.children(at)) {
            if (tree_.is(c, "det") && tree_.lower(c) == "no") return Status::Denied;
            if (!tree_.is(c, "amod")) continue;
            if (is_one_of(tree_.lower(c), {"planned", "upcoming", "forthcoming", "scheduled", "proposed", "future"}))
                return Status::Planned;
        }
        return Status::Occurred;
    }

    void prepositional(std::uint32_t child, const std::vector<Slot>& slots, Candidate& c) const {
        const auto preposition = tree_.preposition(child);
        if (preposition.empty()) return;
        if (c.group == "message" && preposition == "to" && noun_frame(child)) c.to_event = child + 1;
        if (const Slot* slot = slot_of(slots, preposition)) {
            // "talks with Iran on Syria", but "the summit of 2019", "visit to the plant" have nobody.
            parties_of(child, slot->role, c.parties);
        }
        // "talks in Geneva with Iran", "the letter from A to B" may hang lower.
        for (const auto below : tree_.children(child)) {
            if (!tree_.is(below, "nmod")) continue;
            const auto inner = tree_.preposition(below);
            if (inner == preposition || !is_one_of(inner, {"between", "with", "to", "by", "from"})) continue;
            if (const Slot* slot = slot_of(slots, inner)) parties_of(below, slot->role, c.parties);
        }
    }

    /// A clause on the noun: "talks held by A and B", "the meeting, which B attended".
    void clause_of(std::uint32_t verb, const Frame& frame, Candidate& c) const {
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
                if (const Slot* slot = light->slot("subj"); slot && tree_.token(child).upos != Upos::PRON)
                    parties_of(child, slot->role, c.parties);
            }
        }
        if (tree_.is(verb, "acl:relcl"))
            for (const auto next : tree_.all(verb, {"conj"})) clause_of(next, frame, c);
    }

    const LightVerb* light_verb(std::uint32_t verb, std::string_view group, std::string_view preposition = {}) const {
        const std::string& lemma = tree_.lemma(verb);
        if (const auto particle = tree_.child(verb, {"compound:prt"}))
            if (const auto* light = frames_.light(lemma + " " + tree_.lower(*particle), group)) return light;
        if (!preposition.empty()) {
            if (const auto* light = frames_.light(lemma + " " + std::string(preposition), group)) return light;
            return nullptr;
        }
        return frames_.light(lemma, group);
    }

    /// The verb above an event noun. True when it is a light verb, whose subject and status count.
    bool governing(std::uint32_t noun, std::uint32_t verb, const Frame& frame, Candidate& c, Status& status) const {
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
            if (!passive)
                if (const auto who = subject_of(verb))
                    if (const Slot* slot = light->slot("subj")) parties_of(*who, slot->role, c.parties);
            arguments(verb, light->slots, c, noun);
            status = predicate_status(tree_, verb);
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
            const bool one_sided = sides(c.parties) <= 1;
            if (one_sided && (frame.group != "agreement")) {
                if (const auto who = subject_of(verb)) {
                    const Role role = frame.group == "visit" || frame.group == "message" ? Role::Source : Role::Participant;
                    if (frame.group != "visit" || !has_role(c, Role::Source)) parties_of(*who, role, c.parties);
                }
            }
        }
        if ((object || oblique) && frame.group == "visit" && !has_role(c, Role::Source) && !is_one_of(tree_.lemma(verb), {"say", "tell", "announce"})) {
            if (const auto who = subject_of(verb)) parties_of(*who, Role::Source, c.parties);
        }
        return false;
    }

    /// "urged participants in the meeting": the phrase belongs to the noun before it.
    bool guests_of(std::uint32_t noun) const {
        for (const auto c : tree_.children(noun))
            if (tree_.is(c, "case") && c > 0)
                return is_one_of(tree_.lemma(c - 1), {"participant", "delegate", "attendee", "member", "participation", "role", "party"});
        return false;
    }

    bool has_role(const Candidate& c, Role role) const {
        return std::ranges::any_of(c.parties, [&](const Involved& p) { return p.role == role; });
    }

    /// Number of different countries or bodies among them.
    std::size_t sides(const std::vector<Involved>& parties) const {
        std::set<std::string> distinct;
        for (const Involved& p : parties) {
            const CastMember& member = cast_[p.member];
            distinct.insert(!member.actor.country.empty() ? member.actor.country : member.actor.key);
        }
        return distinct.size();
    }

    /// Fills slots from a verb's objects and phrases, leaving out `skip`.
    void arguments(std::uint32_t verb, const std::vector<Slot>& slots, Candidate& c, std::uint32_t skip) const {
        for (const auto child : tree_.children(verb)) {
            if (child == skip) continue;
            if (tree_.is(child, "obj")) {
                if (const Slot* slot = slot_of(slots, "obj")) parties_of(child, slot->role, c.parties);
            } else if (tree_.is(child, "iobj")) {
                const Slot* slot = slot_of(slots, "iobj");
                if (!slot) slot = slot_of(slots, "obj");
                if (slot) parties_of(child, slot->role, c.parties);
            } else if (tree_.is(child, "obl")) {
                const auto preposition = tree_.preposition(child);
                if (preposition.empty()) continue;
                if (c.group == "message" && preposition == "to" && noun_frame(child)) c.to_event = child + 1;
                if (tree_.is(child, "obl:agent")) {
                    if (const Slot* slot = slot_of(slots, "subj")) parties_of(child, slot->role, c.parties);
                } else if (const Slot* slot = slot_of(slots, preposition)) {
                    parties_of(child, slot->role, c.parties);
                }
            }
        }
    }

    // ---- verbs -----------------------------------------------------------------------------

    const Frame* verb_frame(std::uint32_t at, std::string& extra) const {
        const std::string& lemma = tree_.lemma(at);
        if (const auto particle = tree_.child(at, {"compound:prt"})) {
            const std::string phrasal = lemma + " " + tree_.lower(*particle);
            if (const Frame* frame = frames_.verb(phrasal)) return frame;
            // "call on" may be parsed as particle or preposition; a verb with another particle is another verb.
            if (lemma != "meet" && lemma != "sit" && lemma != "fly" && lemma != "head") return nullptr;
        }
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

    void verbal(std::uint32_t at) {
        std::string extra;
        const Frame* frame = verb_frame(at, extra);
        if (!frame) return;
        const std::string& lemma = tree_.lemma(at);
        Candidate c;
        c.trigger = c.governor = at;
        c.trigger_words = tree_.token(at).span;
        c.group = frame->group;
        c.type = frame->type;
        c.mode = frame->mode;
        c.frame = frame->id;
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
            if (is_one_of(lemma, {"say", "tell", "expect", "report"})) return;
        } else if (const auto who = subject_of(at)) {
            if (const Slot* slot = slot_of(frame->slots, "subj")) parties_of(*who, slot->role, c.parties);
        }
        // A quotation's speaker after the verb ("... , said Putin") is a subject for the parser.
        const std::size_t before = c.parties.size();
        arguments(at, frame->slots, c, tree_.size());
        if (!extra.empty()) {
            // "called on China and Russia to ...": the preposition's own phrase is the target.
            for (const auto obl : tree_.all(at, {"obl"}))
                if (tree_.preposition(obl) == extra) parties_of(obl, Role::Target, c.parties);
        }
        c.status = predicate_status(tree_, at);
        if (!verb_makes_sense(at, lemma, *frame, c, before)) return;
        mode_words(c);
        numbers(at, c);
        finish(std::move(c), *frame, true);
    }

    bool person_or_state(const Involved& p) const {
        const auto kind = cast_[p.member].actor.kind;
        return kind == ActorKind::Person || kind == ActorKind::Country || kind == ActorKind::Organization;
    }
    bool is_person(const Involved& p) const { return cast_[p.member].actor.kind == ActorKind::Person; }

    /// What a verb's meaning asks of its actors beyond the slots.
    bool verb_makes_sense(std::uint32_t at, const std::string& lemma, const Frame& frame, Candidate& c,
                          std::size_t subjects) const {
        for (const Slot& slot : frame.slots) {
            if (!slot.required) continue;
            if (slot.name == "subj" && std::ranges::none_of(c.parties, [&](const Involved& p) { return p.role == slot.role; }))
                return false;
            if (slot.name == "obj" && c.parties.size() < 2) return false;
            if (slot.name != "subj" && slot.role == Role::Target && !has_role(c, Role::Target)) return false;
        }
        if (frame.group == "meeting" && lemma == "meet") {
            // "met demands", "met in Geneva": a thing as object is no meeting.
            const auto object = tree_.child(at, {"obj"});
            if (object && c.parties.size() == subjects && tree_.is_noun(*object)) return false;
        }
        if (frame.group == "call" && (lemma == "call")) {
            // "called Putin", not "called the plan a mistake" or "called on".
            if (tree_.child(at, {"xcomp", "compound:prt"})) return false;
            for (const auto obl : tree_.all(at, {"obl"}))
                if (tree_.preposition(obl) == "as") return false;
            if (!std::ranges::all_of(c.parties, [&](const Involved& p) { return is_person(p); })) return false;
        }
        if (lemma == "speak" && frame.group == "call") {
            const auto with = std::ranges::any_of(tree_.all(at, {"obl"}), [&](auto o) {
                const auto preposition = tree_.preposition(o);
                return (preposition == "with" || preposition == "to") && !tree_.is(o, "obl:agent");
            });
            const bool both = sides(c.parties) >= 2 || c.parties.size() >= 2;
            if (!(both && (with || tree_.is(at, "conj") || mentions_phone(at)))) return false;
            if (!std::ranges::any_of(c.parties, [&](const Involved& p) { return is_person(p) || described_as_people(p); })) return false;
        }
        if (frame.group == "told") {
            const auto persons = std::ranges::count_if(c.parties, [&](const Involved& p) { return is_person(p); });
            if (persons < 2 || sides(c.parties) < 2) return false;
            // "saw him leave"
            if (lemma == "see" && tree_.child(at, {"xcomp", "ccomp"})) return false;
        }
        if (frame.group == "meeting" && lemma != "meet" && sides(c.parties) < 2) return false;
        if (frame.group == "meeting" && is_one_of(lemma, {"receive", "welcome", "greet", "host", "entertain"})) {
            // One receives persons or delegations, and welcomes decisions.
            const bool guest = std::ranges::any_of(c.parties, [&](const Involved& p) { return p.role == Role::Participant && is_person(p); });
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
            // Going home is no visit.
            if (lemma == "return" && std::ranges::none_of(c.parties, [&](const Involved& p) {
                    return p.role == Role::Source && !cast_[p.member].actor.country.empty();
                }))
                return false;
        }
        if (frame.group == "message" && lemma == "write") {
            if (!std::ranges::any_of(c.parties, [&](const Involved& p) { return p.role == Role::Target; })) return false;
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

    /// "agreed to set up a commission" settles something; "agreed on the importance", "agree that",
    /// "agreed to keep in touch" hold one opinion.
    bool settles_something(std::uint32_t at) const {
        if (tree_.token(at).xpos == "VBP" || tree_.token(at).xpos == "VBZ" || tree_.child(at, {"ccomp"})) return false;
        if (const auto what = tree_.child(at, {"xcomp", "advcl"}))
            return tree_.is_verb(*what) && !is_one_of(tree_.lemma(*what), {"remain", "work", "continue", "stay", "keep", "build", "meet", "hold",
                                                 "maintain", "strengthen", "deepen", "coordinate", "consult", "discuss", "enhance",
                                                 "promote", "expand", "advance", "boost", "make", "have", "intensify", "step", "do", "explore"});
        for (const auto obl : tree_.all(at, {"obl", "obj"})) {
            const auto preposition = tree_.preposition(obl);
            if (preposition == "on" || preposition == "to" || preposition.empty())
                if (tree_.is_noun(obl) && !is_one_of(tree_.lemma(obl), {"importance", "need", "urgency", "necessity", "value", "point", "principle", "issue"}) &&
                    names_.at(obl).empty() && !noun_frame(obl) && !is_time_noun(tree_.lemma(obl)))
                    return true;
        }
        return false;
    }

    static bool is_time_noun(std::string_view lemma) {
        return is_one_of(lemma, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
                                 "week", "month", "year", "day", "morning", "evening", "night"});
    }

    bool described_as_people(const Involved& p) const {
        return std::ranges::any_of(names_.parties, [&](const Party& party) { return party.described && party.words == p.words; });
    }

    bool mentions_phone(std::uint32_t at) const {
        const auto [first, last] = tree_.extent(at);
        for (std::uint32_t i = first; i < last; ++i)
            if (is_one_of(tree_.lemma(i), {"phone", "telephone", "telephonically"})) return true;
        return false;
    }

    // ---- what both have ----------------------------------------------------------------------

    /// "by video link", "virtually", "by telephone" in the clause change the mode.
    void mode_words(Candidate& c) const {
        if (c.group != "meeting" && c.group != "social" && c.group != "call" && c.group != "told") return;
        std::uint32_t first = tree_.size(), last = 0;
        for (const auto top : {c.trigger, c.governor}) {
            const auto extent = tree_.extent(top);
            first = std::min(first, extent.first);
            last = std::max(last, extent.second);
        }
        for (std::uint32_t i = first; i < last; ++i) {
            const std::string& word = tree_.lower(i);
            const bool governed = is_one_of(tree_.preposition(i), {"by", "via", "over", "through", "on", "in"});
            if (is_one_of(word, {"videolink", "videoconference", "video-conference", "videoconferencing", "teleconference", "virtually"}) ||
                (is_one_of(word, {"link", "conference", "conferencing", "call"}) && i > 0 && tree_.lower(i - 1) == "video") ||
                (word == "virtual" && tree_.head(i) == c.trigger) || (word == "online" && tree_.head(i) == c.governor)) {
                if (c.group == "meeting" || c.group == "social") c.mode = Mode::Video;
            } else if (is_one_of(word, {"phone", "telephone"}) && governed && (c.group == "meeting" || c.group == "told")) {
                c.mode = Mode::Phone;
            }
        }
    }

    /// "four telephone conversations" is a count, "the eighth meeting" a place in a sequence.
    void numbers(std::uint32_t at, Candidate& c) const {
        for (const auto child : tree_.children(at)) {
            if (tree_.is(child, "nummod")) {
                if (const auto value = small_number(tree_.lower(child)); value && *value > 1 && *value < 200 && c.nominal)
                    c.count = static_cast<std::uint32_t>(*value);
            } else if (tree_.is(child, "amod") || tree_.is(child, "advmod")) {
                if (const auto value = ordinal_number(tree_.lower(child))) c.sequence = static_cast<std::uint32_t>(*value);
                if (tree_.lower(child) == "twice") c.count = 2;
            } else if (tree_.is(child, "obl:unmarked") && is_one_of(tree_.lemma(child), {"time"})) {
                for (const auto number : tree_.all(child, {"nummod"}))
                    if (const auto value = small_number(tree_.lower(number)); value && *value > 1)
                        c.count = static_cast<std::uint32_t>(*value);
            }
        }
        // "three rounds of talks"
        if (const auto up = tree_.head(at); up && tree_.is(at, "nmod") && tree_.lemma(*up) == "round")
            for (const auto number : tree_.all(*up, {"nummod"}))
                if (const auto value = small_number(tree_.lower(number)); value && *value > 1)
                    c.count = static_cast<std::uint32_t>(*value);
    }

    /// What the event is called: the noun phrase without article, up to a clause.
    void label(std::uint32_t at, std::uint32_t first, Candidate& c) const {
        std::uint32_t begin = first, end = at + 1;
        for (const auto child : tree_.children(at)) {
            const auto extent = tree_.extent(child);
            if (child < first && (tree_.is(child, "amod") || tree_.is(child, "compound") || tree_.is(child, "nmod:poss") || tree_.is(child, "nummod")))
                begin = std::min(begin, extent.first);
            if (child > at && tree_.is(child, "nmod") && !tree_.child(child, {"acl:relcl"})) end = std::max(end, extent.second);
        }
        while (end > at + 1 && tree_.token(end - 1).upos == Upos::PUNCT) --end;
        if (end - begin > 30) end = at + 1;
        c.label = std::string(tree_.span(begin, end).in(tree_.text()));
        std::ranges::replace(c.label, '\n', ' ');
    }

    /// Where: a place in, at or near which it is told to be.
    void place(Candidate& c) const {
        const bool visit = c.group == "visit";
        for (const auto top : {c.trigger, c.governor}) {
            for (const PlaceMention& mention : names_.places) {
                if (!tree_.dominates(top, mention.head)) continue;
                const auto preposition = tree_.preposition(tree_.first_conjunct(mention.head));
                const bool at = is_one_of(preposition, {"in", "at", "near", "outside"});
                const bool to = visit && (is_one_of(preposition, {"to", "for"}) || tree_.is(mention.head, "obj"));
                if (!at && !to) continue;
                const auto up = tree_.head(tree_.first_conjunct(mention.head));
                if (!up) continue;
                // Directly on the trigger, its verb, or on a noun of them ("in the Ethiopian capital").
                if (*up != c.trigger && *up != c.governor) continue;
                if (c.place.empty() || (c.place.city.empty() && !mention.place.city.empty())) c.place = mention.place;
            }
            if (!c.place.empty()) return;
        }
    }

    /// The state visited where no phrase of the visit names it: a place or name inside the object
    /// ("visit the World Expo in Shanghai"), the one who awaits the visit ("Beijing was looking
    /// forward to Chirac's visit"), else the only other state of the sentence.
    void host_of(Candidate& c) const {
        if (c.group != "visit" || !has_role(c, Role::Source) || has_role(c, Role::Target)) return;
        const auto foreign = [&](const std::string& country) {
            return !country.empty() && std::ranges::none_of(c.parties, [&](const Involved& p) { return cast_[p.member].actor.country == country; });
        };
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

    /// The addressee of a message where its phrase hangs on another word: the next person after "to".
    void addressee(Candidate& c) const {
        if (c.group != "message" || c.to_event || !has_role(c, Role::Source) || has_role(c, Role::Target)) return;
        for (const Party& party : names_.parties)
            if (party.first > c.trigger && !party.modifier && tree_.preposition(party.head) == "to" &&
                cast_[party.member].actor.kind != ActorKind::Group) {
                add(c.parties, party.member, Role::Target, party.words);
                return;
            }
    }

    void finish(Candidate c, const Frame& frame, bool told) {
        addressee(c);
        if (c.group == "visit") {
            // "visit to Beijing": the seat of a state names its host.
            std::erase_if(c.parties, [&](const Involved& p) { return p.role == Role::Participant; });
            host_of(c);
        }
        place(c);
        c.confidence = told ? 0.6 : 0.5;
        if (!c.nominal) c.confidence += 0.1;
        if (sides(c.parties) >= 2) c.confidence += 0.15;
        if (frame.group == "told") c.confidence = frame.id == "tell.verb" ? 0.35 : 0.5;
        if (c.parties.size() >= 2) {
            std::vector<std::uint32_t> members;
            for (const Involved& p : c.parties) members.push_back(p.member);
            discourse_.pair(members);
        }
        for (Candidate& one : stations(std::move(c))) {
            if (one.group == "visit" && one.place.empty())
                for (const Involved& p : one.parties)
                    if (p.role == Role::Target && cast_[p.member].actor.kind == ActorKind::Country)
                        one.place.country = cast_[p.member].actor.country;
            found_.push_back(std::move(one));
        }
    }

    /// A tour is one visit for each country.
    std::vector<Candidate> stations(Candidate c) const {
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

    const Tree& tree_;
    const SentenceNames& names_;
    const Frames& frames_;
    const Cast& cast_;
    Discourse& discourse_;
    std::vector<Candidate> found_;
};

}  // namespace

std::vector<Candidate> find_candidates(const Tree& tree, const SentenceNames& names, const Frames& frames,
                                       const Cast& cast, Discourse& discourse) {
    return CandidateFinder(tree, names, frames, cast, discourse).run();
}

}  // namespace annalist::ingest

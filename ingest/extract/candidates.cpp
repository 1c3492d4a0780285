#include "ingest/extract/candidate_finder.hpp"

#include <algorithm>
#include <set>

#include "ingest/extract/numerals.hpp"
#include "ingest/extract/status.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {

using text::Upos;

const Slot* CandidateFinder::slot_of(const std::vector<Slot>& slots, std::string_view name) {
    const auto at = std::ranges::find(slots, name, &Slot::name);
    return at == slots.end() ? nullptr : &*at;
}

void CandidateFinder::arguments(std::uint32_t verb, const std::vector<Slot>& slots, Candidate& c, std::uint32_t skip) const {
    for (const auto child : tree_.children(verb)) {
        if (child == skip) continue;
        if (tree_.is(child, "obj")) {
            if (const Slot* slot = slot_of(slots, "obj")) {
                parties_of(child, slot->role, c.parties);
                if (c.group == "visit") visited_place(child, slot->role, c);
            } else if (const Slot* with = slot_of(slots, "with")) {
                // "exchanged views with Dendias", "discussed the plan with Modi": the phrase hangs on the object.
                for (const auto below : tree_.all(child, {"nmod"}))
                    if (tree_.preposition(below) == "with") parties_of(below, with->role, c.parties);
            }
        } else if (tree_.is(child, "iobj")) {
            const Slot* slot = slot_of(slots, "iobj");
            if (!slot) slot = slot_of(slots, "obj");
            if (slot) parties_of(child, slot->role, c.parties);
        } else if (tree_.is(child, "obl") && !tree_.is(child, "obl:unmarked") && child > verb && tree_.preposition(child).empty() &&
                   tree_.is_noun(child) && !tree_.child(verb, {"obj"}) && slot_of(slots, "obj")) {
            parties_of(child, slot_of(slots, "obj")->role, c.parties);  // an object that the parse calls otherwise
        } else if (tree_.is(child, "obl")) {
            // "to Moscow on Monday and to Kyiv": a phrase of its own, wherever it hangs; "by telephone
            // with Putin": the phrase behind the means.
            for (const auto below : tree_.children(child)) {
                const auto own = tree_.preposition(below);
                const bool means = tree_.is(below, "nmod") && is_one_of(tree_.lemma(child), {"telephone", "phone", "link", "call", "face"});
                if (own.empty() || own == tree_.preposition(child) || !(tree_.is(below, "conj") || means)) continue;
                if (const Slot* slot = slot_of(slots, own)) {
                    parties_of(below, slot->role, c.parties);
                    if (c.group == "visit") visited_place(below, slot->role, c);
                }
            }
            const auto preposition = tree_.preposition(child);
            if (preposition.empty()) continue;
            if (c.group == "message" && preposition == "to" && noun_frame(child)) c.to_event = child + 1;
            if (tree_.is(child, "obl:agent")) {
                if (const Slot* slot = slot_of(slots, "subj")) parties_of(child, slot->role, c.parties);
            } else if (const Slot* slot = slot_of(slots, preposition)) {
                parties_of(child, slot->role, c.parties);
                if (c.group == "visit") visited_place(child, slot->role, c);
            }
        }
    }
}

Candidate CandidateFinder::told_by(const Frame& frame, std::uint32_t trigger) const {
    Candidate c;
    c.trigger = c.governor = trigger;
    c.trigger_words = tree_.token(trigger).span;
    c.group = frame.group;
    c.type = frame.type;
    c.mode = frame.mode;
    c.frame = frame.id;
    return c;
}

void CandidateFinder::visited_place(std::uint32_t at, Role role, Candidate& c) const {
    if (role != Role::Target) return;
    for (const auto one : tree_.conjuncts(at)) {
        if (!names_.at(one).empty()) continue;
        for (const PlaceMention& mention : names_.places) {
            if (mention.head != one) continue;
            if (const auto* row = cast_.lexicon().country_by_id(mention.place.country))
                add(c.parties, cast_.country(*row), Role::Target, mention.words);
            if (c.place.city.empty()) c.place = mention.place;
        }
    }
}

void CandidateFinder::mode_words(Candidate& c) const {
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

void CandidateFinder::numbers(std::uint32_t at, Candidate& c) const {
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

void CandidateFinder::label(std::uint32_t at, std::uint32_t first, Candidate& c) const {
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

void CandidateFinder::place(Candidate& c) const {
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

void CandidateFinder::finish(Candidate c, const Frame& frame, bool told) {
    addressee(c);
    if ((c.group == "meeting" || c.group == "social" || c.group == "call" || c.group == "agreement") && sides(c.parties) == 1) companion(c);
    if (c.group == "visit") {
        // "visit to Beijing": the seat of a state names its host.
        std::erase_if(c.parties, [&](const Involved& p) { return p.role == Role::Participant; });
        host_of(c);
    }
    const bool happened = c.governor != c.trigger && is_one_of(tree_.lemma(c.governor), {"take", "last", "begin", "end", "resume", "continue", "start", "conclude", "occur", "break"});
    if ((told || happened) && c.nominal && c.parties.empty() && (c.group == "meeting" || c.group == "agreement" || c.group == "call"))
        // "Talks took place in Geneva", "a treaty was signed": between those told of just before.
        both_sides(c);
    place(c);
    if (c.group == "meeting" && c.nominal && sides(c.parties) == 1 && !c.place.country.empty() && discourse_.speaks_of(c.place.country) > 2 &&
        std::ranges::none_of(c.parties, [&](const Involved& p) { return !p.official || cast_[p.member].actor.country == c.place.country; }))
        received_at(c);  // "said after talks in Havana", in an article on Cuba
    if (c.type != EventType::Statement) c.speaker = speaker_of(c.governor);
    c.unnamed = unnamed_;
    if (c.unnamed && c.group == "meeting" && sides(c.parties) == 1) received_at(c);
    if (c.gathering && (sides(c.parties) == 1 || tree_.lemma(c.trigger) == "summit")) received_at(c);
    c.confidence = told ? 0.6 : 0.5;
    if (!c.nominal) c.confidence += 0.1;
    if (sides(c.parties) >= 2) c.confidence += 0.15;
    if (frame.group == "told") c.confidence = frame.id == "tell.verb" ? 0.35 : 0.5;
    if (c.parties.size() >= 2) {
        std::vector<std::uint32_t> members;
        for (const Involved& p : c.parties) members.push_back(p.member);
        discourse_.pair(members);
    }
    if (c.group == "visit")
        for (const Involved& p : c.parties)
            if (p.role == Role::Source && is_person(p)) discourse_.visitor(p.member);
    for (Candidate& single : apart(std::move(c)))
        for (Candidate& one : single.group == "call" ? calls(std::move(single)) : stations(std::move(single))) {
            if (one.group == "visit" && one.place.empty())
                for (const Involved& p : one.parties)
                    if (p.role == Role::Target && cast_[p.member].actor.kind == ActorKind::Country)
                        one.place.country = cast_[p.member].actor.country;
            found_.push_back(std::move(one));
        }
}

std::vector<Candidate> find_candidates(const Tree& tree, const SentenceNames& names, const Frames& frames,
                                       Cast& cast, Discourse& discourse) {
    return CandidateFinder(tree, names, frames, cast, discourse).run();
}

}  // namespace annalist::ingest

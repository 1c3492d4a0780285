#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/extract/candidates.hpp"

namespace annalist::ingest {

/// Reads one sentence for `find_candidates`: event nouns and verbs, and who takes part in them.
class CandidateFinder {
public:
    CandidateFinder(const Tree& tree, const SentenceNames& names, const Frames& frames, Cast& cast,
                    Discourse& discourse)
        : tree_(tree), names_(names), frames_(frames), cast_(cast), discourse_(discourse) {}

    std::vector<Candidate> run() {
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            if (tree_.is_noun(i)) nominal(i);
            else if (tree_.is_verb(i)) verbal(i);
            presence(i);
            guest_of(i);
            if (tree_.is_verb(i)) {
                by_telephone(i);
                ceremony(i);
            }
        }
        return std::move(found_);
    }

private:
    /// The actors meant by the nominal at `at` and what is coordinated with it.
    void parties_of(std::uint32_t at, Role role, std::vector<Involved>& into) const;
    void add(std::vector<Involved>& into, std::uint32_t member, Role role, TextSpan words, bool official = false) const;
    void one(std::uint32_t at, Role role, std::vector<Involved>& into, int depth) const;
    /// "the two men", "the pair": two people spoken of before, without an office.
    bool plural_pair(std::uint32_t at) const;
    /// The state or seat in an "in" or "at" phrase right behind a nominal.
    const Party* place_beside(std::uint32_t at) const;
    /// The subject of a verb; for a main verb that the parse left without one, the person named last
    /// before it ("Addressing the meeting, Song Tao, a minister, called for ...").
    std::optional<std::uint32_t> subject_of(std::uint32_t verb) const;

    /// The frame of a noun, by the longest compound that ends with it; `first` is its first token.
    const Frame* noun_frame(std::uint32_t at, std::uint32_t* first = nullptr) const;
    /// The lemma, but "talks" as it stands: "talk" is another noun.
    const std::string& singular(std::uint32_t at) const;
    /// The states and persons named as modifiers before a noun: "China-Russia talks", "the
    /// Trump-Kim summit", "the first EU-Ukraine summit".
    void modifiers(std::uint32_t noun, std::uint32_t first, Role role, std::vector<Involved>& into) const;
    bool names_before(std::uint32_t at) const;
    static const Slot* slot_of(const std::vector<Slot>& slots, std::string_view name);
    void nominal(std::uint32_t at);
    /// Nouns for a part or a number of what follows with "of".
    static bool is_transparent(std::string_view lemma);
    Status noun_adjectives(std::uint32_t at) const;
    void prepositional(std::uint32_t child, const std::vector<Slot>& slots, Candidate& c) const;
    /// A clause on the noun: "talks held by A and B", "the meeting, which B attended".
    void clause_of(std::uint32_t verb, const Frame& frame, Candidate& c) const;
    const LightVerb* light_verb(std::uint32_t verb, std::string_view group, std::string_view preposition = {}) const;
    /// The verb above an event noun. True when it is a light verb, whose subject and status count.
    bool governing(std::uint32_t noun, std::uint32_t verb, const Frame& frame, Candidate& c, Status& status) const;
    /// "urged participants in the meeting": the phrase belongs to the noun before it.
    bool guests_of(std::uint32_t noun) const;
    /// Whether a verb reports what somebody says or thinks.
    bool tells(std::uint32_t verb) const;
    /// Who says what this predicate tells: the subject of the verb of telling above or beside it, or
    /// whom "according to" names; nullopt when the article itself does.
    std::optional<Involved> speaker_of(std::uint32_t predicate) const;
    /// A candidate of this kind with a token as its trigger, and as yet nobody in it.
    Candidate told_by(const Frame& frame, std::uint32_t trigger) const;
    /// A visit told by where somebody is: "was in Kabul", "is due in Nairobi", "is on her way to Seoul".
    void presence(std::uint32_t at);
    /// A visit told by what is done abroad: "attended the funeral in Oslo", "laid a wreath in Warsaw".
    void ceremony(std::uint32_t at);
    /// A call told by its means: "let him know on the telephone", "proposed by video link".
    void by_telephone(std::uint32_t at);
    bool mentions_medium(std::uint32_t at) const;
    bool same_country(const Involved& a, const Involved& b) const {
        return cast_[a.member].actor.country == cast_[b.member].actor.country;
    }
    /// The state where a gathering takes place is its host.
    void received_at(Candidate& c) const;
    /// One event for each who telephoned, or was telephoned, on an occasion of his own.
    std::vector<Candidate> calls(Candidate c) const;
    /// A town without a seat of government that is visited stands for its state: "flew to Sochi".
    void visited_place(std::uint32_t at, Role role, Candidate& c) const;
    bool has_role(const Candidate& c, Role role) const;
    /// Number of different countries or bodies among them.
    std::size_t sides(const std::vector<Involved>& parties) const;
    /// Fills slots from a verb's objects and phrases, leaving out `skip`.
    void arguments(std::uint32_t verb, const std::vector<Slot>& slots, Candidate& c, std::uint32_t skip) const;

    /// Whether an agreement that is only named is told as one that was reached: "the truce signed in May",
    /// "last week's accord", "praised the deal".
    bool is_settled(std::uint32_t noun, const Candidate& c, bool concluded) const;
    /// The other side of what was told of one or none: of those who were last together, else of the two
    /// sides that the article speaks of.
    void both_sides(Candidate& c) const;
    /// "was the guest of the king at lunch": a meeting of the two.
    void guest_of(std::uint32_t at);

    const Frame* verb_frame(std::uint32_t at, std::string& extra) const;
    void verbal(std::uint32_t at);
    /// "met Ross on Friday and Hill on Saturday": the further objects of a verb, each with its own day.
    void gapped(std::uint32_t at, const Frame& frame, const Candidate& first);
    /// "called on the president in Hanoi": a meeting of two who act for states.
    void courtesy_call(std::uint32_t at);
    bool person_or_state(const Involved& p) const;
    bool is_person(const Involved& p) const;
    bool token_is_name(std::uint32_t at) const { return tree_.token(at).upos == text::Upos::PROPN; }
    /// What a verb's meaning asks of its actors beyond the slots.
    bool verb_makes_sense(std::uint32_t at, const std::string& lemma, const Frame& frame, Candidate& c,
                          std::size_t subjects) const;
    /// "build trust", "build a partnership": nothing that was not there before.
    bool builds_bonds(std::uint32_t verb) const;
    /// "agreed to set up a commission" settles something; "agreed on the importance", "agree that",
    /// "agreed to keep in touch" hold one opinion.
    bool settles_something(std::uint32_t at) const;
    static bool is_time_noun(std::string_view lemma);
    bool described_as_people(const Involved& p) const;
    bool mentions_phone(std::uint32_t at) const;

    /// "by video link", "virtually", "by telephone" in the clause change the mode.
    void mode_words(Candidate& c) const;
    /// "four telephone conversations" is a count, "the eighth meeting" a place in a sequence.
    void numbers(std::uint32_t at, Candidate& c) const;
    /// What the event is called: the noun phrase without article, up to a clause.
    void label(std::uint32_t at, std::uint32_t first, Candidate& c) const;
    /// Where: a place in, at or near which it is told to be.
    void place(Candidate& c) const;
    /// The state visited where no phrase of the visit names it: a place or name inside the object
    /// ("visit the World Expo in Shanghai"), the one who awaits the visit ("Beijing was looking
    /// forward to Chirac's visit"), else the only other state of the sentence.
    void host_of(Candidate& c) const;
    /// The other side where its phrase hangs on another word: "hold talks there on Sunday with Qin Gang".
    void companion(Candidate& c) const;
    /// The addressee of a message where its phrase hangs on another word: the next person after "to".
    void addressee(Candidate& c) const;
    void finish(Candidate c, const Frame& frame, bool told);
    /// A tour is one visit for each country.
    std::vector<Candidate> stations(Candidate c) const;
    /// "met separately with A and B", "separate talks with A and B": one event with each of them.
    std::vector<Candidate> apart(Candidate c) const;

    const Tree& tree_;
    const SentenceNames& names_;
    const Frames& frames_;
    Cast& cast_;
    Discourse& discourse_;
    std::vector<Candidate> found_;
    mutable bool unnamed_ = false;  ///< the candidate being read has parties without a name
};

}  // namespace annalist::ingest

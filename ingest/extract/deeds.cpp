#include "ingest/extract/deeds.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "ingest/extract/status.hpp"
#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

using text::Upos;

bool is_cooperative(EventType type) {
    return type == EventType::Agree || type == EventType::Consult || type == EventType::Support || type == EventType::Concede ||
           type == EventType::Cooperate || type == EventType::Aid || type == EventType::Retreat;
}

bool is_forceful(EventType type) {
    return type == EventType::Sanction || type == EventType::Mobilize || type == EventType::Coerce || type == EventType::Assault;
}

/// Deeds of words, whose complement is not done but asked for, refused, threatened or promised.
bool speaks_of_another(EventType type) {
    return type == EventType::Request || type == EventType::Threaten || type == EventType::Reject || type == EventType::Agree ||
           type == EventType::Accuse || type == EventType::Concede;
}

class DeedFinder {
public:
    DeedFinder(const Tree& tree, const SentenceNames& names, const Senses& senses) : tree_(tree), names_(names), senses_(senses) {}

    std::vector<Deed> run() {
        for (std::uint32_t i = 0; i < tree_.size(); ++i) {
            if (tree_.is_verb(i)) verbal(i);
            else if (tree_.is_noun(i)) nominal(i);
        }
        for (Deed& deed : found_) weigh(deed);
        std::ranges::stable_sort(found_, std::greater{}, &Deed::weight);
        return std::move(found_);
    }

private:
    // ---- phrases ---------------------------------------------------------------------------

    /// The noun phrase of a head: what stands before it and hangs on it, without clauses,
    /// appositions and what is coordinated.
    TextSpan phrase(std::uint32_t head) const {
        std::uint32_t first = head, last = head + 1;
        for (const auto child : tree_.children(head)) {
            if (tree_.is(child, "conj") || tree_.is(child, "acl") || tree_.is(child, "appos") || tree_.is(child, "parataxis") ||
                tree_.is(child, "punct") || tree_.is(child, "cc") || tree_.is(child, "cop") || tree_.is(child, "nsubj") ||
                tree_.is(child, "advcl") || tree_.is(child, "mark"))
                continue;
            if (tree_.is(child, "case") && child < head) continue;
            const auto extent = tree_.extent(child);
            first = std::min(first, extent.first);
            last = std::max(last, extent.second);
        }
        while (last > head + 1 && tree_.token(last - 1).upos == Upos::PUNCT) --last;
        return tree_.span(first, last);
    }

    Doer doer(std::uint32_t head) const {
        Doer d;
        d.words = phrase(head);
        d.head = head;
        std::set<std::uint32_t> members;
        // Whom the head itself names; else whom the words before it, and at last whom those behind it.
        for (const int round : {0, 1, 2}) {
            for (const Party& party : names_.parties) {
                // "US Senator Ann Hill": the person, not her state.
                const bool named = party.via == NameKind::Person && !party.described && party.first <= head && head < party.last;
                const bool of_title = party.via == NameKind::Person && !party.described && (tree_.is(party.head, "appos") || tree_.is(party.head, "flat")) &&
                                      tree_.head(party.head) == head && party.first == head + 1;
                const bool here = round == 0 ? (party.head == head && !party.modifier) || named || of_title
                                  : round == 1 ? d.words.overlaps(party.words) && party.last <= head + 1
                                               : d.words.overlaps(party.words);
                if (here && tree_.dominates(head, party.head) && members.insert(party.member).second) d.members.push_back(party.member);
            }
            if (!d.members.empty()) {
                d.by_head = round == 0;
                break;
            }
        }
        if (d.members.empty())
            for (const PlaceMention& mention : names_.places)
                if (d.words.overlaps(mention.words) && !mention.place.country.empty()) d.places.push_back(mention.place.country);
        return d;
    }

    void add(std::uint32_t at, std::vector<Doer>& into) const {
        for (const auto one : tree_.conjuncts(at)) {
            const std::string& word = tree_.lower(one);
            if (tree_.token(one).upos == Upos::PRON && !is_one_of(word, {"he", "she", "they", "it", "him", "her", "them", "i", "we", "us"})) {
                // The noun of a relative clause.
                auto clause = tree_.head(one);
                for (int up = 0; clause && up < 4 && !tree_.is(*clause, "acl"); ++up) clause = tree_.head(*clause);
                if (clause && tree_.is(*clause, "acl") && tree_.head(*clause)) into.push_back(doer(*tree_.head(*clause)));
                continue;
            }
            if (tree_.token(one).upos == Upos::PRON)
                if (const auto speaker = speaker_before(one)) {
                    add(*speaker, into);  // "Farc said it will release him"
                    continue;
                }
            into.push_back(doer(one));
        }
    }

    /// Whom a pronoun in what somebody says means, when it is a subject: the one who says it.
    std::optional<std::uint32_t> speaker_before(std::uint32_t pronoun) const {
        if (!tree_.is(pronoun, "nsubj")) return std::nullopt;
        auto at = tree_.head(pronoun);
        for (int step = 0; at && step < 4; ++step) {
            const auto up = tree_.head(*at);
            if (!up) return std::nullopt;
            if (tree_.is(*at, "ccomp") || tree_.is(*at, "advcl") || tree_.is(*at, "parataxis"))
                if (const auto who = tree_.subject(*up); who && tree_.token(*who).upos != Upos::PRON && *who < pronoun) return who;
            at = up;
        }
        return std::nullopt;
    }

    bool is_time(std::uint32_t at) const { return is_time_noun(tree_.lemma(at)); }

    /// Whom a verb's deed falls upon: objects, then phrases by how often they name the other side.
    void targets_of(std::uint32_t verb, EventType type, std::vector<Doer>& into, int depth = 0) const {
        if (depth > 3) return;
        if (type == EventType::Accuse)  // "complained to the Union about Norway"
            for (const auto child : tree_.children(verb))
                if (tree_.is(child, "obl") && is_one_of(tree_.preposition(child), {"against", "over", "about"})) add(child, into);
        for (const auto child : tree_.all(verb, {"iobj", "obj", "nsubj:pass"}))
            if (!is_time(child)) add(child, into);
        static constexpr std::string_view kOrder[] = {"against", "with", "to", "on", "at", "upon", "from", "for", "into", "over", "toward", "towards",
                                                      "of", "in", "between", "among", "near", "outside", "about", "across", "along"};
        for (const auto preposition : kOrder)
            for (const auto child : tree_.children(verb)) {
                if (!tree_.is(child, "obl") || tree_.preposition(child) != preposition || is_time(child)) continue;
                add(child, into);
            }
        for (const auto clause : tree_.all(verb, {"xcomp", "ccomp"})) {
            for (const auto child : tree_.all(clause, {"nsubj"}))
                if (tree_.token(child).upos != Upos::PRON) add(child, into);
            targets_of(clause, type, into, depth + 1);
        }
        for (const auto clause : tree_.all(verb, {"advcl"}))
            if (std::ranges::any_of(tree_.children(clause), [&](auto c) { return tree_.is(c, "mark") && tree_.lower(c) == "to"; }))
                targets_of(clause, type, into, depth + 1);
    }

    /// Who says what the clause of a predicate with "must" or "should" demands.
    std::optional<std::uint32_t> speaker_of_clause(std::uint32_t verb) const {
        const bool demands = std::ranges::any_of(tree_.children(verb), [&](auto c) {
            return tree_.is(c, "aux") && is_one_of(tree_.lower(c), {"must", "should", "ought"});
        });
        const auto up = tree_.head(verb);
        if (!demands || !up || !tree_.is(verb, "ccomp")) return std::nullopt;
        return tree_.subject(*up);
    }

    /// Noun phrases below a predicate that are neither source nor target nor times.
    void farther(std::uint32_t verb, Deed& deed) const {
        const auto [first, last] = tree_.extent(verb);
        for (std::uint32_t i = first; i < last && deed.farther.size() < 12; ++i) {
            if (!tree_.is_noun(i) || is_time(i) || tree_.is(i, "compound") || tree_.is(i, "flat")) continue;
            const TextSpan words = tree_.token(i).span;
            const auto holds = [&](const Doer& d) { return d.words.overlaps(words); };
            if (std::ranges::any_of(deed.sources, holds)) continue;
            deed.farther.push_back(doer(i));
        }
    }

    // ---- predicates ------------------------------------------------------------------------

    /// What is done when only planned, refused or asked for; nullopt for what is no deed at all.
    static std::optional<EventType> as_told(EventType type, Status status) {
        switch (status) {
            case Status::Occurred:
            case Status::Ongoing:
                return type;
            case Status::Planned:
            case Status::Hypothetical:
                if (is_forceful(type) || type == EventType::Protest) return EventType::Threaten;
                return is_cooperative(type) ? EventType::Agree : type;
            case Status::CalledFor:
                return type == EventType::Threaten || type == EventType::Accuse || type == EventType::Reject ? type : EventType::Request;
            case Status::Denied:
            case Status::Cancelled:
                if (is_cooperative(type) || type == EventType::Request) return EventType::Reject;
                return is_forceful(type) ? EventType::Concede : type;
        }
        return type;
    }

    void verbal(std::uint32_t at) {
        const Sense* sense = senses_.verb(tree_, at);
        const auto object = tree_.child(at, {"obj", "nsubj:pass"});
        const Sense* named = nullptr;
        if (object && (!sense || (sense->rest.empty() && is_light(tree_.lemma(at))))) {
            // "carried out raids on", "staged a protest": the noun tells what is done.
            named = senses_.noun(tree_, *object);
            if (named && (is_light(tree_.lemma(at)) || !sense)) {
                if (is_light(tree_.lemma(at))) sense = named;
                else named = nullptr;
            } else {
                named = nullptr;
            }
        }
        if (!sense) return;
        Deed deed;
        deed.trigger = at;
        deed.mode = sense->mode;
        deed.sense = sense->words;
        deed.own = sense->own;
        // What is decided is as good as done.
        const auto decides = tree_.is(at, "xcomp") ? tree_.head(at) : std::nullopt;
        const bool decided = decides && is_one_of(tree_.lemma(*decides), {"decide", "choose", "opt", "begin", "start", "continue", "manage"});
        deed.status = predicate_status(tree_, decided ? *decides : at);
        const auto type = as_told(sense->type, deed.status);
        if (!type) return;
        deed.type = *type;
        const bool passive = tree_.child(at, {"aux:pass"}).has_value() || tree_.child(at, {"nsubj:pass"}).has_value();
        const bool participle = tree_.is(at, "acl") && !tree_.is(at, "acl:relcl") && tree_.token(at).xpos == "VBN" && !tree_.child(at, {"nsubj"});
        if (passive || participle) {
            for (const auto child : tree_.children(at))
                if (tree_.is(child, "obl:agent") || (tree_.is(child, "obl") && tree_.preposition(child) == "by")) add(child, deed.sources);
            if (participle && tree_.head(at)) add(*tree_.head(at), deed.targets);
        } else if (const auto who = tree_.subject(at)) {
            add(*who, deed.sources);
            // "filed a lawsuit accusing the bank": whoever filed it accuses.
            if (tree_.is(at, "acl") && tree_.is(*who, "obj") && tree_.head(*who))
                if (const auto author = tree_.subject(*tree_.head(*who))) add(*author, deed.sources);
        }
        // "results announced on Monday" names nobody who announced them.
        if (deed.sources.empty() && !participle && !passive)
            for (auto up = tree_.head(at); up && deed.sources.empty(); up = tree_.head(*up))
                if (tree_.is_verb(*up))
                    if (const auto who = tree_.subject(*up)) add(*who, deed.sources);
        if (deed.sources.empty() && !passive && !tree_.head(at)) {
            // A main verb that the parse left without a subject: whoever is named last before it.
            const Party* last = nullptr;
            for (const Party& party : names_.parties)
                if (!party.modifier && party.last <= at) last = &party;
            if (last) add(last->head, deed.sources);
        }
        if (deed.type == EventType::Request && deed.status == Status::CalledFor)
            // "Peru says that Chile must leave": asked by the one who says so, of the one who must.
            if (const auto speaker = speaker_of_clause(at)) {
                std::swap(deed.targets, deed.sources);
                deed.sources.clear();
                add(*speaker, deed.sources);
            }
        targets_of(at, deed.type, deed.targets);
        farther(at, deed);
        if (named && object)
            for (const auto child : tree_.children(*object))
                if (tree_.is(child, "nmod")) add(child, deed.targets);
        if (deed.type != sense->type) deed.status = Status::Occurred;  // the threat, the promise, the refusal has been made
        deed.embedded = is_embedded(at);
        found_.push_back(std::move(deed));
    }

    static bool is_light(std::string_view verb) {
        return is_one_of(verb, {"launch", "stage", "hold", "make", "issue", "give", "carry", "conduct", "face", "order", "announce", "begin", "start",
                                "continue", "resume", "mount", "offer", "express", "voice", "receive", "reach", "provide", "deliver", "open", "file",
                                "lodge", "wage", "perform", "declare", "have", "take", "do", "impose", "extend", "commit", "undergo", "suffer", "lead",
                                "organize", "organise", "spark", "trigger", "prompt", "draw", "join", "renew", "step", "intensify", "expand", "increase"});
    }

    /// Inside what a deed of words speaks of: "urged them to withdraw".
    bool is_embedded(std::uint32_t at) const {
        auto below = at;
        for (int step = 0; step < 6; ++step) {
            const auto up = tree_.head(below);
            if (!up) return false;
            if (tree_.is_verb(*up) && !tree_.is(below, "conj") && !tree_.is(below, "parataxis"))
                if (const Sense* outer = senses_.verb(tree_, *up); outer && speaks_of_another(outer->type) && !tree_.is(below, "nsubj")) return true;
            below = *up;
        }
        return false;
    }

    void nominal(std::uint32_t at) {
        const Sense* sense = senses_.noun(tree_, at);
        if (!sense || tree_.is(at, "compound")) return;
        const auto up = tree_.head(at);
        if (up && tree_.is(at, "obj") && tree_.is_verb(*up) && (senses_.verb(tree_, *up) || is_light(tree_.lemma(*up)))) return;  // told by the verb
        Deed deed;
        deed.trigger = at;
        deed.mode = sense->mode;
        deed.sense = sense->words;
        deed.own = sense->own;
        deed.status = noun_status(tree_, at);
        const auto type = as_told(sense->type, deed.status);
        if (!type) return;
        deed.type = *type;
        for (const auto child : tree_.children(at)) {
            if (tree_.is(child, "nmod:poss") || tree_.is(child, "compound") || tree_.is(child, "amod")) {
                const bool named = std::ranges::any_of(names_.parties, [&](const Party& p) { return tree_.dominates(child, p.head); });
                if (tree_.is(child, "nmod:poss") || named) add(child, deed.sources);
            } else if (tree_.is(child, "nmod")) {
                const auto preposition = tree_.preposition(child);
                if (preposition == "by") add(child, deed.sources);
                else if (preposition == "between" || preposition == "among") {
                    const auto sides = tree_.conjuncts(child);
                    deed.sources.push_back(doer(sides.front()));
                    for (std::size_t i = 1; i < sides.size(); ++i) deed.targets.push_back(doer(sides[i]));
                } else if (!is_time(child)) {
                    add(child, deed.targets);
                }
            }
        }
        if (up && tree_.is_verb(*up) && deed.sources.empty() && (tree_.is(at, "obl") || tree_.is(at, "obj")))
            if (const auto who = tree_.subject(*up)) add(*who, deed.sources);
        deed.embedded = true;
        found_.push_back(std::move(deed));
    }

    void weigh(Deed& deed) const {
        double weight = tree_.is_verb(deed.trigger) ? 0.6 : 0.35;
        int depth = 0;
        for (auto up = tree_.head(deed.trigger); up && depth < 8; up = tree_.head(*up)) ++depth;
        weight -= 0.03 * depth;
        if (deed.embedded) weight -= 0.2;
        if (!deed.sources.empty()) weight += 0.1;
        if (!deed.targets.empty()) weight += 0.1;
        if (deed.sense.find(' ') != std::string::npos) weight += 0.1;
        deed.weight = std::clamp(weight, 0.02, 0.98);
    }

    const Tree& tree_;
    const SentenceNames& names_;
    const Senses& senses_;
    std::vector<Deed> found_;
};

}  // namespace

std::vector<Deed> find_deeds(const Tree& tree, const SentenceNames& names, const Senses& senses) {
    return DeedFinder(tree, names, senses).run();
}

}  // namespace annalist::ingest

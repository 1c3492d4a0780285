#include "ingest/text/repairs.hpp"

#include <algorithm>
#include <optional>

#include "ingest/text/words.hpp"

namespace annalist::text {
namespace {

class Repair {
public:
    Repair(const std::vector<std::string_view>& words, Sentence& sentence) : words_(words), tokens_(sentence.tokens) {}

    void run() {
        for (std::uint32_t i = 0; i < tokens_.size(); ++i) {
            finite_conjunct(i);
            weekday_subject(i);
            visiting(i);
            stranded_subject(i);
            shared_title(i);
            headline_pair(i);
            headline_plan(i);
        }
    }

private:
    bool is(std::uint32_t at, std::string_view relation) const { return universal(tokens_[at].deprel) == relation; }

    bool has_child(std::uint32_t at, std::string_view relation) const {
        return std::ranges::any_of(tokens_, [&](const Token& t) {
            return t.head == static_cast<std::int32_t>(at) && universal(t.deprel) == relation;
        });
    }

    bool is_infinitive(std::uint32_t at) const {
        return tokens_[at].xpos == "VB" && at > 0 && tokens_[at - 1].upos == Upos::PART &&
               tokens_[at - 1].head == static_cast<std::int32_t>(at);
    }

    bool is_finite(std::uint32_t at) const {
        return tokens_[at].upos == Upos::VERB && (tokens_[at].xpos == "VBD" || tokens_[at].xpos == "VBZ");
    }

    void finite_conjunct(std::uint32_t at) {
        Token& token = tokens_[at];
        if (!is(at, "conj") || !is_finite(at) || token.head < 0 || has_child(at, "nsubj")) return;
        auto up = static_cast<std::uint32_t>(token.head);
        if (!is_infinitive(up)) return;
        for (int steps = 0; steps < 8 && tokens_[up].head >= 0; ++steps) {
            up = static_cast<std::uint32_t>(tokens_[up].head);
            if (up < at && is_finite(up) && tokens_[up].xpos == token.xpos) {
                token.head = static_cast<std::int32_t>(up);
                return;
            }
        }
    }

    void weekday_subject(std::uint32_t at) {
        if (!is_one_of(words_[at], {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})) return;
        Token& day = tokens_[at];
        if (day.deprel != "nsubj" || at == 0 || day.head <= static_cast<std::int32_t>(at)) return;
        if (!is_finite(static_cast<std::uint32_t>(day.head))) return;
        const auto name = at - 1;
        if (tokens_[name].upos != Upos::PROPN || tokens_[name].head != static_cast<std::int32_t>(at) ||
            !(is(name, "compound") || is(name, "flat") || is(name, "nmod")))
            return;
        for (std::uint32_t i = 0; i < at; ++i)
            if (i != name && tokens_[i].head == static_cast<std::int32_t>(at)) tokens_[i].head = static_cast<std::int32_t>(name);
        tokens_[name].head = day.head;
        tokens_[name].deprel = "nsubj";
        day.deprel = "obl:unmarked";
    }

    void stranded_subject(std::uint32_t at) {
        Token& noun = tokens_[at];
        if (noun.deprel != "ccomp" || (noun.upos != Upos::NOUN && noun.upos != Upos::PROPN) || noun.head <= static_cast<std::int32_t>(at) ||
            has_child(at, "cop") || has_child(at, "nsubj"))
            return;
        for (std::uint32_t i = at + 1; i < static_cast<std::uint32_t>(noun.head); ++i) {
            if (tokens_[i].head != noun.head || tokens_[i].deprel != "ccomp" || tokens_[i].upos != Upos::VERB) continue;
            if (has_child(i, "nsubj") || !(is_finite(i) || has_child(i, "aux"))) return;
            noun.head = static_cast<std::int32_t>(i);
            noun.deprel = "nsubj";
            return;
        }
    }

    void shared_title(std::uint32_t at) {
        if (at == 0 || tokens_[at].upos != Upos::PROPN) return;
        Token& name = tokens_[at];
        Token& title = tokens_[at - 1];
        if (title.xpos != "NNS" && title.xpos != "NNPS") return;
        const auto here = static_cast<std::int32_t>(at), before = here - 1;
        if (name.deprel == "nsubj" && title.deprel == "nsubj" && name.head == title.head) {
            title.head = here;
            title.deprel = "nmod:desc";
        } else if (name.head == before && (is(at, "appos") || is(at, "flat")) &&
                   std::ranges::any_of(tokens_, [&](const Token& t) { return t.head == here && t.upos == Upos::PROPN && universal(t.deprel) == "conj"; })) {
            name.head = title.head;
            name.deprel = title.deprel;
            title.head = here;
            title.deprel = "nmod:desc";
            for (std::size_t i = 0; i < tokens_.size(); ++i) {
                const bool own = is(static_cast<std::uint32_t>(i), "amod") || is(static_cast<std::uint32_t>(i), "compound") || is(static_cast<std::uint32_t>(i), "det");
                if (tokens_[i].head == before && !(own && i < at)) tokens_[i].head = here;
            }
        }
    }

    void headline_pair(std::uint32_t at) {
        Token& second = tokens_[at];
        if (at < 2 || second.deprel != "nsubj" || second.upos != Upos::PROPN || second.head <= static_cast<std::int32_t>(at)) return;
        const Token& verb = tokens_[static_cast<std::size_t>(second.head)];
        if (verb.upos != Upos::VERB || (verb.xpos != "VBP" && verb.xpos != "VB" && verb.xpos != "VBD")) return;
        for (std::uint32_t first = 0; first + 1 < at; ++first) {
            if (tokens_[first].head != second.head || tokens_[first].deprel != "vocative" || tokens_[first].upos != Upos::PROPN) continue;
            // Nothing but the two names stands in front of the verb: "Ross, Hill sign treaty".
            bool bare = false;
            for (std::uint32_t i = 0; i < at; ++i) {
                const bool named = i == first || tokens_[i].head == static_cast<std::int32_t>(first) || tokens_[i].head == static_cast<std::int32_t>(at);
                if (!named) return;
                bare = bare || words_[i] == ",";
            }
            if (!bare) return;
            tokens_[first].deprel = "nsubj";
            second.head = static_cast<std::int32_t>(first);
            second.deprel = "conj";
            return;
        }
    }

    void headline_plan(std::uint32_t at) {
        Token& name = tokens_[at];
        if (name.head >= 0 || name.upos != Upos::PROPN) return;
        for (std::uint32_t i = at + 2; i < tokens_.size(); ++i) {
            Token& verb = tokens_[i];
            if (verb.head != static_cast<std::int32_t>(at) || universal(verb.deprel) != "acl" || !is_infinitive(i) || tokens_[i - 1].head != static_cast<std::int32_t>(i)) continue;
            verb.head = name.head;
            verb.deprel = name.deprel;
            name.head = static_cast<std::int32_t>(i);
            name.deprel = "nsubj";
            return;
        }
    }

    void visiting(std::uint32_t at) {
        if (at == 0 || !is_one_of(words_[at], {"visiting"}) || at + 1 >= tokens_.size()) return;
        const auto verb = at - 1;
        Token& participle = tokens_[at];
        if (!is_one_of(tokens_[verb].lemma, {"tell", "meet", "receive", "host", "greet", "brief", "inform", "assure", "urge", "ask", "thank", "welcome"}) ||
            participle.head != static_cast<std::int32_t>(verb))
            return;
        const Upos next = tokens_[at + 1].upos;
        if (next != Upos::PROPN && next != Upos::NOUN && next != Upos::ADJ) return;
        // The first object behind it, of the verb or of the participle.
        std::optional<std::uint32_t> object;
        for (std::uint32_t i = at + 1; i < tokens_.size() && !object; ++i)
            if ((is(i, "obj") || is(i, "iobj")) && (tokens_[i].head == static_cast<std::int32_t>(verb) || tokens_[i].head == static_cast<std::int32_t>(at)))
                object = i;
        if (!object) return;
        for (std::uint32_t i = 0; i < tokens_.size(); ++i)
            if (tokens_[i].head == static_cast<std::int32_t>(at)) tokens_[i].head = static_cast<std::int32_t>(verb);
        if (!has_child(verb, "obj") || is(*object, "iobj")) tokens_[*object].deprel = "obj";
        participle.head = static_cast<std::int32_t>(*object);
        participle.deprel = "amod";
    }

    const std::vector<std::string_view>& words_;
    std::vector<Token>& tokens_;
};

}  // namespace

void repair_parse(const std::vector<std::string_view>& words, Sentence& sentence) { Repair(words, sentence).run(); }

}  // namespace annalist::text

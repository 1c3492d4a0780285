#include "ingest/text/time_grammar.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "ingest/text/time_table.hpp"

namespace annalist::text {
namespace {

bool has_class(std::string_view word, std::string_view name) {
    const auto& table = english_times();
    const Symbol symbol = table.symbol(name);
    const TimeWord* known = table.find(word);
    if (!known) return false;
    return std::any_of(known->senses.begin(), known->senses.end(),
                       [&](const WordSense& sense) { return sense.symbol == symbol; });
}

bool is_modal(std::string_view lemma) {
    static constexpr std::array<std::string_view, 12> kModals = {
        "will", "shall", "would", "may", "might", "can", "could", "should", "must", "'ll", "wo", "ca"};
    return std::find(kModals.begin(), kModals.end(), lemma) != kModals.end();
}

bool verb_of(const Token& token, std::string_view name) {
    return token.upos == Upos::VERB && has_class(token.lemma, name);
}

/// Calls `body` for each dependent of `token` near it.
template <class Body>
void each_child(const Sentence& sentence, const Token& token, Body body) {
    const auto at = static_cast<std::size_t>(&token - sentence.tokens.data());
    const auto first = at > 12 ? at - 12 : 0;
    const auto last = std::min(sentence.tokens.size(), at + 6);
    for (auto i = first; i < last; ++i)
        if (sentence.tokens[i].head == static_cast<std::int32_t>(at)) body(sentence.tokens[i]);
}

}  // namespace

EventTense own_tense(const Sentence& sentence, std::uint32_t verb, bool* finite) {
    const auto& tokens = sentence.tokens;
    const auto& token = tokens[verb];
    bool modal = false, had = false, have = false, to = false, past_be = false, present_be = false,
         did = false, does = false;
    const auto first = verb > 12 ? verb - 12 : 0;
    const auto last = std::min<std::size_t>(tokens.size(), verb + 6);
    for (auto i = first; i < last; ++i) {
        const auto& child = tokens[i];
        if (child.head != static_cast<std::int32_t>(verb)) continue;
        const auto relation = plain_relation(child.deprel);
        if (relation == "aux" || relation == "cop") {
            if (child.xpos == "MD" || is_modal(child.lemma)) modal = true;
            if (child.lemma == "have") (child.xpos == "VBD" ? had : have) = true;
            if (child.lemma == "be") (child.xpos == "VBD" ? past_be : present_be) = true;
            if (child.lemma == "do") (child.xpos == "VBD" ? did : does) = true;
        }
        if (relation == "mark" && child.xpos == "TO") to = true;
    }
    *finite = true;
    if (modal) return EventTense::Future;
    if (to) {
        *finite = false;
        return EventTense::Future;
    }
    if (had) return EventTense::PastPerfect;
    if (have) return EventTense::Perfect;
    if (did || past_be) return EventTense::Past;
    if (does || present_be) return EventTense::Present;
    if (token.xpos == "VBD") return EventTense::Past;
    if (token.xpos == "VBZ" || token.xpos == "VBP") return EventTense::Present;
    if (token.xpos == "MD") return EventTense::Future;
    *finite = false;
    return EventTense::Unknown;
}

bool is_implicative(const Token& token) { return verb_of(token, "{implicative}"); }
bool looks_ahead(const Token& token) { return verb_of(token, "{prospective}"); }

bool is_staging(const Token& token) { return verb_of(token, "{staging}"); }

bool lasts(const Token& token) {
    if (token.upos == Upos::VERB) return has_class(token.lemma, "{lasting}");
    return token.upos == Upos::NOUN && has_class(token.lemma, "{lasting_noun}");
}

bool seems(const Token& token) { return verb_of(token, "{seeming}"); }

bool is_setting(const Sentence& sentence, std::uint32_t noun) {
    if (plain_relation(sentence.tokens[noun].deprel) != "obl") return false;
    bool setting = false;
    each_child(sentence, sentence.tokens[noun], [&](const Token& child) {
        static constexpr std::array<std::string_view, 7> kSettings = {"in", "at", "during", "after", "by", "over", "following"};
        if (plain_relation(child.deprel) == "case")
            setting = std::find(kSettings.begin(), kSettings.end(), child.lemma) != kSettings.end();
    });
    return setting;
}

bool has_subject(const Sentence& sentence, const Token& token) {
    bool found = false;
    each_child(sentence, token, [&](const Token& child) {
        found = found || plain_relation(child.deprel) == "nsubj";
    });
    return found;
}

bool has_to(const Sentence& sentence, const Token& token) {
    bool found = false;
    each_child(sentence, token, [&](const Token& child) {
        found = found || (plain_relation(child.deprel) == "mark" && child.xpos == "TO");
    });
    return found;
}

bool shares_time(const Sentence& sentence, const Token& token) {
    bool apart = false;
    each_child(sentence, token, [&](const Token& child) {
        if (plain_relation(child.deprel) != "mark") return;
        for (const char* word : {"to", "after", "before", "since", "because", "until", "if", "unless", "for"})
            apart = apart || child.lemma == word;
    });
    return !apart;
}

std::string_view plain_relation(std::string_view relation) {
    return relation.substr(0, relation.find(':'));
}

bool is_verb(const Token& token) { return token.upos == Upos::VERB || token.upos == Upos::AUX; }

bool reports(const Token& token) {
    return token.upos == Upos::VERB && has_class(token.lemma, "{reporting}");
}

bool is_aspectual(const Token& token) {
    static constexpr std::array<std::string_view, 16> kAspectual = {
        "begin", "start", "continue", "end", "finish", "keep", "stop", "resume",
        "complete", "cease", "launch", "initiate", "halt", "quit", "remain", "be"};
    return std::find(kAspectual.begin(), kAspectual.end(), token.lemma) != kAspectual.end();
}

EventTense tense_of(const Sentence& sentence, std::uint32_t trigger) {
    auto at = trigger;
    for (int n = 0; n < 8; ++n) {
        bool finite = false;
        const auto tense = own_tense(sentence, at, &finite);
        const auto above = sentence.tokens[at].head;
        const bool implied = tense == EventTense::Future && !finite && above >= 0 &&
                             plain_relation(sentence.tokens[at].deprel) == "xcomp" &&
                             is_implicative(sentence.tokens[static_cast<std::size_t>(above)]);
        if (tense != EventTense::Unknown && !implied) return tense;
        if (!is_verb(sentence.tokens[at]) && above >= 0 &&
            looks_ahead(sentence.tokens[static_cast<std::size_t>(above)]) &&
            plain_relation(sentence.tokens[at].deprel) != "nsubj" && !is_setting(sentence, at))
            return EventTense::Future;
        const auto head = sentence.tokens[at].head;
        if (head < 0 || static_cast<std::size_t>(head) >= sentence.tokens.size()) return EventTense::Unknown;
        at = static_cast<std::uint32_t>(head);
    }
    return EventTense::Unknown;
}

int clause_cost(const Sentence& sentence, std::string_view text, std::uint32_t trigger,
                std::uint32_t first, std::uint32_t last) {
    const auto from = trigger < first ? trigger + 1 : last + 1;
    const auto to = trigger < first ? first : trigger;
    int cost = static_cast<int>(to > from ? (to - from) / 3 : 0);
    for (auto i = from; i < to && i < sentence.tokens.size(); ++i) {
        const auto word = sentence.tokens[i].span.in(text);
        std::string lower(word);
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
        if (lower == "that" || lower == "which" || lower == "who" || lower == ";" || lower == "because" || lower == "when") cost += 4;
        if (has_class(lower, "{reporting}")) cost += 4;
    }
    return cost;
}

}  // namespace annalist::text

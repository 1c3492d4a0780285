#include "ingest/extract/syntax.hpp"

#include <algorithm>

namespace annalist::ingest {
namespace {

using text::Upos;

std::string lower_ascii(std::string_view word) {
    std::string out(word);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool relation_is(std::string_view relation, std::string_view wanted) {
    if (!relation.starts_with(wanted)) return false;
    return relation.size() == wanted.size() || relation[wanted.size()] == ':';
}

}  // namespace

Tree::Tree(const text::Sentence& sentence, std::string_view article_text)
    : sentence_(&sentence), text_(article_text), children_(sentence.tokens.size()) {
    lower_.reserve(size());
    lemma_.reserve(size());
    for (std::uint32_t i = 0; i < size(); ++i) {
        const auto head = token(i).head;
        if (head >= 0 && static_cast<std::uint32_t>(head) < size())
            children_[static_cast<std::uint32_t>(head)].push_back(i);
        lower_.push_back(lower_ascii(form(i)));
        lemma_.push_back(lower_ascii(token(i).lemma));
    }
}

std::optional<std::uint32_t> Tree::head(std::uint32_t at) const {
    const auto head = token(at).head;
    if (head < 0 || static_cast<std::uint32_t>(head) >= size()) return std::nullopt;
    return static_cast<std::uint32_t>(head);
}

bool Tree::is(std::uint32_t at, std::string_view relation) const {
    return relation_is(token(at).deprel, relation);
}

std::optional<std::uint32_t> Tree::child(std::uint32_t at,
                                         std::initializer_list<std::string_view> relations) const {
    for (const auto c : children_[at])
        for (const auto relation : relations)
            if (is(c, relation)) return c;
    return std::nullopt;
}

std::vector<std::uint32_t> Tree::all(std::uint32_t at,
                                     std::initializer_list<std::string_view> relations) const {
    std::vector<std::uint32_t> found;
    for (const auto c : children_[at])
        if (std::ranges::any_of(relations, [&](std::string_view r) { return is(c, r); })) found.push_back(c);
    return found;
}

std::vector<std::uint32_t> Tree::conjuncts(std::uint32_t at) const {
    std::vector<std::uint32_t> found{at};
    const auto listed = [&](std::uint32_t c, std::uint32_t above) {
        // "the United States, Iraq and Libya": an apposition that goes on with "and" is a list.
        return is(c, "appos") && token(c).upos == Upos::PROPN && token(above).upos == Upos::PROPN && child(c, {"conj"});
    };
    for (std::size_t i = 0; i < found.size() && i < size(); ++i)
        for (const auto c : children_[found[i]])
            if (is(c, "conj") || listed(c, found[i])) found.push_back(c);
    return found;
}

std::uint32_t Tree::first_conjunct(std::uint32_t at) const {
    for (std::uint32_t steps = 0; steps < size() && is(at, "conj"); ++steps) {
        const auto up = head(at);
        if (!up) break;
        at = *up;
    }
    return at;
}

std::string_view Tree::preposition(std::uint32_t at) const {
    for (const auto c : children_[at])
        if (is(c, "case") && c < at) return lower_[c];
    // "with his counterpart Kalvitis": the preposition stands on the title.
    for (const auto c : children_[at])
        if (c < at && is(c, "nmod:desc"))
            for (const auto below : children_[c])
                if (is(below, "case") && below < c && lower_[below] != "'s" && lower_[below] != "of") return lower_[below];
    // "between Russia and China": the coordination has one preposition, on its first member.
    if (is(at, "conj"))
        if (const auto first = first_conjunct(at); first != at) return preposition(first);
    return {};
}

bool Tree::dominates(std::uint32_t top, std::uint32_t at) const {
    for (std::uint32_t steps = 0; steps <= size(); ++steps) {
        if (at == top) return true;
        const auto up = head(at);
        if (!up) return false;
        at = *up;
    }
    return false;
}

std::pair<std::uint32_t, std::uint32_t> Tree::extent(std::uint32_t at) const {
    std::uint32_t first = at, last = at;
    std::vector<std::uint32_t> open{at};
    for (std::size_t i = 0; i < open.size() && i <= size(); ++i) {
        first = std::min(first, open[i]);
        last = std::max(last, open[i]);
        for (const auto c : children_[open[i]]) open.push_back(c);
    }
    return {first, last + 1};
}

TextSpan Tree::span(std::uint32_t first, std::uint32_t last) const {
    return {token(first).span.begin, token(last - 1).span.end};
}

std::uint32_t Tree::head_of(std::uint32_t first, std::uint32_t last) const {
    std::uint32_t found = last - 1;
    for (std::uint32_t i = last; i-- > first;) {
        const auto up = head(i);
        const bool outside = !up || *up < first || *up >= last;
        if (outside && token(i).upos != Upos::PUNCT && !is(i, "case")) found = i;
    }
    return found;
}

bool Tree::in_person_name(std::uint32_t at) const {
    return std::ranges::any_of(sentence_->entities, [&](const text::Entity& e) {
        return e.type == text::EntityType::Person && e.first <= at && at < e.last;
    });
}

std::optional<std::uint32_t> Tree::subject(std::uint32_t predicate) const { return subject(predicate, 0); }

std::optional<std::uint32_t> Tree::subject(std::uint32_t predicate, int depth) const {
    if (depth > 8) return std::nullopt;
    // A finite past form without an auxiliary is no passive, whatever its subject was labelled.
    const bool active = token(predicate).xpos == "VBD" && !child(predicate, {"aux:pass"});
    for (const auto c : children_[predicate]) {
        if (!is(c, "nsubj") || (is(c, "nsubj:pass") && !active)) continue;
        const bool relative = token(c).upos == Upos::PRON && (lower_[c] == "who" || lower_[c] == "which" || lower_[c] == "that");
        if (relative && is(predicate, "acl")) return head(predicate);
        return c;
    }
    if (!active && child(predicate, {"nsubj:pass"})) return std::nullopt;
    const auto up = head(predicate);
    if (!up) return std::nullopt;
    if (is(predicate, "xcomp")) {
        // Object control: "urged Iran to hold talks"; else the subject of the verb above.
        if (const auto object = child(*up, {"obj", "iobj"}); object && *object < predicate) return object;
        if (const auto passive = child(*up, {"nsubj:pass"})) return passive;
        return subject(*up, depth + 1);
    }
    if (is(predicate, "conj") && (is_verb(*up) || child(*up, {"nsubj", "cop"}))) {
        if (const auto passive = child(*up, {"nsubj:pass"})) return passive;
        return subject(*up, depth + 1);
    }
    const bool infinitive = std::ranges::any_of(
        children_[predicate], [&](std::uint32_t c) { return is(c, "mark") && lower_[c] == "to"; });
    if (infinitive) {
        // "the invitation for the minister to visit": the phrase with "for" right before "to".
        for (std::uint32_t i = predicate; i-- > 0 && i + 14 > predicate;)
            if (is_noun(i) && (is(i, "nmod") || is(i, "obl")) && preposition(i) == "for" &&
                extent(i).second + 1 <= predicate && lower_[extent(i).second] == "to")
                return i;
    }
    if (is(predicate, "advcl") || is(predicate, "parataxis")) {
        if (const auto passive = child(*up, {"nsubj:pass"})) return passive;
        return subject(*up, depth + 1);
    }
    if (is(predicate, "acl") && is_noun(*up)) {
        // "leaders meeting in Rome": the noun; not "plans to meet", where the noun's own holder acts.
        const bool passive_participle = token(predicate).xpos == "VBN";
        if (passive_participle) return std::nullopt;
        if (!infinitive) return up;
        if (const auto owner = child(*up, {"nmod:poss"})) return owner;
        if (const auto verb = head(*up); verb && is_verb(*verb)) return subject(*verb, depth + 1);
    }
    return std::nullopt;
}

}  // namespace annalist::ingest

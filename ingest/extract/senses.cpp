#include "ingest/extract/senses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "ingest/extract/words.hpp"

namespace annalist::ingest {
namespace {

/// The words that stand beside a verb: particles, prepositions of its phrases, its objects and
/// complements, each as it stands and as its lemma, and what is joined to those objects in front.
std::set<std::string> beside(const Tree& tree, std::uint32_t verb) {
    std::set<std::string> words;
    const auto add = [&](std::uint32_t at) {
        words.insert(tree.lower(at));
        words.insert(tree.lemma(at));
    };
    // "a report released in May": what was released
    if (const auto head = tree.head(verb); head && tree.is(verb, "acl") && !tree.is(verb, "acl:relcl") && tree.token(verb).xpos == "VBN") add(*head);
    for (const auto child : tree.children(verb)) {
        if (tree.is(child, "nsubj") && !tree.is(child, "nsubj:pass")) continue;
        if (tree.is(child, "conj") || tree.is(child, "parataxis") || tree.is(child, "advcl")) continue;
        if (tree.is(child, "obl") && is_time_noun(tree.lemma(child))) continue;  // not "call on" in "called on Tuesday"
        for (const auto one : tree.conjuncts(child)) {
            add(one);
            for (const auto below : tree.children(one)) {
                if (tree.is(below, "case") || tree.is(below, "compound") || tree.is(below, "amod") || tree.is(below, "mark")) add(below);
                // "sign a series of agreements"
                if (tree.is(below, "nmod") && tree.preposition(below) == "of") {
                    add(below);
                    for (const auto front : tree.children(below))
                        if (tree.is(front, "compound") || tree.is(front, "amod")) add(front);
                }
            }
        }
    }
    return words;
}

/// The words in front of a verb: those of its subject, its auxiliaries and adverbs.
std::set<std::string> in_front(const Tree& tree, std::uint32_t verb) {
    std::set<std::string> words;
    const auto add = [&](std::uint32_t at) {
        words.insert(tree.lower(at));
        words.insert(tree.lemma(at));
    };
    for (const auto child : tree.children(verb))
        if (child < verb && (tree.is(child, "aux") || tree.is(child, "advmod"))) add(child);
    if (const auto who = tree.subject(verb))
        for (const auto one : tree.conjuncts(*who)) {
            add(one);
            for (const auto below : tree.children(one))
                if (tree.is(below, "compound") || tree.is(below, "amod") || tree.is(below, "nmod")) add(below);
        }
    return words;
}

bool all_in(const std::set<std::string>& words, const std::vector<std::string>& wanted, const std::vector<std::shared_ptr<const WordSet>>& sets) {
    const auto there = [&](const std::string& word) { return words.contains(word); };
    return std::ranges::all_of(wanted, there) && std::ranges::all_of(sets, [&](const auto& set) {
        return std::ranges::any_of(words, [&](const std::string& word) { return set->words.contains(word); }) ||
               std::ranges::any_of(set->phrases, [&](const auto& phrase) { return std::ranges::all_of(phrase, there); });
    });
}

}  // namespace

Result<Senses> Senses::load(const std::filesystem::path& file) {
    Senses senses;
    auto read = senses.read(file, nullptr);
    if (!read) return read.error();
    return senses;
}

void Senses::add(const std::filesystem::path& file, Refusals& refused) {
    if (const auto done = read(file, &refused); !done) refused.push_back(done.error().message);
}

void Senses::put_verb(const std::string& lemma, std::string_view words, Sense sense) {
    auto& phrases = verbs_[lemma];
    size_ -= std::erase_if(phrases, [&](const Sense& s) { return s.words == words; });
    ++size_;
    sense.words = words;
    // The longest first; of equal ones a user's.
    const auto behind = std::ranges::find_if(phrases, [&](const Sense& s) {
        return s.length() < sense.length() || (s.length() == sense.length() && sense.own && !s.own);
    });
    phrases.insert(behind, std::move(sense));
}

void Senses::put(bool verb, std::string_view phrase, Sense sense) {
    if (!verb) {
        sense.words = phrase;
        size_ += nouns_.insert_or_assign(std::string(phrase), std::move(sense)).second;
        return;
    }
    const auto words = split_cell(phrase, ' ');
    for (std::size_t i = 1; i < words.size(); ++i) sense.rest.emplace_back(words[i]);
    put_verb(std::string(words[0]), phrase, std::move(sense));
}

Result<void> Senses::read(const std::filesystem::path& file, Refusals* refused) {
    std::set<std::string> seen;
    return read_table(file, {"form", "type", "mode", "words"}, [&](const TableRow& row) -> Result<void> {
        const auto form = row["form"];
        if (form != "verb" && form != "noun") return Error{ErrorCode::Corruption, fmt::format("form \"{}\": verb or noun", form)};
        const bool nothing = row["type"] == "-";
        const auto type = nothing ? EventType::Consult : parse_event_type(row["type"]);
        if (!type) return Error{ErrorCode::Corruption, fmt::format("type \"{}\" is none", row["type"])};
        const std::optional<Mode> mode = row["mode"].empty() ? Mode::None : parse_mode(row["mode"]);
        if (!mode) return Error{ErrorCode::Corruption, fmt::format("mode \"{}\" is none", row["mode"])};
        const auto code = row["cameo"];
        if (!code.empty()) {
            const auto kind = cameo_kind(code);
            if (!kind || kind->type != *type || nothing)
                return Error{ErrorCode::Corruption, fmt::format("cameo \"{}\" is no code of {}", code, row["type"])};
        }
        const auto phrases = split_cell(row["words"]);
        if (phrases.empty()) return Error{ErrorCode::Corruption, "no words"};
        std::set<std::string> here;
        for (const auto phrase : phrases) {
            if (split_cell(phrase, ' ').empty()) return Error{ErrorCode::Corruption, "an empty phrase"};
            const auto key = fmt::format("{} {}", form, phrase);
            if (seen.contains(key) || !here.insert(key).second)
                return Error{ErrorCode::Corruption, fmt::format("{} \"{}\" stands twice", form, phrase)};
        }
        seen.merge(here);
        for (const auto phrase : phrases) {
            Sense sense;
            sense.type = *type;
            sense.mode = *mode;
            sense.cameo = code;
            sense.own = refused != nullptr;
            sense.nothing = nothing;
            put(form == "verb", phrase, std::move(sense));
        }
        return {};
    }, refused);
}

const Sense* Senses::verb(const Tree& tree, std::uint32_t at) const {
    auto phrases = verbs_.find(tree.lemma(at));
    if (phrases == verbs_.end()) phrases = verbs_.find(tree.lemma(at) + "e");  // "telephoned" may be cut to "telephon"
    if (const auto& lemma = tree.lemma(at); phrases == verbs_.end() && lemma.size() > 3 && lemma[lemma.size() - 1] == lemma[lemma.size() - 2])
        phrases = verbs_.find(lemma.substr(0, lemma.size() - 1));  // and "expelled" to "expell"
    if (phrases == verbs_.end()) return nullptr;
    const auto words = beside(tree, at);
    std::optional<std::set<std::string>> before;  // few phrases ask for it
    // With a particle of its own a common verb is another one: "picked up", "called off".
    const bool particle = tree.child(at, {"compound:prt"}) || (at + 1 < tree.size() && tree.token(at + 1).xpos == "RP");
    const bool other = particle && is_one_of(tree.lemma(at), {"call", "pick", "take", "make", "put",  "set",  "turn",  "give", "let",  "hold", "get",   "bring", "go",
                                                              "come", "look", "work", "run",  "fall", "stand", "point", "see",  "draw", "play", "sell", "buy", "break", "cut"});
    for (const Sense& sense : phrases->second) {
        if (other && sense.rest.empty()) continue;
        if (!all_in(words, sense.rest, sense.sets)) continue;
        if (!sense.front.empty() || !sense.front_sets.empty()) {
            if (!before) before = in_front(tree, at);
            if (!all_in(*before, sense.front, sense.front_sets)) continue;
        }
        return sense.nothing ? nullptr : &sense;
    }
    return nullptr;
}

const Sense* Senses::noun(const Tree& tree, std::uint32_t at) const {
    std::string phrase;
    const Sense* best = nullptr;
    for (std::uint32_t n = 0; n < 4 && n <= at; ++n) {
        const std::string& word = tree.lower(at - n);
        // The hyphen of "cease-fire" is a token of its own.
        phrase = n == 0 ? tree.lemma(at) : word + (word == "-" || phrase.front() == '-' ? "" : " ") + phrase;
        if (const auto hit = nouns_.find(phrase); hit != nouns_.end()) best = &hit->second;
    }
    return best && best->nothing ? nullptr : best;
}

const Sense* Senses::verb_phrase(std::string_view words) const {
    const auto phrases = verbs_.find(std::string(words.substr(0, words.find(' '))));
    if (phrases == verbs_.end()) return nullptr;
    const auto hit = std::ranges::find(phrases->second, words, &Sense::words);
    return hit == phrases->second.end() ? nullptr : &*hit;
}

const Sense* Senses::noun_phrase(std::string_view words) const {
    const auto hit = nouns_.find(std::string(words));
    return hit == nouns_.end() ? nullptr : &hit->second;
}

}  // namespace annalist::ingest

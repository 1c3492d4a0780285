#include "ingest/extract/senses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

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
    for (const auto child : tree.children(verb)) {
        if (tree.is(child, "nsubj") && !tree.is(child, "nsubj:pass")) continue;
        if (tree.is(child, "conj") || tree.is(child, "parataxis") || tree.is(child, "advcl")) continue;
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

void Senses::remove(bool verb, std::string_view phrase) {
    if (!verb) {
        size_ -= nouns_.erase(std::string(phrase));
        return;
    }
    const auto phrases = verbs_.find(std::string(phrase.substr(0, phrase.find(' '))));
    if (phrases == verbs_.end()) return;
    size_ -= std::erase_if(phrases->second, [&](const Sense& s) { return s.words == phrase; });
    if (phrases->second.empty()) verbs_.erase(phrases);
}

void Senses::put(bool verb, std::string_view phrase, Sense sense) {
    remove(verb, phrase);
    ++size_;
    sense.words = phrase;
    if (!verb) {
        nouns_.emplace(std::string(phrase), std::move(sense));
        return;
    }
    const auto words = split_cell(phrase, ' ');
    for (std::size_t i = 1; i < words.size(); ++i) sense.rest.emplace_back(words[i]);
    auto& phrases = verbs_[std::string(words[0])];
    const auto behind = std::ranges::find_if(phrases, [&](const Sense& s) { return s.rest.size() < sense.rest.size(); });
    phrases.insert(behind, std::move(sense));
}

Result<void> Senses::read(const std::filesystem::path& file, Refusals* refused) {
    std::set<std::string> seen;
    return read_table(file, {"form", "type", "mode", "words"}, [&](const TableRow& row) -> Result<void> {
        const auto form = row["form"];
        if (form != "verb" && form != "noun") return Error{ErrorCode::Corruption, fmt::format("form \"{}\": verb or noun", form)};
        const bool removes = refused && row["type"] == "-";
        const auto type = removes ? EventType::Consult : parse_event_type(row["type"]);
        if (!type) return Error{ErrorCode::Corruption, fmt::format("type \"{}\" is none", row["type"])};
        const std::optional<Mode> mode = row["mode"].empty() ? Mode::None : parse_mode(row["mode"]);
        if (!mode) return Error{ErrorCode::Corruption, fmt::format("mode \"{}\" is none", row["mode"])};
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
            if (removes) remove(form == "verb", phrase);
            else put(form == "verb", phrase, Sense{*type, *mode, {}, {}, refused != nullptr});
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
    for (const Sense& sense : phrases->second)
        if (std::ranges::all_of(sense.rest, [&](const std::string& word) { return words.contains(word); })) return &sense;
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
    return best;
}

}  // namespace annalist::ingest

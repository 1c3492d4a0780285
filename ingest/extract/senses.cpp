#include "ingest/extract/senses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ingest/lexicon/table.hpp"

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
    std::set<std::string> seen;
    auto read = read_table(file, {"form", "type", "mode", "words"}, [&](const TableRow& row) -> Result<void> {
        const auto form = row["form"];
        if (form != "verb" && form != "noun") return Error{ErrorCode::Corruption, fmt::format("form \"{}\": verb or noun", form)};
        const auto type = parse_event_type(row["type"]);
        if (!type) return Error{ErrorCode::Corruption, fmt::format("type \"{}\" is none", row["type"])};
        const std::optional<Mode> mode = row["mode"].empty() ? Mode::None : parse_mode(row["mode"]);
        if (!mode) return Error{ErrorCode::Corruption, fmt::format("mode \"{}\" is none", row["mode"])};
        for (const auto phrase : split_cell(row["words"])) {
            if (!seen.insert(fmt::format("{} {}", form, phrase)).second)
                return Error{ErrorCode::Corruption, fmt::format("{} \"{}\" stands twice", form, phrase)};
            Sense sense{*type, *mode, std::string(phrase), {}};
            const auto words = split_cell(phrase, ' ');
            if (words.empty()) return Error{ErrorCode::Corruption, "an empty phrase"};
            ++senses.size_;
            if (form == "noun") {
                senses.nouns_.emplace(std::string(phrase), std::move(sense));
                continue;
            }
            for (std::size_t i = 1; i < words.size(); ++i) sense.rest.emplace_back(words[i]);
            senses.verbs_[std::string(words[0])].push_back(std::move(sense));
        }
        return {};
    });
    if (!read) return read.error();
    for (auto& [first, phrases] : senses.verbs_)
        std::ranges::stable_sort(phrases, std::greater{}, [](const Sense& s) { return s.rest.size(); });
    return senses;
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

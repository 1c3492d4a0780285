#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "graph/ontology.hpp"
#include "graph/result.hpp"
#include "ingest/extract/syntax.hpp"
#include "ingest/lexicon/table.hpp"

namespace annalist::ingest {

/// Words and phrases that may stand for each other.
struct WordSet {
    std::unordered_set<std::string> words;
    std::vector<std::vector<std::string>> phrases;  ///< of several words
};

/// One word or phrase and the event it tells of.
struct Sense {
    EventType type = EventType::Consult;
    Mode mode = Mode::None;         ///< PLOVER's; None where left open
    std::string words;              ///< the phrase as the table writes it
    std::vector<std::string> rest;  ///< words after the first, to be found beside it
    std::string cameo;              ///< CAMEO code where it is finer than that of type and mode; "" otherwise
    bool own = false;               ///< from a user's lexicon
    bool nothing = false;           ///< the phrase tells of no event
    std::vector<std::shared_ptr<const WordSet>> sets;        ///< of each one is to be found beside it
    std::vector<std::string> front;                          ///< words to be found in front: subject, auxiliaries
    std::vector<std::shared_ptr<const WordSet>> front_sets;  ///< of each one is to be found in front

    /// How much it asks for.
    std::size_t length() const { return rest.size() + sets.size() + front.size() + front_sets.size(); }
};

/// The senses of verbs and nouns for all types of PLOVER, from senses.tsv and files of users.
class Senses {
public:
    /// Errors: Io, Corruption (a form, type, mode, code or phrase that is none, a code of another type,
    /// a phrase that stands twice).
    static Result<Senses> load(const std::filesystem::path& file);

    /// Adds a user's table: a phrase that is known has the type that the user gives it, with type "-"
    /// none at all. Rows that cannot be used are added to `refused` and left out.
    void add(const std::filesystem::path& file, Refusals& refused);

    /// Adds a verb's phrase; `words` name it, and the same ones take its place.
    void put_verb(const std::string& lemma, std::string_view words, Sense sense);

    /// The longest phrase that a verb and what stands beside it make; nullptr for none.
    const Sense* verb(const Tree& tree, std::uint32_t at) const;
    /// The longest phrase that ends with a noun; nullptr for none.
    const Sense* noun(const Tree& tree, std::uint32_t at) const;

    /// The sense of exactly this phrase, nullptr for none.
    const Sense* verb_phrase(std::string_view words) const;
    const Sense* noun_phrase(std::string_view words) const;

    std::size_t size() const { return size_; }

private:
    Result<void> read(const std::filesystem::path& file, Refusals* refused);
    void put(bool verb, std::string_view phrase, Sense sense);

    std::unordered_map<std::string, std::vector<Sense>> verbs_;  ///< by first word, longest first
    std::unordered_map<std::string, Sense> nouns_;
    std::size_t size_ = 0;
};

}  // namespace annalist::ingest

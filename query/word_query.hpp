#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.hpp"

namespace annalist::query {

/// A question about the words of a text: a phrase, or others combined. What it asks of an event, it
/// asks of all texts that tell of it: their labels, sentences and titles.
struct WordQuery {
    enum class Kind {
        Phrase,  ///< the stems stand one behind the other in one text; a single one is a word
        All,     ///< every part holds; without parts nothing is asked
        Any,     ///< one part at least holds
        Not,     ///< its one part does not hold
    };

    Kind kind = Kind::All;
    std::vector<std::string> stems;  ///< of a phrase (storage/stems.hpp)
    std::vector<WordQuery> parts;    ///< of the others

    bool empty() const { return kind == Kind::All && parts.empty(); }
    bool operator==(const WordQuery&) const = default;
};

inline constexpr std::size_t kMostQueryWords = 64;
inline constexpr std::size_t kMostQueryDepth = 16;  ///< of parentheses and negations in each other

/// Reads a question:
///   any  = all ("OR" all)*          AND binds closer than OR
///   all  = not (["AND"] not)*       terms side by side are meant together
///   not  = ("NOT" | "-") not | term
///   term = word | '"' words '"' | "(" any ")"
/// AND, OR and NOT are written in capitals; elsewhere capitals, accents and endings do not matter. A
/// "-" negates where a term begins; within a word it joins, and such a word is a phrase ("cease-fire"
/// finds "cease fire" too). Nothing but spaces asks nothing.
/// Errors: InvalidArgument, "words: character 9: ...", counted from 1 in characters of the text.
Result<WordQuery> parse_word_query(std::string_view text);

/// Both are asked.
WordQuery both(WordQuery a, WordQuery b);

/// The question as a text that no other has, in the language that parse_word_query reads.
std::string to_text(const WordQuery& query);

/// Holds texts against a question, one by one.
class WordMatch {
public:
    /// The question outlives it.
    explicit WordMatch(const WordQuery& query);

    void see(std::string_view text);
    /// Whether the texts seen so far are what was asked for.
    bool holds() const;
    /// Further texts change nothing about it.
    bool settled() const { return !negated_ && holds(); }

private:
    const WordQuery& query_;
    std::vector<const std::vector<std::string>*> phrases_;
    std::vector<bool> seen_;
    bool negated_ = false;
};

}  // namespace annalist::query

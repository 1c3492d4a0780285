#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/text_span.hpp"

namespace annalist::text {

/// Universal Dependencies v2 part-of-speech tags.
enum class Upos : std::uint8_t {
    ADJ, ADP, ADV, AUX, CCONJ, DET, INTJ, NOUN, NUM, PART, PRON, PROPN, PUNCT, SCONJ, SYM, VERB, X
};

/// One syntactic word. Offsets are bytes into the article text; "don't" gives "do" and "n't".
struct Token {
    TextSpan span;
    std::string lemma;       ///< lower case except for proper nouns
    Upos upos = Upos::X;
    std::string_view xpos;   ///< Penn tag ("VBD"), a view of a static table
    std::string_view deprel; ///< UD relation with subtype ("nsubj:pass"), a view of a static table
    std::int32_t head = -1;  ///< index of the head in the sentence, -1 for the root

    bool operator==(const Token&) const = default;
};

enum class EntityType : std::uint8_t { Person, Organization, Place, Group, Other };

/// Words of a sentence that name something: tokens [first, last).
struct Entity {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    EntityType type = EntityType::Other;

    bool operator==(const Entity&) const = default;
};

struct Sentence {
    TextSpan span;
    std::vector<Token> tokens;
    std::vector<Entity> entities;  ///< ordered, not overlapping
    bool split = false;            ///< cut from a sentence too long to parse whole

    bool operator==(const Sentence&) const = default;
};

}  // namespace annalist::text

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/text_span.hpp"
#include "ingest/text/analysis.hpp"

namespace annalist::ingest {

/// A sentence with its dependents at hand. Looks at the sentence and text it was made from.
class Tree {
public:
    Tree(const text::Sentence& sentence, std::string_view article_text);

    const text::Sentence& sentence() const { return *sentence_; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(sentence_->tokens.size()); }
    const text::Token& token(std::uint32_t at) const { return sentence_->tokens[at]; }
    std::string_view form(std::uint32_t at) const { return token(at).span.in(text_); }
    /// The form in small letters (ASCII).
    const std::string& lower(std::uint32_t at) const { return lower_[at]; }
    const std::string& lemma(std::uint32_t at) const { return lemma_[at]; }
    std::string_view text() const { return text_; }

    const std::vector<std::uint32_t>& children(std::uint32_t at) const { return children_[at]; }
    std::optional<std::uint32_t> head(std::uint32_t at) const;

    /// Whether the relation, its subtype aside or included, is `relation`: is("nsubj") holds for
    /// "nsubj:pass" as well, is("nsubj:pass") for that alone.
    bool is(std::uint32_t at, std::string_view relation) const;
    /// First child by one of these relations, in word order.
    std::optional<std::uint32_t> child(std::uint32_t at, std::initializer_list<std::string_view> relations) const;
    std::vector<std::uint32_t> all(std::uint32_t at, std::initializer_list<std::string_view> relations) const;

    /// The token itself and what is coordinated with it ("Xi, Putin and Modi" from "Xi").
    std::vector<std::uint32_t> conjuncts(std::uint32_t at) const;
    /// The first of the coordination that `at` belongs to.
    std::uint32_t first_conjunct(std::uint32_t at) const;

    /// The preposition of a nominal in small letters ("with"; "" when it has none); of several
    /// words ("ahead of") the first.
    std::string_view preposition(std::uint32_t at) const;

    /// Whether `at` is `top` or below it.
    bool dominates(std::uint32_t top, std::uint32_t at) const;
    /// First and last token (excluded) of the subtree.
    std::pair<std::uint32_t, std::uint32_t> extent(std::uint32_t at) const;
    TextSpan span(std::uint32_t first, std::uint32_t last) const;

    /// Of tokens [first, last) the one whose head is outside; the last nominal when several are.
    std::uint32_t head_of(std::uint32_t first, std::uint32_t last) const;

    bool is_verb(std::uint32_t at) const { return token(at).upos == text::Upos::VERB; }
    bool is_noun(std::uint32_t at) const {
        return token(at).upos == text::Upos::NOUN || token(at).upos == text::Upos::PROPN;
    }

    /// Whether the token is inside the name of a person.
    bool in_person_name(std::uint32_t at) const;

    /// The subject of a predicate: its own, or the one it shares by control, coordination, a
    /// relative clause ("the minister, who met ...") or a participle ("Addressing the meeting,
    /// Song said").
    std::optional<std::uint32_t> subject(std::uint32_t predicate) const;

private:
    std::optional<std::uint32_t> subject(std::uint32_t predicate, int depth) const;

    const text::Sentence* sentence_;
    std::string_view text_;
    std::vector<std::vector<std::uint32_t>> children_;
    std::vector<std::string> lower_, lemma_;
};

}  // namespace annalist::ingest

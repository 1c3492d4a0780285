#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/text/analysis.hpp"
#include "ingest/text/mentions.hpp"
#include "ingest/text/words.hpp"

namespace annalist::text {

enum class Gender : std::uint8_t { Unknown, Male, Female };

/// A mention with what the sieves of coreference look at.
struct MentionFacts {
    std::string form;                 ///< folded head word
    std::string lemma;                ///< folded lemma of the head
    std::vector<std::string> name;    ///< folded words of the name, empty when it is none
    std::set<std::string> offices;    ///< nouns that say what the person is
    std::set<std::string> modifiers;  ///< adjectives and nouns before the head
    std::vector<std::size_t> parts;   ///< of a coordination: the mentions that are joined in it
    Gender gender = Gender::Unknown;
    bool plural = false;
    bool definite = false;
    bool subject = false;
    bool quoted = false;
};

/// What is known while an article's mentions are being joined into chains.
class CorefState {
public:
    CorefState(std::string_view text, const std::vector<Sentence>& sentences,
               std::vector<Mention>& mentions);

    std::size_t size() const { return mentions_.size(); }
    Mention& mention(std::size_t i) { return mentions_[i]; }
    const Mention& mention(std::size_t i) const { return mentions_[i]; }
    const MentionFacts& facts(std::size_t i) const { return facts_[i]; }
    const Sentence& sentence(std::size_t i) const { return sentences_[mentions_[i].sentence]; }
    const std::vector<Sentence>& sentences() const { return sentences_; }
    const Token& head(std::size_t i) const { return sentence(i).tokens[mentions_[i].head]; }
    std::string_view words(std::size_t i) const { return mentions_[i].span.in(text_); }

    /// The mention whose head is that token; with `whole`, the coordination it begins when it
    /// begins one.
    std::optional<std::size_t> at(std::uint32_t sentence, std::uint32_t head, bool whole) const;

    /// The first mention of the chain of i.
    std::size_t chain(std::size_t i) const;
    /// Joins the chains of two mentions under the earlier one.
    void join(std::size_t a, std::size_t b);
    int chain_size(std::size_t i) const;
    Gender chain_gender(std::size_t i) const;
    void set_gender(std::size_t i, Gender gender) { genders_[chain(i)] = gender; }
    EntityType chain_type(std::size_t i) const { return mentions_[chain(i)].type; }
    const std::set<std::string>& chain_offices(std::size_t i) const { return facts_[chain(i)].offices; }

    /// Mentions, one of each chain, that the chain of i speaks of together; empty for most.
    const std::vector<std::size_t>& members(std::size_t i) const;
    void set_members(std::size_t i, std::vector<std::size_t> members) { members_[chain(i)] = std::move(members); }

private:
    void describe(std::size_t i);
    void describe_children(std::size_t i);
    void find_parts(std::size_t i);
    std::vector<bool> quoted_words() const;

    std::string_view text_;
    const std::vector<Sentence>& sentences_;
    std::vector<Mention>& mentions_;
    std::vector<MentionFacts> facts_;
    mutable std::vector<std::size_t> parent_;  // chain() shortens its paths
    std::map<std::size_t, Gender> genders_;
    std::map<std::size_t, int> sizes_;
    std::map<std::size_t, std::vector<std::size_t>> members_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> by_head_, whole_by_head_;
};

}  // namespace annalist::text

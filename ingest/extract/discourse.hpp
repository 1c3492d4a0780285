#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/extract/cast.hpp"
#include "ingest/extract/parties.hpp"

namespace annalist::ingest {

/// Who has been spoken of, so that "he", "the president", "the two leaders" and "both countries"
/// find their actors. Fed sentence by sentence, in order.
class Discourse {
public:
    explicit Discourse(const Cast& cast) : cast_(cast) {}

    /// Takes in the next sentence; later questions are asked from within it.
    void enter(const Tree& tree, const SentenceNames& names);

    /// Whom a pronoun at token `at` means; empty when nobody fits.
    std::vector<std::uint32_t> pronoun(const Tree& tree, std::uint32_t at) const;
    /// Whom a bare role means ("the minister", "the two leaders", "both sides").
    std::vector<std::uint32_t> bare_role(const Tree& tree, const BareRole& role) const;

    /// Those who took part in the last event of two or more, told at most two sentences ago; else empty.
    std::vector<std::uint32_t> recent_pair() const;

    /// The two sides that the article has named most so far, the states where it names them: whom "the truce"
    /// or "the two presidents" means that it told nothing of. Empty where no two stand out.
    std::vector<std::uint32_t> story_pair() const;

    /// How often the article has named this country or somebody of it so far.
    int speaks_of(std::string_view country) const;

    /// The person told of last as a visitor: "the guest".
    void visitor(std::uint32_t member) { visitor_ = member; }
    std::optional<std::uint32_t> visitor() const { return visitor_; }

    /// The body of states spoken of last: "the bloc", "the alliance".
    std::optional<std::uint32_t> last_body() const;

    /// Who "I" and "we" are outside quotations: the author of a statement.
    void author(std::uint32_t member) { author_ = member; }

    /// Notes two or more parties that took part in one event: the next "they", "the two sides".
    void pair(const std::vector<std::uint32_t>& members);

private:
    struct Seen {
        std::uint32_t member;
        std::uint32_t token;
        bool subject;
    };

    /// "During his talks with B, A said": whom a possessive in a phrase before the subject means, when
    /// nobody was named before it.
    std::optional<std::uint32_t> subject_ahead(const Tree& tree, std::uint32_t at) const;
    /// Whether "she" or "he" can be this person, as far as titles and given names tell.
    bool may_be(std::uint32_t member, bool woman) const;
    /// The person spoken of last before a token, `other` left out.
    std::optional<std::uint32_t> last_person(std::uint32_t before, std::optional<std::uint32_t> other, bool woman) const;
    /// The parties that were subjects in the sentence before.
    std::vector<std::uint32_t> last_subjects() const;
    /// The last two or more parties of different states; with `persons`, none but persons.
    std::vector<std::uint32_t> group(bool persons) const;

    /// The country of a member, or its own key where it has none.
    std::string side_of(std::uint32_t member) const;

    const Cast& cast_;
    std::optional<std::uint32_t> author_, visitor_;
    int spoken_of(std::uint32_t member) const {
        const auto at = times_.find(member);
        return at == times_.end() ? 0 : at->second;
    }

    std::map<std::uint32_t, int> times_;  ///< how often each was named so far
    std::map<std::string, int> sides_;    ///< the same of countries and bodies, with all who are theirs
    std::vector<Seen> current_, previous_, earlier_;
    std::vector<std::vector<std::uint32_t>> pairs_;  ///< latest last
    int sentence_ = 0, paired_ = -100;               ///< number of this sentence, and of the last pair's
};

}  // namespace annalist::ingest

#include "ingest/text/roles.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "ingest/text/utf8.hpp"
#include "ingest/text/words.hpp"

namespace annalist::text {
namespace {

class RoleFinder {
public:
    RoleFinder(const Sentence& sentence, const NounTypes& nouns)
        : s_(sentence), nouns_(nouns), name_of_(sentence.tokens.size(), nullptr) {
        for (const Entity& e : s_.entities) {
            for (std::uint32_t i = e.first; i < e.last; ++i) name_of_[i] = &e;
        }
    }

    std::vector<Role> run() {
        for (const Entity& e : s_.entities) {
            if (e.type != EntityType::Person) continue;
            const auto head = head_of(e);
            for (std::uint32_t r = 0; r < s_.tokens.size(); ++r) {
                if ((r < e.first || r >= e.last) && is_role_noun(r) && says(r, head, e)) add(e, r);
            }
        }
        return std::move(found_);
    }

private:
    const Token& token(std::uint32_t i) const { return s_.tokens[i]; }
    bool hangs(std::uint32_t child, std::uint32_t head) const {
        return token(child).head == static_cast<std::int32_t>(head);
    }

    std::uint32_t head_of(const Entity& e) const {
        for (std::uint32_t i = e.first; i < e.last; ++i) {
            const std::int32_t above = token(i).head;
            if (above < static_cast<std::int32_t>(e.first) || above >= static_cast<std::int32_t>(e.last)) return i;
        }
        return e.first;
    }

    bool is_role_noun(std::uint32_t i) const {
        const Token& t = token(i);
        if (t.upos != Upos::NOUN && t.upos != Upos::PROPN && t.deprel != "nmod:desc") return false;
        if (name_of_[i] != nullptr && name_of_[i]->type != EntityType::Other) return false;
        std::string lemma = fold(t.lemma);
        if (!lemma.empty() && lemma.back() == '.') lemma.pop_back();
        return nouns_.type_of(lemma) == EntityType::Person ||
               is_one_of(lemma, {"head", "chief", "chair", "executive", "chancellor", "premier", "gen", "sen", "rep", "gov"});
    }

    /// Whether the role noun r is said of the name with that head.
    bool says(std::uint32_t r, std::uint32_t head, const Entity& e) const {
        const std::string_view role = universal(token(r).deprel);
        const std::string_view name = universal(token(head).deprel);
        if (hangs(r, head)) {
            if (role == "appos") return true;
            if (r < e.first) return role == "compound" || role == "flat" || token(r).deprel == "nmod:desc";
            return false;
        }
        if (hangs(head, r)) {
            if (name == "appos") return true;
            if (r < e.first && e.first - r <= 2) return name == "flat" || token(head).deprel == "nmod:desc";
            return name == "nsubj" && is_said(r);
        }
        return false;
    }

    /// "is the minister", not "is no minister" and "is not the minister".
    bool is_said(std::uint32_t r) const {
        bool is = false;
        for (std::uint32_t i = 0; i < s_.tokens.size(); ++i) {
            if (!hangs(i, r)) continue;
            const std::string lemma = fold(token(i).lemma);
            if (is_one_of(lemma, {"not", "no", "never"})) return false;
            if (token(i).deprel == "cop" && lemma == "be") is = true;
        }
        return is;
    }

    bool is_body(std::uint32_t i) const {
        const Entity* e = name_of_[i];
        return e != nullptr && e->type != EntityType::Other;
    }

    /// The words of the phrase below token i, up to the first mark or clause in it; articles and
    /// prepositions before it are left out.
    TextSpan phrase(std::uint32_t i) const {
        std::uint32_t first = i, last = i;
        for (std::uint32_t k = i; k-- > 0 && below(k, i);) {
            if (token(k).upos == Upos::PUNCT) break;
            if (token(k).deprel != "det" && token(k).deprel != "case") first = k;
            if (token(k).deprel == "case" && hangs(k, i)) break;
        }
        for (std::uint32_t k = i + 1; k < s_.tokens.size() && below(k, i); ++k) {
            if (token(k).upos == Upos::PUNCT || universal(token(k).deprel) == "acl") break;
            // the mark of "Kenya's" is no part of the name
            if (!(token(k).deprel == "case" && hangs(k, i))) last = k;
        }
        return {token(first).span.begin, token(last).span.end};
    }

    bool below(std::uint32_t i, std::uint32_t top) const {
        for (std::size_t steps = 0; steps < s_.tokens.size(); ++steps) {
            if (i == top) return true;
            if (token(i).head < 0) return false;
            i = static_cast<std::uint32_t>(token(i).head);
        }
        return false;
    }

    bool has_child(std::uint32_t i, std::string_view relation) const {
        for (std::uint32_t k = 0; k < s_.tokens.size(); ++k) {
            if (hangs(k, i) && token(k).deprel == relation) return true;
        }
        return false;
    }

    void add(const Entity& e, std::uint32_t r) {
        Role role;
        role.first = e.first;
        role.last = e.last;
        role.name = {token(e.first).span.begin, token(e.last - 1).span.end};
        std::uint32_t first = r, last = r;
        while (first > 0 && hangs(first - 1, r) && !is_body(first - 1) &&
               is_one_of(universal(token(first - 1).deprel), {"amod", "compound"})) {
            --first;
        }
        for (std::uint32_t i = 0; i < s_.tokens.size(); ++i) {
            if (!hangs(i, r) || (i >= e.first && i < e.last)) continue;
            const std::string_view relation = universal(token(i).deprel);
            if (i < r && is_body(i) && is_one_of(relation, {"amod", "compound", "nmod"})) {
                role.bodies.push_back(phrase(i));
            } else if (relation == "nmod" && i > r) {
                // "minister of trade", "Secretary of State" are roles, "chairman of the board" serves it
                const bool bare = i == r + 2 && !is_body(i) && !has_child(i, "det") && !has_child(i, "nmod:poss");
                if (bare) last = i;
                else role.bodies.push_back(phrase(i));
            } else if (token(i).deprel == "nmod:poss" && token(i).upos != Upos::PRON) {
                role.bodies.push_back(phrase(i));
            }
        }
        role.words = {token(first).span.begin, token(last).span.end};
        found_.push_back(std::move(role));
    }

    const Sentence& s_;
    const NounTypes& nouns_;
    std::vector<const Entity*> name_of_;
    std::vector<Role> found_;
};

}  // namespace

std::vector<Role> find_roles(const Sentence& sentence, const NounTypes& nouns) {
    return RoleFinder(sentence, nouns).run();
}

}  // namespace annalist::text

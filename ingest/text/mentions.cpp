#include "ingest/text/mentions.hpp"

#include <algorithm>
#include <string>
#include <tuple>

#include "ingest/text/analyzer.hpp"
#include "ingest/text/utf8.hpp"
#include "ingest/text/words.hpp"

namespace annalist::text {
namespace {

/// Children that stand outside the phrase of their head.
bool outside(const Token& child, bool right) {
    const std::string_view r = universal(child.deprel);
    if (r == "cc" || r == "conj" || r == "parataxis" || r == "dep" || r == "list" ||
        r == "discourse" || r == "vocative" || r == "orphan" || r == "punct" || r == "cop" ||
        r == "aux" || r == "mark" || r == "expl") {
        return true;
    }
    if (right) return r == "appos" || r == "advcl" || r == "csubj";
    return r == "case" || r == "nsubj" || r == "csubj" || r == "advmod" || r == "obl" ||
           r == "advcl" || r == "nmod" ? child.deprel != "nmod:poss" && child.deprel != "nmod:desc" &&
                                             child.deprel != "nmod:unmarked"
                                       : false;
}

/// The pieces of one sentence's tree.
class Phrases {
public:
    explicit Phrases(const Sentence& s) : s_(s), children_(s.tokens.size()) {
        for (std::size_t i = 0; i < s.tokens.size(); ++i) {
            if (s.tokens[i].head >= 0) {
                children_[static_cast<std::size_t>(s.tokens[i].head)].push_back(i);
            }
        }
    }

    /// First and last token of the phrase headed by `head`.
    std::pair<std::size_t, std::size_t> phrase(std::size_t head) const {
        std::size_t first = head;
        std::size_t last = head;
        for (const std::size_t child : children_[head]) {
            if (outside(s_.tokens[child], child > head)) continue;
            const auto [b, e] = subtree(child);
            first = std::min(first, b);
            last = std::max(last, e);
        }
        while (first < head && s_.tokens[first].upos == Upos::PUNCT) ++first;
        while (last > head && s_.tokens[last].upos == Upos::PUNCT) --last;
        return {first, last};
    }

    const std::vector<std::size_t>& children(std::size_t i) const { return children_[i]; }

private:
    std::pair<std::size_t, std::size_t> subtree(std::size_t i) const {
        std::size_t first = i;
        std::size_t last = i;
        std::vector<std::size_t> todo{i};
        while (!todo.empty()) {
            const std::size_t at = todo.back();
            todo.pop_back();
            first = std::min(first, at);
            last = std::max(last, at);
            todo.insert(todo.end(), children_[at].begin(), children_[at].end());
        }
        return {first, last};
    }

    const Sentence& s_;
    std::vector<std::vector<std::size_t>> children_;
};

bool person_pronoun(std::string_view lemma_or_form) {
    static constexpr std::string_view kWords[] = {
        "i",   "you", "he",   "she",  "we",   "me",    "him",   "her",    "us",      "my",
        "your", "his", "our", "mine", "yours", "hers", "ours",  "myself", "himself", "herself",
        "yourself", "ourselves", "they", "them", "their", "theirs", "themselves"};
    return std::ranges::find(kWords, lemma_or_form) != std::end(kWords);
}

bool reference_pronoun(std::string_view form) {
    return person_pronoun(form) || form == "it" || form == "its" || form == "itself" ||
           form == "this" || form == "that" || form == "these" || form == "those";
}

/// "the two met", "both agreed": words of number that stand for those they count.
bool counts_alone(const Sentence& s, std::uint32_t i, std::string_view form) {
    const std::string_view relation = universal(s.tokens[i].deprel);
    // parsers take "Both left" for the beginning of "both left and ..."
    if (form == "both" && s.tokens[i].deprel == "cc:preconj") {
        const std::int32_t verb = s.tokens[i].head;
        return s.tokens[static_cast<std::size_t>(verb)].upos == Upos::VERB &&
               std::ranges::none_of(s.tokens, [&](const Token& t) {
                   return t.head == verb && (t.deprel == "conj" || universal(t.deprel) == "nsubj");
               });
    }
    if (relation != "nsubj" && relation != "obj" && relation != "obl" && relation != "nmod") return false;
    if (form == "both") return true;
    if (form != "two" && form != "three" && form != "four") return false;
    return std::ranges::any_of(s.tokens, [&](const Token& t) {
        return t.head == static_cast<std::int32_t>(i) && t.deprel == "det" && fold(t.lemma) == "the";
    });
}

/// Adds a mention for each run of mentions from `first` on that "and" joins.
void add_coordinations(const Sentence& s, std::size_t first, std::vector<Mention>& mentions) {
    const std::size_t end = mentions.size();
    std::vector<std::size_t> by_head(s.tokens.size(), end);
    for (std::size_t i = first; i < end; ++i) by_head[mentions[i].head] = i;
    std::vector<bool> either(s.tokens.size());  // joined by "or" and the like
    for (const Token& t : s.tokens) {
        if (t.deprel == "cc" && t.head >= 0 && t.lemma != "and" && t.lemma != "&") {
            either[static_cast<std::size_t>(t.head)] = true;
        }
    }
    for (std::size_t i = first; i < end; ++i) {
        Mention together = mentions[i];
        bool joined = false;
        bool doubtful = false;
        for (std::size_t k = together.head + 1; k < s.tokens.size(); ++k) {
            const Token& t = s.tokens[k];
            if (t.head != static_cast<std::int32_t>(together.head) || t.deprel != "conj") continue;
            if (by_head[k] == end || either[k]) {
                doubtful = true;
                break;
            }
            const Mention& other = mentions[by_head[k]];
            joined = true;
            together.span.end = other.span.end;
            if (other.type != together.type) together.type = EntityType::Other;
        }
        if (!joined || doubtful) continue;
        together.named = together.pronoun = false;
        together.coordination = true;
        mentions.push_back(together);
    }
}

}  // namespace

Result<NounTypes> NounTypes::load(std::string_view lines) {
    NounTypes out;
    std::size_t at = 0;
    while (at < lines.size()) {
        std::size_t end = lines.find('\n', at);
        if (end == std::string_view::npos) end = lines.size();
        const std::string_view line = lines.substr(at, end - at);
        at = end + 1;
        if (line.empty()) continue;
        const bool known = line[0] == 'P' || line[0] == 'O' || line[0] == 'L';
        if (line.size() < 3 || line[1] != ' ' || !known) {
            return Error{ErrorCode::Corruption, "noun types: a line without type and noun"};
        }
        out.types_.emplace(line.substr(2), line[0] == 'P'   ? EntityType::Person
                                           : line[0] == 'O' ? EntityType::Organization
                                                            : EntityType::Place);
    }
    return out;
}

EntityType NounTypes::type_of(std::string_view lemma) const {
    const auto found = types_.find(std::string(lemma));
    return found == types_.end() ? EntityType::Other : found->second;
}

std::vector<Mention> find_mentions(std::string_view text, const std::vector<Sentence>& sentences,
                                   const NounTypes& nouns) {
    std::vector<Mention> out;
    for (std::uint32_t k = 0; k < sentences.size(); ++k) {
        const Sentence& s = sentences[k];
        const Phrases phrases(s);
        const std::size_t first_of_sentence = out.size();
        std::vector<const Entity*> name_of(s.tokens.size(), nullptr);
        for (const Entity& e : s.entities) {
            for (std::uint32_t i = e.first; i < e.last; ++i) name_of[i] = &e;
        }
        for (std::uint32_t i = 0; i < s.tokens.size(); ++i) {
            const Token& t = s.tokens[i];
            const std::string_view relation = universal(t.deprel);
            const bool noun = t.upos == Upos::NOUN || t.upos == Upos::PROPN;
            const std::string form = fold(t.span.in(text));
            const bool pronoun = t.upos == Upos::PRON && form != "both";
            if (!noun && !pronoun && !counts_alone(s, i, form)) continue;
            if (relation == "flat" || relation == "fixed" || relation == "goeswith" ||
                relation == "expl") {
                continue;
            }
            const Entity* name = name_of[i];
            // A name's words that are not its head speak only together.
            const bool inner = name != nullptr && t.head >= 0 &&
                               name_of[static_cast<std::size_t>(t.head)] == name;
            if (inner) continue;
            if (relation == "compound" && (name == nullptr || name->type == EntityType::Other)) continue;
            if (t.deprel == "nmod:desc" && name == nullptr) continue;
            Mention m;
            m.sentence = k;
            m.head = i;
            m.pronoun = pronoun;
            if (pronoun) {
                if (!reference_pronoun(form)) continue;
                m.type = person_pronoun(form) ? EntityType::Person : EntityType::Other;
                m.span = t.span;
            } else {
                const auto [first, last] = phrases.phrase(i);
                m.span = {s.tokens[first].span.begin, s.tokens[last].span.end};
                m.named = name != nullptr && t.upos == Upos::PROPN;
                if (name != nullptr) {
                    m.type = name->type == EntityType::Group ? EntityType::Person : name->type;
                } else {
                    m.type = nouns.type_of(fold(t.lemma));
                }
            }
            out.push_back(m);
        }
        // Adjectives of nationality are no noun phrases of their own.
        add_coordinations(s, first_of_sentence, out);
    }
    std::ranges::stable_sort(out, {}, [](const Mention& m) {
        return std::tuple(m.span.begin, ~m.span.end);
    });
    return out;
}

void write_mention_row(std::ostream& out, std::string_view id, std::string_view text,
                       const std::vector<Mention>& mentions) {
    std::vector<std::uint32_t> places;  // byte offsets asked for, in order
    for (const Mention& m : mentions) {
        places.push_back(m.span.begin);
        places.push_back(m.span.end);
    }
    std::ranges::sort(places);
    std::unordered_map<std::uint32_t, std::size_t> points;
    std::size_t at = 0;
    std::size_t count = 0;
    for (const std::uint32_t place : places) {
        for (; at < place && at < text.size(); ++count) at += decode(text, at).bytes;
        points[place] = count;
    }
    out << "{\"id\": \"";
    for (const char c : id) {
        if (c == '"' || c == '\\') out << '\\';
        out << c;
    }
    out << "\", \"mentions\": [";
    const char* separator = "";
    for (const Mention& m : mentions) {
        out << separator << "{\"start\": " << points[m.span.begin] << ", \"end\": "
            << points[m.span.end] << ", \"type\": \"" << to_string(m.type) << "\", \"named\": "
            << (m.named ? "true" : "false") << ", \"chain\": ";
        if (m.chain < 0) {
            out << "null";
        } else {
            out << "\"c" << m.chain << '"';
        }
        out << '}';
        separator = ", ";
    }
    out << "]}\n";
}

}  // namespace annalist::text

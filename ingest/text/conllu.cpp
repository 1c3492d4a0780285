#include "ingest/text/conllu.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "ingest/text/analyzer.hpp"
#include "ingest/text/network.hpp"

namespace annalist::text {
namespace {

std::vector<std::string_view> columns_of(std::string_view line) {
    std::vector<std::string_view> out;
    std::size_t from = 0;
    while (true) {
        const std::size_t tab = line.find('\t', from);
        out.push_back(line.substr(from, tab == std::string_view::npos ? tab : tab - from));
        if (tab == std::string_view::npos) return out;
        from = tab + 1;
    }
}

std::optional<std::int32_t> number(std::string_view text) {
    std::int32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool no_space_after(std::string_view misc) {
    return misc.find("SpaceAfter=No") != std::string_view::npos;
}

/// Gathers one file; a sentence is closed by an empty line or the end.
class Reader {
public:
    Result<ConlluDocument> read(std::istream& in) {
        std::string line;
        for (; std::getline(in, line); ++number_) {
            if (!line.empty() && line.back() == '\r') line.pop_back();
            if (line.empty()) {
                if (auto closed = close(); !closed) return closed.error();
            } else if (line.front() == '#') {
                comments_.push_back(line);
                if (line.starts_with("# newpar") && !document_.text.empty()) paragraph_ = true;
                if (line.starts_with("# newdoc") && !document_.text.empty()) paragraph_ = true;
            } else if (auto added = add(line); !added) {
                return added.error();
            }
        }
        if (auto closed = close(); !closed) return closed.error();
        return std::move(document_);
    }

private:
    Error bad(const std::string& what) const {
        return {ErrorCode::InvalidArgument, "line " + std::to_string(number_) + ": " + what};
    }

    Result<void> add(const std::string& line) {
        const auto cols = columns_of(line);
        if (cols.size() != 10) return bad("a token line has ten columns, not " +
                                          std::to_string(cols.size()));
        if (cols[0].find('.') != std::string_view::npos) return {};
        const std::size_t dash = cols[0].find('-');
        if (dash != std::string_view::npos) {
            const auto last = number(cols[0].substr(dash + 1));
            if (!last) return bad("id " + std::string(cols[0]));
            joined_until_ = *last;
            joined_tight_ = no_space_after(cols[9]);
            lines_.push_back(line);
            return {};
        }
        const auto id = number(cols[0]);
        if (!id || *id != static_cast<std::int32_t>(tokens_.size()) + 1) {
            return bad("id " + std::string(cols[0]) + " is out of order");
        }
        std::string& text = document_.text;
        if (tokens_.empty() && !text.empty()) {
            text += paragraph_ ? "\n\n" : tight_ ? "" : " ";
            paragraph_ = false;
        } else if (!tokens_.empty() && !tight_) {
            text += ' ';
        }
        Token t;
        t.span.begin = static_cast<std::uint32_t>(text.size());
        text += cols[1];
        t.span.end = static_cast<std::uint32_t>(text.size());
        t.lemma = cols[2];
        t.upos = upos_of(cols[3]);
        t.xpos = intern(cols[4]);
        t.head = number(cols[6]).value_or(0) - 1;
        t.deprel = intern(cols[7]);
        tokens_.push_back(std::move(t));
        lines_.push_back(line);
        tight_ = *id < joined_until_ || no_space_after(cols[9]);
        if (*id == joined_until_) tight_ = joined_tight_;
        return {};
    }

    Result<void> close() {
        if (tokens_.empty()) return {};
        const auto count = static_cast<std::int32_t>(tokens_.size());
        RawSentence raw;
        for (const Token& t : tokens_) {
            if (t.head < -1 || t.head >= count) return bad("a head lies outside its sentence");
            raw.tokens.push_back(t.span);
        }
        Sentence s;
        s.span = {tokens_.front().span.begin, tokens_.back().span.end};
        s.tokens = std::move(tokens_);
        tokens_.clear();
        document_.raw.push_back(std::move(raw));
        document_.sentences.push_back(std::move(s));
        document_.comments.push_back(std::move(comments_));
        document_.lines.push_back(std::move(lines_));
        comments_.clear();
        lines_.clear();
        joined_until_ = 0;
        return {};
    }

    ConlluDocument document_;
    std::vector<Token> tokens_;
    std::vector<std::string> comments_, lines_;
    std::size_t number_ = 1;
    std::int32_t joined_until_ = 0;
    bool joined_tight_ = false, tight_ = false, paragraph_ = false;
};

/// Brackets of the entities that open or close at each token: "(person", "(place)", ")".
std::vector<std::string> brackets(const Sentence& s) {
    std::vector<std::string> out(s.tokens.size());
    for (const Entity& e : s.entities) {
        out[e.first] += "(" + std::string(to_string(e.type));
        out[e.last - 1] += ")";
    }
    return out;
}

/// Brackets of the coreferring mentions of each sentence at each token: "(c3", "c3)", "(c3)"; the
/// longer of two that open together comes first.
std::vector<std::vector<std::string>> chain_brackets(const std::vector<Sentence>& sentences,
                                                     const std::vector<Mention>& mentions) {
    std::vector<std::vector<std::string>> out(sentences.size());
    for (std::size_t k = 0; k < sentences.size(); ++k) out[k].resize(sentences[k].tokens.size());
    for (const Mention& m : mentions) {
        if (m.chain < 0) continue;
        const auto& tokens = sentences[m.sentence].tokens;
        const auto first = std::ranges::find_if(
            tokens, [&](const Token& t) { return t.span.begin >= m.span.begin; });
        auto last = first;
        while (last != tokens.end() && last->span.end < m.span.end) ++last;
        if (first == tokens.end() || last == tokens.end()) continue;
        const std::string name = "c" + std::to_string(m.chain);
        auto& marks = out[m.sentence];
        const auto at = static_cast<std::size_t>(first - tokens.begin());
        const auto end = static_cast<std::size_t>(last - tokens.begin());
        if (at == end) {
            marks[at] += "(" + name + ")";
        } else {
            marks[at] += "(" + name;
            marks[end].insert(0, name + ")");
        }
    }
    return out;
}

/// Comment lines of each sentence for the groups that are first spoken of in it.
std::vector<std::string> group_comments(std::size_t sentences, const Coreference& coreference) {
    std::vector<std::string> out(sentences);
    for (std::size_t c = 0; c < coreference.chains.size(); ++c) {
        const CorefChain& chain = coreference.chains[c];
        if (chain.members.empty()) continue;
        std::string& line = out[coreference.mentions[chain.mentions.front()].sentence];
        line += "# group c" + std::to_string(c) + " =";
        for (const std::int32_t member : chain.members) line += " c" + std::to_string(member);
        line += '\n';
    }
    return out;
}

/// The MISC column of a token.
std::string misc_of(const std::string& entity, const std::string& chain, bool tight) {
    std::string misc;
    const auto add = [&](std::string_view field) {
        if (!misc.empty()) misc += '|';
        misc += field;
    };
    if (!chain.empty()) add("Coref=" + chain);
    if (!entity.empty()) add("Entity=" + entity);
    if (tight) add("SpaceAfter=No");
    return misc;
}

void write_token(std::ostream& out, std::size_t i, const Token& t, std::string_view form,
                 const std::string& misc) {
    const auto or_blank = [](std::string_view x) { return x.empty() ? std::string_view("_") : x; };
    out << i + 1 << '\t' << form << '\t' << or_blank(t.lemma) << '\t' << to_string(t.upos) << '\t'
        << or_blank(t.xpos) << "\t_\t" << t.head + 1 << '\t' << or_blank(t.deprel) << "\t_\t"
        << (misc.empty() ? "_" : misc) << '\n';
}

/// A token's words with tabs and line ends made spaces: nothing else can break a line.
std::string one_line(std::string_view text) {
    std::string out(text);
    std::ranges::replace_if(out, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
    return out;
}

}  // namespace

Result<ConlluDocument> read_conllu(std::istream& in) { return Reader().read(in); }

void write_conllu(std::ostream& out, std::string_view text, const std::vector<Sentence>& sentences,
                  const Coreference& coreference, const std::vector<std::string>& notes) {
    const auto chains = chain_brackets(sentences, coreference.mentions);
    const auto groups = group_comments(sentences.size(), coreference);
    for (std::size_t k = 0; k < sentences.size(); ++k) {
        const Sentence& s = sentences[k];
        out << "# sent_id = " << k + 1 << '\n';
        if (s.split) out << "# split = yes\n";
        out << "# text = " << one_line(s.span.in(text)) << '\n' << groups[k];
        if (k < notes.size()) out << notes[k];
        const auto entities = brackets(s);
        for (std::size_t i = 0; i < s.tokens.size(); ++i) {
            const Token& t = s.tokens[i];
            const bool tight = i + 1 < s.tokens.size() && s.tokens[i + 1].span.begin == t.span.end;
            write_token(out, i, t, one_line(t.span.in(text)), misc_of(entities[i], chains[k][i], tight));
        }
        out << '\n';
    }
}

void write_conllu(std::ostream& out, const ConlluDocument& document, const std::vector<Sentence>& parsed,
                  const Coreference& coreference, const std::vector<std::string>& notes) {
    const auto chains = chain_brackets(parsed, coreference.mentions);
    const auto groups = group_comments(parsed.size(), coreference);
    for (std::size_t k = 0; k < parsed.size(); ++k) {
        for (const std::string& comment : document.comments[k]) out << comment << '\n';
        if (parsed[k].split) out << "# split = yes\n";
        out << groups[k];
        if (k < notes.size()) out << notes[k];
        const auto entities = brackets(parsed[k]);
        std::size_t i = 0;
        for (const std::string& line : document.lines[k]) {
            const auto cols = columns_of(line);
            if (cols[0].find('-') != std::string_view::npos) {
                out << line << '\n';
                continue;
            }
            write_token(out, i, parsed[k].tokens[i], cols[1],
                        misc_of(entities[i], chains[k][i], no_space_after(cols[9])));
            ++i;
        }
        out << '\n';
    }
}

}  // namespace annalist::text

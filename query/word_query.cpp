#include "query/word_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "storage/stems.hpp"

namespace annalist::query {
namespace {

using Kind = WordQuery::Kind;

enum class Sign { Word, Phrase, And, Or, Not, Open, Close, End };

struct Token {
    Sign sign = Sign::End;
    std::size_t begin = 0;   ///< byte of the text
    std::string_view words;  ///< of a word or phrase
};

Error error_at(std::string_view text, std::size_t byte, std::string_view what) {
    const auto begun = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    const auto character = 1 + std::ranges::count_if(text.substr(0, byte), begun);
    return {ErrorCode::InvalidArgument, fmt::format("words: character {}: {}", character, what)};
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Straight and typographic double quotation marks; how many bytes, 0 for anything else.
std::size_t quote_at(std::string_view text, std::size_t at) {
    if (text[at] == '"') return 1;
    for (const std::string_view mark : {"\u201C", "\u201D", "\u201E"})
        if (text.substr(at).starts_with(mark)) return mark.size();
    return 0;
}

Result<std::vector<Token>> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (is_space(text[at])) {
            ++at;
        } else if (text[at] == '(' || text[at] == ')') {
            tokens.push_back({text[at] == '(' ? Sign::Open : Sign::Close, at++, {}});
        } else if (text[at] == '-') {
            tokens.push_back({Sign::Not, at++, {}});
        } else if (const std::size_t quote = quote_at(text, at); quote != 0) {
            at += quote;
            const std::size_t inside = at;
            while (at < text.size() && quote_at(text, at) == 0) ++at;
            if (at == text.size())
                return error_at(text, begin, "this quotation mark is not closed");
            tokens.push_back({Sign::Phrase, begin, text.substr(inside, at - inside)});
            at += quote_at(text, at);
        } else {
            while (at < text.size() && !is_space(text[at]) && text[at] != '(' && text[at] != ')' &&
                   quote_at(text, at) == 0)
                ++at;
            const std::string_view word = text.substr(begin, at - begin);
            const Sign sign = word == "AND"   ? Sign::And
                              : word == "OR"  ? Sign::Or
                              : word == "NOT" ? Sign::Not
                                              : Sign::Word;
            tokens.push_back({sign, begin, word});
        }
    }
    tokens.push_back({Sign::End, text.size(), {}});
    return tokens;
}

/// One of its parts alone is no question of its own.
WordQuery combined(Kind kind, std::vector<WordQuery> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    WordQuery query;
    query.kind = kind;
    query.parts = std::move(parts);
    return query;
}

class Parser {
public:
    Parser(std::string_view text, std::vector<Token> tokens)
        : text_(text), tokens_(std::move(tokens)) {}

    Result<WordQuery> run() {
        if (now().sign == Sign::End) return WordQuery{};
        auto query = any();
        if (query && now().sign == Sign::Close)
            return error("this parenthesis closes none");
        return query;
    }

private:
    const Token& now() const { return tokens_[at_]; }
    Error error(std::string_view what) const { return error_at(text_, now().begin, what); }

    Result<WordQuery> any() {
        std::vector<WordQuery> parts;
        do {
            auto part = all();
            if (!part) return part;
            parts.push_back(*std::move(part));
        } while (take(Sign::Or));
        return combined(Kind::Any, std::move(parts));
    }

    Result<WordQuery> all() {
        std::vector<WordQuery> parts;
        for (;;) {
            auto part = negated();
            if (!part) return part;
            parts.push_back(*std::move(part));
            if (take(Sign::And)) continue;
            if (now().sign == Sign::Or || now().sign == Sign::Close || now().sign == Sign::End)
                return combined(Kind::All, std::move(parts));
        }
    }

    Result<WordQuery> negated() {
        if (now().sign != Sign::Not) return term();
        if (++depth_ > kMostQueryDepth) return error("too many negations and parentheses in each other");
        ++at_;
        auto part = negated();
        --depth_;
        if (!part) return part;
        WordQuery query;
        query.kind = Kind::Not;
        query.parts.push_back(*std::move(part));
        return query;
    }

    Result<WordQuery> term() {
        switch (now().sign) {
            case Sign::Word:
            case Sign::Phrase: return phrase();
            case Sign::Open: return group();
            case Sign::And: return error("a word is missing before AND; to look for the word itself, write it small");
            case Sign::Or: return error("a word is missing before OR; to look for the word itself, write it small");
            case Sign::Close: return error("a word is missing before this parenthesis");
            case Sign::Not:
            case Sign::End: break;
        }
        return error("a word is missing at the end");
    }

    Result<WordQuery> group() {
        const std::size_t open = now().begin;
        if (++depth_ > kMostQueryDepth) return error("too many negations and parentheses in each other");
        ++at_;
        auto inside = any();
        --depth_;
        if (inside && !take(Sign::Close))
            return error_at(text_, open, "this parenthesis is not closed");
        return inside;
    }

    Result<WordQuery> phrase() {
        WordQuery query;
        query.kind = Kind::Phrase;
        query.stems = storage::stems_of(now().words);
        if (query.stems.empty())
            return error(now().words.empty()
                             ? "nothing stands between these quotation marks"
                             : fmt::format("\"{}\" has no letter or digit in it; leave it out", now().words));
        words_ += query.stems.size();
        if (words_ > kMostQueryWords)
            return error(fmt::format("at most {} words can be asked for at once", kMostQueryWords));
        ++at_;
        return query;
    }

    bool take(Sign sign) {
        if (now().sign != sign) return false;
        ++at_;
        return true;
    }

    std::string_view text_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0, depth_ = 0, words_ = 0;
};

/// Calls visit(stems) for each phrase, in order.
template <class Visit>
void each_phrase(const WordQuery& query, const Visit& visit) {
    if (query.kind == Kind::Phrase) visit(query.stems);
    for (const WordQuery& part : query.parts) each_phrase(part, visit);
}

bool has_negation(const WordQuery& query) {
    return query.kind == Kind::Not || std::ranges::any_of(query.parts, has_negation);
}

/// `next` is the number of the next phrase, counted as each_phrase does.
bool evaluate(const WordQuery& query, const std::vector<bool>& seen, std::size_t& next) {
    if (query.kind == Kind::Phrase) return seen[next++];
    bool all = true, any = false;
    for (const WordQuery& part : query.parts) {
        const bool holds = evaluate(part, seen, next);
        all = all && holds;
        any = any || holds;
    }
    if (query.kind == Kind::Not) return !any;
    return query.kind == Kind::All ? all : any;
}

}  // namespace

Result<WordQuery> parse_word_query(std::string_view text) {
    auto tokens = tokens_of(text);
    if (!tokens) return tokens.error();
    return Parser(text, *std::move(tokens)).run();
}

WordQuery both(WordQuery a, WordQuery b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    std::vector<WordQuery> parts;
    parts.push_back(std::move(a));
    parts.push_back(std::move(b));
    return combined(Kind::All, std::move(parts));
}

std::string to_text(const WordQuery& query) {
    std::string text;
    switch (query.kind) {
        case Kind::Phrase:
            for (const std::string& stem : query.stems) text += (text.empty() ? "" : " ") + stem;
            return "\"" + text + "\"";
        case Kind::Not: return "-" + to_text(query.parts.front());
        case Kind::All:
        case Kind::Any: break;
    }
    if (query.parts.empty()) return text;
    for (const WordQuery& part : query.parts)
        text += (text.empty() ? "" : query.kind == Kind::All ? " " : " OR ") + to_text(part);
    return "(" + text + ")";
}

WordMatch::WordMatch(const WordQuery& query) : query_(query), negated_(has_negation(query)) {
    each_phrase(query, [&](const std::vector<std::string>& stems) { phrases_.push_back(&stems); });
    seen_.resize(phrases_.size());
}

void WordMatch::see(std::string_view text) {
    const std::vector<std::string> stems = storage::stems_of(text);
    for (std::size_t i = 0; i < phrases_.size(); ++i)
        if (!seen_[i]) seen_[i] = !std::ranges::search(stems, *phrases_[i]).empty();
}

bool WordMatch::holds() const {
    std::size_t next = 0;
    return evaluate(query_, seen_, next);
}

}  // namespace annalist::query

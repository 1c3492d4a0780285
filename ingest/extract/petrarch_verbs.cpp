#include "ingest/extract/petrarch_verbs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "ingest/lexicon/petrarch_lines.hpp"

namespace annalist::ingest {
namespace {

/// What a code in square brackets says.
struct Code {
    enum class Kind { Event, Nothing, Statement, OtherSide, Bad } kind = Kind::Nothing;
    std::string digits;
    bool second = false;  ///< a code for the other side stands behind it
};

Code read_code(std::string_view text) {
    Code code;
    const auto colon = text.find(':');
    const auto first = text.substr(0, colon);
    code.second = colon != std::string_view::npos && colon + 1 < text.size();
    if (first == "---" || first.empty()) {
        code.kind = code.second && text.substr(colon + 1) != "---" ? Code::Kind::OtherSide : Code::Kind::Nothing;
        return code;
    }
    const auto kind = cameo_kind(first);
    if (!kind) code.kind = Code::Kind::Bad;
    else code.kind = kind->type == EventType::Statement ? Code::Kind::Statement : Code::Kind::Event;
    code.digits = first;
    return code;
}

struct Verb {
    std::string lemma;
    std::vector<std::string> rest;
    Code code;
    std::uint32_t line = 0;
};

class VerbReader {
public:
    VerbReader(const std::filesystem::path& file, Senses& senses, Refusals& refused) : file_(file), senses_(senses), refused_(refused) {}

    void line(std::uint32_t number, std::string_view text) {
        line_ = number;
        if (text.starts_with("---")) return heading(text.substr(3));
        if (text.starts_with('&')) return synset(text);
        if (text.starts_with('~')) return left_out_.add("transformations are left out", number);
        if (text.starts_with('-')) return pattern(text.substr(1));
        text.remove_prefix(text.find_first_not_of(' '));
        if (set_ && text.starts_with('+')) return member(text.substr(1));
        verb(text);
    }

    const Unrepresented& left_out() const { return left_out_; }

private:
    void refuse(std::string_view reason) { refused_.push_back(fmt::format("{}:{}: {}", file_.string(), line_, reason)); }

    /// The last text in square brackets, taken off; nullopt when there is none.
    static std::optional<std::string_view> bracketed(std::string_view& text) {
        const auto end = text.rfind(']');
        const auto begin = text.rfind('[', end);
        if (end == std::string_view::npos || begin == std::string_view::npos) return std::nullopt;
        const auto inside = text.substr(begin + 1, end - begin - 1);
        text = text.substr(0, begin);
        return inside;
    }

    void heading(std::string_view text) {
        set_ = nullptr;
        verbs_.clear();
        patterns_ = false;
        block_ = {};
        if (const auto code = bracketed(text)) block_ = checked(*code);
    }

    Code checked(std::string_view text) {
        Code code = read_code(text);
        if (code.kind == Code::Kind::Bad) refuse(fmt::format("\"{}\" is no CAMEO code", text));
        if (code.kind == Code::Kind::Event && code.second) left_out_.add("codes of the other side are left out", line_);
        if (code.kind == Code::Kind::OtherSide) left_out_.add("events of the other side alone are left out", line_);
        if (code.kind == Code::Kind::Statement) left_out_.add("statements (CAMEO 01) tell of no event", line_);
        return code;
    }

    void synset(std::string_view text) {
        std::string name(text.substr(0, text.find(' ')));
        verbs_.clear();
        if (name.size() < 2) {
            set_ = std::make_shared<WordSet>();  // its members follow
            return refuse("a synonym set without a name");
        }
        set_ = std::make_shared<WordSet>();
        if (name.ends_with('_')) {
            sets_[name.substr(0, name.size() - 1)] = set_;  // patterns write it with or without
        }
        sets_[name] = set_;
    }

    void member(std::string_view text) {
        if (text.starts_with('&')) {
            const auto other = sets_.find(std::string(text));
            if (other == sets_.end()) return refuse(fmt::format("no synonym set {} stands above", text));
            if (other->second == set_) return refuse("a synonym set inside itself");
            set_->words.insert(other->second->words.begin(), other->second->words.end());
            set_->phrases.insert(set_->phrases.end(), other->second->phrases.begin(), other->second->phrases.end());
            return;
        }
        auto words = petrarch_words(text);
        if (words.empty()) return refuse("an empty synonym");
        if (words.size() == 1) set_->words.insert(std::move(words.front()));
        else set_->phrases.push_back(std::move(words));
    }

    void verb(std::string_view text) {
        set_ = nullptr;
        if (patterns_) {
            // Behind patterns a block of its own begins, also without a heading.
            verbs_.clear();
            patterns_ = false;
            block_ = {};
        }
        Verb verb{{}, {}, block_, line_};
        if (const auto code = bracketed(text)) verb.code = checked(*code);
        text = text.substr(0, text.find('{'));
        text.remove_suffix(text.size() - (text.find_last_not_of(' ') + 1));
        const auto plus = text.find('+');
        if (plus != std::string_view::npos && plus != 0) return left_out_.add("verbs with words before them are left out", line_);
        if (plus == 0) text.remove_prefix(1);
        auto words = petrarch_words(text);
        if (words.empty()) return refuse("no verb");
        verb.lemma = std::move(words.front());
        verb.rest.assign(std::make_move_iterator(words.begin() + 1), std::make_move_iterator(words.end()));
        if (verb.code.kind != Code::Kind::Bad && verb.code.kind != Code::Kind::OtherSide) put(verb, verb.code, {}, "");
        verbs_.push_back(std::move(verb));
    }

    void put(const Verb& verb, const Code& code, Sense sense, const std::string& written) {
        std::string phrase = verb.lemma;
        for (const auto& word : verb.rest) phrase += " " + word;
        if (!written.empty()) phrase += " " + written;
        if (code.kind == Code::Kind::Event) {
            const auto kind = *cameo_kind(code.digits);
            sense.type = kind.type;
            sense.mode = kind.mode;
            sense.cameo = code.digits;
        } else {
            sense.nothing = true;
        }
        sense.own = true;
        sense.rest.insert(sense.rest.end(), verb.rest.begin(), verb.rest.end());
        senses_.put_verb(verb.lemma, phrase, std::move(sense));
    }

    /// Puts one word of a pattern among those asked for; false when it was refused.
    bool word(std::string_view text, std::vector<std::string>& words, std::vector<std::shared_ptr<const WordSet>>& sets) {
        if (text.starts_with('&')) {
            const auto set = sets_.find(std::string(text));
            if (set == sets_.end()) return refuse(fmt::format("no synonym set {} stands above", text)), false;
            sets.push_back(set->second);
        } else if (text.find('/') != std::string_view::npos) {
            auto set = std::make_shared<WordSet>();  // BY/WITH
            for (const auto one : split_cell(text, '/'))
                for (auto& each : petrarch_words(one)) set->words.insert(std::move(each));
            sets.push_back(std::move(set));
        } else {
            for (auto& each : petrarch_words(text)) words.push_back(std::move(each));
        }
        return true;
    }

    void pattern(std::string_view text) {
        if (text.empty() || verbs_.empty()) return refuse(text.empty() ? "an empty pattern" : "a pattern without a verb above it");
        patterns_ = true;
        const auto bracket = bracketed(text);
        if (!bracket) return refuse("a pattern without a code");
        const auto star = text.find('*');
        if (star == std::string_view::npos) return refuse("a pattern without * for the verb");
        const Code code = checked(*bracket);
        if (code.kind == Code::Kind::Bad || code.kind == Code::Kind::OtherSide) return;
        Sense sense;
        std::string written;
        bool target_before = false, source_behind = false;
        for (const bool before : {true, false}) {
            std::string part(before ? text.substr(0, star) : text.substr(text.find_first_not_of('*', star) == std::string_view::npos ? text.size() : text.find_first_not_of('*', star)));
            std::ranges::replace_if(part, [](char c) { return c == '{' || c == '}' || c == '(' || c == ')'; }, ' ');
            // "_" joins words, also to a set: "NEW_&TIES".
            std::ranges::replace(part, '_', ' ');
            for (const auto token : split_cell(part, ' ')) {
                if (token == "+") target_before = target_before || before;
                else if (token == "$") source_behind = source_behind || !before;
                else if (token != "%" && token != "^") {
                    auto& words = before ? sense.front : sense.rest;
                    auto& sets = before ? sense.front_sets : sense.sets;
                    if (!word(token, words, sets)) return;
                    if (!written.empty()) written += ' ';
                    if (before) written += '<';
                    for (const char c : token) written += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
                }
            }
        }
        if (target_before || source_behind) return left_out_.add("patterns of the passive are left out; the parse sees to it", line_);
        for (const Verb& verb : verbs_) put(verb, code, sense, written);
    }

    const std::filesystem::path& file_;
    Senses& senses_;
    Refusals& refused_;
    Unrepresented left_out_;
    std::map<std::string, std::shared_ptr<WordSet>> sets_;
    std::shared_ptr<WordSet> set_;  ///< whose members are read
    std::vector<Verb> verbs_;       ///< of the block
    Code block_;
    bool patterns_ = false;         ///< the block has some already
    std::uint32_t line_ = 0;
};

}  // namespace

Result<void> add_petrarch_verbs(const std::filesystem::path& file, Senses& senses, Refusals& refused, std::vector<std::string>& notes) {
    VerbReader reader(file, senses, refused);
    auto read = read_petrarch_lines(file, true, [&](std::uint32_t number, std::string_view line) { reader.line(number, line); });
    if (!read) return read;
    reader.left_out().tell(file, notes);
    return {};
}

}  // namespace annalist::ingest

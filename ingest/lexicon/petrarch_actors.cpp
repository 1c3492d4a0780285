#include "ingest/lexicon/petrarch_actors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "graph/time_span.hpp"
#include "ingest/lexicon/petrarch_lines.hpp"

namespace annalist::ingest {
namespace {

bool is_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "19950601" or "950601", years 00 to 30 being of this century; nullopt for no day.
std::optional<date::sys_days> petrarch_day(std::string_view text) {
    if (!is_digits(text) || (text.size() != 6 && text.size() != 8)) return std::nullopt;
    std::string day(text);
    if (day.size() == 6) day.insert(0, day.substr(0, 2) <= "30" ? "20" : "19");
    return parse_iso_day(fmt::format("{}-{}-{}", day.substr(0, 4), day.substr(4, 2), day.substr(6, 2)));
}

std::string upper(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c); });
    return out;
}

/// "CODE", "CODE <date", "CODE >date" or "CODE date-date", with blanks anywhere behind the code.
Result<DatedCode> read_code(std::string_view text) {
    const auto parts = split_cell(text, ' ');
    const auto wrong = [&](std::string_view what) { return Error{ErrorCode::Corruption, fmt::format("[{}]: {}", text, what)}; };
    if (parts.empty()) return wrong("no code");
    DatedCode code{upper(parts[0]), std::nullopt, std::nullopt};
    std::string when;
    for (std::size_t i = 1; i < parts.size(); ++i) when += parts[i];
    if (when.empty()) return code;
    const auto day = [&](std::string_view digits) { return petrarch_day(digits); };
    if (when[0] == '<' || when[0] == '>') {
        auto& end = when[0] == '<' ? code.to : code.from;
        end = day(std::string_view(when).substr(1));
        if (!end) return wrong("no such day");
        return code;
    }
    const auto dash = when.find('-');
    if (dash == std::string::npos) return wrong("write <day, >day or day-day");
    code.from = day(std::string_view(when).substr(0, dash));
    code.to = day(std::string_view(when).substr(dash + 1));
    if (!code.from || !code.to) return wrong("no such day");
    if (*code.to < *code.from) return wrong("ends before it begins");
    return code;
}

/// A phrase of capitals as a name: "HAMID_KARZAI_" is "Hamid Karzai". One word of a body stays as it
/// is, since it may be an acronym.
std::string name_of(std::string_view phrase, bool keep_single) {
    std::string name;
    std::vector<std::string_view> words;
    for (const auto part : split_cell(phrase, ' '))
        for (const auto word : split_cell(part, '_')) words.push_back(word);
    for (const auto word : words) {
        if (!name.empty()) name += ' ';
        const bool dotted = word.find('.') != std::string_view::npos;
        if (dotted || (words.size() == 1 && keep_single)) {
            name += word;
            continue;
        }
        std::string lower(word);
        std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
        const bool small = !name.empty() && (lower == "of" || lower == "the" || lower == "and" || lower == "for" || lower == "in" || lower == "de");
        bool first = !small;
        for (const char c : lower) {
            name += first && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            first = c == '-';
        }
    }
    return name;
}

class ActorReader {
public:
    ActorReader(const std::filesystem::path& file, Lexicon& lexicon, Refusals& refused) : file_(file), lexicon_(lexicon), refused_(refused) {}

    void line(std::uint32_t number, std::string_view text) {
        line_ = number;
        text.remove_prefix(text.find_first_not_of(' '));
        if (!is_utf8_text(text)) return refuse("not UTF-8");
        if (text[0] == '[') {
            if (phrases_.empty()) return refuse("a code without a name above it");
            return codes(text);
        }
        if (text[0] == '+') {
            if (phrases_.empty()) return refuse("a synonym without a name above it");
            phrases_.emplace_back(text.substr(1, text.find('[') == std::string_view::npos ? std::string_view::npos : text.find('[') - 1));
            return;
        }
        finish();
        first_ = number;
        const auto bracket = text.find('[');
        phrases_.emplace_back(text.substr(0, bracket));
        if (bracket != std::string_view::npos) codes(text.substr(bracket));
    }

    /// Ends the actor that is being read.
    void finish() {
        if (!phrases_.empty()) add();
        phrases_.clear();
        codes_.clear();
        null_ = false;
    }

    const Unrepresented& left_out() const { return left_out_; }

private:
    void refuse(std::string_view reason) { refused_.push_back(fmt::format("{}:{}: {}", file_.string(), line_, reason)); }

    void codes(std::string_view text) {
        while (true) {
            const auto begin = text.find('['), end = text.find(']', begin == std::string_view::npos ? 0 : begin);
            if (begin == std::string_view::npos) return;
            if (end == std::string_view::npos) return refuse("a [ that is not closed");
            auto code = read_code(text.substr(begin + 1, end - begin - 1));
            text = text.substr(end + 1);
            if (!code) refuse(code.error().message);
            else if (code->code == "---" || code->code == "+++" || code->code == "###") null_ = true;
            else codes_.push_back(*std::move(code));
        }
    }

    void add() {
        if (codes_.empty()) {
            if (null_) left_out_.add("actors with a null code are left out", first_);
            else left_out_.add("actors without a code are left out", first_);
            return;
        }
        // A restriction by date goes before the code for all other days.
        std::ranges::stable_partition(codes_, [](const DatedCode& c) { return c.from || c.to; });
        const bool keep = codes_.size() == 1 && codes_[0].code.size() > 3;
        std::vector<std::string> names;
        for (const auto& phrase : phrases_)
            if (auto name = name_of(phrase, keep); !name.empty()) names.push_back(std::move(name));
        if (names.empty()) return left_out_.add("actors without a name are left out", first_);
        switch (lexicon_.add_actor(names, codes_)) {
            case ActorFit::Whole: return;
            case ActorFit::State: return left_out_.add("actors are a state or its seat with us and stay so, without their code", first_);
            case ActorFit::NoState: return left_out_.add("codes begin with no state or international body that we know; their actors belong to none", first_);
        }
    }

    const std::filesystem::path& file_;
    Lexicon& lexicon_;
    Refusals& refused_;
    Unrepresented left_out_;
    std::vector<std::string> phrases_;
    std::vector<DatedCode> codes_;
    bool null_ = false;
    std::uint32_t line_ = 0, first_ = 0;
};

class AgentReader {
public:
    AgentReader(const std::filesystem::path& file, RoleNouns& roles, Refusals& refused) : file_(file), roles_(roles), refused_(refused) {}

    void line(std::uint32_t number, std::string_view text) {
        line_ = number;
        text.remove_prefix(text.find_first_not_of(' '));
        if (!is_utf8_text(text)) return refuse("not UTF-8");
        if (const auto equals = text.find('='); text[0] == '!' && equals != std::string_view::npos) return marker(text, equals);
        const auto begin = text.find('['), end = text.find(']', begin == std::string_view::npos ? 0 : begin);
        if (begin == std::string_view::npos || end == std::string_view::npos) return refuse("no [~CODE]");
        std::string code(text.substr(begin + 1, end - begin - 1));
        if (!code.starts_with('~') && !code.ends_with('~')) return refuse(fmt::format("\"{}\": write ~CODE or CODE~", code));
        const bool behind = code.starts_with('~');
        std::erase(code, '~');
        if (code.empty()) return refuse("no code");
        if (!behind) left_out_.add("codes that stand before an actor's are taken to stand behind it", number);
        auto phrase = text.substr(0, begin);
        std::optional<std::string> plural;
        if (const auto brace = phrase.find('{'); brace != std::string_view::npos) {
            const auto close = phrase.find('}', brace);
            if (close == std::string_view::npos) return refuse("a { that is not closed");
            plural = std::string(phrase.substr(brace + 1, close - brace - 1));
            phrase = phrase.substr(0, brace);
        }
        const bool single = plural && plural->find_first_not_of(' ') == std::string::npos;
        for (const auto& form : expanded(std::string(phrase))) put(form, upper(code), single);
        if (plural && !single)
            for (const auto& form : expanded(*plural)) put(form, upper(code), false);
    }

    const Unrepresented& left_out() const { return left_out_; }

private:
    void refuse(std::string_view reason) { refused_.push_back(fmt::format("{}:{}: {}", file_.string(), line_, reason)); }

    /// "!PERSON! = MAN, WOMAN"
    void marker(std::string_view text, std::size_t equals) {
        const auto end = text.find('!', 1);
        if (end == std::string_view::npos || end > equals) return refuse("a substitution without its second !");
        auto& words = markers_[std::string(text.substr(0, end + 1))];
        for (const auto word : split_cell(text.substr(equals + 1), ',')) {
            const auto first = word.find_first_not_of(' ');
            if (first != std::string_view::npos) words.emplace_back(word.substr(first, word.find_last_not_of(' ') - first + 1));
        }
        if (words.empty()) refuse("a substitution by nothing");
    }

    std::vector<std::string> expanded(const std::string& phrase) {
        const auto begin = phrase.find('!'), end = phrase.find('!', begin == std::string::npos ? 0 : begin + 1);
        if (begin == std::string::npos || end == std::string::npos) return {phrase};
        const auto marker = markers_.find(phrase.substr(begin, end - begin + 1));
        if (marker == markers_.end()) {
            refuse(fmt::format("no substitution {} stands above", phrase.substr(begin, end - begin + 1)));
            return {};
        }
        std::vector<std::string> forms;
        for (const auto& word : marker->second)
            for (auto& form : expanded(phrase.substr(0, begin) + word + phrase.substr(end + 1))) forms.push_back(std::move(form));
        return forms;
    }

    void put(std::string_view phrase, const std::string& code, bool single) {
        std::string noun;
        for (const auto& word : petrarch_words(phrase)) noun += (noun.empty() ? "" : " ") + word;
        if (noun.empty()) return refuse("no noun");
        RoleNoun role{single ? RoleKind::Body : RoleKind::Person, "", code};
        if (const auto* known = roles_.find(noun)) role = {known->kind, known->office, code};
        roles_.put(noun, std::move(role));
    }

    const std::filesystem::path& file_;
    RoleNouns& roles_;
    Refusals& refused_;
    Unrepresented left_out_;
    std::map<std::string, std::vector<std::string>> markers_;
    std::uint32_t line_ = 0;
};

}  // namespace

Result<void> add_petrarch_actors(const std::filesystem::path& file, Lexicon& lexicon, Refusals& refused, std::vector<std::string>& notes) {
    ActorReader reader(file, lexicon, refused);
    auto read = read_petrarch_lines(file, true, [&](std::uint32_t number, std::string_view line) { reader.line(number, line); });
    if (!read) return read;
    reader.finish();
    reader.left_out().tell(file, notes);
    return {};
}

Result<void> add_petrarch_agents(const std::filesystem::path& file, RoleNouns& roles, Refusals& refused, std::vector<std::string>& notes) {
    AgentReader reader(file, roles, refused);
    auto read = read_petrarch_lines(file, true, [&](std::uint32_t number, std::string_view line) { reader.line(number, line); });
    if (!read) return read;
    reader.left_out().tell(file, notes);
    return {};
}

}  // namespace annalist::ingest

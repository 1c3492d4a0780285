#include "ingest/extract/past_leaders.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "graph/fold.hpp"

namespace annalist::ingest {
namespace {

/// A day in the middle of each time named that lies three years or more back.
std::vector<date::sys_days> past_days(const std::vector<text::Timex>& timexes, date::sys_days published) {
    std::set<date::sys_days> days;
    for (const text::Timex& timex : timexes) {
        if (timex.type != text::TimexType::Date || !timex.days || timex.days->days() > 366) continue;
        if (timex.days->last < published - date::days{3 * 365}) days.insert(timex.days->first + (timex.days->last - timex.days->first) / 2);
        if (days.size() > 20) break;
    }
    return {days.begin(), days.end()};
}

/// The only one of this last name who led or spoke for a state on one of the days.
std::optional<std::uint32_t> leader_of(const std::string& folded, const std::vector<date::sys_days>& days, const Lexicon& lexicon) {
    std::optional<std::uint32_t> found;
    for (const auto row : lexicon.persons_by_family(folded)) {
        const bool fits = std::ranges::any_of(lexicon.offices_of(row), [&](std::uint32_t at) {
            const OfficeRow& office = lexicon.office(at);
            const bool top = office.code.starts_with("head_of") || office.code == "supreme_leader" || office.code == "party_leader" || office.code == "foreign_minister";
            return top && !office.country.empty() && std::ranges::any_of(days, [&](date::sys_days day) { return office.held_on(day); });
        });
        if (!fits) continue;
        if (found && lexicon.person(*found).country != lexicon.person(row).country) return std::nullopt;
        found = row;
    }
    return found;
}

}  // namespace

void enter_past_leaders(const std::vector<text::Sentence>& sentences, std::string_view text,
                        const std::vector<text::Timex>& timexes, date::sys_days published, Cast& cast) {
    const auto days = past_days(timexes, published);
    if (days.empty()) return;
    const Lexicon& lexicon = cast.lexicon();
    std::map<std::uint32_t, std::string> leaders;  // by row
    std::set<std::string> states;
    for (const text::Sentence& sentence : sentences)
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
            const text::Token& token = sentence.tokens[i];
            const auto form = token.span.in(text);
            if (token.upos != text::Upos::PROPN || form.size() < 4 || form[0] < 'A' || form[0] > 'Z') continue;
            // A last name alone, not that of "Dean Martin" or "Martin Street".
            const auto proper = [&](std::size_t at) { return at < sentence.tokens.size() && sentence.tokens[at].upos == text::Upos::PROPN; };
            if (proper(i + 1) || (i > 0 && proper(i - 1))) continue;
            const std::string folded = fold_name(form);
            if (cast.recognizes(form)) continue;
            if (const auto row = leader_of(folded, days, lexicon)) {
                leaders.emplace(*row, lexicon.person(*row).country);
                states.insert(lexicon.person(*row).country);
            }
        }
    if (states.size() < 2) return;
    for (const auto& [row, country] : leaders) cast.person(lexicon.person(row).name, country, "", "");
}

}  // namespace annalist::ingest

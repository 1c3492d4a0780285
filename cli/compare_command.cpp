#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/question.hpp"
#include "query/compare.hpp"

namespace annalist::cli {
namespace {

constexpr std::size_t kShown = 50;  // pairs, unless --limit says otherwise

Table table_of(const query::CompareAnswer& answer) {
    Table table{{{"change", Style::Kind, false, false},
                 {"before", Style::Plain, true, false},
                 {"now", Style::Bold, true, false},
                 {answer.actor ? "" : "who", Style::Participant, false, false},
                 {answer.actor ? "with" : "met", Style::Participant, false, true}}};
    for (const query::PairChange& pair : answer.pairs)
        table.add({std::string{to_string(pair.change)}, grouped(pair.base_times),
                   grouped(pair.times), answer.actor ? "" : pair.a.name, pair.b.name});
    return table;
}

std::string range_text(DayRange days) {
    const std::string first = days.first == DayRange{}.first ? ".." : iso_day(days.first);
    return first + "/" + (days.last == DayRange{}.last ? ".." : iso_day(days.last));
}

Result<void> run(const query::Parameters& given, Session& session) {
    const auto found =
        find_answer(given, kShown, session, query::parse_compare_query, query::compare_ranges);
    if (!found) return found.error();
    const query::CompareAnswer& answer = found->answer;
    print_found(*found, table_of(answer), "no change", session);
    std::string totals;
    std::uint64_t changed = 0;
    for (std::size_t c = 0; c < answer.totals.size(); ++c) {
        const auto change = static_cast<query::Change>(c);
        totals += fmt::format("{}{} {}", c == 0 ? "" : ", ", grouped(answer.totals[c]),
                              to_string(change));
        if (change != query::Change::Same) changed += answer.totals[c];
    }
    session.note(fmt::format("{} beside {}: {}{}", range_text(answer.days),
                             range_text(answer.base), totals,
                             changed > answer.pairs.size() ? "; --limit 0 shows all" : ""));
    return {};
}

}  // namespace

void add_compare(CLI::App& app, Session& session) {
    add_question(
        app, session, query::Question::Compare, "compare",
        "Who met whom in one time and not in another, or more, or less. Meetings and visits count\n"
        "unless --kind, --mode or --type ask for others.",
        {"annalist compare --from 2022 --to 2022",
         "annalist compare --actor Lavrov --from 2022-03 --to 2022-12 --base-from 2021 "
         "--base-to 2022-02",
         "annalist compare --by country --kind meet,visit,call --from 2020 --to 2021"},
        run);
}

}  // namespace annalist::cli

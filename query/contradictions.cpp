#include "query/contradictions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "graph/fold.hpp"

namespace annalist::query {
namespace {

using Values = std::vector<Contradiction::Value>;

void add(Values& values, const std::string& value, ArticleId article) {
    if (value.empty()) return;
    const auto same = [&](const Contradiction::Value& v) { return fold_name(v.value) == fold_name(value); };
    auto at = std::ranges::find_if(values, same);
    if (at == values.end()) at = values.insert(values.end(), {value, {}});
    if (std::ranges::find(at->articles, article) == at->articles.end()) at->articles.push_back(article);
}

/// Whether some two of the stated days have nothing in common.
bool days_differ(const std::vector<Mention>& reports) {
    const auto stated = [](const Mention& m) { return m.time.basis == TimeBasis::Stated; };
    return std::ranges::any_of(reports, [&](const Mention& a) {
        return stated(a) && std::ranges::any_of(reports, [&](const Mention& b) {
                   return stated(b) && !a.time.days.overlaps(b.time.days);
               });
    });
}

}  // namespace

std::vector<Contradiction> contradictions_of(const std::vector<Mention>& mentions) {
    std::vector<Mention> reports = mentions;
    std::ranges::sort(reports, {}, [](const Mention& m) { return std::tuple(m.known, m.article, m.ordinal); });
    Values days, cities, countries, counts, numbers, statuses;
    for (const Mention& m : reports) {
        if (m.time.basis == TimeBasis::Stated) add(days, edtf(m.time.days), m.article);
        add(cities, m.place.city, m.article);
        add(countries, m.place.country, m.article);
        add(counts, fmt::format("{}", m.count), m.article);
        if (m.sequence != 0) add(numbers, fmt::format("{}", m.sequence), m.article);
        add(statuses, std::string(to_string(m.status)), m.article);
    }
    std::vector<Contradiction> found;
    if (days_differ(reports)) found.push_back({"days", std::move(days)});
    if (cities.size() > 1) found.push_back({"place", std::move(cities)});
    else if (countries.size() > 1) found.push_back({"place", std::move(countries)});
    if (counts.size() > 1) found.push_back({"count", std::move(counts)});
    if (numbers.size() > 1) found.push_back({"number", std::move(numbers)});
    if (statuses.size() > 1) found.push_back({"status", std::move(statuses)});
    return found;
}

}  // namespace annalist::query

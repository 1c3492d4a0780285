#include "query/compare.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace annalist::query {
namespace {

/// The range of the same length just before.
DayRange before(DayRange days) {
    using namespace date;
    const year_month_day first{days.first}, next{days.last + date::days{1}};
    DayRange base;
    base.last = days.first - date::days{1};
    if (first.day() == day{1} && next.day() == day{1}) {
        const auto months = (next.year() / next.month()) - (first.year() / first.month());
        base.first = sys_days{(first.year() / first.month() - months) / day{1}};
    } else {
        base.first = days.first - (days.last - days.first) - date::days{1};
    }
    return base;
}

Change change_of(const PairChange& pair) {
    if (pair.base_times == 0) return Change::New;
    if (pair.times == 0) return Change::Gone;
    if (pair.times == pair.base_times) return Change::Same;
    return pair.times > pair.base_times ? Change::More : Change::Less;
}

std::uint64_t difference(const PairChange& pair) {
    return pair.times > pair.base_times ? pair.times - pair.base_times
                                        : pair.base_times - pair.times;
}

}  // namespace

std::string_view to_string(Change change) {
    switch (change) {
        case Change::New:
            return "new";
        case Change::More:
            return "more";
        case Change::Less:
            return "less";
        case Change::Gone:
            return "gone";
        case Change::Same:
            return "same";
    }
    return {};
}

Result<CompareQuery> parse_compare_query(const Parameters& parameters,
                                         const storage::Store& store) {
    CompareQuery query;
    auto met = parse_met_query(parameters, store);
    if (!met) return met.error();
    query.met = *std::move(met);
    const DayRange days = query.met.events.days;
    if (parameters.has("base-from") || parameters.has("base-to")) {
        auto base = DayRange::parse(parameters.first("base-from"), parameters.first("base-to"));
        if (!base) return Error{base.error().code, "base-" + base.error().message};
        query.base = *base;
        return query;
    }
    if (days.first == DayRange{}.first || days.last == DayRange{}.last)
        return Error{ErrorCode::InvalidArgument,
                     "from, to: say since when and until when, or what to compare with by "
                     "base-from and base-to"};
    query.base = before(days);
    return query;
}

Result<CompareAnswer> compare_ranges(const storage::Store& store, const CompareQuery& query) {
    MetQuery asked = query.met;
    asked.events.limit = 0;
    auto now = who_met(store, asked);
    if (!now) return now.error();
    asked.events.days = query.base;
    auto then = who_met(store, asked);
    if (!then) return then.error();

    std::map<std::pair<std::string, std::string>, PairChange> pairs;
    const auto pair_of = [&](MetPair& met) -> PairChange& {
        PairChange& pair = pairs[{met.a.key, met.b.key}];
        pair.a = std::move(met.a);
        pair.b = std::move(met.b);
        return pair;
    };
    for (MetPair& met : now->pairs) {
        PairChange& pair = pair_of(met);
        pair.times = met.times;
        pair.events = met.events;
    }
    for (MetPair& met : then->pairs) {
        PairChange& pair = pair_of(met);
        pair.base_times = met.times;
        pair.base_events = met.events;
    }

    CompareAnswer answer;
    answer.days = query.met.events.days;
    answer.base = query.base;
    answer.actor = now->actor;
    for (auto& [keys, pair] : pairs) {
        pair.change = change_of(pair);
        ++answer.totals[static_cast<std::size_t>(pair.change)];
        if (pair.change != Change::Same) answer.pairs.push_back(std::move(pair));
    }
    std::ranges::sort(answer.pairs, [](const PairChange& x, const PairChange& y) {
        const auto dx = difference(x), dy = difference(y);
        return std::tie(x.change, dy, x.a.name, x.b.name, x.a.key, x.b.key) <
               std::tie(y.change, dx, y.a.name, y.b.name, y.a.key, y.b.key);
    });
    const std::size_t limit = query.met.events.limit;
    if (limit != 0 && answer.pairs.size() > limit) answer.pairs.resize(limit);
    return answer;
}

}  // namespace annalist::query

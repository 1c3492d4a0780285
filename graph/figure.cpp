#include "graph/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>

#include "graph/fold.hpp"

namespace annalist {
namespace {

/// What is measured: equal for the claims that may be one figure, or contradict each other.
auto thing(const Figure& f) {
    using Days = std::tuple<date::sys_days, date::sys_days>;
    return std::tuple(fold_name(f.indicator), f.parties, f.unit, f.basis, f.period.has_value(),
                      f.period ? Days(f.period->first, f.period->last) : Days());
}

/// What is said of it.
auto amount(const Figure& f) { return std::tuple(f.value, f.value_high, f.change); }

auto place(const Figure& f) { return std::tuple(f.known, f.article, f.ordinal); }

/// The decimal digits of a number without the zeros at its end: of 27.2e9 they are 272.
std::string digits(double value) {
    const std::string text = fmt::format("{:.15e}", std::abs(value));
    std::string all = text.substr(0, 1) + text.substr(2, text.find('e') - 2);
    all.erase(all.find_last_not_of('0') + 1);
    return all;
}

/// Whether the number, rounded to as many digits as the coarser one has, is that one.
bool rounds_to(double fine, double coarse) {
    const auto count = digits(coarse).size();
    if (count < 2 || digits(fine).size() <= count) return false;
    return std::stod(fmt::format("{:.{}e}", fine, count - 1)) == coarse;
}

/// Claims of equal amounts, then with those that round to them.
using Claims = std::vector<Figure>;

bool rounds_to(const Figure& fine, const Figure& coarse) {
    if (fine.value_high != coarse.value_high) return false;
    if (fine.value && coarse.value && fine.change == coarse.change)
        return rounds_to(*fine.value, *coarse.value);
    return fine.value == coarse.value && fine.change && coarse.change && rounds_to(*fine.change, *coarse.change);
}

std::size_t exactness(const Figure& f) {
    return (f.value ? digits(*f.value).size() : 0) + (f.change ? digits(*f.change).size() : 0);
}

/// The figures among claims about one thing, in one period or published close together.
std::vector<Claims> figures_of(const Claims& claims) {
    std::map<decltype(amount(claims.front())), Claims> equal;
    for (const Figure& claim : claims) equal[amount(claim)].push_back(claim);
    std::vector<Claims> exact_first;
    for (auto& [said, each] : equal) exact_first.push_back(std::move(each));
    std::ranges::stable_sort(exact_first, std::ranges::greater{},
                             [](const Claims& c) { return exactness(c.front()); });
    std::vector<Claims> figures;
    for (Claims& next : exact_first) {
        Claims* only = nullptr;
        std::size_t fitting = 0;
        for (Claims& figure : figures)
            if (rounds_to(figure.front(), next.front())) {
                only = &figure;
                ++fitting;
            }
        if (fitting == 1)
            only->insert(only->end(), next.begin(), next.end());
        else
            figures.push_back(std::move(next));
    }
    return figures;
}

ReportedFigure concluded(Claims claims) {
    ReportedFigure reported;
    reported.figure = *std::ranges::min_element(claims, {}, [](const Figure& f) {
        return std::tuple(-static_cast<int>(exactness(f)), -f.confidence, place(f));
    });
    std::ranges::sort(claims, {}, place);
    reported.figure.known = claims.front().known;
    std::map<ArticleId, double> surest;  // claims of one article are not independent
    for (const Figure& claim : claims)
        surest[claim.article] = std::max(surest[claim.article], claim.confidence);
    if (surest.size() > 1) {
        double doubt = 1;
        for (const auto& [article, confidence] : surest) doubt *= 1 - confidence;
        reported.figure.confidence = 1 - doubt;
    }
    reported.claims = std::move(claims);
    return reported;
}

bool contradict(const Figure& a, const Figure& b) {
    return (a.value && b.value) || (a.change && b.change);
}

}  // namespace

date::sys_days first_day(const Figure& figure) {
    return figure.period ? figure.period->first : figure.known;
}

std::vector<ReportedFigure> bring_together(std::vector<Figure> claims) {
    std::ranges::sort(claims, {}, place);
    std::map<decltype(thing(claims.front())), std::vector<Claims>> things;
    for (Figure& claim : claims) {
        std::vector<Claims>& groups = things[thing(claim)];
        const bool close = !groups.empty() && (claim.period || claim.known - groups.back().front().known <=
                                                                   date::days{kOneFigureDays});
        if (!close) groups.emplace_back();
        groups.back().push_back(std::move(claim));
    }
    std::vector<ReportedFigure> all;
    for (const auto& [what, groups] : things)
        for (const Claims& group : groups) {
            std::vector<ReportedFigure> here;
            for (Claims& figure : figures_of(group)) here.push_back(concluded(std::move(figure)));
            for (ReportedFigure& one : here)
                one.contradicted = std::ranges::any_of(here, [&](const ReportedFigure& other) {
                    return &other != &one && contradict(one.figure, other.figure);
                });
            std::ranges::move(here, std::back_inserter(all));
        }
    std::ranges::sort(all, {}, [](const ReportedFigure& r) {
        const date::sys_days first = first_day(r.figure), last = r.figure.period ? r.figure.period->last : first;
        return std::tuple(first, -last.time_since_epoch().count(), r.claims.front().article, r.claims.front().ordinal);
    });
    return all;
}

}  // namespace annalist

#include "query/figures.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/fold.hpp"

namespace annalist::query {
namespace {

/// Whether a figure is one that the query means; its days are the scan's business.
Result<bool> matches(const Figure& figure, const FigureQuery& query, ActorBook& book) {
    if (figure.confidence < query.min_confidence) return false;
    if (query.as_known_on && figure.known > *query.as_known_on) return false;
    for (const ActorId id : query.actors)
        if (std::ranges::find(figure.parties, id) == figure.parties.end()) return false;
    const std::string indicator = " " + fold_name(figure.indicator) + " ";
    for (const std::string& word : query.indicator)
        if (indicator.find(" " + word + " ") == std::string::npos) return false;
    std::vector<std::string> missing = query.countries;
    for (const ActorId id : figure.parties) {
        if (missing.empty()) break;
        const auto party = book.find(id);
        if (!party) return party.error();
        std::erase(missing, (*party)->country);
    }
    return missing.empty();
}

/// Where a figure stands, in words.
Result<FigurePoint> point_of(const Figure& figure, const storage::Store& store) {
    FigurePoint point;
    point.figure = figure;
    if (figure.period) point.period = edtf(*figure.period);
    const auto article = store.article(figure.article);
    if (!article) return article.error();
    if (!*article) return point;
    const Article& a = **article;
    if (figure.sentence.begin <= figure.sentence.end && figure.sentence.end <= a.text.size())
        point.sentence = figure.sentence.in(a.text);
    point.publisher = a.publisher;
    point.title = a.title;
    point.url = a.url;
    return point;
}

date::sys_days first_day(const Figure& figure) {
    return figure.period ? figure.period->first : figure.known;
}

}  // namespace

Result<FigureQuery> parse_figure_query(const Parameters& parameters, const storage::Store& store) {
    FigureQuery query;
    const auto days = DayRange::parse(parameters.first("from"), parameters.first("to"));
    if (!days) return days.error();
    query.days = *days;
    const auto known = read_as_known_on(parameters);
    if (!known) return known.error();
    query.as_known_on = *known;
    const auto confidence = read_confidence(parameters);
    if (!confidence) return confidence.error();
    query.min_confidence = *confidence;
    const auto limit = read_limit(parameters, "limit");
    if (!limit) return limit.error();
    query.limit = *limit;
    auto actors = read_actors(parameters, "actor", store);
    if (!actors) return actors.error();
    query.actors = *std::move(actors);
    auto countries = read_countries(parameters, store);
    if (!countries) return countries.error();
    query.countries = *std::move(countries);
    query.indicator = folded_words(parameters.all("indicator"));
    return query;
}

Result<FigureAnswer> find_figures(const storage::Store& store, const FigureQuery& query) {
    using Key = std::tuple<std::string, std::vector<ActorId>, std::string, std::string>;
    std::map<Key, std::vector<Figure>> sorted;
    FigureAnswer answer;
    ActorBook book{store};
    Result<void> failure;
    const auto scanned = store.scan_figures(query.days, [&](const Figure& figure) {
        const auto meant = matches(figure, query, book);
        if (!meant) {
            failure = meant.error();
            return false;
        }
        if (!*meant) return true;
        if (query.limit != 0 && answer.figures == query.limit) {
            answer.more = true;
            return false;
        }
        ++answer.figures;
        sorted[{fold_name(figure.indicator), figure.parties, figure.unit, figure.basis}]
            .push_back(figure);
        return true;
    });
    if (!failure) return failure.error();
    if (!scanned) return scanned.error();

    for (auto& [key, figures] : sorted) {
        std::ranges::sort(figures, {}, [](const Figure& f) {
            return std::tuple(first_day(f), f.known, f.article, f.ordinal);
        });
        FigureSeries series;
        series.indicator = figures.front().indicator;
        series.unit = std::get<2>(key);
        series.basis = std::get<3>(key);
        for (const ActorId id : std::get<1>(key)) {
            auto party = book.named(id);
            if (!party) return party.error();
            series.parties.push_back(*std::move(party));
        }
        for (const Figure& figure : figures) {
            auto point = point_of(figure, store);
            if (!point) return point.error();
            series.points.push_back(*std::move(point));
        }
        answer.series.push_back(std::move(series));
    }
    std::ranges::stable_sort(answer.series, {}, [](const FigureSeries& s) {
        std::string parties;
        for (const NamedActor& party : s.parties) parties += party.name + '\0';
        return std::tuple(fold_name(s.indicator), parties, s.unit, s.basis);
    });
    return answer;
}

}  // namespace annalist::query

#include "query/figures.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/fold.hpp"

namespace annalist::query {
namespace {

/// Whether a claim is one that the query means; its days are the scan's business.
Result<bool> matches(const Figure& figure, const FigureQuery& query, ActorBook& book) {
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

/// Where a figure is claimed, in words.
Result<FigureSource> source_of(const Figure& claim, const storage::Store& store) {
    FigureSource source;
    source.claim = claim;
    const auto article = store.article(claim.article);
    if (!article) return article.error();
    if (!*article) return source;
    const Article& a = **article;
    if (claim.sentence.begin <= claim.sentence.end && claim.sentence.end <= a.text.size())
        source.sentence = claim.sentence.in(a.text);
    source.publisher = a.publisher;
    source.title = a.title;
    source.url = a.url;
    return source;
}

Result<FigurePoint> point_of(const ReportedFigure& reported, const storage::Store& store) {
    FigurePoint point;
    point.figure = reported.figure;
    point.contradicted = reported.contradicted;
    if (point.figure.period) point.period = edtf(*point.figure.period);
    for (const Figure& claim : reported.claims) {
        auto source = source_of(claim, store);
        if (!source) return source.error();
        point.sources.push_back(*std::move(source));
    }
    return point;
}

std::vector<ReportedFigure> sure_enough(const std::vector<Figure>& claims, double min_confidence) {
    auto figures = bring_together(claims);
    std::erase_if(figures, [&](const ReportedFigure& r) { return r.figure.confidence < min_confidence; });
    return figures;
}

/// The figures that a query means, one more than its limit where there are more.
Result<std::vector<ReportedFigure>> meant_figures(const storage::Store& store, const FigureQuery& query,
                                                  ActorBook& book) {
    std::vector<Figure> claims;
    Result<void> failure;
    // Claims come by first day. Those of earlier days are whole figures, so that with a limit the scan
    // ends where these are enough; it looks each time that the claims have doubled.
    std::size_t look = query.limit + 1;
    const auto scanned = store.scan_figures(query.days, [&](const Figure& figure) {
        const auto meant = matches(figure, query, book);
        if (!meant) {
            failure = meant.error();
            return false;
        }
        if (!*meant) return true;
        if (query.limit != 0 && claims.size() >= look) {
            const auto whole = [&](const ReportedFigure& r) {
                return first_day(r.figure) + date::days{kOneFigureDays} < first_day(figure);
            };
            const auto figures = sure_enough(claims, query.min_confidence);
            if (std::ranges::count_if(figures, whole) > static_cast<std::ptrdiff_t>(query.limit)) return false;
            look = 2 * claims.size();
        }
        claims.push_back(figure);
        return true;
    });
    if (!failure) return failure.error();
    if (!scanned) return scanned.error();
    auto figures = sure_enough(claims, query.min_confidence);
    if (query.limit != 0 && figures.size() > query.limit) figures.resize(query.limit + 1);
    return figures;
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
    std::map<Key, std::vector<ReportedFigure>> sorted;
    FigureAnswer answer;
    ActorBook book{store};
    auto meant = meant_figures(store, query, book);
    if (!meant) return meant.error();
    answer.more = query.limit != 0 && meant->size() > query.limit;
    if (answer.more) meant->pop_back();
    answer.figures = meant->size();
    for (ReportedFigure& reported : *meant) {
        const Figure& f = reported.figure;
        sorted[{fold_name(f.indicator), f.parties, f.unit, f.basis}].push_back(std::move(reported));
    }

    for (auto& [key, figures] : sorted) {
        std::ranges::stable_sort(figures, {}, [](const ReportedFigure& r) {
            return std::tuple(first_day(r.figure), r.figure.known);
        });
        FigureSeries series;
        series.indicator = figures.front().figure.indicator;
        series.unit = std::get<2>(key);
        series.basis = std::get<3>(key);
        for (const ActorId id : std::get<1>(key)) {
            auto party = book.named(id);
            if (!party) return party.error();
            series.parties.push_back(*std::move(party));
        }
        for (const ReportedFigure& reported : figures) {
            auto point = point_of(reported, store);
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

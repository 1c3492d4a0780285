#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/figure.hpp"
#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/event_query.hpp"
#include "storage/store.hpp"

namespace annalist::query {

struct FigureQuery {
    std::vector<ActorId> actors;         ///< each is a party
    std::vector<std::string> countries;  ///< of each one a party (ISO 3166 alpha-3)
    std::vector<std::string> indicator;  ///< folded words; each occurs in the indicator
    DayRange days;                       ///< of the period, or of publication without one
    std::optional<date::sys_days> as_known_on;
    double min_confidence = 0.0;         ///< of a figure, all its claims together
    std::size_t limit = 0;               ///< of figures; 0: no limit
};

/// Where a figure is claimed.
struct FigureSource {
    Figure claim;
    std::string sentence;
    std::string publisher, title, url;
};

/// One figure, with all that claim it.
struct FigurePoint {
    Figure figure;                      ///< as bring_together() gives it
    bool contradicted = false;          ///< another point has another amount for the same period
    std::string period;                 ///< EDTF of the period; "" when the text gives none
    std::vector<FigureSource> sources;  ///< by publication day; at least one
};

/// The figures of one indicator and the same parties, in one unit and on one basis.
struct FigureSeries {
    std::string indicator;
    std::vector<NamedActor> parties;
    std::string unit;   ///< "" for a series of changes only
    std::string basis;  ///< "year-on-year" ...; "" when not said
    std::vector<FigurePoint> points;  ///< in the order of time: by period, then publication
};

struct FigureAnswer {
    std::vector<FigureSeries> series;  ///< by indicator, then parties, unit and basis
    std::uint64_t figures = 0;         ///< in the series, each once
    bool more = false;                 ///< `limit` left some out
};

/// Reads `actor`, `country`, `indicator`, `from`, `to`, `as-known-on`, `min-confidence`, `limit`.
Result<FigureQuery> parse_figure_query(const Parameters& parameters, const storage::Store& store);

/// What is claimed several times is brought together (graph/figure.hpp) among the claims that the query
/// leaves: one outside of its days or later than as-known-on is no source. Cost: that of the figures
/// in its days.
Result<FigureAnswer> find_figures(const storage::Store& store, const FigureQuery& query);

}  // namespace annalist::query

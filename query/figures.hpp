#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "graph/event.hpp"
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
    double min_confidence = 0.0;
    std::size_t limit = 0;               ///< of figures; 0: no limit
};

/// One claim, with where it stands.
struct FigurePoint {
    Figure figure;
    std::string period;     ///< EDTF of the period; "" when the text gives none
    std::string sentence;
    std::string publisher, title, url;
};

/// The claims about one indicator and the same parties, in one unit and on one basis.
struct FigureSeries {
    std::string indicator;
    std::vector<NamedActor> parties;
    std::string unit;   ///< "" for a series of changes only
    std::string basis;  ///< "year-on-year" ...; "" when not said
    std::vector<FigurePoint> points;  ///< by period, then publication day
};

struct FigureAnswer {
    std::vector<FigureSeries> series;  ///< by indicator, then parties, unit and basis
    std::uint64_t figures = 0;         ///< in the series
    bool more = false;                 ///< `limit` left some out
};

/// Reads `actor`, `country`, `indicator`, `from`, `to`, `as-known-on`, `min-confidence`, `limit`.
Result<FigureQuery> parse_figure_query(const Parameters& parameters, const storage::Store& store);

Result<FigureAnswer> find_figures(const storage::Store& store, const FigureQuery& query);

}  // namespace annalist::query

#pragma once

#include <vector>

#include "graph/event.hpp"

namespace annalist {

/// One figure, however many articles claim it.
struct ReportedFigure {
    /// What is claimed: the most exact claim, then the surest, then the earliest. Its confidence is
    /// that of all its claims together, its known day the first of them.
    Figure figure;
    std::vector<Figure> claims;  ///< by known day, article, ordinal; at least one
    bool contradicted = false;   ///< another figure says something else of the same thing and period
};

/// How many days may lie between the first and the last publication of one figure without a period.
inline constexpr int kOneFigureDays = 7;

/// The day a figure stands at: the first of its period, or its publication without one.
date::sys_days first_day(const Figure& figure);

/// Brings together claims of one figure: the same indicator (as fold_name makes it), parties, unit,
/// basis and period; without a period, published within kOneFigureDays of the first; and the same
/// amount and change, with their signs. An amount of two figures and more that a single other one
/// rounds to is the same figure ("27 billion" and "27.2 billion"). What remains different for one
/// thing and period stays side by side, each marked. The result does not hang on the order of
/// `claims`; it is ordered by first day, last day descending, article, ordinal of the first claim.
/// Cost: that of sorting.
std::vector<ReportedFigure> bring_together(std::vector<Figure> claims);

}  // namespace annalist

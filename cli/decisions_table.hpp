#pragma once

#include <vector>

#include "cli/table.hpp"
#include "query/decisions.hpp"

namespace annalist::cli {

/// Decisions, one a line: number, time, what was decided, the reason, what undid it.
Table decisions_table(const std::vector<query::DecisionItem>& decisions);

}  // namespace annalist::cli

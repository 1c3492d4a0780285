#pragma once

#include <string>
#include <vector>

#include "graph/event.hpp"

namespace annalist::query {

/// What the reports of an event say differently, each value with the articles that say it.
struct Contradiction {
    struct Value {
        std::string value;
        std::vector<ArticleId> articles;  ///< by publication day, then id

        bool operator==(const Value&) const = default;
    };
    std::string what;           ///< "days", "place", "count", "number" (in a series) or "status"
    std::vector<Value> values;  ///< by the first article that says it

    bool operator==(const Contradiction&) const = default;
};

/// Days that were stated and do not overlap, two cities or countries, numbers of times, numbers in a
/// series, statuses. Empty when the reports agree.
std::vector<Contradiction> contradictions_of(const std::vector<Mention>& reports);

}  // namespace annalist::query

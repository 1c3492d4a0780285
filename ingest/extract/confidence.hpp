#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/result.hpp"
#include "ingest/extract/gather.hpp"

namespace annalist::ingest {

/// What speaks for or against an event as it was read, by name: "told:verb", "sides:1",
/// "status:planned". Each kind of sign (before the colon) has one value for an event.
std::vector<std::string> signs_of(const Draft& draft, const Cast& cast);

/// How sure an event with given signs is. The weights are those of a logistic regression, fitted by
/// fit/fit_confidence.py on articles whose events are known.
class ConfidenceTable {
public:
    /// Reads confidence.tsv (sign, weight). Errors: Io, Corruption.
    static Result<ConfidenceTable> load(const std::filesystem::path& file);

    /// Share of events with these signs that are right, in (0, 1). Signs without a weight count nothing.
    double of(const std::vector<std::string>& signs) const;
    /// What a sign counts, 0 when it has no weight.
    double weight(std::string_view sign) const;

private:
    std::unordered_map<std::string, double> weights_;
};

}  // namespace annalist::ingest

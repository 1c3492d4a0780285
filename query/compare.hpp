#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/met.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// What became of a pair from the base range to the range asked for, by how often.
enum class Change { New, More, Less, Gone, Same };

std::string_view to_string(Change change);  ///< "new"

/// The pairs of `met` in its own range of days, beside those in `base`; its order is not used.
struct CompareQuery {
    MetQuery met;
    DayRange base;
};

struct PairChange {
    Change change = Change::New;
    NamedActor a, b;                      ///< as in MetPair
    std::uint64_t times = 0, events = 0;  ///< in the range asked for
    std::uint64_t base_times = 0, base_events = 0;
};

struct CompareAnswer {
    DayRange days, base;
    std::vector<PairChange> pairs;  ///< new, more, less, gone; most changed first, then by names
    std::array<std::uint64_t, 5> totals{};  ///< of each Change, before the limit
    std::optional<NamedActor> actor;        ///< whose counterparts these are; none for pairs
};

/// Reads the parameters of a MetQuery but `order`, and `base-from`, `base-to`. Without these the
/// base is the same length of time just before: as many months where the range is of whole months,
/// else as many days. Errors: as parse_met_query; InvalidArgument when neither range has its ends.
Result<CompareQuery> parse_compare_query(const Parameters& parameters, const storage::Store& store);

/// Who meets more, or less, than before. Pairs that meet as often are only counted. An event whose
/// days lie in both ranges counts in both. Errors: Io, Corruption.
Result<CompareAnswer> compare_ranges(const storage::Store& store, const CompareQuery& query);

}  // namespace annalist::query

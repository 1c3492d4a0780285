#pragma once

#include "query/met.hpp"

namespace annalist::query_test {

/// who_met() in the plainest way, from each event in the store's order: what the quicker one is
/// compared with.
Result<query::MetAnswer> who_met_by_events(const storage::Store& store, const query::MetQuery& query);

}  // namespace annalist::query_test

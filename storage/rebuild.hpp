#pragma once

#include <cstdint>

#include "storage/store.hpp"

namespace annalist::storage {

/// Puts every article's facts of `source` into `target`, in their order of arrival, with every
/// decision where it was made, and syncs it:
/// ids, events, indexes and counts are then made anew from what the articles say, and come out the
/// same. Gives the number of articles. `target` is empty; on an error it holds a part and can be
/// thrown away. Errors: InvalidArgument (`target` is not empty), Corruption (a decision that
/// comes out otherwise than it was written down), those of the stores.
Result<std::uint64_t> rebuild(const Store& source, Store& target);

}  // namespace annalist::storage

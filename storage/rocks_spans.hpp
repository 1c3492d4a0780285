#pragma once

#include <functional>
#include <string_view>

#include "graph/time_span.hpp"
#include "storage/keys.hpp"
#include "storage/rocks_database.hpp"

namespace annalist::storage {

using SpanVisitor =
    std::function<Result<bool>(std::string_view key, const SpanKey& span, std::string_view value)>;

/// The entries under `prefix` whose span overlaps `days`, by first day, last day descending, id:
/// one run of keys for each bucket in `buckets` (bits), merged. Until `visit` gives false or an
/// error.
Result<void> scan_spans(const Database& database, const rocksdb::Snapshot* snapshot, Table table,
                        std::string_view prefix, std::uint32_t buckets, DayRange days,
                        const SpanVisitor& visit);

}  // namespace annalist::storage

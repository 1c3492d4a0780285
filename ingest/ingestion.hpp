#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "graph/result.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/readers/readers.hpp"
#include "storage/store.hpp"

namespace annalist::ingest {

struct IngestOptions {
    ReadOptions read;
    unsigned threads = 0;  ///< that analyse; 0 for one per core
    /// Told of each article or file that was left out, and of each warning. One thread at a time.
    std::function<void(const Error&)> on_failure;
    std::function<void(const std::string&)> on_warning;
    /// Told after each article that was dealt with, stored or skipped. One thread at a time.
    std::function<void()> on_article;
};

struct IngestSummary {
    std::uint64_t files = 0;
    std::uint64_t added = 0;          ///< articles new to the store
    std::uint64_t already_there = 0;  ///< articles the store had, from this run or before
    std::uint64_t failures = 0;       ///< files, entries and articles left out
    std::uint64_t warnings = 0;
    std::uint64_t mentions = 0, figures = 0;  ///< of the articles added

    bool operator==(const IngestSummary&) const = default;
};

/// Reads all articles under `paths` into the store. Articles are analysed on several threads and
/// committed by one, in the order they are read in, so that the same input gives the same store.
/// Memory: a few articles for each thread, whatever the input's size.
/// Errors: those of the store; what was committed before stays, `summary` counts it.
Result<void> ingest(const std::vector<std::string>& paths, const Pipeline& pipeline, storage::Store& store,
                    const IngestOptions& options, IngestSummary& summary);

}  // namespace annalist::ingest

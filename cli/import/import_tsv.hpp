#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "graph/result.hpp"
#include "ingest/lexicon/lexicon.hpp"
#include "storage/store.hpp"

namespace annalist::cli {

struct TsvOptions {
    std::string dataset = "table";
    double confidence = 0.7;            ///< of every event, in [0, 1]
    std::size_t piece = 500'000;        ///< rows that are sorted and stored at a time
    std::function<void(const Error&)> on_failure;  ///< a line that cannot be used
    std::function<void(std::uint64_t rows)> on_rows;
};

struct TsvSummary {
    storage::ImportCount count;
    std::uint64_t lines = 0, failures = 0;
    std::map<std::string, std::uint64_t> unknown_relations;  ///< read as statements, with their rows
};

/// Reads lines `day<TAB>source<TAB>relation<TAB>target` from an open file and stores them, a piece
/// at a time, each whole or not at all; pieces end with a day where days stand together. Lines that
/// are empty or begin with "#" are passed over, and a first line of headings. `name` is what messages
/// call the file. Memory: about 100 bytes a row of a piece, and the names.
/// Errors: Io, those of the store; what was stored before stays.
Result<void> import_tsv(int file, std::string_view name, const ingest::Lexicon& lexicon,
                        storage::Store& store, const TsvOptions& options, TsvSummary& summary);

}  // namespace annalist::cli

#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.hpp"

namespace annalist::ingest {

/// One row of a tab-separated table with a header, by column name.
class TableRow {
public:
    TableRow(const std::vector<std::string>& header, const std::vector<std::string_view>& cells)
        : header_(header), cells_(cells) {}

    /// The cell of a column that the reader has asked for; "" when the row is short.
    std::string_view operator[](std::string_view column) const;

private:
    const std::vector<std::string>& header_;
    const std::vector<std::string_view>& cells_;
};

/// Calls `row` for each row of `file`; an error it returns is given back with file and line before
/// it. Errors: Io (cannot be read), Corruption (a column of `columns` is missing, a row too long).
Result<void> read_table(const std::filesystem::path& file, const std::vector<std::string_view>& columns,
                        const std::function<Result<void>(const TableRow&)>& row);

/// The parts of a cell between separators; empty parts are left out.
std::vector<std::string_view> split_cell(std::string_view cell, char separator = '|');

}  // namespace annalist::ingest

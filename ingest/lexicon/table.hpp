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

    /// The cell of a column; "" when the row is short or the table has no such column.
    std::string_view operator[](std::string_view column) const;

private:
    const std::vector<std::string>& header_;
    const std::vector<std::string_view>& cells_;
};

/// What was left out of a user's table, each as "file:line: reason".
using Refusals = std::vector<std::string>;

/// Calls `row` for each row of `file`; an error it returns is given back with file and line before
/// it. Errors: Io (cannot be read), Corruption (a column of `columns` is missing, a row too long).
/// With `refused`, the table is a user's: a mistake is added there and only its row is left out, or
/// the whole table when its header lacks a column. So `row` must change nothing before it fails.
Result<void> read_table(const std::filesystem::path& file, const std::vector<std::string_view>& columns,
                        const std::function<Result<void>(const TableRow&)>& row, Refusals* refused = nullptr);

/// Whether all of a text is UTF-8.
bool is_utf8_text(std::string_view text);

/// The parts of a cell between separators; empty parts are left out.
std::vector<std::string_view> split_cell(std::string_view cell, char separator = '|');

}  // namespace annalist::ingest

#pragma once

#include <string>
#include <vector>

#include "cli/terminal.hpp"

namespace annalist::cli {

/// Rows of text under headings, printed for people or for programs.
class Table {
public:
    struct Column {
        std::string heading;
        Style style = Style::Plain;
        bool right = false;  ///< numbers stand at the right
        bool cut = false;    ///< may be cut to fit the terminal; at most one column should
    };

    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    /// One cell for each column; missing ones are empty.
    void add(std::vector<std::string> row);
    bool empty() const { return rows_.empty(); }

    /// Aligned columns. Columns with nothing in them are left out; on a terminal lines are cut to
    /// its width in the column that may be.
    std::string text(const Terminal& terminal) const;
    /// RFC 4180 with heading, cells that begin a formula guarded by an apostrophe.
    std::string csv() const;
    /// A table of GitHub's Markdown.
    std::string markdown() const;

private:
    std::vector<Column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace annalist::cli

#include "cli/table.hpp"

#include <algorithm>
#include <string_view>

#include "query/csv_row.hpp"

namespace annalist::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kLeastCut = 12;  // columns that a cut cell keeps on the narrowest terminal

std::string markdown_cell(std::string_view cell) {
    std::string result;
    for (const char c : printable(cell)) {
        if (c == '|' || c == '\\' || c == '<' || c == '*' || c == '_' || c == '`') result += '\\';
        result += c;
    }
    return result;
}

}  // namespace

void Table::add(std::vector<std::string> row) {
    row.resize(columns_.size());
    rows_.push_back(std::move(row));
}

std::string Table::text(const Terminal& terminal) const {
    std::vector<std::size_t> widths(columns_.size(), 0);
    std::vector<std::vector<std::string>> cells = rows_;
    for (auto& row : cells)
        for (std::size_t c = 0; c < row.size(); ++c) {
            row[c] = printable(row[c]);
            widths[c] = std::max(widths[c], display_width(row[c]));
        }
    std::size_t total = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c)
        if (widths[c] != 0) {
            widths[c] = std::max(widths[c], display_width(columns_[c].heading));
            total += widths[c] + kGap;
        }
    if (terminal.width != 0 && total > terminal.width + kGap) {
        const std::size_t over = total - kGap - terminal.width;
        for (std::size_t c = 0; c < columns_.size(); ++c)
            if (columns_[c].cut && widths[c] > kLeastCut)
                widths[c] = std::max(kLeastCut, widths[c] > over ? widths[c] - over : 0);
    }
    std::string out;
    const auto line = [&](const auto& cell_of, bool heading) {
        std::size_t end = 0;  // behind the last column with something in it: nothing is padded there
        for (std::size_t c = 0; c < columns_.size(); ++c)
            if (widths[c] != 0 && !cell_of(c).empty()) end = c + 1;
        std::string row;
        for (std::size_t c = 0; c < end; ++c) {
            if (widths[c] == 0) continue;
            if (!row.empty()) row.append(kGap, ' ');
            const std::string cell =
                columns_[c].cut ? cut_to_width(cell_of(c), widths[c]) : std::string{cell_of(c)};
            const std::size_t pad = widths[c] - std::min(widths[c], display_width(cell));
            if (columns_[c].right) row.append(pad, ' ');
            row += terminal.paint(heading ? Style::Dim : columns_[c].style, cell);
            if (!columns_[c].right && c + 1 < end) row.append(pad, ' ');
        }
        out += row + "\n";
    };
    line([&](std::size_t c) -> std::string_view { return columns_[c].heading; }, true);
    for (const auto& row : cells) line([&](std::size_t c) -> std::string_view { return row[c]; }, false);
    return out;
}

std::string Table::csv() const {
    std::string out;
    query::CsvRow heading{out};
    for (const Column& column : columns_) heading.text(column.heading);
    heading.end();
    for (const auto& row : rows_) {
        query::CsvRow cells{out};
        for (std::size_t c = 0; c < row.size(); ++c) cells.text(row[c]);
        cells.end();
    }
    return out;
}

std::string Table::markdown() const {
    std::string out = "|";
    for (const Column& column : columns_) out += " " + markdown_cell(column.heading) + " |";
    out += "\n|";
    for (const Column& column : columns_) out += column.right ? " ---: |" : " --- |";
    out += "\n";
    for (const auto& row : rows_) {
        out += "|";
        for (const std::string& cell : row) out += " " + markdown_cell(cell) + " |";
        out += "\n";
    }
    return out;
}

}  // namespace annalist::cli

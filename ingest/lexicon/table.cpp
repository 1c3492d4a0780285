#include "ingest/lexicon/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace annalist::ingest {

std::string_view TableRow::operator[](std::string_view column) const {
    const auto at = std::ranges::find(header_, column) - header_.begin();
    return static_cast<std::size_t>(at) < cells_.size() ? cells_[static_cast<std::size_t>(at)]
                                                        : std::string_view{};
}

std::vector<std::string_view> split_cell(std::string_view cell, char separator) {
    std::vector<std::string_view> parts;
    while (!cell.empty()) {
        const auto end = cell.find(separator);
        if (end != 0) parts.push_back(cell.substr(0, end));
        cell = end == std::string_view::npos ? std::string_view{} : cell.substr(end + 1);
    }
    return parts;
}

Result<void> read_table(const std::filesystem::path& file, const std::vector<std::string_view>& columns,
                        const std::function<Result<void>(const TableRow&)>& row) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorCode::Io, fmt::format("{}: cannot be read", file.string())};
    std::string line;
    std::vector<std::string> header;
    std::vector<std::string_view> cells;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty() || line[0] == '#') continue;
        cells.clear();
        for (std::string_view rest = line;;) {
            const auto tab = rest.find('\t');
            cells.push_back(rest.substr(0, tab));
            if (tab == std::string_view::npos) break;
            rest = rest.substr(tab + 1);
        }
        if (header.empty()) {
            header.assign(cells.begin(), cells.end());
            for (const auto column : columns)
                if (std::ranges::find(header, column) == header.end())
                    return Error{ErrorCode::Corruption,
                                 fmt::format("{}:{}: no column \"{}\"", file.string(), number, column)};
            continue;
        }
        if (cells.size() > header.size())
            return Error{ErrorCode::Corruption,
                         fmt::format("{}:{}: {} cells under {} columns", file.string(), number,
                                     cells.size(), header.size())};
        if (auto done = row(TableRow{header, cells}); !done)
            return Error{done.error().code,
                         fmt::format("{}:{}: {}", file.string(), number, done.error().message)};
    }
    if (header.empty()) return Error{ErrorCode::Corruption, fmt::format("{}: empty", file.string())};
    return {};
}

}  // namespace annalist::ingest

#include "ingest/lexicon/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "ingest/text/utf8.hpp"

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
                        const std::function<Result<void>(const TableRow&)>& row, Refusals* refused) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{ErrorCode::Io, fmt::format("{}: cannot be read", file.string())};
    // The error of a table of ours; of a user's it is noted.
    const auto fault = [&](ErrorCode code, std::string message) -> Result<void> {
        if (!refused) return Error{code, std::move(message)};
        refused->push_back(std::move(message));
        return {};
    };
    std::string line;
    std::vector<std::string> header;
    std::vector<std::string_view> cells;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (line.empty() || line[0] == '#') continue;
        if (refused && !is_utf8_text(line)) {
            refused->push_back(fmt::format("{}:{}: not UTF-8", file.string(), number));
            continue;
        }
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
                    return fault(ErrorCode::Corruption,
                                 fmt::format("{}:{}: no column \"{}\"", file.string(), number, column));
            continue;
        }
        Result<void> done;
        if (cells.size() > header.size())
            done = Error{ErrorCode::Corruption, fmt::format("{} cells under {} columns", cells.size(), header.size())};
        else
            done = row(TableRow{header, cells});
        if (done) continue;
        auto noted = fault(done.error().code, fmt::format("{}:{}: {}", file.string(), number, done.error().message));
        if (!noted) return noted;
    }
    if (header.empty()) return fault(ErrorCode::Corruption, fmt::format("{}: empty", file.string()));
    return {};
}

bool is_utf8_text(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto point = text::decode(text, at);
        if (point.value == 0xFFFD && point.bytes == 1) return false;
        at += point.bytes;
    }
    return true;
}

}  // namespace annalist::ingest

// Reads rows {"id", "dct", "text"} from standard input and writes what the scorers read, or times the analysis:
//   timex_rows timex < rows.jsonl > out.jsonl
//   timex_rows speed < rows.jsonl
#include <chrono>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "graph/time_span.hpp"
#include "ingest/text/timex.hpp"
#include "ingest/text/timex_rows.hpp"

namespace {

using namespace annalist;

struct Row {
    std::string id, text;
    date::sys_days dct;
};

std::vector<Row> read_rows() {
    std::vector<Row> rows;
    for (std::string line; std::getline(std::cin, line);) {
        const auto json = nlohmann::json::parse(line);
        Row row{json.value("id", ""), json["text"], {}};
        row.dct = *parse_iso_day(json.value("dct", json.value("date", "2000-01-01")).substr(0, 10));
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string form = argc > 1 ? argv[1] : "timex";
    const auto rows = read_rows();
    if (form == "timex") {
        for (const auto& row : rows)
            std::cout << text::timex_row(row.id, row.text, text::find_timexes(row.text, {}, row.dct))
                      << '\n';
        return 0;
    }
    std::size_t bytes = 0, found = 0;
    const auto start = std::chrono::steady_clock::now();
    for (int turn = 0; turn < 20; ++turn)
        for (const auto& row : rows) {
            bytes += row.text.size();
            found += text::find_timexes(row.text, {}, row.dct).size();
        }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    std::cout << bytes / 1e6 / took.count() << " MB/s, " << found << " expressions in "
              << bytes / 1e6 << " MB\n";
}

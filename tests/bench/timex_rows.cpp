// Writes what the scorers of time expressions and event times read, or times the analysis:
//   timex_rows timex|timex-plain|eventtime|tenses < rows.jsonl > out.jsonl
//   timex_rows speed|speed-plain < rows.jsonl
// Rows are {"id", "dct", "text"}, and "events": [{"id", "trigger"}] for the days of given events.
// -plain goes without the analyzer; speed times the expressions alone, tokens given.
#include <ctime>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "graph/time_span.hpp"
#include "ingest/text/analyzer.hpp"
#include "ingest/text/time_grammar.hpp"
#include "ingest/text/time_link.hpp"
#include "ingest/text/timex.hpp"
#include "ingest/text/timex_rows.hpp"

namespace {

using namespace annalist;

/// Times over the rows that speed is taken of.
constexpr int kTurns = 40;

struct Row {
    std::string id, text;
    date::sys_days dct{};
    std::vector<text::GivenEvent> events;
    std::vector<std::string> gold;
    std::vector<text::Sentence> sentences;
};

std::vector<Row> read_rows(const text::Analyzer* analyzer) {
    std::vector<Row> rows;
    for (std::string line; std::getline(std::cin, line);) {
        const auto json = nlohmann::json::parse(line);
        Row row;
        row.id = json.value("id", "");
        row.text = json["text"];
        const std::string day = json.value("dct", json.value("date", "2000-01-01"));
        row.dct = *parse_iso_day(day.substr(0, 10));
        if (json.contains("events"))
            for (const auto& event : json["events"]) {
                row.events.push_back({event["id"], event["trigger"][0], event["trigger"][1]});
                row.gold.push_back(event.dump());
            }
        if (analyzer) row.sentences = analyzer->analyze(row.text);
        rows.push_back(std::move(row));
    }
    return rows;
}

void time_rows(const std::vector<Row>& rows) {
    std::size_t bytes = 0, found = 0;
    const std::clock_t start = std::clock();  // processor time: others may use the machine
    for (int turn = 0; turn < kTurns; ++turn)
        for (const auto& row : rows) {
            bytes += row.text.size();
            found += text::find_timexes(row.text, row.sentences, row.dct).size();
        }
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    std::cout << static_cast<double>(bytes) / 1e6 / seconds << " MB/s, " << found
              << " expressions in " << static_cast<double>(bytes) / 1e6 << " MB\n";
}

}  // namespace

int main(int argc, char** argv) {
    const std::string form = argc > 1 ? argv[1] : "timex";
    std::optional<text::Analyzer> analyzer;
    if (!form.ends_with("-plain")) {
        auto loaded = text::Analyzer::load(text::default_model_path());
        if (!loaded) {
            std::cerr << loaded.error().message << '\n';
            return 1;
        }
        analyzer.emplace(std::move(*loaded));
    }
    const auto rows = read_rows(analyzer ? &*analyzer : nullptr);
    if (form.starts_with("speed")) {
        time_rows(rows);
        return 0;
    }
    for (const auto& row : rows) {
        const auto timexes = text::find_timexes(row.text, row.sentences, row.dct);
        if (form == "eventtime") {
            std::cout << text::event_time_row(row.id, row.text, row.sentences, timexes, row.events,
                                              row.dct)
                      << '\n';
        } else {
            std::cout << text::timex_row(row.id, row.text, timexes) << '\n';
        }
    }
}

// Runs a gold set of pages through the readers and writes the rows that the scorers read.
// usage: article_rows article|date GOLD.jsonl > SYSTEM.jsonl   (pages lie beside the gold file)

#include <fmt/format.h>
#include <simdjson.h>
#include <zlib.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "graph/time_span.hpp"
#include "ingest/readers/charset.hpp"
#include "ingest/readers/page.hpp"

namespace {

std::string read_gzip(const std::string& path) {
    std::string bytes;
    gzFile file = gzopen(path.c_str(), "rb");
    if (!file) return bytes;
    char buffer[1 << 16];
    for (int n = 0; (n = gzread(file, buffer, sizeof buffer)) > 0;)
        bytes.append(buffer, static_cast<std::size_t>(n));
    gzclose(file);
    return bytes;
}

std::string json_string(std::string_view text) {
    std::string json = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') json += {'\\', c};
        else if (static_cast<unsigned char>(c) < 0x20) json += fmt::format("\\u{:04x}", c);
        else json += c;
    }
    return json + "\"";
}

}  // namespace

int main(int argc, char** argv) {
    using namespace annalist;
    if (argc != 3) {
        std::cerr << "usage: article_rows article|date GOLD.jsonl > SYSTEM.jsonl\n";
        return 2;
    }
    const bool dates = std::string_view(argv[1]) == "date";
    const std::filesystem::path base = std::filesystem::path(argv[2]).parent_path();
    const auto today = date::floor<date::days>(std::chrono::system_clock::now());
    const ingest::PlausibleDays plausible{date::sys_days(date::year(1995) / 1 / 1), today};
    std::ifstream gold(argv[2]);
    simdjson::dom::parser parser;
    std::string line;
    double seconds = 0;
    std::size_t bytes = 0, pages = 0;
    while (std::getline(gold, line)) {
        const auto row = parser.parse(line);
        const std::string id(row["id"].get_string().value());
        const std::string html = read_gzip(base / std::string(row["html"].get_string().value()));
        const std::clock_t start = std::clock();  // processor time: other programs do not count
        auto decoded = ingest::decode_page(html);
        auto page = decoded ? ingest::read_page(decoded->text, {}, plausible)
                            : Result<ingest::RawArticle>(decoded.error());
        seconds += static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        bytes += html.size();
        ++pages;
        if (!page) std::cerr << id << ": " << page.error().message << '\n';
        if (dates) {
            const bool found = page && page->published;
            std::cout << fmt::format("{{\"id\":{},\"date\":{},\"basis\":{}}}\n", json_string(id),
                                     found ? json_string(iso_day(page->published->day)) : "null",
                                     found ? json_string(page->published->basis) : "null");
        } else {
            std::cout << fmt::format("{{\"id\":{},\"text\":{}}}\n", json_string(id),
                                     json_string(page ? page->text : ""));
        }
    }
    std::cerr << fmt::format("{} pages, {:.1f} MB in {:.2f} s of processor time: {:.1f} MB/s\n", pages, bytes / 1e6,
                             seconds, bytes / 1e6 / seconds);
    return 0;
}

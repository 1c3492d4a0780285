// Prints what the readers make of files: for looking at, and for timing.
// usage: read_articles [--quiet] [--date YYYY-MM-DD] PATH...

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <string>

#include "graph/time_span.hpp"
#include "ingest/readers/readers.hpp"

int main(int argc, char** argv) {
    using namespace annalist;
    bool quiet = false;
    ingest::ReadOptions options;
    std::uint64_t bytes = 0, text = 0;
    options.on_bytes = [&](std::uint64_t count) { bytes += count; };
    std::uint64_t articles = 0, failures = 0;
    const auto start = std::chrono::steady_clock::now();
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--quiet") {
            quiet = true;
            continue;
        }
        if (argument == "--date" && i + 1 < argc) {
            options.default_date = parse_iso_day(argv[++i]);
            continue;
        }
        const auto summary = ingest::read_path(argument, options, [&](Result<ingest::ReadArticle> read) {
            if (!read) {
                fmt::print(stderr, "error: {}\n", read.error().message);
                return true;
            }
            const Article& article = read->article;
            text += article.text.size();
            for (const std::string& warning : read->warnings) fmt::print(stderr, "warning: {}\n", warning);
            if (quiet) return true;
            fmt::print("== {}\ntitle: {}\nurl: {}\npublisher: {}\nauthor: {}\npublished: {} ({})\n\n{}\n\n",
                       read->origin, article.title, article.url, article.publisher, article.author,
                       iso_day(article.published), article.published_basis, article.text);
            return true;
        });
        articles += summary.articles;
        failures += summary.failures;
    }
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    fmt::print(stderr, "{} articles, {} failures, {:.1f} MB read, {:.1f} MB of text in {:.2f} s\n",
               articles, failures, bytes / 1e6, text / 1e6, seconds);
    return failures ? 1 : 0;
}

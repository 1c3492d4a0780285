// For fitting: reads articles with given events as JSON lines {id, topic, text, events: [{trigger, cluster, scored}]} and prints, for
// each two reports of one story, the topic, whether they are one event, the two heads and the numbers of compare() without kinship.
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>

#include "ingest/link/same_event.hpp"
#include "ingest/text/analyzer.hpp"

using namespace annalist;

int main() {
    const auto analyzer = text::Analyzer::load(text::default_model_path());
    if (!analyzer) {
        std::cerr << analyzer.error().message << '\n';
        return 1;
    }
    std::vector<ingest::ReportWords> reports;
    std::vector<std::string> cluster, topics;
    std::vector<std::vector<std::string>> articles;
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto row = nlohmann::json::parse(line);
        const std::string text = row["text"];
        const auto sentences = analyzer->analyze(text);
        auto& words = articles.emplace_back();
        for (const auto& sentence : sentences)
            for (const auto& token : sentence.tokens)
                if (auto form = ingest::compared_form(token, text); !form.empty()) words.push_back(std::move(form));
        topics.push_back(row["topic"]);
        // Offsets are code points.
        std::vector<std::uint32_t> bytes;
        for (std::uint32_t i = 0; i < text.size(); ++i)
            if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) bytes.push_back(i);
        bytes.push_back(static_cast<std::uint32_t>(text.size()));
        for (const auto& event : row["events"]) {
            if (!event.value("scored", true)) continue;
            const TextSpan trigger{bytes[event["trigger"][0].get<std::size_t>()], bytes[event["trigger"][1].get<std::size_t>()]};
            reports.push_back(ingest::report_words(articles.size() - 1, trigger, text, sentences));
            cluster.push_back(event["cluster"]);
        }
    }
    const ingest::WordRarity rarity(articles);
    const auto alike = ingest::likeness(articles, rarity);
    const auto stories = ingest::linked_groups(alike, 0.15);
    for (std::size_t a = 0; a < reports.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            const auto &x = reports[a], &y = reports[b];
            if (stories[x.article] != stories[y.article] || topics[x.article] != topics[y.article]) continue;
            fmt::print("{}\t{}\t{}\t{}", topics[x.article], cluster[a] == cluster[b] ? 1 : 0, std::min(x.head, y.head), std::max(x.head, y.head));
            for (const double value : ingest::compare(x, y, alike[x.article][y.article], 0, rarity)) fmt::print("\t{:.4g}", value);
            fmt::print("\n");
        }
    return 0;
}

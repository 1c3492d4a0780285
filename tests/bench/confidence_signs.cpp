// For fitting: reads articles as JSON lines {id, dct, text} and prints the diplomacy rows with the
// signs of each event, in the order of the row's events.
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/coded_rows.hpp"
#include "ingest/extract/confidence.hpp"
#include "ingest/link/link.hpp"
#include "ingest/text/analyzer.hpp"

using namespace annalist;

int main() {
    const auto analyzer = text::Analyzer::load(text::default_model_path());
    const auto knowledge = ingest::Knowledge::load(ingest::default_lexicon_folder());
    if (!analyzer || !knowledge) {
        std::cerr << (analyzer ? knowledge.error().message : analyzer.error().message) << '\n';
        return 1;
    }
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto row = nlohmann::json::parse(line);
        Article article;
        article.text = row["text"];
        article.published = parse_iso_day(row["dct"].get<std::string>()).value_or(date::sys_days{});
        article.id = article_id("", article.published, article.text);
        const auto sentences = analyzer->analyze(article.text);
        const auto timexes = text::find_timexes(article.text, sentences, article.published);
        auto extraction = ingest::extract(article, sentences, timexes, *knowledge);
        std::map<std::pair<std::uint32_t, std::string>, std::vector<std::string>> signs;
        for (const ingest::Draft& draft : extraction.events)
            for (const ingest::Candidate& report : draft.reports)
                signs[{report.trigger_words.begin, report.frame}] = ingest::signs_of(draft, extraction.cast);
        const ArticleFacts facts = ingest::link(article, std::move(extraction), "");
        auto out = nlohmann::json::parse(cli::diplomacy_row(row["id"].get<std::string>(), facts));
        std::map<EventId, bool> seen;
        std::size_t at = 0;
        for (const Mention& mention : facts.mentions) {
            if (contact_of(mention.type, mention.mode) == Contact::None) continue;
            if (!seen.emplace(mention.event, true).second) continue;
            out["events"][at++]["signs"] = signs[{mention.trigger.begin, mention.frame}];
        }
        std::cout << out.dump() << '\n';
    }
    return 0;
}

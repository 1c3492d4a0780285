#include "ingest/pipeline.hpp"

#include <fmt/format.h>

#include "ingest/link/link.hpp"
#include "ingest/text/time_order.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::ingest {

Pipeline::Pipeline(text::Analyzer analyzer, Knowledge knowledge)
    : analyzer_(std::move(analyzer)),
      knowledge_(std::move(knowledge)),
      stamp_(fmt::format("{} {}{}{}", analyzer_.version(), knowledge_.lexicon.stamp(), knowledge_.user_stamp.empty() ? "" : " ",
                         knowledge_.user_stamp)) {}

Result<Pipeline> Pipeline::load() {
    LexiconReport nothing;
    return load({}, nothing);
}

Result<Pipeline> Pipeline::load(const std::filesystem::path& user_folder, LexiconReport& report) {
    auto analyzer = text::Analyzer::load(text::default_model_path());
    if (!analyzer) return analyzer.error();
    auto knowledge = Knowledge::load(default_lexicon_folder());
    if (!knowledge) return knowledge.error();
    if (!user_folder.empty())
        if (const auto added = add_user_lexicon(user_folder, *knowledge, report); !added) return added.error();
    return Pipeline(std::move(*analyzer), std::move(*knowledge));
}

ArticleFacts Pipeline::read(const Article& article, std::optional<Instant> moment) const {
    const auto sentences = analyzer_.analyze(article.text);
    const auto options = time_options(article, sentences, moment);
    const auto timexes = text::find_timexes(article.text, sentences, article.published, options);
    std::optional<date::sys_days> told_on;
    if (!options.local_days.empty()) told_on = options.local_days.front().day;
    return link(article, extract(article, sentences, timexes, knowledge_, told_on), stamp_);
}

std::vector<text::Timex> Pipeline::timexes(const Article& article, const std::vector<text::Sentence>& sentences,
                                           std::optional<Instant> moment) const {
    return text::find_timexes(article.text, sentences, article.published, time_options(article, sentences, moment));
}

text::TimexOptions Pipeline::time_options(const Article& article, const std::vector<text::Sentence>& sentences,
                                          std::optional<Instant> moment) const {
    text::TimexOptions options;
    options.day_first = text::writes_day_first(article.url);
    if (moment) options.local_days = local_days(article.text, sentences, *moment, knowledge_.lexicon, knowledge_.zones);
    return options;
}

Deeds Pipeline::deeds(const Article& article) const {
    return read_deeds(article, analyzer_.analyze(article.text), knowledge_);
}

}  // namespace annalist::ingest

#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "graph/event.hpp"
#include "ingest/extract/extract.hpp"
#include "ingest/extract/user_lexicon.hpp"
#include "ingest/text/analyzer.hpp"

namespace annalist::ingest {

/// From an article to its facts: text analysis, time expressions, extraction, linking. Holds the
/// model and the lexicon; one Pipeline serves all threads.
class Pipeline {
public:
    /// Loads what default_model_path() and default_lexicon_folder() name.
    /// Errors: Io, Corruption, Unsupported; the message names the file.
    static Result<Pipeline> load();

    /// The same with a user's lexicon on top (docs/lexicon.md); "" for none. `report` says what of it
    /// was left out. Errors: as above, and InvalidArgument when there is no such folder.
    static Result<Pipeline> load(const std::filesystem::path& user_folder, LexiconReport& report);

    /// A pure function of the article, of the moment of its publication where that is known, and of
    /// what was loaded; `stamp` of the facts names the latter.
    ArticleFacts read(const Article& article, std::optional<Instant> moment = std::nullopt) const;

    /// The time expressions of an analysed article, by the publisher's order of day and month and
    /// the day it was where the article was written.
    std::vector<text::Timex> timexes(const Article& article, const std::vector<text::Sentence>& sentences,
                                     std::optional<Instant> moment = std::nullopt) const;

    /// What is done in each sentence of an article, of all types of event; see find_deeds().
    Deeds deeds(const Article& article) const;

    const text::Analyzer& analyzer() const { return analyzer_; }
    const Knowledge& knowledge() const { return knowledge_; }
    const Lexicon& lexicon() const { return knowledge_.lexicon; }
    const IncidentWords& incident_words() const { return knowledge_.incidents; }
    const std::string& stamp() const { return stamp_; }

private:
    Pipeline(text::Analyzer analyzer, Knowledge knowledge);

    text::TimexOptions time_options(const Article& article, const std::vector<text::Sentence>& sentences,
                                    std::optional<Instant> moment) const;

    text::Analyzer analyzer_;
    Knowledge knowledge_;
    std::string stamp_;
};

}  // namespace annalist::ingest

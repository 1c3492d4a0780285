#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "graph/event.hpp"
#include "ingest/extract/extract.hpp"
#include "ingest/text/analyzer.hpp"

namespace annalist::ingest {

/// From an article to its facts: text analysis, time expressions, extraction, linking. Holds the
/// model and the lexicon; one Pipeline serves all threads.
class Pipeline {
public:
    /// Loads what default_model_path() and default_lexicon_folder() name.
    /// Errors: Io, Corruption, Unsupported; the message names the file.
    static Result<Pipeline> load();

    /// A pure function of the article and what was loaded; `stamp` of the facts names the latter.
    ArticleFacts read(const Article& article) const;

    /// What is done in each sentence of an article, of all types of event; see find_deeds().
    Deeds deeds(const Article& article) const;

    const text::Analyzer& analyzer() const { return analyzer_; }
    const Lexicon& lexicon() const { return knowledge_.lexicon; }
    const IncidentWords& incident_words() const { return knowledge_.incidents; }
    const std::string& stamp() const { return stamp_; }

private:
    Pipeline(text::Analyzer analyzer, Knowledge knowledge);

    text::Analyzer analyzer_;
    Knowledge knowledge_;
    std::string stamp_;
};

}  // namespace annalist::ingest

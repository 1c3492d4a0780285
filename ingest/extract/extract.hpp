#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "graph/event.hpp"
#include "ingest/extract/cast.hpp"
#include "ingest/extract/confidence.hpp"
#include "ingest/extract/contexts.hpp"
#include "ingest/extract/deed_rules.hpp"
#include "ingest/extract/deeds.hpp"
#include "ingest/extract/frames.hpp"
#include "ingest/extract/gather.hpp"
#include "ingest/extract/incident_words.hpp"
#include "ingest/extract/senses.hpp"
#include "ingest/extract/zones.hpp"
#include "ingest/lexicon/lexicon.hpp"
#include "ingest/lexicon/roles.hpp"
#include "ingest/text/analysis.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::ingest {

/// What extraction knows before it reads: names, nouns of office, frames. Read only, shared by all
/// threads.
struct Knowledge {
    Lexicon lexicon;
    RoleNouns roles;
    Frames frames;
    ConfidenceTable confidence;
    Senses senses;
    IncidentWords incidents;
    Zones zones;
    Contexts contexts;
    DeedRules deed_rules;
    std::string user_stamp;  ///< names a user's lexicon by what its files hold; "" without one

    /// Loads the tables of a folder (default_lexicon_folder()). Errors: Io, Corruption.
    static Result<Knowledge> load(const std::filesystem::path& folder);
};

/// What one article says, before its actors and events are given their ids.
struct Extraction {
    Cast cast;
    std::vector<Draft> events;
    std::vector<Figure> figures;             ///< parties are 1 + member
    std::vector<Affiliation> affiliations;   ///< actor and body are 1 + member
    std::vector<TextSpan> sentences;
};

/// The deeds of each sentence of an article, and the actors in them.
struct Deeds {
    Cast cast;
    std::vector<std::vector<Deed>> sentences;
};

/// Reads what is done in each sentence, of all types of event. A pure function of its arguments.
Deeds read_deeds(const Article& article, const std::vector<text::Sentence>& sentences, const Knowledge& knowledge);

/// Reads events, figures and affiliations from an analysed article. A pure function of its
/// arguments. `told_on` is the day on which the story is told, where that is not the publisher's
/// (local_days()). Cost: linear in the text, quadratic in the length of a sentence at worst.
Extraction extract(const Article& article, const std::vector<text::Sentence>& sentences,
                   const std::vector<text::Timex>& timexes, const Knowledge& knowledge,
                   std::optional<date::sys_days> told_on = std::nullopt);

}  // namespace annalist::ingest

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/extract/incident_reports.hpp"
#include "ingest/text/analyzer.hpp"

namespace annalist::ingest {

/// One attack or kidnapping of an article, from all its reports.
struct Incident {
    IncidentKind kind = IncidentKind::Attack;
    Stage stage = Stage::Accomplished;
    std::vector<Filler> fillers;
    EventTime time;
    std::string city;                     ///< as written, "" when not said
    std::vector<IncidentReport> reports;  ///< in text order
};

/// The attacks and kidnappings that an article tells of, in the order of their first reports: those
/// with a victim or a thing attacked that were told as facts, attempts or threats, of particular
/// people or places; not fights between armed forces, nor violence at large. `dct` is the article's
/// day, nullopt when unknown. Offsets are bytes of `text`, which may be all in capitals.
std::vector<Incident> find_incidents(std::string_view text, std::optional<date::sys_days> dct, const text::Analyzer& analyzer,
                                     const IncidentWords& words, const Lexicon& lexicon);

/// `text` with the marks of monitoring services blanked, at the same length: the dateline up to its
/// dash, and remarks in square brackets such as "[TEXT]" and "[WORDS INDISTINCT]".
std::string without_marks(std::string_view text);

}  // namespace annalist::ingest

#pragma once

#include <date/date.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/event.hpp"
#include "graph/result.hpp"
#include "ingest/lexicon/lexicon.hpp"
#include "ingest/text/analysis.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::ingest {

/// A moment, to the minute, UTC.
using Instant = date::sys_time<std::chrono::minutes>;

/// Which time zone a town keeps: the table zones.tsv (country, city, name in the tz database), a
/// row without a city for the rest of a country.
class Zones {
public:
    /// Errors: Io, Corruption (file, line and reason: a zone that is no name, a city twice).
    static Result<Zones> load(const std::filesystem::path& file);

    /// The name of the place's zone, "" when the table has none.
    std::string_view zone(const Place& place) const;

    /// The calendar day at a place at a moment; nullopt when its zone is unknown or the machine has
    /// no rules for it (package tzdata).
    std::optional<date::sys_days> day_at(const Place& place, Instant moment) const;

private:
    std::map<std::pair<std::string, std::string>, std::string, std::less<>> zones_;
};

/// For each dateline of an article that was published at `moment`: what day it was there. Datelines
/// that stand at the start of a paragraph, in the forms of find_dateline().
std::vector<text::LocalDay> local_days(std::string_view text, const std::vector<text::Sentence>& sentences,
                                       Instant moment, const Lexicon& lexicon, const Zones& zones);

}  // namespace annalist::ingest

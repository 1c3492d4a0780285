#pragma once

#include <date/date.h>

#include <string_view>
#include <vector>

#include "ingest/extract/cast.hpp"
#include "ingest/text/analysis.hpp"
#include "ingest/text/timex.hpp"

namespace annalist::ingest {

/// Enters into the cast whom an article about the past calls by last names alone, because every reader
/// knows them ("Reagan and Gorbachev first shook hands in 1985"): heads of state and government and foreign
/// ministers in office at a time that the article names, three years or more before it was published,
/// where at least two of different states are meant. Nobody for an article of the day.
void enter_past_leaders(const std::vector<text::Sentence>& sentences, std::string_view text,
                        const std::vector<text::Timex>& timexes, date::sys_days published, Cast& cast);

}  // namespace annalist::ingest

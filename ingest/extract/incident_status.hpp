#pragma once

#include <cstdint>

#include "ingest/extract/incident_reports.hpp"

namespace annalist::ingest {

/// Fills status and stage of a report from its trigger, token `at`: whether it is told as done, tried
/// or threatened, by its auxiliaries, adjectives and the words that govern it.
void settle_status(const Tree& tree, std::uint32_t at, const IncidentWords& words, IncidentReport& report);

}  // namespace annalist::ingest

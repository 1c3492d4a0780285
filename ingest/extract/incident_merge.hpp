#pragma once

#include <vector>

#include "ingest/extract/incidents.hpp"

namespace annalist::ingest {

/// Brings the reports of an article together: those that grammar links, that share a victim, or
/// that refer back ("the attack") are one incident. `reports` are in text order.
std::vector<Incident> merge_reports(std::vector<IncidentReport> reports);

/// Whether an incident is one to report: see find_incidents. `first` for the one told first.
bool is_relevant(const Incident& incident, std::optional<date::sys_days> dct, bool first);

}  // namespace annalist::ingest

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/result.hpp"
#include "query/parameters.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// A decision as a list shows it.
struct DecisionItem {
    storage::Decision decision;
    std::uint64_t undone_by = 0;  ///< number of the decision that undid it; 0 when it stands
};

/// All decisions, by number.
Result<std::vector<DecisionItem>> list_decisions(const storage::Store& store);

/// Those that name the actor, or one that is part of it.
Result<std::vector<DecisionItem>> decisions_about(const storage::Store& store, const Actor& actor);

/// "merge-actors" and its like; nullopt for other words.
std::optional<storage::DecisionKind> parse_decision_kind(std::string_view text);

/// Every parameter of parse_decision, for HTTP and the command alike.
std::span<const ParameterInfo> decision_parameters();

/// Reads a decision from named values: `decide` is its kind; `actor` and `into` are names as
/// resolve_actor() takes them; `mention` (repeated) is an article's id, or that and a mention's
/// ordinal behind a colon; `event` and `article` (repeated) are ids; `name`, `kind`, `country` and
/// `note` say what is new; `undo` is a number. Two countries are merged only with `sure` = "yes".
/// Nothing is changed: Store::decide() does that. Errors: InvalidArgument (a parameter that the kind
/// of decision does not take, lacks or cannot read), NotFound (a name).
Result<storage::Decision> parse_decision(const Parameters& parameters, const storage::Store& store);

/// Whether a decision would make one of two countries, for which it must be asked again.
Result<bool> merges_countries(const storage::Decision& decision, const storage::Store& store);

/// "2024-03-01T12:00:00Z"
std::string time_text(date::sys_seconds time);

/// What was decided in one line: "person:a is person:b", "event 4c5f...: rejected".
std::string summary_of(const storage::Decision& decision);

}  // namespace annalist::query

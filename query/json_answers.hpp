#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/result.hpp"
#include "query/actors.hpp"
#include "query/communities.hpp"
#include "query/compare.hpp"
#include "query/ego.hpp"
#include "query/decisions.hpp"
#include "query/events.hpp"
#include "query/explain.hpp"
#include "query/figures.hpp"
#include "query/json_writer.hpp"
#include "query/met.hpp"
#include "query/path.hpp"
#include "query/rank.hpp"
#include "query/timeline.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// Answers as JSON documents, without a final line end; the command's `--json` and HTTP send the
/// same bytes. Ids are strings of hexadecimal digits, days ISO 8601, spans of days EDTF; members
/// without a value are left out.
std::string to_json(const EventPage& page);
std::string to_json(const MetAnswer& answer);
std::string to_json(const RankAnswer& answer);
std::string to_json(const EgoAnswer& answer);
std::string to_json(const PathAnswer& answer);
std::string to_json(const CompareAnswer& answer);
std::string to_json(const CommunitiesAnswer& answer);
std::string to_json(const Timeline& timeline);
std::string to_json(const FigureAnswer& answer);
std::string to_json(const ActorProfile& profile);
std::string to_json(const std::vector<Actor>& actors);  ///< {"actors": [...]}
std::string to_json(const Explanation& explanation);
std::string to_json(const std::vector<DecisionItem>& decisions);  ///< {"decisions": [...]}
std::string to_json(const DecisionItem& decision);
std::string to_json(const storage::StoreStats& stats);
std::string to_json(const storage::VerifyReport& report);
/// {"error": {"code": "not_found", "message": "..."}}
std::string to_json(const Error& error);

/// One entry of a list as an object, for the documents and for JSON Lines.
void write_event(JsonWriter& json, const EventItem& item);
void write_pair(JsonWriter& json, const MetPair& pair);
void begin_group(JsonWriter& json, std::string_view label, DayRange days);  ///< its events follow
void end_group(JsonWriter& json, std::uint64_t left_out);
void write_series(JsonWriter& json, const FigureSeries& series);
void write_listed_actor(JsonWriter& json, const Actor& actor);
void write_actor(JsonWriter& json, const NamedActor& actor);
/// An actor without a role, as pairs and parties have it.
void write_party(JsonWriter& json, const NamedActor& actor);

}  // namespace annalist::query

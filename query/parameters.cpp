#include "query/parameters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "query/actor_names.hpp"
#include "query/json_writer.hpp"

namespace annalist::query {
namespace {

constexpr ParameterInfo kActor{"actor", "NAME", "takes part; repeated, all of them do", true};
constexpr ParameterInfo kAnyActor{"any-actor", "NAME", "one of these takes part", true};
constexpr ParameterInfo kCountry{"country", "CODE",
                                 "an actor of this country takes part (CHN, or China)", true};
constexpr ParameterInfo kType{"type", "TYPE", "PLOVER type: CONSULT, AGREE, ACCUSE ...; a list with commas", true};
constexpr ParameterInfo kMode{"mode", "MODE", "in-person, video, phone, letter, visit, signing ...", true};
constexpr ParameterInfo kKind{"kind", "KIND", "meet, call, visit, message, agree; a list with commas", true};
constexpr ParameterInfo kStatus{"status", "STATUS",
                                "occurred, ongoing, planned, called-for, denied, cancelled, "
                                "hypothetical or all; occurred,ongoing when left out", true};
constexpr ParameterInfo kPlace{"place", "PLACE", "city or country where it happened", false};
constexpr ParameterInfo kWords{"words", "WORDS", "words of its label, sentence or title; \"a phrase\", OR, NOT or -, ( )", false};
constexpr ParameterInfo kFrom{"from", "DAY", "first day, included: YYYY-MM-DD, YYYY-MM or YYYY", false};
constexpr ParameterInfo kTo{"to", "DAY", "last day, included", false};
constexpr ParameterInfo kAsKnownOn{"as-known-on", "DAY", "only what was published by the end of that day", false};
constexpr ParameterInfo kMinConfidence{"min-confidence", "NUMBER", "at least this sure, 0 to 1", false};
constexpr ParameterInfo kAssumed{"assumed", "yes|no",
                                 "events dated only by their article's day, marked ~; yes when left out", false};
constexpr ParameterInfo kLimit{"limit", "N", "at most so many; 0 for all", false};
constexpr ParameterInfo kOrder{"order", "ORDER", "oldest or newest first", false};
constexpr ParameterInfo kCursor{"cursor", "TEXT", "goes on where a page ended", false};
constexpr ParameterInfo kMetOrder{"order", "ORDER", "times, first, last or name", false};
constexpr ParameterInfo kMetBy{"by", "actor|country", "fold persons and bodies to their countries", false};
constexpr ParameterInfo kTimelineBy{"by", "PERIOD", "day, week, month or year; month when left out", false};
constexpr ParameterInfo kTop{"top", "N", "only the N most reported events of each period", false};
constexpr ParameterInfo kMeasure{"measure", "pagerank|betweenness|degree|strength|closeness",
                                 "what makes an actor central; pagerank when left out", false};
constexpr ParameterInfo kMembers{"top", "N", "only the N busiest of each; 10 when left out, 0 for all", false};
constexpr ParameterInfo kCentre{"actor", "NAME", "around whom", false};
constexpr ParameterInfo kEnds{"actor", "NAME", "twice: from whom, to whom", true};
constexpr ParameterInfo kHops{"hops", "N", "at most so many steps, 1 to 10; ego 2 and path 6 when left out", false};
constexpr ParameterInfo kHopLimit{"limit", "N", "at most so many of each hop; 0 for all", false};
constexpr ParameterInfo kPathOrder{"order", "earliest|fewest",
                                   "the way that arrives first, or that of fewest steps; earliest when left out", false};
constexpr ParameterInfo kBaseFrom{"base-from", "DAY", "first day of the range to compare with", false};
constexpr ParameterInfo kBaseTo{"base-to", "DAY", "last day of it; as long a time just before when both are left out", false};
constexpr ParameterInfo kParty{"actor", "NAME", "is a party; repeated, all of them are", true};
constexpr ParameterInfo kPartyCountry{"country", "CODE", "a party belongs to this country", true};
constexpr ParameterInfo kIndicator{"indicator", "WORDS", "what is measured: \"bilateral trade\"", false};
constexpr ParameterInfo kName{"name", "NAME", "beginning of a name or alias", false};

constexpr std::array kEvents{kActor, kAnyActor, kCountry, kType, kMode, kKind, kStatus, kPlace,
                             kWords, kFrom, kTo, kAsKnownOn, kMinConfidence, kAssumed, kOrder,
                             kLimit, kCursor};
constexpr std::array kMet{kActor, kAnyActor, kCountry, kType, kMode, kKind, kStatus, kPlace,
                          kWords, kFrom, kTo, kAsKnownOn, kMinConfidence, kAssumed, kMetBy,
                          kMetOrder, kLimit};
constexpr std::array kTimeline{kActor, kAnyActor, kCountry, kType, kMode, kKind, kStatus, kPlace,
                               kWords, kFrom, kTo, kAsKnownOn, kMinConfidence, kAssumed, kTimelineBy,
                               kTop, kOrder, kLimit, kCursor};
constexpr std::array kFigures{kParty, kPartyCountry, kIndicator, kFrom, kTo, kAsKnownOn,
                              kMinConfidence, kLimit};
constexpr std::array kActors{kName, kFrom, kTo, kLimit};
constexpr std::array kGraph{kActor, kAnyActor, kCountry, kType, kMode, kKind, kStatus, kPlace,
                            kWords, kFrom, kTo, kAsKnownOn, kMinConfidence, kAssumed, kLimit};
constexpr std::array kRank{kActor, kAnyActor, kCountry, kType, kMode, kKind, kStatus, kPlace,
                           kWords, kFrom, kTo, kAsKnownOn, kMinConfidence, kAssumed, kMeasure, kLimit};
constexpr std::array kCommunities{kActor, kAnyActor, kCountry, kType, kMode, kKind, kStatus, kPlace,
                                  kWords, kFrom, kTo, kAsKnownOn, kMinConfidence, kAssumed, kMembers,
                                  kLimit};
constexpr std::array kEgo{kCentre, kHops, kCountry, kType, kMode, kKind, kStatus, kPlace, kWords, kFrom,
                          kTo, kAsKnownOn, kMinConfidence, kAssumed, kHopLimit};
constexpr std::array kPath{kEnds, kHops, kPathOrder, kCountry, kType, kMode, kKind, kStatus, kPlace,
                           kWords, kFrom, kTo, kAsKnownOn, kMinConfidence, kAssumed};
constexpr std::array kCompare{kActor, kAnyActor, kCountry, kType, kMode, kKind, kStatus, kPlace,
                              kWords, kFrom, kTo, kBaseFrom, kBaseTo, kAsKnownOn, kMinConfidence,
                              kAssumed, kMetBy, kLimit};

std::string same_name(std::string_view name) {
    std::string result{name};
    std::ranges::replace(result, '_', '-');
    return result;
}

std::string_view trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

}  // namespace

Parameters::Parameters(std::initializer_list<std::pair<std::string, std::string>> entries) {
    for (const auto& [name, value] : entries) add(name, value);
}

void Parameters::add(std::string_view name, std::string_view value) {
    entries_.emplace_back(same_name(name), value);
}

bool Parameters::has(std::string_view name) const {
    return std::ranges::any_of(entries_, [&](const auto& entry) { return entry.first == name; });
}

std::string Parameters::first(std::string_view name) const {
    for (const auto& entry : entries_)
        if (entry.first == name) return entry.second;
    return {};
}

std::vector<std::string> Parameters::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& entry : entries_)
        if (entry.first == name) values.push_back(entry.second);
    return values;
}

std::vector<std::string> Parameters::list(std::string_view name) const {
    std::vector<std::string> values;
    for (const std::string& entry : all(name)) {
        std::string_view rest = entry;
        while (!rest.empty()) {
            const auto comma = rest.find(',');
            const auto part = trimmed(rest.substr(0, comma));
            if (!part.empty()) values.emplace_back(part);
            rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
        }
    }
    return values;
}

std::span<const ParameterInfo> parameters_of(Question question) {
    switch (question) {
        case Question::Events: return kEvents;
        case Question::Met: return kMet;
        case Question::Timeline: return kTimeline;
        case Question::Figures: return kFigures;
        case Question::Actors: return kActors;
        case Question::Graph: return kGraph;
        case Question::Rank: return kRank;
        case Question::Ego: return kEgo;
        case Question::Path: return kPath;
        case Question::Compare: return kCompare;
        case Question::Communities: return kCommunities;
    }
    return {};
}

Result<void> check_names(const Parameters& parameters, Question question) {
    const auto known = parameters_of(question);
    for (const auto& [name, value] : parameters.entries()) {
        if (!is_utf8(name) || !is_utf8(value))
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("{}: the value is not UTF-8", valid_utf8(name))};
        if (std::ranges::find(known, name, &ParameterInfo::name) != known.end()) continue;
        std::string_view nearest;
        std::size_t least = 4;
        for (const ParameterInfo& info : known) {
            const std::size_t distance = edit_distance(name, info.name, 3);
            if (distance < least) {
                least = distance;
                nearest = info.name;
            }
        }
        return Error{ErrorCode::InvalidArgument,
                     nearest.empty()
                         ? fmt::format("{}: no such parameter here", name)
                         : fmt::format("{}: no such parameter; did you mean {}?", name, nearest)};
    }
    return {};
}

}  // namespace annalist::query

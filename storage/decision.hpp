#pragma once

#include <date/date.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/actor.hpp"
#include "graph/id.hpp"
#include "graph/result.hpp"

namespace annalist::storage {

class Store;

/// What somebody may decide by hand. Stored: the numbers never change.
enum class DecisionKind : std::uint8_t {
    MergeActors = 1,    ///< the first actor is the second
    SplitActor = 2,     ///< some of its mentions are of another actor, which is new
    RenameActor = 3,    ///< it is called otherwise; the name it had stays as an alias
    DescribeActor = 4,  ///< its kind, its country, a note
    MergeEvents = 5,    ///< the others are part of the first event
    SplitEvent = 6,     ///< what some articles report is another event, which is new
    RejectEvent = 7,    ///< no such thing happened: its reports are none
    Undo = 8,           ///< an earlier decision does not hold any more
};

std::string_view to_string(DecisionKind kind);  ///< "merge-actors"

/// One mention of an article, or all that the article says.
struct MentionPlace {
    ArticleId article;
    std::optional<std::uint32_t> ordinal;  ///< nullopt: everything

    auto operator<=>(const MentionPlace&) const = default;
};

/// One decision. Actors are named by key, so that the record reads the same in every store.
struct Decision {
    std::uint64_t number = 0;    ///< from 1, without gaps; the store gives it
    std::uint64_t articles = 0;  ///< how many the store had then: a rebuild puts them before it
    date::sys_seconds made{};    ///< UTC; the epoch asks the store for the present
    DecisionKind kind = DecisionKind::Undo;
    std::vector<std::string> actors;  ///< merged: it, what it is; else the actor; split: and the new one
    /// Merged: the one that stays first; split: it, the new one; rejected: it; each with the told
    /// events that the store had brought together in it, which settle() adds; of a split actor: those
    /// whose mentions are given.
    std::vector<EventId> events;
    std::vector<MentionPlace> places;      ///< of a split
    std::string name;                      ///< the new name: renamed; split, the old one when ""
    std::optional<ActorKind> actor_kind;   ///< described
    std::optional<std::string> country;    ///< described: ISO 3166 alpha-3, "" for none
    std::string note;                      ///< the reason; may be ""
    std::uint64_t undoes = 0;              ///< number of the decision that is undone

    bool operator==(const Decision&) const = default;
};

/// varint articles, zigzag seconds since 1970-01-01, kind, list of actors, list of 8-byte events,
/// list of (8-byte article, varint ordinal + 1 or 0), name, byte of kind or 0, byte whether a
/// country follows, [country], note, varint undoes. The key says the number.
std::string encode(const Decision& decision);
std::optional<Decision> decode_decision(std::string_view record, std::uint64_t number);

/// The decisions that hold: neither undone nor an undoing.
std::vector<Decision> standing(const std::vector<Decision>& decisions);

/// `wanted` with everything that the store gives: number, number of articles, time, ids and keys of
/// what is new. Both engines ask it before they apply a decision, so that they refuse alike.
/// Errors: NotFound (an actor, event, article, mention or decision that is not there, or is part of
/// another; the message names it), InvalidArgument (nothing to do, a value that cannot be, an undoing
/// of what a later decision builds on). With the next number it is a record: its events stay as listed.
Result<Decision> settle(const Store& store, Decision wanted);

}  // namespace annalist::storage

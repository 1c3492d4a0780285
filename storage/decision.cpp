#include "storage/decision.hpp"

#include <algorithm>
#include <set>

#include "storage/bytes.hpp"
#include "storage/records.hpp"

namespace annalist::storage {

std::string_view to_string(DecisionKind kind) {
    switch (kind) {
        case DecisionKind::MergeActors: return "merge-actors";
        case DecisionKind::SplitActor: return "split-actor";
        case DecisionKind::RenameActor: return "rename-actor";
        case DecisionKind::DescribeActor: return "describe-actor";
        case DecisionKind::MergeEvents: return "merge-events";
        case DecisionKind::SplitEvent: return "split-event";
        case DecisionKind::RejectEvent: return "reject-event";
        case DecisionKind::Undo: return "undo";
    }
    return "unknown";
}

std::string encode(const Decision& decision) {
    ByteWriter out;
    out.byte(kRecordVersion);
    out.varint(decision.articles);
    out.zigzag(decision.made.time_since_epoch().count());
    out.byte(static_cast<std::uint8_t>(decision.kind));
    out.varint(decision.actors.size());
    for (const std::string& key : decision.actors) out.text(key);
    out.varint(decision.events.size());
    for (const EventId id : decision.events) out.big64(id.value);
    out.varint(decision.places.size());
    for (const MentionPlace& place : decision.places) {
        out.big64(place.article.value);
        out.varint(place.ordinal ? std::uint64_t{*place.ordinal} + 1 : 0);
    }
    out.text(decision.name);
    out.byte(decision.actor_kind ? static_cast<std::uint8_t>(*decision.actor_kind) : std::uint8_t{0});
    out.byte(decision.country ? 1 : 0);
    if (decision.country) out.text(*decision.country);
    out.text(decision.note);
    out.varint(decision.undoes);
    return out.take();
}

std::optional<Decision> decode_decision(std::string_view record, std::uint64_t number) {
    ByteReader in(record);
    Decision decision;
    decision.number = number;
    if (in.byte() != kRecordVersion) in.fail();
    decision.articles = in.varint();
    decision.made = date::sys_seconds{std::chrono::seconds{in.zigzag()}};
    const std::uint8_t kind = in.byte();
    if (kind < static_cast<std::uint8_t>(DecisionKind::MergeActors) ||
        kind > static_cast<std::uint8_t>(DecisionKind::Undo))
        return std::nullopt;
    decision.kind = static_cast<DecisionKind>(kind);
    decision.actors.resize(in.count());
    for (std::string& key : decision.actors) key = in.text();
    decision.events.resize(in.count());
    for (EventId& id : decision.events) id = {in.big64()};
    decision.places.resize(in.count());
    for (MentionPlace& place : decision.places) {
        place.article = {in.big64()};
        const std::uint64_t ordinal = in.varint();
        if (ordinal > UINT32_MAX) in.fail();
        if (ordinal != 0) place.ordinal = static_cast<std::uint32_t>(ordinal - 1);
    }
    decision.name = in.text();
    const std::uint8_t actor_kind = in.byte();
    if (actor_kind > static_cast<std::uint8_t>(ActorKind::Group)) in.fail();
    if (actor_kind != 0) decision.actor_kind = static_cast<ActorKind>(actor_kind);
    const std::uint8_t has_country = in.byte();
    if (has_country > 1) in.fail();
    if (has_country == 1) decision.country = std::string(in.text());
    decision.note = in.text();
    decision.undoes = in.varint();
    if (!in.done()) return std::nullopt;
    const auto needs = [&](std::size_t actors, std::size_t events) {
        return decision.actors.size() >= actors && decision.events.size() >= events;
    };
    switch (decision.kind) {
        case DecisionKind::MergeActors:
        case DecisionKind::SplitActor:
            if (!needs(2, 0)) return std::nullopt;
            break;
        case DecisionKind::RenameActor:
        case DecisionKind::DescribeActor:
            if (!needs(1, 0)) return std::nullopt;
            break;
        case DecisionKind::MergeEvents:
        case DecisionKind::SplitEvent:
            if (!needs(0, 2)) return std::nullopt;
            break;
        case DecisionKind::RejectEvent:
            if (!needs(0, 1)) return std::nullopt;
            break;
        case DecisionKind::Undo:
            break;
    }
    return decision;
}

std::vector<Decision> standing(const std::vector<Decision>& decisions) {
    std::set<std::uint64_t> undone;
    for (const Decision& decision : decisions)
        if (decision.kind == DecisionKind::Undo) undone.insert(decision.undoes);
    std::vector<Decision> left;
    std::ranges::copy_if(decisions, std::back_inserter(left), [&](const Decision& decision) {
        return decision.kind != DecisionKind::Undo && !undone.contains(decision.number);
    });
    return left;
}

}  // namespace annalist::storage

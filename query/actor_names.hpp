#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/actor.hpp"
#include "graph/event.hpp"
#include "graph/result.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// An actor as an answer shows it.
struct NamedActor {
    ActorId id;
    std::string key;      ///< "person:xi-jinping"
    std::string name;
    ActorKind kind = ActorKind::Person;
    std::string country;  ///< ISO 3166 alpha-3; "" when none
    Role role = Role::Participant;

    bool operator==(const NamedActor&) const = default;
};

/// Whether one is a country and the other one of its people or bodies, who are no pair. For actors and
/// named actors.
template <class A, class B>
bool own_country(const A& a, const B& b) {
    return !a.country.empty() && a.country == b.country &&
           (a.kind == ActorKind::Country) != (b.kind == ActorKind::Country);
}

/// The actor meant by what a user wrote: a key ("country:CHN"), or a name or alias, folded: exact,
/// else whole words of one actor's name only ("Lavrov"), else the beginning of one only.
/// Errors: InvalidArgument for an ambiguous name, listing the candidates with their keys; NotFound
/// for an unknown one, offering the nearest names.
Result<Actor> resolve_actor(std::string_view name, const storage::Store& store);

/// The ISO 3166 alpha-3 code of a country given by code ("CHN") or by its whole name or alias
/// ("China"); nullopt when no country is called so.
Result<std::optional<std::string>> country_code(std::string_view name, const storage::Store& store);

/// The same, where a country must be meant; the beginning of its name will do.
/// Errors: NotFound, offering the nearest names.
Result<std::string> resolve_country(std::string_view name, const storage::Store& store);

/// Up to `limit` names of actors that differ least from `name`, nearest first; only near ones.
Result<std::vector<std::string>> nearest_names(std::string_view name, std::size_t limit,
                                               const storage::Store& store);

/// Number of single-character insertions, deletions, replacements and swaps of neighbours between
/// two byte strings; at most `limit` + 1. Source: Damerau 1964, the optimal string alignment form.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// Looks actors up once each. For one answer; not thread-safe.
class ActorBook {
public:
    explicit ActorBook(const storage::Store& store) : store_(store) {}

    /// The actor; valid as long as the book. Errors: Corruption when the store has none of that id.
    Result<const Actor*> find(ActorId id);
    Result<NamedActor> named(ActorId id, Role role = Role::Participant);
    Result<std::vector<NamedActor>> named(const std::vector<EventActor>& actors);

private:
    const storage::Store& store_;
    std::unordered_map<ActorId, Actor> known_;
};

}  // namespace annalist::query

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/actor.hpp"
#include "graph/result.hpp"
#include "query/actor_names.hpp"
#include "query/decisions.hpp"
#include "query/met.hpp"
#include "storage/store.hpp"

namespace annalist::query {

/// Where an article gives a role to an actor.
struct RoleMention {
    ArticleId article;
    date::sys_days seen{};  ///< the article's publication day
    std::string words;      ///< of the article
};

/// A role that articles give to an actor, however many say so.
struct RoleHeld {
    std::string role;       ///< "minister"; "" for a member of no stated role
    std::string body;       ///< name of the organisation; "" when none
    std::string country;    ///< ISO 3166 alpha-3; "" when none
    date::sys_days first_seen{}, last_seen{};  ///< publication days
    std::uint64_t reports = 0;
    std::vector<RoleMention> mentions;  ///< the first few, by day
};

/// All about one actor.
struct ActorProfile {
    Actor actor;
    std::vector<RoleHeld> roles;           ///< latest first
    std::uint64_t events = 0;              ///< of every status
    std::string first_seen, last_seen;     ///< EDTF of the first and last event; "" when none
    std::vector<MetPair> partners;         ///< busiest first, over every kind of contact
    std::vector<DecisionItem> decisions;   ///< that touched it, by number
};

/// Actors whose name or alias begins with `prefix`, exact ones first, then by name; at most
/// `limit`. With no such actor the list is empty.
Result<std::vector<Actor>> find_actors(const storage::Store& store, std::string_view prefix,
                                       std::size_t limit);

/// The profile of the actor that `name` means (resolve_actor), over `days`, with at most
/// `partners` partners.
Result<ActorProfile> actor_profile(const storage::Store& store, std::string_view name,
                                   DayRange days = {}, std::size_t partners = 10);

}  // namespace annalist::query

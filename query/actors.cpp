#include "query/actors.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/fold.hpp"
#include "query/events.hpp"

namespace annalist::query {
namespace {

/// How many mentions of a role are shown: enough to judge it by.
constexpr std::size_t kRoleMentions = 3;

/// The words of an article that give a role; "" when there is no such article.
Result<std::string> words_of(const storage::Store& store, const Affiliation& told) {
    const auto article = store.article(told.article);
    if (!article) return article.error();
    if (!*article || told.words.begin > told.words.end || told.words.end > (*article)->text.size())
        return std::string{};
    return std::string(told.words.in((*article)->text));
}

/// Every kind of contact, for the partners of a profile.
const std::vector<Contact> kContacts{Contact::Meet, Contact::Call, Contact::Visit,
                                     Contact::Message, Contact::Agree};

Result<std::vector<RoleHeld>> roles_of(const storage::Store& store, ActorId id, ActorBook& book) {
    const auto affiliations = store.affiliations_of(id);
    if (!affiliations) return affiliations.error();
    std::map<std::tuple<std::string, ActorId, std::string>, RoleHeld> held;
    for (const Affiliation& each : *affiliations) {
        const auto [it, added] =
            held.try_emplace({fold_name(each.role), each.body, each.country});
        RoleHeld& role = it->second;
        if (added) {
            role.role = each.role;
            role.country = each.country;
            role.first_seen = role.last_seen = each.seen;
            if (each.body != ActorId{}) {
                const auto body = book.find(each.body);
                if (!body) return body.error();
                role.body = (*body)->name;
            }
        }
        role.first_seen = std::min(role.first_seen, each.seen);
        role.last_seen = std::max(role.last_seen, each.seen);
        ++role.reports;
        if (role.mentions.size() == kRoleMentions) continue;
        auto words = words_of(store, each);
        if (!words) return words.error();
        role.mentions.push_back({each.article, each.seen, *std::move(words)});
    }
    std::vector<RoleHeld> roles;
    for (auto& [key, role] : held) roles.push_back(std::move(role));
    std::ranges::stable_sort(roles, [](const RoleHeld& a, const RoleHeld& b) {
        return std::tie(b.last_seen, b.reports) < std::tie(a.last_seen, a.reports);
    });
    return roles;
}

}  // namespace

Result<std::vector<Actor>> find_actors(const storage::Store& store, std::string_view prefix,
                                       std::size_t limit) {
    return store.find_actors(fold_name(prefix), limit == 0 ? kMaxLimit : limit);
}

Result<ActorProfile> actor_profile(const storage::Store& store, std::string_view name,
                                   DayRange days, std::size_t partners) {
    auto actor = resolve_actor(name, store);
    if (!actor) return actor.error();
    ActorProfile profile;
    profile.actor = *std::move(actor);
    const ActorId id = profile.actor.id;

    ActorBook book{store};
    auto roles = roles_of(store, id, book);
    if (!roles) return roles.error();
    profile.roles = *std::move(roles);

    std::optional<Event> first, last;
    const auto scanned = store.scan_actor(id, days, [&](const Event& event) {
        ++profile.events;
        if (!first) first = event;
        if (!last || event.days.last >= last->days.last) last = event;
        return true;
    });
    if (!scanned) return scanned.error();
    if (first) profile.first_seen = EventItem{*first, {}}.edtf();
    if (last) profile.last_seen = EventItem{*last, {}}.edtf();

    MetQuery query;
    query.events.all_actors = {id};
    query.events.days = days;
    query.events.kinds = kContacts;
    query.events.limit = partners;
    auto met = who_met(store, query);
    if (!met) return met.error();
    profile.partners = std::move(met->pairs);
    auto decisions = decisions_about(store, profile.actor);
    if (!decisions) return decisions.error();
    profile.decisions = *std::move(decisions);
    return profile;
}

}  // namespace annalist::query

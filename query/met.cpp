#include "query/met.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "graph/event_pairs.hpp"
#include "query/link_walk.hpp"
#include "query/met_sum.hpp"
#include "query/sums.hpp"

namespace annalist::query {
namespace {

const std::vector<Contact> kMeetings{Contact::Meet, Contact::Visit};

std::string place_name(const Place& place) {
    return place.city.empty() ? place.country : place.city;
}

/// Gathers pairs from a walk, as actors or folded to their countries.
class Gathering {
public:
    Gathering(const storage::Store& store, const MetQuery& query, LinkWalk& walk)
        : store_(store), query_(query), walk_(walk) {
        if (query.events.all_actors.size() == 1 && query.events.any_actors.empty())
            centre_ = query.events.all_actors.front();
    }

    /// Adds the event's pairs; true when it had any.
    Result<bool> add(const Event& event, const std::vector<EventPair>& pairs) {
        std::vector<std::uint32_t> counted;  // several pairs may fold to one
        for (const EventPair& pair : pairs) {
            const auto number = sum_of(pair.from, pair.to);
            if (!number) return number.error();
            if (*number == kUnwanted || std::ranges::find(counted, *number) != counted.end()) continue;
            counted.push_back(*number);
            Sum& sum = sums_[*number];
            sum.add(event, event.days.first, event.days.last);
            if (!event.place.empty()) ++sum.places[place_name(event.place)];
        }
        return !counted.empty();
    }

    Result<bool> add(const Link& link) {
        const auto number = sum_of(link.from, link.to);
        if (!number) return number.error();
        if (*number == kUnwanted) return false;
        sums_[*number].add(link, link.first, link.last);
        return true;
    }

    std::size_t size() const { return sums_.size(); }
    std::optional<ActorId> centre() const { return centre_; }
    Result<NamedActor> party(ActorId id) {
        const auto number = party_of(id);
        if (!number) return number.error();
        return parties_[*number];
    }

    /// The pairs in that order, at most `limit`; 0 for all.
    Result<std::vector<MetPair>> pairs(MetOrder order, std::size_t limit) {
        std::vector<const Sum*> sorted;
        for (const Sum& sum : sums_) sorted.push_back(&sum);
        if (limit == 0 || limit > sorted.size()) limit = sorted.size();
        std::ranges::partial_sort(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(limit),
                                  [&](const Sum* x, const Sum* y) { return before(*x, *y, order); });
        sorted.resize(limit);
        std::vector<MetPair> result;
        for (const Sum* sum : sorted) {
            auto pair = finish(*sum);
            if (!pair) return pair.error();
            result.push_back(*std::move(pair));
        }
        return result;
    }

private:
    static constexpr std::uint32_t kUnwanted = 0xFFFFFFFF;

    /// The number of a pair's sum, kUnwanted for none.
    Result<std::uint32_t> sum_of(ActorId from, ActorId to) {
        std::uint32_t& known = sum_of_[pair_number(from, to)];
        if (known != 0) return known == kUnwanted ? kUnwanted : known - 1;
        auto a = party_of(from);
        if (!a) return a.error();
        auto b = party_of(to);
        if (!b) return b.error();
        if (!wanted(from, to, parties_[*a], parties_[*b])) return known = kUnwanted;
        if (swapped(to, parties_[*a], parties_[*b])) std::swap(*a, *b);
        std::uint32_t number = static_cast<std::uint32_t>(sums_.size());
        if (query_.by_country) {
            std::uint32_t& folded = folded_[(std::uint64_t{*a} << 32 | *b) + 1];
            if (folded == 0) folded = number + 1;
            number = folded - 1;
        }
        if (number == sums_.size()) {
            Sum& sum = sums_.emplace_back();
            sum.a = *a;
            sum.b = *b;
        }
        known = number + 1;
        return number;
    }

    Result<std::uint32_t> party_of(ActorId id) {
        std::uint32_t& known = party_of_[id];
        if (known != 0) return known - 1;
        auto actor = named(id);
        if (!actor) return actor.error();
        if (query_.by_country && actor->kind != ActorKind::Country && !actor->country.empty()) {
            const auto country = country_of(actor->country);
            if (!country) return country.error();
            known = *country + 1;
            return *country;
        }
        if (query_.by_country && actor->kind == ActorKind::Country) {
            const auto [at, added] = countries_.try_emplace(actor->key, static_cast<std::uint32_t>(parties_.size()));
            if (added) parties_.push_back(*std::move(actor));
            known = at->second + 1;
            return at->second;
        }
        parties_.push_back(*std::move(actor));
        known = static_cast<std::uint32_t>(parties_.size());
        return known - 1;
    }

    /// Each is asked for once, so that a book would only copy it.
    Result<NamedActor> named(ActorId id) {
        auto found = store_.actor(id);
        if (!found) return found.error();
        if (!*found) return walk_.book().named(id);  // which says what is wrong
        Actor& actor = **found;
        return NamedActor{actor.id, std::move(actor.key), std::move(actor.name), actor.kind,
                          std::move(actor.country)};
    }

    Result<std::uint32_t> country_of(const std::string& code) {
        const std::string key = "country:" + code;
        if (const auto known = countries_.find(key); known != countries_.end()) return known->second;
        NamedActor country;
        country.key = key;
        country.name = code;
        country.kind = ActorKind::Country;
        country.country = code;
        const auto found = store_.actor_by_key(key);
        if (!found) return found.error();
        if (*found) {
            country.id = (*found)->id;
            country.name = (*found)->name;
        }
        const auto number = static_cast<std::uint32_t>(parties_.size());
        parties_.push_back(std::move(country));
        countries_.emplace(key, number);
        return number;
    }

    /// Not a country with its own people, nor pairs that the one asked for has no part in.
    bool wanted(ActorId from, ActorId to, const NamedActor& a, const NamedActor& b) const {
        if (a.key == b.key) return false;
        if (centre_ && from != *centre_ && to != *centre_) return false;
        if (own_country(a, b)) return false;
        // Others at the same table are beside the question: of two actors or countries asked for
        // both are in the pair, of one, or of any, at least one.
        const EventQuery& asked = query_.events;
        const auto among = [](const auto& list, const auto& x, const auto& y) {
            const auto has = [&](const auto& each) {
                return std::ranges::find(list, each) != list.end();
            };
            if (list.empty()) return true;
            return has(x) != has(y) ? list.size() == 1 : has(x);
        };
        const auto has_any = [&](ActorId id) {
            return std::ranges::find(asked.any_actors, id) != asked.any_actors.end();
        };
        return among(asked.all_actors, from, to) && among(asked.countries, a.country, b.country) &&
               (asked.any_actors.empty() || has_any(from) || has_any(to));
    }

    /// The one asked for stands first, else the one of the country asked for, else by key.
    bool swapped(ActorId to, const NamedActor& a, const NamedActor& b) const {
        if (centre_) return to == *centre_;
        if (query_.events.countries.size() == 1 && a.country != b.country)
            return b.country == query_.events.countries.front();
        return b.key < a.key;
    }

    bool before(const Sum& x, const Sum& y, MetOrder order) const {
        switch (order) {
            case MetOrder::Times:
                if (x.times != y.times) return x.times > y.times;
                if (x.last.last() != y.last.last()) return x.last.last() > y.last.last();
                break;
            case MetOrder::First:
                if (x.first.first() != y.first.first()) return x.first.first() < y.first.first();
                break;
            case MetOrder::Last:
                if (x.last.last() != y.last.last()) return x.last.last() > y.last.last();
                break;
            case MetOrder::Name: break;
        }
        const NamedActor &xa = parties_[x.a], &xb = parties_[x.b], &ya = parties_[y.a], &yb = parties_[y.b];
        return std::tie(xa.name, xb.name, xa.key, xb.key) < std::tie(ya.name, yb.name, ya.key, yb.key);
    }

    Result<MetPair> finish(const Sum& sum) const {
        const auto first = sum.first.settle(walk_);
        if (!first) return first.error();
        const auto last = sum.last.settle(walk_);
        if (!last) return last.error();
        MetPair pair;
        pair.a = parties_[sum.a];
        pair.b = parties_[sum.b];
        pair.times = sum.times;
        pair.events = sum.events;
        pair.first = edtf(first->days, first->assumed);
        pair.last = edtf(last->days, last->assumed);
        pair.last_event = last->id;
        pair.kinds = sum.kinds.named();
        std::vector<std::pair<std::string, std::uint64_t>> places(sum.places.begin(), sum.places.end());
        std::ranges::stable_sort(places, std::ranges::greater{}, [](const auto& p) { return p.second; });
        for (std::size_t i = 0; i < places.size() && i < 5; ++i) pair.places.push_back(places[i].first);
        return pair;
    }

    const storage::Store& store_;
    const MetQuery& query_;
    LinkWalk& walk_;
    std::optional<ActorId> centre_;
    std::vector<NamedActor> parties_;
    Marks party_of_;                                           // of each actor, from 1
    std::unordered_map<std::string, std::uint32_t> countries_; // parties by key
    std::vector<Sum> sums_;
    Sums<std::uint64_t, std::uint32_t> sum_of_, folded_;       // of actors, of parties; from 1
};

}  // namespace

Result<MetQuery> parse_met_query(const Parameters& parameters, const storage::Store& store) {
    MetQuery query;
    const std::string by = parameters.first("by");
    query.by_country = by == "country";
    if (!by.empty() && by != "country" && by != "actor")
        return Error{ErrorCode::InvalidArgument, fmt::format("by={}: write actor or country", by)};
    const std::string order = parameters.first("order");
    if (order == "first" || order == "oldest")
        query.order = MetOrder::First;
    else if (order == "last" || order == "newest")
        query.order = MetOrder::Last;
    else if (order == "name")
        query.order = MetOrder::Name;
    else if (!order.empty() && order != "times")
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("order={}: write times, first, last or name", order)};
    Parameters rest;
    for (const auto& [name, value] : parameters.entries())
        if (name != "order" && name != "by") rest.add(name, value);
    auto events = parse_event_query(rest, store);
    if (!events) return events.error();
    query.events = *std::move(events);
    return query;
}

std::vector<Contact> kinds_or_meetings(const EventQuery& query) {
    return query.kinds.empty() && query.types.empty() && query.modes.empty() ? kMeetings : query.kinds;
}

Result<MetAnswer> who_met(const storage::Store& store, const MetQuery& query) {
    const std::vector<Contact> kinds = kinds_or_meetings(query.events);
    EventQuery every_kind = query.events;  // so that what else there was can be told
    every_kind.kinds.clear();
    LinkWalk walk{store, every_kind};
    Gathering gathering{store, query, walk};
    MetAnswer answer;
    KindTimes others;
    Result<void> failure;
    const auto is_other = [&](Contact kind) {
        return !kinds.empty() && std::ranges::find(kinds, kind) == kinds.end();
    };
    const auto count = [&](const Result<bool>& added) {
        if (!added)
            failure = added.error();
        else
            answer.events += *added ? 1 : 0;
        return static_cast<bool>(added);
    };
    const auto walked = walk.all(
        [&](const Event& event) {
            const Contact kind = contact_of(event.type, event.mode);
            if (is_other(kind) && kind == Contact::None) return true;
            const std::vector<EventPair> pairs = pairs_of(event);
            if (!is_other(kind)) return count(gathering.add(event, pairs));
            if (!pairs.empty()) others.add(event.type, event.mode, event.count);
            return true;
        },
        [&](std::span<const Link> links) {
            for (const Link& link : links) {
                if (link.from == link.to) continue;
                const Contact kind = contact_of(link.type, link.mode);
                if (is_other(kind)) {
                    if (kind != Contact::None) others.add(link.type, link.mode, link.count);
                } else if (!count(gathering.add(link))) {
                    return false;
                }
            }
            return true;
        });
    if (!failure) return failure.error();
    if (!walked) return walked.error();

    if (gathering.centre()) {
        auto centre = gathering.party(*gathering.centre());
        if (!centre) return centre.error();
        answer.actor = *std::move(centre);
    }
    answer.other_kinds = others.named();
    answer.total_pairs = gathering.size();
    auto pairs = gathering.pairs(query.order, query.events.limit);
    if (!pairs) return pairs.error();
    answer.pairs = *std::move(pairs);
    return answer;
}

}  // namespace annalist::query

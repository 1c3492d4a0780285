#include "tests/query/met_by_events.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "graph/event_pairs.hpp"
#include "query/events.hpp"

namespace annalist::query_test {
namespace {

using namespace query;


const std::vector<Contact> kMeetings{Contact::Meet, Contact::Visit};

/// "video" apart from "meet": a talk by video link brings nobody together.
std::string kind_name(const Event& event) {
    if (event.mode == Mode::Video) return "video";
    const Contact kind = contact_of(event.type, event.mode);
    return std::string{kind == Contact::None ? to_string(event.type) : to_string(kind)};
}

std::string place_name(const Place& place) {
    return place.city.empty() ? place.country : place.city;
}

/// One pair's events so far.
struct Sum {
    MetPair pair;
    TimeSpan first, last;
    bool first_assumed = false, last_assumed = false;
    std::map<std::string, std::uint64_t> places;
};

void add(Sum& sum, const Event& event) {
    const bool assumed = event.time_basis == TimeBasis::Published;
    if (sum.pair.events == 0 || event.days.first < sum.first.first) {
        sum.first = event.days;
        sum.first_assumed = assumed;
    }
    if (sum.pair.events == 0 || event.days.last >= sum.last.last) {
        sum.last = event.days;
        sum.last_assumed = assumed;
        sum.pair.last_event = event.id;
    }
    ++sum.pair.events;
    sum.pair.times += event.count;
    sum.pair.kinds[kind_name(event)] += event.count;
    if (!event.place.empty()) ++sum.places[place_name(event.place)];
}

MetPair finish(Sum sum) {
    sum.pair.first = edtf(sum.first, sum.first_assumed);
    sum.pair.last = edtf(sum.last, sum.last_assumed);
    std::vector<std::pair<std::string, std::uint64_t>> places(sum.places.begin(), sum.places.end());
    std::ranges::stable_sort(places, std::ranges::greater{}, [](const auto& p) { return p.second; });
    for (std::size_t i = 0; i < places.size() && i < 5; ++i)
        sum.pair.places.push_back(places[i].first);
    return std::move(sum.pair);
}

/// Gathers pairs from events, as actors or folded to their countries.
class Gathering {
public:
    Gathering(const storage::Store& store, const MetQuery& query)
        : store_(store), query_(query), book_(store) {
        if (query.events.all_actors.size() == 1 && query.events.any_actors.empty())
            centre_ = query.events.all_actors.front();
    }

    /// Adds the event's pairs; true when it had any.
    Result<bool> add_event(const Event& event) {
        std::map<std::pair<std::string, std::string>, std::pair<NamedActor, NamedActor>> pairs;
        for (const EventPair& pair : pairs_of(event)) {
            auto a = party(pair.from);
            if (!a) return a.error();
            auto b = party(pair.to);
            if (!b) return b.error();
            if (!wanted(pair, *a, *b)) continue;
            if (swapped(pair, *a, *b)) std::swap(*a, *b);
            pairs.try_emplace({a->key, b->key}, *a, *b);
        }
        for (auto& [key, named] : pairs) {
            Sum& sum = sums_[key];
            if (sum.pair.events == 0) {
                sum.pair.a = std::move(named.first);
                sum.pair.b = std::move(named.second);
            }
            add(sum, event);
        }
        return !pairs.empty();
    }

    std::vector<Sum> take() {
        std::vector<Sum> result;
        for (auto& [key, sum] : sums_) result.push_back(std::move(sum));
        return result;
    }

    std::optional<ActorId> centre() const { return centre_; }
    Result<NamedActor> party(ActorId id) {
        auto actor = book_.named(id);
        if (!actor || !query_.by_country) return actor;
        return country_of(*std::move(actor));
    }

private:
    Result<NamedActor> country_of(NamedActor actor) {
        if (actor.kind == ActorKind::Country || actor.country.empty()) return actor;
        const auto known = countries_.find(actor.country);
        if (known != countries_.end()) return known->second;
        NamedActor country;
        country.key = "country:" + actor.country;
        country.name = actor.country;
        country.kind = ActorKind::Country;
        country.country = actor.country;
        const auto found = store_.actor_by_key(country.key);
        if (!found) return found.error();
        if (*found) {
            country.id = (*found)->id;
            country.name = (*found)->name;
        }
        countries_.emplace(actor.country, country);
        return country;
    }

    /// Not a country with its own people, nor pairs that the one asked for has no part in.
    bool wanted(const EventPair& pair, const NamedActor& a, const NamedActor& b) const {
        if (a.key == b.key) return false;
        if (centre_ && pair.from != *centre_ && pair.to != *centre_) return false;
        const bool with_own_country =
            !a.country.empty() && a.country == b.country &&
            (a.kind == ActorKind::Country) != (b.kind == ActorKind::Country);
        if (with_own_country) return false;
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
        return among(asked.all_actors, pair.from, pair.to) &&
               among(asked.countries, a.country, b.country) &&
               (asked.any_actors.empty() || has_any(pair.from) || has_any(pair.to));
    }

    /// The one asked for stands first, else the one of the country asked for, else by key.
    bool swapped(const EventPair& pair, const NamedActor& a, const NamedActor& b) const {
        if (centre_) return pair.to == *centre_;
        if (query_.events.countries.size() == 1 && a.country != b.country)
            return b.country == query_.events.countries.front();
        return b.key < a.key;
    }

    const storage::Store& store_;
    const MetQuery& query_;
    ActorBook book_;
    std::optional<ActorId> centre_;
    std::map<std::pair<std::string, std::string>, Sum> sums_;
    std::unordered_map<std::string, NamedActor> countries_;
};

void sort(std::vector<Sum>& sums, MetOrder order) {
    const auto names = [](const Sum& s) { return std::tie(s.pair.a.name, s.pair.b.name, s.pair.a.key, s.pair.b.key); };
    std::ranges::sort(sums, [&](const Sum& x, const Sum& y) {
        switch (order) {
            case MetOrder::Times:
                if (x.pair.times != y.pair.times) return x.pair.times > y.pair.times;
                if (x.last.last != y.last.last) return x.last.last > y.last.last;
                break;
            case MetOrder::First:
                if (x.first.first != y.first.first) return x.first.first < y.first.first;
                break;
            case MetOrder::Last:
                if (x.last.last != y.last.last) return x.last.last > y.last.last;
                break;
            case MetOrder::Name: break;
        }
        return names(x) < names(y);
    });
}

}  // namespace

Result<MetAnswer> who_met_by_events(const storage::Store& store, const MetQuery& query) {
    const auto& asked = query.events;
    const std::vector<Contact>& kinds =
        asked.kinds.empty() && asked.types.empty() && asked.modes.empty() ? kMeetings : asked.kinds;
    EventQuery every_kind = asked;  // so that what else there was can be told
    every_kind.kinds.clear();
    every_kind.order = Order::OldestFirst;
    every_kind.after.reset();

    MetAnswer answer;
    Gathering gathering{store, query};
    Result<void> failure;
    const auto walked = walk_events(store, every_kind, [&](const Event& event) {
        const Contact kind = contact_of(event.type, event.mode);
        if (!kinds.empty() && std::ranges::find(kinds, kind) == kinds.end()) {
            if (kind != Contact::None && !pairs_of(event).empty())
                answer.other_kinds[kind_name(event)] += event.count;
            return true;
        }
        const auto added = gathering.add_event(event);
        if (!added) {
            failure = added.error();
            return false;
        }
        answer.events += *added ? 1 : 0;
        return true;
    });
    if (!failure) return failure.error();
    if (!walked) return walked.error();

    if (gathering.centre()) {
        auto centre = gathering.party(*gathering.centre());
        if (!centre) return centre.error();
        answer.actor = *std::move(centre);
    }
    std::vector<Sum> sums = gathering.take();
    answer.total_pairs = sums.size();
    sort(sums, query.order);
    if (asked.limit != 0 && sums.size() > asked.limit) sums.resize(asked.limit);
    for (Sum& sum : sums) answer.pairs.push_back(finish(std::move(sum)));
    return answer;
}

}  // namespace annalist::query_test

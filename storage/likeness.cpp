#include "storage/likeness.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace annalist::storage {
namespace {

template <class T>
bool share(const std::vector<T>& a, const std::vector<T>& b) {
    auto x = a.begin();
    auto y = b.begin();
    while (x != a.end() && y != b.end()) {
        if (*x == *y) return true;
        if (*x < *y) ++x;
        else ++y;
    }
    return false;
}

template <class Set>
bool nested(const Set& a, const Set& b) {
    return std::ranges::includes(a, b) || std::ranges::includes(b, a);
}

/// Happened, planned (or called off), or only wished for.
enum class Hold { Real, Planned, Wished };
Hold hold_of(const Telling& t) {
    if (t.says(Status::Occurred) || t.says(Status::Ongoing)) return Hold::Real;
    if (t.says(Status::Planned) || t.says(Status::Cancelled) || t.says(Status::Denied)) return Hold::Planned;
    return Hold::Wished;
}

bool is(const Telling& t, Contact contact) { return t.kind == static_cast<std::uint16_t>(contact); }

class Comparison {
public:
    Comparison(const Telling& a, const Telling& b) : a_(a), b_(b) {}

    Likeness run() {
        if (a_.kind != b_.kind || share(a_.articles, b_.articles)) bar();
        if (!found_.barred) compare_numbers();
        if (!found_.barred) compare_parties();
        if (!found_.barred) compare_places();
        if (!found_.barred) compare_times();
        if (!found_.barred) compare_status();
        if (!found_.barred) compare_words();
        found_.value = found_.barred ? 0 : std::clamp(value_, 0.0, 1.0);
        return found_;
    }

private:
    void bar() { found_.barred = true; }
    void weigh(double factor) { value_ *= factor; }
    void weigh(double factor, Reason reason) {
        value_ *= factor;
        found_.reasons |= 1U << static_cast<unsigned>(reason);
    }

    /// The fourth round is not the fifth, and three calls are not the one.
    void compare_numbers() {
        if (!a_.sequences.empty() && !b_.sequences.empty()) {
            if (!share(a_.sequences, b_.sequences)) return bar();
            weigh(1.1, Reason::SameSequence);
        }
        if (a_.count != b_.count) bar();
    }

    struct Side {
        std::set<ActorId> persons, bodies, all;
        bool host = true;  ///< nothing but host or mediator
    };
    using Sides = std::map<std::uint64_t, Side>;
    static Sides sides_of(const Telling& t) {
        Sides sides;
        for (const Party& party : t.parties) {
            Side& side = sides[party.side];
            side.all.insert(party.actor);
            if (party.kind == ActorKind::Person) side.persons.insert(party.actor);
            // A body without a country is its own side, like a country.
            else if (party.kind != ActorKind::Country && party.side != side_of(party.actor)) side.bodies.insert(party.actor);
            side.host = side.host && (party.role == Role::Host || party.role == Role::Mediator);
        }
        return sides;
    }
    static std::set<std::uint64_t> sides_in(const Telling& t, Role role) {
        std::set<std::uint64_t> sides;
        for (const Party& party : t.parties)
            if (party.role == role) sides.insert(party.side);
        return sides;
    }

    void compare_parties() {
        const Sides a = sides_of(a_), b = sides_of(b_);
        const bool a_larger = a.size() > b.size();
        const Sides& large = a_larger ? a : b;
        const Sides& small = a_larger ? b : a;
        for (const auto& [side, who] : small)
            if (!large.contains(side)) return bar();
        if (is(a_, Contact::Visit) || is(a_, Contact::Message) || !is_contact(a_.kind)) compare_directions();
        if (found_.barred) return;
        bool same = a.size() == b.size();
        bool more = false, by_name = false;
        for (const auto& [side, one] : small) {
            const Side& other = large.at(side);
            // Two ministers of one country are two people.
            if (!nested(one.persons, other.persons) || !nested(one.bodies, other.bodies)) return bar();
            if (one.all == other.all) continue;
            same = false;
            const bool bare = one.persons.empty() != other.persons.empty() || one.bodies.empty() != other.bodies.empty();
            if (bare) weigh(one.persons.empty() && other.persons.empty() ? 0.85 : 0.9);
            else weigh(0.93);
            (bare ? by_name : more) = true;
        }
        if (same) weigh(1, Reason::SameActors);
        if (more) weigh(1, Reason::MoreNamed);
        if (by_name) weigh(1, Reason::CountryNamed);
        compare_extra_sides(small, large);
    }

    void compare_directions() {
        const auto a_sources = sides_in(a_, Role::Source), b_sources = sides_in(b_, Role::Source);
        const auto a_targets = sides_in(a_, Role::Target), b_targets = sides_in(b_, Role::Target);
        if (!nested(a_sources, b_sources) || !nested(a_targets, b_targets)) return bar();
        const auto turned = [](const std::set<std::uint64_t>& sources, const std::set<std::uint64_t>& targets,
                               const std::set<std::uint64_t>& own_sources) {
            return std::ranges::any_of(sources, [&](std::uint64_t s) { return targets.contains(s) && !own_sources.contains(s); });
        };
        if (turned(a_sources, b_targets, b_sources) || turned(b_sources, a_targets, a_sources)) bar();
    }

    /// Two who meet at the edge of a summit are not the summit.
    void compare_extra_sides(const Sides& small, const Sides& large) {
        const std::size_t extra = large.size() - small.size();
        if (extra == 0) return;
        if (!is_contact(a_.kind) || small.size() < 2) return bar();
        const bool hosts = std::ranges::all_of(large, [&](const auto& side) {
            return small.contains(side.first) || side.second.host || is_place(side.first);
        });
        if (hosts) return weigh(0.9, Reason::MoreSides);
        if (small.size() >= 3 && small.size() * 3 >= large.size() * 2) return weigh(0.85, Reason::MoreSides);
        if (extra > 1) return bar();
        weigh(0.72, Reason::MoreSides);
    }
    bool is_place(std::uint64_t side) const {
        const auto same = [&](const std::string& country) { return side_of(country) == side; };
        return std::ranges::any_of(a_.countries, same) || std::ranges::any_of(b_.countries, same);
    }

    bool dated(const Telling& t) const { return t.basis != TimeBasis::Published; }
    bool same_day() const {
        return a_.basis == TimeBasis::Stated && b_.basis == TimeBasis::Stated && a_.days.days() == 1 &&
               b_.days.days() == 1 && a_.days.first == b_.days.first;
    }

    void compare_places() {
        if (is(a_, Contact::Call) || is(a_, Contact::Message)) return;  // told from either end
        const bool cities = !a_.cities.empty() && !b_.cities.empty();
        const bool countries = !a_.countries.empty() && !b_.countries.empty();
        const bool elsewhere = (cities && !share(a_.cities, b_.cities)) ||
                               (countries && !share(a_.countries, b_.countries));
        if (elsewhere) {
            if (!same_day() || !is_contact(a_.kind)) return bar();
            return weigh(0.65, Reason::OtherPlace);
        }
        if (cities) return weigh(1.1, Reason::SamePlace);
        if (countries) weigh(1.03, Reason::SamePlace);
    }

    void compare_times() {
        const Dating a = dating_of(a_), b = dating_of(b_);
        const int gap = std::max({0, (a_.days.first - b_.days.last).count(), (b_.days.first - a_.days.last).count()});
        if (a == Dating::Useless || b == Dating::Useless) return bar();
        if (a == Dating::Coarse && b == Dating::Coarse) {
            if (a_.days.overlaps(b_.days)) return weigh(a_.days == b_.days ? (a_.days.days() <= 7 ? 0.65 : a_.days.days() <= 31 ? 0.57 : 0.52) : 0, Reason::SameSpan);
            return bar();
        }
        if (a == Dating::Coarse || b == Dating::Coarse) return gap == 0 ? weigh(0.75, Reason::WithinSpan) : bar();
        if (!is_contact(a_.kind) && gap > 0) return bar();
        if (gap > kMostApart) return bar();
        if (dated(a_) && dated(b_)) {
            const bool stated = a_.basis == TimeBasis::Stated && b_.basis == TimeBasis::Stated;
            if (gap == 0) return weigh(stated ? 1 : 0.92, Reason::SameDay);
            if (gap > 1) return bar();
            return weigh(stated ? 0.44 : 0.56, Reason::DayBefore);
        }
        if (!dated(a_) && !dated(b_)) return weigh(0.72 - 0.08 * gap, Reason::DayAssumed);
        // An event comes before the article that reports it, but for the difference of clocks.
        const Telling& known = dated(a_) ? a_ : b_;
        const Telling& assumed = dated(a_) ? b_ : a_;
        const bool after = known.days.first > assumed.days.last;
        if (after && gap > 1) return bar();
        weigh(after ? 0.75 - 0.07 * gap : 0.85 - 0.04 * gap, Reason::DayAssumed);
    }

    void compare_status() {
        const Hold a = hold_of(a_), b = hold_of(b_);
        if (a == b) {
            if (a_.statuses != b_.statuses && a == Hold::Planned) weigh(1, Reason::StatusDiffers);
            return;
        }
        if (a == Hold::Wished || b == Hold::Wished) return bar();
        // A plan and its fulfilment are one only where both say the day, or the plan's has come when the other tells of it.
        const Telling& plan = a == Hold::Planned ? a_ : b_;
        const Telling& held = a == Hold::Planned ? b_ : a_;
        const bool day = dated(a_) && dated(b_) && a_.days.overlaps(b_.days) && dating_of(a_) == Dating::Close && dating_of(b_) == Dating::Close;
        const bool come = dated(plan) && dating_of(plan) == Dating::Close && !dated(held) && held.days.first >= plan.days.first;
        if (!day && !come) return bar();
        if (come) weigh(0.93);
        const bool off = plan.says(Status::Cancelled) || plan.says(Status::Denied);
        weigh(off ? 0.85 : 0.97, off ? Reason::StatusDiffers : Reason::Fulfilled);
    }

    void compare_words() {
        if (a_.video != b_.video) weigh(0.92, Reason::VideoNotSaid);
        const std::size_t fewer = std::min(a_.words.size(), b_.words.size());
        if (fewer < 3) return;
        std::vector<std::uint32_t> both;
        std::ranges::set_intersection(a_.words, b_.words, std::back_inserter(both));
        const double shared = static_cast<double>(both.size()) / static_cast<double>(fewer);
        if (shared >= 0.25) weigh(0.96 + 0.2 * shared, Reason::LikeWords);
        else weigh(0.94 + 0.2 * shared, Reason::OtherWords);
    }

    const Telling& a_;
    const Telling& b_;
    double value_ = 1;
    Likeness found_;
};

}  // namespace

bool Likeness::alike() const { return !barred && value >= kAlike; }

std::string_view to_string(Reason reason) {
    switch (reason) {
        case Reason::SameActors: return "the same actors";
        case Reason::MoreNamed: return "one names more people or bodies of a side";
        case Reason::CountryNamed: return "a side named by its country in one";
        case Reason::MoreSides: return "one leaves out a side";
        case Reason::SameDay: return "the same day";
        case Reason::DayBefore: return "days that differ by one";
        case Reason::DayAssumed: return "a day assumed from the publication near the other's";
        case Reason::WithinSpan: return "the only one in the span of days";
        case Reason::SameSpan: return "the same span of days, and nothing else in it";
        case Reason::SamePlace: return "the same place";
        case Reason::OtherPlace: return "two places";
        case Reason::SameSequence: return "the same number in a series";
        case Reason::LikeWords: return "like words";
        case Reason::OtherWords: return "other words";
        case Reason::Fulfilled: return "planned in one, held in the other";
        case Reason::StatusDiffers: return "another status in one";
        case Reason::VideoNotSaid: return "by video link in one";
    }
    return "unknown";
}

std::vector<Reason> reasons_in(std::uint32_t reasons) {
    std::vector<Reason> all;
    for (unsigned i = 0; i <= static_cast<unsigned>(Reason::VideoNotSaid); ++i)
        if ((reasons >> i & 1U) != 0) all.push_back(static_cast<Reason>(i));
    return all;
}

Likeness compare(const Telling& a, const Telling& b) { return Comparison(a, b).run(); }

}  // namespace annalist::storage

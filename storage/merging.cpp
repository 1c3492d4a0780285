#include "storage/merging.hpp"

#include <algorithm>

#include "storage/bytes.hpp"
#include "storage/records.hpp"

namespace annalist::storage {
namespace {

/// Of two leaders as like as this, neither is followed.
constexpr double kUndecided = 0.02;
/// How far the part of one telling may hang on another: it follows a leader (1), which is one because
/// of its neighbours (2), and which takes it or not because of others (3) that lead or follow (4).
constexpr int kReach = 4;

int holds(const Telling& t) {
    if (t.says(Status::Occurred) || t.says(Status::Ongoing)) return 0;
    return t.says(Status::Planned) || t.says(Status::Cancelled) || t.says(Status::Denied) ? 1 : 2;
}

/// What is stored, with tellings that are not yet.
class Changed final : public Tellings {
public:
    Changed(Tellings& stored, const std::map<EventId, Telling>& changed) : stored_(stored) {
        for (const auto& [id, telling] : changed) {
            changed_[id] = std::make_shared<const Telling>(telling);
            for (const BlockEntry& entry : entries_of(id, telling)) added_.insert(entry);
        }
    }

    std::shared_ptr<const Telling> telling(EventId id) override {
        const auto found = changed_.find(id);
        return found != changed_.end() ? found->second : stored_.telling(id);
    }
    std::vector<BlockEntry> entries(bool coarse, std::uint64_t block, date::sys_days first,
                                    date::sys_days last) override {
        std::vector<BlockEntry> found = stored_.entries(coarse, block, first, last);
        std::erase_if(found, [&](const BlockEntry& entry) { return changed_.contains(entry.id); });
        const auto size = static_cast<std::ptrdiff_t>(found.size());
        for (auto it = added_.lower_bound({coarse, block, first, 0, EventId{}});
             it != added_.end() && it->coarse == coarse && it->block == block && it->first <= last; ++it)
            found.push_back(*it);
        std::inplace_merge(found.begin(), found.begin() + size, found.end());
        return found;
    }
    std::optional<Part> part(EventId told) override { return stored_.part(told); }
    std::vector<EventId> parts_of(EventId whole) override { return stored_.parts_of(whole); }

private:
    Tellings& stored_;
    std::map<EventId, std::shared_ptr<const Telling>> changed_;
    std::set<BlockEntry> added_;
};

/// Calls visit(entry, within) for the entries of a block: whether they are of the first kMostInBlock
/// of their day.
template <class Visit>
void each_of(const std::vector<BlockEntry>& entries, const Visit& visit) {
    std::size_t on_day = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        on_day = i > 0 && entries[i].first == entries[i - 1].first ? on_day + 1 : 0;
        visit(entries[i], on_day);
    }
}

/// The first days of what may be near a telling.
std::pair<date::sys_days, date::sys_days> days_near(const Telling& telling) {
    const TimeSpan days = telling.days;
    if (dating_of(telling) == Dating::Coarse) return {days.first, days.first};
    return {days.first - date::days{kLongestRun + kMostApart}, days.last + date::days{kMostApart}};
}

}  // namespace

std::string encode(const Part& part) {
    ByteWriter out;
    out.byte(kRecordVersion);
    out.big64(part.whole.value);
    out.big64(part.like.value);
    out.real(part.likeness);
    out.varint(part.reasons);
    return out.take();
}

std::optional<Part> decode_part(std::string_view record) {
    ByteReader in(record);
    if (in.byte() != kRecordVersion) return std::nullopt;
    Part part;
    part.whole = {in.big64()};
    part.like = {in.big64()};
    part.likeness = in.real();
    part.reasons = in.varint32();
    if (!in.done()) return std::nullopt;
    return part;
}

Merging::Node& Merging::node(EventId id) {
    const auto [at, fresh] = nodes_.try_emplace(id);
    if (!fresh) return at->second;
    Node node;
    node.telling = tellings_.telling(id);
    if (node.telling && !pinned_.contains(id)) node.dating = dating_of(*node.telling);
    return at->second = std::move(node);
}

const std::vector<Merging::Like>& Merging::near(EventId id) {
    if (const auto& known = node(id).near) return *known;
    const auto telling = node(id).telling;
    const bool coarse = node(id).dating == Dating::Coarse;
    std::set<EventId> others;
    if (node(id).dating == Dating::Close || (coarse && is_free(id))) {
        const TimeSpan days = telling->days;
        const auto [from, to] = days_near(*telling);
        for (const std::uint64_t block : blocks_of(*telling)) {
            std::vector<EventId> found;
            bool listed = false;
            each_of(tellings_.entries(coarse, block, from, to), [&](const BlockEntry& entry, std::size_t place) {
                if (place >= kMostInBlock) return;
                if (entry.id == id) listed = true;
                else if (entry.last() + date::days{kMostApart} >= days.first) found.push_back(entry.id);
            });
            if (listed) others.insert(found.begin(), found.end());
        }
    }
    std::vector<Like> near;
    for (const EventId other : others) {
        const Node& one = node(other);
        if (one.dating == Dating::Useless || (coarse && !is_free(other))) continue;
        if (const Likeness likeness = compare(*telling, *one.telling); likeness.alike()) near.push_back({other, likeness});
    }
    return node(id).near.emplace(std::move(near));
}

bool Merging::before(EventId a, EventId b) {
    const auto rank = [&](EventId id) {
        const Telling& t = *node(id).telling;
        const auto persons = std::ranges::count(t.parties, ActorKind::Person, &Party::kind);
        return std::tuple(t.basis, holds(t), -persons, -static_cast<std::ptrdiff_t>(t.parties.size()), t.days.days(), id);
    };
    return rank(a) < rank(b);
}

bool Merging::leads(EventId id) {
    if (const auto known = node(id).leads) return *known;
    const bool leads = std::ranges::none_of(near(id), [&](const Like& other) { return before(other.id, id); });
    node(id).leads = leads;
    return leads;
}

const Merging::Like& Merging::wants(EventId id) {
    if (const auto& known = node(id).wants) return *known;
    const Like itself{id, {1, 0, false}};
    if (leads(id)) return node(id).wants.emplace(itself);
    std::vector<Like> leaders;
    for (const Like& other : near(id))
        if (leads(other.id)) leaders.push_back(other);
    std::ranges::sort(leaders, [&](const Like& a, const Like& b) {
        if (a.likeness.value != b.likeness.value) return a.likeness.value > b.likeness.value;
        return before(a.id, b.id);
    });
    const bool undecided = leaders.size() > 1 && leaders[0].likeness.value - leaders[1].likeness.value < kUndecided;
    return node(id).wants.emplace(leaders.empty() || undecided ? itself : leaders.front());
}

void Merging::take(std::vector<Like> wanting, std::vector<Like>& taken) {
    std::ranges::sort(wanting, [](const Like& a, const Like& b) {
        return std::tuple(-a.likeness.value, a.id) < std::tuple(-b.likeness.value, b.id);
    });
    for (const Like& one : wanting) {
        const Telling& telling = *node(one.id).telling;
        const bool fits = std::ranges::none_of(taken, [&](const Like& other) {
            return compare(telling, *node(other.id).telling).barred;
        });
        if (fits) taken.push_back(one);
    }
}

const std::vector<Merging::Like>& Merging::star(EventId leader) {
    if (const auto& known = node(leader).star) return *known;
    std::vector<Like> taken{{leader, {1, 0, false}}}, wanting;
    if (leads(leader))
        for (const Like& other : near(leader))
            if (wants(other.id).id == leader) wanting.push_back(other);
    take(std::move(wanting), taken);
    return node(leader).star.emplace(std::move(taken));
}

std::vector<BlockEntry> Merging::in_span(EventId coarse) {
    std::vector<BlockEntry> found;
    const auto telling = node(coarse).telling;
    const TimeSpan days = telling->days;
    for (const std::uint64_t block : blocks_of(*telling))
        for (const BlockEntry& entry : tellings_.entries(false, block, days.first - date::days{kLongestRun}, days.last))
            if (entry.last() >= days.first) found.push_back(entry);
    return found;
}

std::set<EventId> Merging::spans_over(EventId close) {
    std::set<EventId> found;
    const auto telling = node(close).telling;
    if (!telling || dating_of(*telling) != Dating::Close) return found;
    const TimeSpan days = telling->days;
    for (const std::uint64_t block : blocks_of(*telling))
        for (const BlockEntry& entry : tellings_.entries(true, block, days.first - date::days{kLongestSpan}, days.last))
            if (entry.last() >= days.first) found.insert(entry.id);
    return found;
}

bool Merging::is_free(EventId coarse) {
    if (const auto known = node(coarse).free) return *known;
    const bool free = in_span(coarse).empty();
    node(coarse).free = free;
    return free;
}

std::optional<Merging::Like> Merging::only_one(EventId coarse) {
    std::optional<EventId> only;
    for (const BlockEntry& entry : in_span(coarse)) {
        if (node(entry.id).dating != Dating::Close) return std::nullopt;  // decided by hand
        const EventId it = leader(entry.id).id;
        if (only && *only != it) return std::nullopt;
        only = it;
    }
    if (!only) return std::nullopt;
    const Likeness likeness = compare(*node(coarse).telling, *node(*only).telling);
    if (!likeness.alike()) return std::nullopt;
    return Like{*only, likeness};
}

const Merging::Like& Merging::leader(EventId id) {
    if (const auto& known = node(id).leader) return *known;
    const Like itself{id, {1, 0, false}};
    const Dating dating = node(id).dating;
    if (dating == Dating::Useless) return node(id).leader.emplace(itself);
    if (dating == Dating::Coarse && !is_free(id)) {
        const auto only = only_one(id);
        const bool taken = only && std::ranges::any_of(members(only->id), [&](const Like& m) { return m.id == id; });
        return node(id).leader.emplace(taken ? *only : itself);
    }
    const Like wanted = wants(id);
    const bool taken = wanted.id != id &&
                       std::ranges::any_of(star(wanted.id), [&](const Like& m) { return m.id == id; });
    return node(id).leader.emplace(taken ? wanted : itself);
}

const std::vector<Merging::Like>& Merging::members(EventId id) {
    if (const auto& known = node(id).members) return *known;
    std::vector<Like> taken = star(id);
    std::vector<Like> wanting;
    if (node(id).dating == Dating::Close) {
        std::set<EventId> spans;
        for (const Like& one : taken) spans.merge(spans_over(one.id));
        for (const EventId span : spans) {
            if (node(span).dating != Dating::Coarse) continue;
            if (const auto only = only_one(span); only && only->id == id) wanting.push_back({span, only->likeness});
        }
    }
    take(std::move(wanting), taken);
    return node(id).members.emplace(std::move(taken));
}

std::vector<EventId> Merging::cluster(EventId told) {
    std::vector<EventId> ids;
    for (const Like& one : members(leader(told).id)) ids.push_back(one.id);
    std::ranges::sort(ids);
    return ids;
}

std::optional<Part> Merging::part(EventId told) {
    const std::vector<EventId> ids = cluster(told);
    if (ids.size() < 2) return std::nullopt;
    const Like& like = leader(told);
    return Part{ids.front(), like.id, like.likeness.value, like.likeness.reasons};
}

std::set<EventId> Merging::at_the_limit(const std::set<EventId>& ids) {
    std::set<EventId> found;
    for (const EventId id : ids) {
        const auto telling = node(id).telling;
        if (!telling) continue;
        const auto [from, to] = days_near(*telling);
        for (const BlockEntry& own : entries_of(id, *telling))
            each_of(tellings_.entries(own.coarse, own.block, from, to), [&](const BlockEntry& entry, std::size_t place) {
                if (entry.first == own.first && place == kMostInBlock) found.insert(entry.id);
            });
    }
    return found;
}

std::set<EventId> Merging::around(const std::set<EventId>& ids) {
    std::set<EventId> found, edge = ids;
    const auto grow = [&] {
        for (int step = 0; step <= kReach && !edge.empty(); ++step) {
            std::set<EventId> next;
            for (const EventId id : edge)
                if (found.insert(id).second && step < kReach)
                    for (const Like& other : near(id)) next.insert(other.id);
            edge = std::move(next);
        }
        edge.clear();
    };
    grow();
    for (const EventId id : found) edge.merge(spans_over(id));
    grow();
    return found;
}

std::set<EventId> Merging::coarse_among(const std::set<EventId>& ids) {
    std::set<EventId> found;
    for (const EventId id : ids)
        if (node(id).dating == Dating::Coarse) found.insert(id);
    return found;
}

Result<Regrouping> regroup(Tellings& stored, const std::map<EventId, Telling>& changed,
                           const Pinned& before, const Pinned& after) {
    // What is near does not hang on what is pinned, but for the pinned themselves: where these change,
    // all are taken for near.
    static const Pinned kNone;
    const bool pins = &before != &after;
    std::set<EventId> ids;
    for (const auto& [id, telling] : changed) ids.insert(id);
    if (pins) {
        for (const EventId id : before)
            if (!after.contains(id)) ids.insert(id);
        for (const EventId id : after)
            if (!before.contains(id)) ids.insert(id);
    }
    Changed now(stored, changed);
    Merging old(stored, pins ? kNone : before), merging(now, after), near_now(now, kNone);
    Merging& current = pins ? near_now : merging;
    // What depended on the old tellings, and what depends on the new.
    std::set<EventId> starts = ids;
    starts.merge(old.at_the_limit(ids));
    starts.merge(current.at_the_limit(ids));
    std::set<EventId> affected = current.around(starts);
    affected.merge(old.around(starts));
    std::set<EventId> coarse = current.coarse_among(affected);
    coarse.merge(old.coarse_among(affected));
    if (!coarse.empty()) {
        affected.merge(old.around(coarse));
        affected.merge(current.around(coarse));
    }

    std::set<EventId> all;
    for (const EventId id : affected) {
        all.insert(id);
        for (const EventId other : merging.cluster(id)) all.insert(other);
        if (const auto part = stored.part(id))
            for (const EventId other : stored.parts_of(part->whole)) all.insert(other);
    }
    std::set<EventId> with;
    for (const EventId id : all)
        for (const EventId other : merging.cluster(id)) with.insert(other);
    all.merge(with);
    Regrouping regrouping;
    for (const EventId id : all) {
        const auto part = merging.part(id), kept = stored.part(id);
        if (part == kept) continue;
        regrouping.parts.emplace(id, part);
        for (const auto& one : {part, kept}) regrouping.wholes.insert(one ? one->whole : id);
    }
    for (const Tellings* tellings : {static_cast<const Tellings*>(&stored), static_cast<const Tellings*>(&now)})
        if (tellings->failed()) return *tellings->failed();
    return regrouping;
}

}  // namespace annalist::storage

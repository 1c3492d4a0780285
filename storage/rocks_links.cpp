#include <algorithm>
#include <vector>

#include "storage/bytes.hpp"
#include "storage/rocks_engine.hpp"
#include "storage/rocks_spans.hpp"

namespace annalist::storage {

class RocksLinks final : public Links {
    /// For the unpackers: makes links of entries of the range.
    auto into(DayRange days) {
        good_ = true;
        return [this, days](const CodedEntry& entry) {
            if (!days.contains(entry.day)) return;
            if (entry.relation == 0 || entry.relation >= prototypes_.size()) {
                good_ = false;
                return;
            }
            if (who().holds_any() && who().holds(words_->id_of(entry))) return;
            Link& link = links_.emplace_back(prototypes_[entry.relation]);
            const CodedEntry read = who().read(entry);
            link.from = {read.source};
            link.to = {read.target};
            // From the actors that were told its id can be computed, from those they are it cannot.
            if (read != entry) link.event = words_->id_of(entry);
            link.first = link.last = entry.day;
            link.count = entry.count;
        };
    }

public:
    explicit RocksLinks(const RocksStore& store)
        : store_(store), database_(*store.database_), now_(store) {}

    /// Errors: Io, Corruption.
    Result<void> load() {
        auto words = store_.dictionary(!who().empty());
        if (!words) return words.error();
        words_ = *std::move(words);
        prototypes_.resize(words_->relations.size());
        for (std::uint32_t i = 1; i < prototypes_.size(); ++i) {
            CodedEntry entry;
            entry.relation = i;
            prototypes_[i] = words_->link_of(entry);
        }
        return {};
    }

    Result<void> all(DayRange days, const LinkVisitor& visit) override {
        bool more = true;
        if (auto told = told_links(Table::ByTime, "", days, {}, {}, visit, more); !told || !more)
            return told;
        return coded(days, visit);
    }

    Result<void> all(DayRange days, const EventVisitor& told, const LinkVisitor& visit) override {
        bool more = true;
        if (auto scanned = told_events(Table::ByTime, "", days, told, more); !scanned || !more)
            return scanned;
        return coded(days, visit);
    }

    Result<void> coded(DayRange days, const LinkVisitor& visit) {
        days = within_reach(days);
        rocksdb::Iterator& it = iterator(days_, Table::CodedDays);
        for (it.Seek(slice(day_key(days.first))); it.Valid(); it.Next()) {
            const date::sys_days day = day_at(view(it.key()), 0);
            if (day > days.last) break;
            links_.clear();
            if (!unpack_day(view(it.value()), day, into(DayRange{day, day})) || !good_)
                return database_.corrupt(Table::CodedDays, view(it.key()));
            if (!visit(links_)) return {};
        }
        if (!it.status().ok()) return database_.error(it.status());
        return {};
    }

    Result<void> of(ActorId actor, DayRange days, const LinkVisitor& visit) override {
        actor = who().actors().whole(actor);
        bool more = true;
        if (auto told = told_links(Table::ByActor, actor_key(actor), days, actor, {}, visit, more);
            !told || !more)
            return told;
        return coded(actor, days, visit);
    }

    Result<void> of(ActorId actor, DayRange days, const EventVisitor& told,
                    const LinkVisitor& visit) override {
        actor = who().actors().whole(actor);
        bool more = true;
        if (auto scanned = told_events(Table::ByActor, actor_key(actor), days, told, more); !scanned || !more)
            return scanned;
        return coded(actor, days, visit);
    }

    Result<void> coded(ActorId actor, DayRange days, const LinkVisitor& visit) {
        bool more = true;
        const std::vector<ActorId> names = coded_names_of(who(), actor);
        const auto keep = [&](std::span<const Link> links) { return more = visit(links); };
        for (auto name = names.begin(); name != names.end() && more; ++name) {
            // A link between two that are one stands in the records of both: the first's is taken.
            const auto earlier = [&](std::uint32_t id) {
                return std::find(names.begin(), name, ActorId{id}) != name;
            };
            const auto scanned = records(
                iterator(actors_, Table::CodedByActor), Table::CodedByActor, actor_key(*name), days,
                kPackDays, keep, [&](std::string_view record, date::sys_days last) {
                    auto take = into(days);
                    return unpack_actor(record, *name, last, [&](const CodedEntry& entry) {
                        if (!earlier(entry.source) && !earlier(entry.target)) take(entry);
                    });
                });
            if (!scanned) return scanned;
        }
        return {};
    }

    Result<void> between(ActorId a, ActorId b, DayRange days, const LinkVisitor& visit) override {
        a = who().actors().whole(a);
        b = who().actors().whole(b);
        const auto [low, high] = std::minmax(a, b);
        const std::string prefix = pair_key(low, high);
        std::vector<Link> found;
        bool sorted = true, more = true;
        const auto keep = [&](std::span<const Link> links) {
            if (!found.empty() && links.front().first < found.back().first) sorted = false;
            found.insert(found.end(), links.begin(), links.end());
            return true;
        };
        if (auto told = told_links(low == high ? Table::ByActor : Table::ByPair,
                                   low == high ? actor_key(low) : prefix, days, a, b, keep, more);
            !told)
            return told;
        if (auto scanned = coded(a, b, days, keep); !scanned) return scanned;
        if (!sorted) std::ranges::stable_sort(found, {}, &Link::first);
        if (!found.empty()) static_cast<void>(visit(found));
        return {};
    }

    Result<void> between(ActorId a, ActorId b, DayRange days, const EventVisitor& told,
                         const LinkVisitor& visit) override {
        a = who().actors().whole(a);
        b = who().actors().whole(b);
        const auto [low, high] = std::minmax(a, b);
        bool more = true;
        if (auto scanned = told_events(low == high ? Table::ByActor : Table::ByPair,
                                       low == high ? actor_key(low) : pair_key(low, high), days, told, more);
            !scanned || !more)
            return scanned;
        return coded(a, b, days, visit);
    }

    Result<void> coded(ActorId a, ActorId b, DayRange days, const LinkVisitor& visit) {
        bool more = true;
        const auto keep = [&](std::span<const Link> links) { return more = visit(links); };
        for (const auto& [low, high] : coded_pairs(a, b)) {
            if (!more) break;
            const auto scanned = records(
                iterator(pairs_, Table::CodedByPair), Table::CodedByPair, pair_key(low, high), days, 0,
                keep, [&, l = low, h = high](std::string_view record, date::sys_days last) {
                    return unpack_pair(record, l, h, last, into(days));
                });
            if (!scanned) return scanned;
        }
        return {};
    }

    Result<EventId> event_of(const Link& link) override {
        if (link.event.value != 0 || link.relation == 0) return link.event;
        const auto words = store_.dictionary(true);
        if (!words) return words.error();
        CodedEntry entry;
        entry.day = link.first;
        entry.source = link.from.value;
        entry.target = link.to.value;
        entry.relation = link.relation;
        if (!(*words)->has(entry))
            return Error{ErrorCode::InvalidArgument, "a link that the store has not given"};
        return (*words)->id_of(entry);
    }

private:
    const Identities& who() const { return now_.who(); }

    /// The pairs of told ids that are this pair, each once, the lower id first.
    std::vector<std::pair<ActorId, ActorId>> coded_pairs(ActorId a, ActorId b) const {
        std::vector<std::pair<ActorId, ActorId>> pairs;
        for (const ActorId one : coded_names_of(who(), a))
            for (const ActorId other : coded_names_of(who(), b)) pairs.push_back(std::minmax(one, other));
        std::ranges::sort(pairs);
        const auto doubles = std::ranges::unique(pairs);
        pairs.erase(doubles.begin(), doubles.end());
        return pairs;
    }

    rocksdb::Iterator& iterator(std::unique_ptr<rocksdb::Iterator>& it, Table table) {
        if (!it) {
            rocksdb::ReadOptions options;
            options.snapshot = now_;
            it.reset(database_.rocks().NewIterator(options, database_.handle(table)));
        }
        return *it;
    }

    template <class Unpack>
    Result<void> records(rocksdb::Iterator& it, Table table, const std::string& prefix,
                         DayRange days, int most_days, const LinkVisitor& visit,
                         const Unpack& unpack) {
        days = within_reach(days);
        for (it.Seek(slice(prefix + day_key(days.first))); it.Valid(); it.Next()) {
            const std::string_view key = view(it.key());
            if (!key.starts_with(prefix)) break;
            const date::sys_days last = day_at(key, prefix.size());
            if (most_days != 0 && last > days.last && last - days.last >= date::days{most_days})
                break;
            const std::string_view record = view(it.value());
            if (first_day(record, last) > days.last) continue;
            links_.clear();
            if (!unpack(record, last) || !good_) return database_.corrupt(table, key);
            if (!links_.empty() && !visit(links_)) return {};
        }
        if (!it.status().ok()) return database_.error(it.status());
        return {};
    }

    /// Events that articles tell.
    Result<void> told_events(Table table, std::string_view prefix, DayRange days,
                             const EventVisitor& visit, bool& more) const {
        if (store_.event_buckets_ == 0) return {};
        return scan_spans(
            database_, now_, table, prefix, store_.event_buckets_, days,
            [&](std::string_view key, const SpanKey& span, std::string_view value) -> Result<bool> {
                const EventId id{span.id};
                std::optional<Event> event;
                if (value.empty()) {
                    const auto record = database_.get(Table::Events, event_key(id), now_);
                    if (!record) return record.error();
                    if (*record) event = decode_event(**record, id);
                } else {
                    event = decode_entry(value, id, span.first, span.last);
                }
                if (!event) return database_.corrupt(table, key);
                more = visit(*event);
                return more;
            });
    }

    /// Their links; with `a`, or with both, only links that end there.
    Result<void> told_links(Table table, std::string_view prefix, DayRange days,
                            std::optional<ActorId> a, std::optional<ActorId> b,
                            const LinkVisitor& visit, bool& more) const {
        const auto give = [&](const Event& event) {
            std::vector<Link> links = links_of(event);
            std::erase_if(links, [&](const Link& link) {
                if (b) return !((link.from == *a && link.to == *b) || (link.from == *b && link.to == *a));
                return a && link.from != *a && link.to != *a;
            });
            return links.empty() || visit(links);
        };
        return told_events(table, prefix, days, give, more);
    }

    const RocksStore& store_;
    const Database& database_;
    View now_;
    std::shared_ptr<const Dictionary> words_;
    std::vector<Link> prototypes_;  // by relation: all but actors, days and count
    std::vector<Link> links_;
    bool good_ = true;
    // Ended before the moment, which must outlive them.
    std::unique_ptr<rocksdb::Iterator> days_, actors_, pairs_;
};

Result<std::unique_ptr<Links>> RocksStore::links() const {
    auto links = std::make_unique<RocksLinks>(*this);
    if (auto loaded = links->load(); !loaded) return loaded.error();
    return std::unique_ptr<Links>(std::move(links));
}

Result<std::vector<Relation>> RocksStore::relations() const {
    const auto words = dictionary(false);
    if (!words) return words.error();
    return std::vector<Relation>((*words)->relations.begin() + 1, (*words)->relations.end());
}

std::uint64_t RocksStore::version() const { 
    return database_->rocks().GetLatestSequenceNumber();
}

std::string RocksStore::identity() const {
    std::string identity;
    database_->rocks().GetDbIdentity(identity).PermitUncheckedError();
    return identity;
}

}  // namespace annalist::storage

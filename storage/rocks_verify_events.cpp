#include <algorithm>
#include <set>

#include "storage/bytes.hpp"
#include "storage/rocks_verify.hpp"

namespace annalist::storage {
namespace {

std::uint64_t mixed(std::uint64_t hash) {
    hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCDU;
    hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53U;
    return hash ^ (hash >> 33);
}

}  // namespace

void Balance::change(Table table, std::string_view key, std::uint64_t value, std::int64_t times,
                     bool expected) {
    const std::uint64_t name = digest(key);
    std::uint64_t& group = sums_[static_cast<std::size_t>(table) * kGroups + name % kGroups];
    const std::uint64_t weight = mixed(name ^ mixed(value + 1)) * static_cast<std::uint64_t>(times);
    if (!naming_) {
        group += expected ? weight : -weight;
    } else if (group != 0) {
        Sides& sides = named_[{table, std::string(key)}];
        (expected ? sides.expected : sides.found) += weight;
    }
}

bool Balance::even() const {
    return std::ranges::all_of(sums_, [](std::uint64_t sum) { return sum == 0; });
}

void Balance::name_uneven() { naming_ = true; }

std::vector<Balance::Uneven> Balance::uneven() const {
    std::vector<Uneven> all;
    for (const auto& [name, sides] : named_)
        if (sides.expected != sides.found)
            all.push_back({name.first, name.second, sides.expected != 0, sides.found != 0});
    return all;
}

void Verification::gather_moved() {
    moved_.clear();
    std::set<EventId> origins;
    who().events().each_origin([&](EventId id) { origins.insert(id); });
    who().each_held([&](EventId id) { origins.insert(id); });
    for (const EventId id : origins) {
        const auto told = store_.told_mentions(id, now_);
        if (!told) {
            note(told.error());
            continue;
        }
        // A coded event has its mentions in a bulletin, and none in the table that is read below.
        const bool listed = value_of(Table::Mentions,
                                     told->empty() ? "" : mention_key(id, told->front().known,
                                                                      told->front().article,
                                                                      told->front().ordinal))
                                .has_value();
        for (const Mention& mention : *told) {
            Mention m = who().read(mention);
            if (m.event != EventId{} && (m.event != id || !listed))
                moved_[m.event].push_back(std::move(m));
        }
    }
}

void Verification::check_events() {
    gather_moved();
    // Events and mentions are both in the order of events, and are read side by side.
    rocksdb::ReadOptions options;
    options.snapshot = now_;
    const std::unique_ptr<rocksdb::Iterator> mentions(
        database_.rocks().NewIterator(options, database_.handle(Table::Mentions)));
    mentions->SeekToFirst();
    EventId last;
    std::optional<EventId> part;
    const auto take = [&](std::string_view event) {
        std::vector<Mention> own;
        for (; mentions->Valid(); mentions->Next()) {
            const std::string_view key = view(mentions->key());
            if (!event.empty() && key.substr(0, 8) > event) break;
            std::vector<Mention> some;
            check_mention(key, view(mentions->value()), some);
            const EventId told{ByteReader(key).big64()};
            if (told != last || !part) part = part_of(told).value_or(told);
            last = told;
            for (Mention& m : some) {
                if (*part != told) continue;  // read with its whole
                const bool stays = m.event == told;
                require(!stays || (!event.empty() && key.substr(0, 8) == event), Table::Mentions, key,
                        "reports an event that is not there");
                if (stays) own.push_back(std::move(m));
            }
        }
        return own;
    };
    each(Table::Events, [&](std::string_view key, std::string_view value) {
        events_ += naming_ ? 0 : 1;
        const auto event = decode_event(value, {ByteReader(key).big64()});
        require(key.size() == 8 && event, Table::Events, key, "cannot be read");
        if (key.size() != 8) return;
        auto own = take(key);
        if (const auto moved = moved_.find({ByteReader(key).big64()}); moved != moved_.end()) {
            own.insert(own.end(), moved->second.begin(), moved->second.end());
            moved_.erase(moved);
        }
        const auto parts = PartsNow(database_, now_).told({ByteReader(key).big64()});
        if (!parts) note(parts.error());
        for (std::size_t i = 1; parts && i < parts->size(); ++i)  // the first is the event itself
            if (const auto told = store_.told_mentions((*parts)[i], now_))
                for (const Mention& mention : *told) {
                    own.push_back(now_.who().read(mention));
                    own.back().event = {ByteReader(key).big64()};
                }
            else note(told.error());
        if (event) check_event(*event, key, std::move(own));
    });
    take("");
    for (const auto& [id, reports] : moved_)
        require(false, Table::Events, event_key(id), "is missing, and there are reports of it");
    if (!mentions->status().ok()) note(database_.error(mentions->status()));
}

void Verification::check_mention(std::string_view key, std::string_view value,
                                 std::vector<Mention>& mentions) {
    if (!naming_) ++mentions_, ++report_.checked;
    const auto report = parse_report_key(key, 8);
    const EventId event{ByteReader(key).big64()};
    auto mention = report ? decode_mention(value, event, report->day, report->article, report->ordinal)
                          : std::nullopt;
    require(mention.has_value(), Table::Mentions, key, "cannot be read");
    entries_.found(Table::Mentions, key, 0);
    if (!mention) return;
    check_spans(*mention, key);
    mentions.push_back(who().read(*std::move(mention)));
}

void Verification::check_event(const Event& event, std::string_view key,
                               std::vector<Mention> mentions) {
    require(!mentions.empty(), Table::Events, key, "is reported by nothing");
    for (const EventActor& a : event.actors)
        require(a.actor.value < known_actors_.size() && known_actors_[a.actor.value], Table::Events, key,
                "has an actor that is not there");
    for (const IndexEntry& entry : entries_of(event))
        entries_.expect(entry.table, entry.key, digest(entry.value));
    for (const std::string& count : counts_of(event)) entries_.expect(Table::Counts, count, 0);
    if (!mentions.empty() && !naming_)
        require(conclude(std::move(mentions)) == event, Table::Events, key, "is not what its reports conclude");
}

void Verification::check_entries(Table table) {
    each(table, [&](std::string_view key, std::string_view value) {
        entries_.found(table, key, digest(value));
    });
}

void Verification::check_counts() {
    each(Table::Counts, [&](std::string_view key, std::string_view value) {
        const auto sum = decode_sum(value);
        require(key.size() == 13 && sum, Table::Counts, key, "cannot be read");
        entries_.found(Table::Counts, key, 0, sum.value_or(0));
    });
}

void Verification::name_uneven_entries() {
    entries_.name_uneven();
    naming_ = true;
    each(Table::Contributions, [&](std::string_view key, std::string_view value) {
        const auto contribution = decode_contribution(value);
        if (key.size() == 8 && contribution) check_contribution({ByteReader(key).big64()}, key, *contribution);
    });
    check_events();
    check_tellings();
    for (const Table table : {Table::ByTime, Table::ByActor, Table::ByPair}) check_entries(table);
    check_counts();
    naming_ = false;
    for (const Balance::Uneven& one : entries_.uneven())
        require(false, one.table, one.key,
                !one.expected ? "has no record behind it" : !one.found ? "is missing" : "differs from what it stands for");
}

}  // namespace annalist::storage
